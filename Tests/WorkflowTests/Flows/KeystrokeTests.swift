import Domain
import Terminal
import Testing

@testable import Workflow

/// What the plain case of a practice costs at the keyboard.
struct Plain: Sendable, CustomTestStringConvertible {
  let name: String
  let acts: [Act]
  /// Characters that nobody can know beforehand: letters of a name, a date, a reason.
  let unknowable: Int
  /// Exemptions that the person has already.
  var records: [Esenzione] = []

  var testDescription: String { name }

  /// Keys and scans, one each.
  var keys: Int {
    acts.reduce(0) { count, act in
      switch act {
      case .type(let text): count + text.count
      case .key, .scan, .paste: count + 1
      case .resize, .wait, .command: count
      }
    }
  }

  var scans: Int { acts.count { if case .scan = $0 { true } else { false } } }

  private static let anna = Act.scan(SmallRegion.code("cambio"))

  static let all = [
    Plain(name: "scelta", acts: ["SM", anna, "1", "MARC", .f(10)], unknowable: 4),
    Plain(name: "revoca", acts: ["RM", anna, "1", "1", .f(10)], unknowable: 1),
    Plain(
      name: "ricusazione", acts: ["RC", anna, "o-1", .tab, "INSULTI", .f(10)], unknowable: 3 + 7),
    // The code, the condition, the spouse, and whether the income is below the threshold.
    Plain(name: "esenzione", acts: ["ES", anna, "E02", "1", "1", "1", "s", .f(10)], unknowable: 3 + 3),
    // The code, and that the declaration still holds.
    Plain(
      name: "rinnovo di esenzione", acts: ["ES", anna, "E02", "1", "s", .f(10)], unknowable: 3 + 1,
      records: [EsenzioneFixture.lastYear]),
    // The code, which of the actions, and the reason: its number leads to the form, which only F10 commits.
    Plain(
      name: "revoca di esenzione", acts: ["ES", anna, "E02", "2", "1", "1", .f(10)],
      unknowable: 3 + 1 + 1,
      records: EsenzioneFixture.all),
  ]
}

@Suite("The plain case") struct KeystrokeTests {
  @Test("costs no more keys than scans, what cannot be known, and four", arguments: Plain.all)
  func budget(plain: Plain) async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give(plain.records, to: "cambio", on: harness.desk)
    try await harness.run(plain.acts)
    #expect(harness.screen == "esito", "\(harness.notice ?? "")")
    #expect(harness.submissions == 1)
    #expect(plain.keys <= plain.scans + plain.unknowable + 4)
  }
}
