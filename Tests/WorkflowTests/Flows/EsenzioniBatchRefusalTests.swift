import Domain
import Terminal
import Testing

@testable import Workflow

/// What the series of renewals says where it renews nothing.
@Suite("Refusals of renewals in series") struct EsenzioniBatchRefusalTests {
  /// How the newest income of a person may stand; every standing has a sentence of its own.
  static let standings: [(Esenzione.State, String?, EsenzioneStanding)] = [
    (.draft, nil, .draft), (.valid, "2027-03-31", .valid), (.valid, "2026-05-31", .expiring),
    (.valid, "2025-01-31", .expired), (.suspended(since: EsenzioniBatchTests.april), nil, .suspended),
    (.inVerification, nil, .inVerification), (.inEvaluation, nil, .inEvaluation),
    (
      .revoked(on: EsenzioniBatchTests.april.adding(days: -9), reason: .citizen, isBlocked: false), nil,
      .revoked
    ),
    (.revoked(on: EsenzioniBatchTests.april, reason: .officeControl, isBlocked: true), nil, .blocked),
    (.annulled(on: EsenzioniBatchTests.april, reason: "errore"), nil, .annulled), (.notValid, nil, .notValid),
  ]

  @Test("a refusal names code, state and day, and what to do", arguments: standings)
  func hindered(state: Esenzione.State, end: String?, standing: EsenzioneStanding) async throws {
    let record = EsenzioneFixture.record(
      "E02", from: end == "2025-01-31" ? "2024-01-31" : "2025-04-03", to: end, origin: .selfDeclared,
      state: state)
    let harness = try await EsenzioniBatchTests.harness([record])
    try await harness.run([EsenzioniBatchTests.anna, .f(10)])
    #expect(harness.submissions == 0)
    #expect(EsenzioniBatchTests.reason(harness) == "errore.lotto.\(standing.rawValue)")
    let said = harness.rows[22]
    #expect(said.contains("E02") && said.contains("/202") && !said.contains("%"), "\(said)")
    #expect(!said.contains("…"), "\(said)")
    #expect((harness.session.top?.flow as? EsenzioniBatchFlow)?.done.first?.code == "E02")
  }

  @Test("every standing has its sentence, and so has what does not end") func hindrances() async throws {
    let scene = try await Harness().session.scene
    for standing in EsenzioneStanding.allCases {
      #expect(scene.words.optional("errore.lotto.\(standing.rawValue)") != nil, "\(standing)")
    }
    let record = EsenzioneFixture.record("E02", from: "2025-04-03")
    #expect(EsenzioniBatchFlow.hindrance(record, "E02", scene).key == "errore.lotto.illimitata")
  }

  @Test("text that is no code of anybody is an error at its field, and the cursor stays there")
  func wrongCode() async throws {
    for text in ["XXXX", "PRVNNA80A41Y000X", "PRVZZZ80A41Y099L", "XXXXXXXXXXXXXXXXXXXX"] {
      let harness = try await EsenzioniBatchTests.harness()
      try await harness.run([.type(text), .enter])
      #expect(harness.form.focus == "subject", "\(text)")
      #expect(harness.form.error(of: "subject") != nil, "\(text)")
      #expect(harness.form.value(of: "subject") == text)
      try await harness.run([.f(10)])
      #expect(harness.submissions == 0)
      #expect(harness.form.focus == "subject", "\(text)")
    }
  }

  @Test("text typed into what is to be renewed is an error there, and F10 renews nothing before it is mended")
  func wrongChoice() async throws {
    let harness = try await EsenzioniBatchTests.harness()
    try await harness.run([EsenzioniBatchTests.anna, .backTab, "XXXX", .enter])
    #expect(harness.form.focus == "code")
    #expect(harness.form.error(of: "code") != nil)
    try await harness.run([.f(10)])
    #expect(harness.submissions == 0)
    try await harness.run([.escape, "1", .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
  }
}
