import Glibc
import TestThreads
import Testing

/// Two desks and their registry, killed at every stage of a practice.
@Suite(.serialized, .onOwnThreads)
struct KillRegistryTests {
  /// `KILL_ROUNDS=1000` makes the long run, which also tells where its kills fell.
  private static let asked = getenv("KILL_ROUNDS").flatMap { Int(String(cString: $0)) }
  private static let rounds = asked ?? 15

  /// What a round waits for before it kills, a random moment of up to 60 ms later.
  private enum Moment: CaseIterable {
    /// The form is filled in; nothing is confirmed.
    case filled
    /// The practice is being confirmed.
    case confirmed
    /// The registry is gone, and the desk has acknowledged a provisional practice.
    case cutOff
    /// The practice is on its way to a registry that stands still.
    case unanswered
    /// The desk has acknowledged a definitive practice.
    case answered
  }

  private enum Victim: CaseIterable { case registry, desk, both }

  /// How far a practice had come when somebody was killed, read from the queue that the desk left behind.
  private enum Phase: String, CaseIterable {
    case beforeStored, beforeSent, beforeAnswered, afterAnswered

    /// - Parameter states: What was stored in the round.
    init?(_ states: [String]) {
      switch states {
      case []: self = .beforeStored
      case ["queued"]: self = .beforeSent
      case ["sending"], ["unknown"]: self = .beforeAnswered
      case ["accepted"], ["confirmed"], ["rejected"]: self = .afterAnswered
      default: return nil
      }
    }
  }

  /// How many kills fell into which phase.
  private struct Tally: CustomStringConvertible {
    private var counts: [String: Int] = [:]

    mutating func add(_ who: String, _ phase: Phase) { counts["\(who) \(phase)", default: 0] += 1 }

    func count(_ who: String, _ phase: Phase) -> Int { counts["\(who) \(phase)", default: 0] }

    var description: String {
      counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
  }

  /// Leads registry and desks to the moment at which a round kills.
  private func reach(_ moment: Moment, _ registry: Anagrafe, _ desks: [LedDesk]) throws {
    switch moment {
    case .filled: break
    case .confirmed: for desk in desks { desk.confirm() }
    case .cutOff:
      registry.kill()
      for desk in desks { desk.confirm() }
      try hear(desks)
    case .unanswered:
      registry.pause()
      let before = registry.connections
      for desk in desks { desk.confirm() }
      try #require(
        eventually { registry.connections >= before + desks.count },
        "\(registry.connections) connections after \(before); \(desks.map(\.shown))")
    case .answered:
      for desk in desks { desk.confirm() }
      try hear(desks)
    }
    usleep(UInt32.random(in: 0...60_000))
  }

  /// Waits until each desk has told its outcome.
  private func hear(_ desks: [LedDesk]) throws {
    for desk in desks {
      try #require(
        eventually { desk.hasAcknowledged || !desk.isWorking } && desk.hasAcknowledged,
        "\(desk.name) shows:\n\(desk.shown)")
    }
  }

  @Test("what two desks acknowledged is in the registry once, whoever was killed at whatever stage")
  func rounds() throws {
    let registry = try Anagrafe()
    try registry.serve()
    let desks = [
      try LedDesk("SPORTELLO-1", person: "PRVNNA80A41Y000J", registry),
      try LedDesk("SPORTELLO-2", person: "PRVGNI65T10Y001V", registry),
    ]
    var tally = Tally()
    for round in 0..<Self.rounds {
      let moment = Moment.allCases[round % Moment.allCases.count]
      let victim = Victim.allCases[round % Victim.allCases.count]
      for desk in desks { try desk.fill(registry) }
      try reach(moment, registry, desks)
      let killed = victim == .registry ? nil : desks[round / 3 % desks.count]
      if victim != .desk { registry.kill() }
      killed?.end(SIGKILL)
      registry.resume()
      for desk in desks where desk !== killed {
        if moment == .filled { desk.confirm() }
        desk.end()
      }
      for desk in desks {
        let states = desk.newStates()
        let context = "round \(round), \(moment), \(victim), \(desk.name): \(states)\n\(desk.shown)"
        let phase = try #require(Phase(states), "\(context)")
        #expect(!desk.hasAcknowledged || states.count == 1, "\(context)")
        #expect(desk === killed || desk.hasAcknowledged, "\(context)")
        if desk === killed {
          tally.add("desk", phase)
        } else if victim != .desk {
          tally.add("registry", phase)
        }
      }
      if !registry.isServed { try registry.serve() }
    }
    for desk in desks {
      try desk.settle()
      for (operation, _) in desk.queue {
        let tasks = registry.tasks(of: operation, token: desk.token)
        #expect(tasks.count == 1 && ["completed", "rejected"].contains(tasks[0]), "\(desk.name): \(tasks)")
      }
      #expect(try Sportello("queue verify --data '\(desk.folder.path)/data'").output == "ok\n")
    }
    if Self.asked != nil { print("kills by phase: \(tally)") }
    guard Self.rounds >= Moment.allCases.count * Victim.allCases.count else { return }
    for phase in Phase.allCases { #expect(tally.count("desk", phase) > 0, "\(phase) of \(tally)") }
    // The desk goes on when its registry dies: sooner or later it stores what was confirmed.
    for phase in Phase.allCases.dropFirst() {
      #expect(tally.count("registry", phase) > 0, "\(phase) of \(tally)")
    }
  }
}
