import Domain
import Testing

@Suite("A hand-over of codes") struct HandOverTests {
  /// Every state that can be reached.
  private static let states: Set<CodeHandOver> = {
    var found: Set<CodeHandOver> = [CodeHandOver()]
    while true {
      let next = found.union(found.flatMap { state in CodeHandOver.Event.allCases.compactMap(state.after) })
      guard next != found else { return found }
      found = next
    }
  }()

  private static func name(_ state: CodeHandOver) -> String {
    "\(state.stage.rawValue) \(state.wasShown) \(state.second.rawValue)"
  }

  /// Every state, what can happen to it and what comes next.
  static let rows: [(state: String, events: [CodeHandOver.Event: String], next: CodeHandOver.Step)] = [
    (
      "preparata false trattenuta",
      [.show: "mostrata true trattenuta", .forget: "scaduta false trattenuta"], .prepare
    ),
    (
      "mostrata true trattenuta",
      [.acknowledge: "confermata true in-corso", .forget: "scaduta true trattenuta"], .acknowledge
    ),
    (
      "confermata true in-corso",
      [
        .delivered: "confermata true inviata", .undelivered: "confermata true non-inviata",
        .forget: "confermata true incerta",
      ], .wait
    ),
    ("confermata true inviata", [:], .record), ("confermata true non-inviata", [:], .duplicate),
    ("confermata true incerta", [:], .duplicate),
    ("scaduta false trattenuta", [.prepare: "preparata false trattenuta"], .prepare),
    ("scaduta true trattenuta", [:], .duplicate),
  ]

  @Test("goes from state to state as the table says, and no other way")
  func table() throws {
    #expect(Set(Self.states.map(Self.name)) == Set(Self.rows.map(\.state)))
    for state in Self.states {
      let row = try #require(Self.rows.first { $0.state == Self.name(state) })
      #expect(state.next == row.next)
      for event in CodeHandOver.Event.allCases {
        #expect(state.after(event).map(Self.name) == row.events[event], "\(row.state) \(event)")
      }
    }
  }

  @Test("once shown is never shown again")
  func once() {
    for state in Self.states where state.wasShown {
      #expect(state.next != .prepare && state.after(.show) == nil && state.after(.prepare) == nil)
      for event in CodeHandOver.Event.allCases { #expect(state.after(event)?.wasShown != false) }
    }
  }

  @Test("is read back from its parts if they can stand together, and only then")
  func parts() {
    var read: Set<CodeHandOver> = []
    for stage in CodeHandOver.Stage.allCases {
      for second in CodeHandOver.SecondHalf.allCases {
        for wasShown in [false, true] {
          if let state = CodeHandOver(stage: stage, wasShown: wasShown, second: second) {
            #expect(state.stage == stage && state.second == second && state.wasShown == wasShown)
            read.insert(state)
          }
        }
      }
    }
    #expect(read == Self.states)
  }
}
