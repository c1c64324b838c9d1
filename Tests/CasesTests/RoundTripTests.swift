import Cases
import Domain
import Testing

@Suite("Every value comes back as it was written") struct RoundTripTests {
  private static let rounds = 400

  private func check<Value: Equatable>(
    _ make: (inout Invention) -> Value, _ encode: (Value) -> [UInt8],
    _ decode: ([UInt8]) throws(CaseError) -> Value
  ) throws {
    var invention = Invention(seed: 7)
    for round in 0..<Self.rounds {
      let value = make(&invention)
      let bytes = encode(value)
      let again = try decode(bytes)
      let isSame = again == value
      #expect(isSame, "round \(round)")
      let isStable = encode(again) == bytes
      #expect(isStable, "round \(round)")
    }
  }

  @Test func practice() throws {
    try check({ $0.practice() }, CaseCoding.encode(practice:), CaseCoding.decodePractice)
  }

  @Test func practiceCase() throws {
    try check({ $0.practiceCase() }, CaseCoding.encode(practiceCase:), CaseCoding.decodePracticeCase)
  }

  @Test func assistito() throws {
    try check({ $0.assistito() }, CaseCoding.encode(assistito:), CaseCoding.decodeAssistito)
  }

  @Test func medico() throws {
    try check({ $0.medico() }, CaseCoding.encode(medico:), CaseCoding.decodeMedico)
  }

  @Test func decision() throws {
    try check({ $0.decision() }, CaseCoding.encode(decision:), CaseCoding.decodeDecision)
  }

  @Test func answer() throws {
    try check({ $0.answer() }, CaseCoding.encode(answer:), CaseCoding.decodeAnswer)
  }

  @Test func historyEntry() throws {
    try check({ $0.historyEntry() }, CaseCoding.encode(historyEntry:), CaseCoding.decodeHistoryEntry)
  }
}
