import Domain
import Population
import Terminal
import Testing

@testable import Workflow

@Suite("The cases of the demo") struct DemoCaseTests {
  @Test("are listed by DM, and each opens its person")
  func listed() async throws {
    let harness = try await Harness()
    try await harness.run(["DM", .enter])
    let cases = SmallRegion.region.demoCases
    for (place, item) in cases.enumerated() {
      try await harness.run([.enter])
      #expect(harness.screen == "assistito", "\(item.id)")
      #expect(harness.session.person?.identity.currentCode == item.code, "\(item.id)")
      try await harness.run([.escape])
      if place + 1 < cases.count { try await harness.run([.down]) }
    }
  }

  @Test("can be opened in every practice without a missing word", arguments: ["SM", "RM", "RC"])
  func opened(code: String) async throws {
    let desk = try await Harness().desk
    for item in SmallRegion.region.demoCases {
      let harness = try await Harness(desk: desk)
      try await harness.run([.type(code + " "), .scan(item.code.rawValue), .f(10), .escape])
      #expect(harness.form.spec.code == code, "\(item.id)")
      let grid = harness.session.draw()
      #expect(FrameRules.missingKeys(grid) == [], "\(item.id)")
      #expect(FrameRules.hasCursor(grid), "\(item.id)")
    }
  }
}
