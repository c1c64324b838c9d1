import Cases
import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("Exercises for trainees, on the screen FO") struct DrillTests {
  private static func harness(_ role: Role = .sportello) async throws -> Harness {
    let harness = try await Harness(role: role)
    harness.desk.drills = try DrillFixture.series()
    try await harness.run(["FO", .enter])
    return harness
  }

  private static func choices(_ harness: Harness) throws -> [DrillAnswer] {
    try #require((harness.session.top?.flow as? DrillFlow)?.run).choices
  }

  /// Takes the right answer, or the first one that is not.
  private static func answer(_ harness: Harness, _ drill: Drill, rightly: Bool) async throws {
    let choices = try choices(harness)
    let place = try #require(choices.firstIndex { ($0 == drill.expected) == rightly })
    try await harness.run([.key(.home)] + Array(repeating: .down, count: place) + [.enter])
  }

  @Test("the rules say of every exercise of the program what its file expects", arguments: DrillFixture.names)
  func shipped(name: String) throws {
    let scenarios = try DrillFixture.scenarios(name)
    #expect(Set(scenarios.map(\.id)).count == scenarios.count)
    for scenario in scenarios {
      let drill = try DrillFixture.drill(scenario)
      #expect(DrillScenario.answer(of: drill.decision) == scenario.expected, "\(scenario.id)")
      #expect(drill.expected.rule ?? DrillScenario.admitted == scenario.expected, "\(scenario.id)")
      #expect(Set(scenario.titles.keys) == ["it", "de", "fr", "sl", "en"], "\(scenario.id)")
    }
  }

  @Test("six answers at most, the right one among them, in an order that tells nothing")
  func choices() throws {
    for series in try DrillFixture.series() {
      var run = DrillRun(series)
      while let drill = run.current {
        let rules = run.choices.map { $0.rule ?? "" }
        #expect(rules.count <= DrillRun.offered && rules == rules.sorted(), "\(drill.id)")
        #expect(Set(rules).count == rules.count && rules.contains(drill.expected.rule ?? ""), "\(drill.id)")
        #expect(rules.contains(""), "\(drill.id)")
        _ = run.answer(.admitted)
      }
      #expect(run.choices.isEmpty && run.score == series.drills.count { $0.expected == .admitted })
    }
  }

  @Test("right answers are counted, wrong ones are not, and the sheet is printed at the end only")
  func score() async throws {
    let harness = try await Self.harness()
    try await harness.run([.enter])
    let drills = try #require(harness.desk.drills.first).drills
    for (index, drill) in drills.enumerated() {
      try await harness.run([.f(9)])
      #expect(harness.desk.printed.isEmpty && harness.notice == "formazione.stampa.dopo")
      let isRight = index % 2 == 0
      try await Self.answer(harness, drill, rightly: isRight)
      #expect(harness.notice == "formazione.risposta.\(isRight ? "giusta" : "sbagliata")", "\(drill.id)")
    }
    try await harness.run([.f(9)])
    guard case .drillSheet(let run)? = harness.desk.printed.last else {
      Issue.record("no sheet")
      return
    }
    #expect(run.given.count == drills.count && run.score == (drills.count + 1) / 2)
  }

  @Test("what the rules say stands on the trainer's screen and on no other", arguments: Role.allCases)
  func why(role: Role) async throws {
    let harness = try await Self.harness(role)
    try await harness.run([.enter])
    #expect(harness.session.top?.flow.findings.isEmpty == (role != .formatore))
  }

  @Test("a real desk has no exercises")
  func realDesk() async throws {
    let harness = try await Harness(isDemo: false)
    try await harness.run(["FO", .enter])
    #expect(harness.screen == "home")
  }

  @Test("without files of exercises the screen says so")
  func none() async throws {
    let harness = try await Harness()
    try await harness.run(["FO", .enter])
    #expect(harness.notice == "formazione.nessuna")
  }
}
