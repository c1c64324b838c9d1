import Terminal
import Testing

@testable import Workflow

/// Where frames are looked at.
struct Look: Hashable, Sendable, CustomTestStringConvertible {
  let language: String
  let size: Size

  var testDescription: String { "\(size.columns)x\(size.rows) \(language)" }

  /// The languages whose frames are kept.
  static let kept = ["it", "de", "fr", "sl", "en"]

  static let narrow = Size(rows: 24, columns: 80)
  static let wide = Size(rows: 43, columns: 132)

  static let all =
    Resources.languages.map { Look(language: $0, size: narrow) } + [Look(language: "it", size: wide)]
}

@Suite("Frames") struct FrameTests {
  @Test("look like those kept, and none shows a key, clips a label or loses the cursor", arguments: Look.all)
  func frames(look: Look) async throws {
    let first = try await Harness(language: look.language, size: look.size)
    for scenario in Scenario.all {
      let harness = try await Harness(desk: first.desk, language: look.language, size: look.size)
      first.desk.forgetDrafts()
      try await scenario.play(in: harness)
      let grid = harness.session.draw()
      if Look.kept.contains(look.language) { try Golden.compare(grid, scenario.name, look.language) }
      let name = "\(scenario.name) \(look.testDescription)"
      for key in FrameRules.missingKeys(grid) { Issue.record("\(name) shows \(key)") }
      #expect(FrameRules.hasCursor(grid), "\(name)")
      #expect(harness.form.clippedLabels(columns: 80, words: harness.session.scene.words) == [], "\(name)")
    }
  }

  @Test("on a terminal that is too small say so in every language", arguments: Resources.languages)
  func tooSmall(language: String) async throws {
    let harness = try await Harness(language: language, size: Size(rows: 23, columns: 79))
    let grid = harness.session.draw()
    if Look.kept.contains(language) { try Golden.compare(grid, "terminale-piccolo", language) }
    #expect(FrameRules.missingKeys(grid) == [])
  }
}
