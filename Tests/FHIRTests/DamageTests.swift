import Domain
import FHIR
import Testing

@Suite("Bytes that were damaged on the way") struct DamageTests {
  /// One step of SplitMix64.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// Some bytes of a text replaced, taken out, doubled, or put in from another place.
  private func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...2, using: &dice) where !bytes.isEmpty {
      let at = Int.random(in: bytes.indices, using: &dice)
      let length = Int.random(in: 1...20, using: &dice)
      let piece = Array(bytes[at..<min(at + length, bytes.count)])
      switch Int.random(in: 0...4, using: &dice) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes[at] = Array("\"\\{}[],:".utf8).randomElement(using: &dice) ?? 0
      case 2: bytes.removeSubrange(at..<at + piece.count)
      case 3: bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &dice))
      default: bytes.removeLast(bytes.count - at)
      }
    }
    return bytes
  }

  @Test("are refused or read, and a reader never takes a Task for another operation")
  func damage() throws {
    var dice = Dice(state: 11)
    let person = Samples.people[0]
    let patient = PatientResource.encode(person, meta: Samples.meta)
    let page = BundleResource(.searchset, total: 1, entries: [.init(fullURL: "u", resource: patient[...])])
      .bytes
    let practice = Samples.practices[0]
    let task = try PracticeTask.decided(
      PracticeTask.encode(practice),
      TaskRegistration(id: "t", meta: Samples.meta, status: .completed, answer: Samples.accepted))
    var refused = 0
    for _ in 0..<400 {
      let bytes = damaged(patient, &dice)
      let isRead = (try? PatientResource.decode(bytes)) != nil
      // What the strict reader admits, the scan admits too.
      if isRead { #expect(throws: Never.self) { try PatientScan(bytes[...]) } } else { refused += 1 }
      _ = try? BundleResource(damaged(page, &dice)).entries.map {
        try $0.resource.map { try PatientScan($0) }
      }
      let other = damaged(task, &dice)
      if let found = try? PracticeTask.practice(in: other), let record = try? PracticeTask.record(in: other) {
        #expect(found.id == record.operation)
      }
      _ = try? SearchParameters(form: damaged(Array("family=a%20b&_count=2&birthdate=ge2026-02".utf8), &dice))
    }
    #expect(refused > 50)
  }
}
