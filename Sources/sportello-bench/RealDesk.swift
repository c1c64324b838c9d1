import Domain
import Glibc
import RegistryClient
import Sync

/// The clock of a load that runs faster than the day.
struct FastClock: Sendable {
  /// How many times as fast.
  let scale: Int
  private let start = PseudoTerminal.nanoseconds
  private let wallStart: Instant

  init(scale: Int, wall: Instant) {
    self.scale = scale
    wallStart = wall
  }

  /// Milliseconds since the start, by the fast clock.
  var now: Int { (PseudoTerminal.nanoseconds - start) / 1_000_000 * scale }

  var wall: Instant { wallStart + .milliseconds(now) }

  /// Lets milliseconds of the fast clock pass.
  func sleep(milliseconds: Int) async {
    try? await Task.sleep(for: .microseconds(milliseconds * 1_000 / scale))
  }
}

/// A desk of the load: the machines of the real one over the real client, its rows in memory.
actor RealDesk {
  struct Row: Sendable {
    let operation: Identifier<Practice>
    let body: [UInt8]
  }

  private let rows: [Row]
  private let client: RegistryClient
  private let clock: FastClock
  private var machine: SyncMachine
  private var states: [OutboxState]
  private var effects: [SyncEffect] = []
  private var isTelling = false
  private var events: [SyncEvent] = []
  /// When the last practice was settled, by the fast clock; `nil` while one is open.
  private(set) var settledAt: Int?
  /// Practices that the registry accepted.
  private(set) var accepted = 0

  init(rows: [Row], client: RegistryClient, clock: FastClock, seed: UInt64) {
    self.rows = rows
    self.client = client
    self.clock = clock
    machine = SyncMachine(seed: seed)
    states = Array(repeating: .queued(tries: 0), count: rows.count)
  }

  /// How many practices are not settled.
  var open: Int { states.count { $0.kind.isUnderWay } }

  /// Comes back after a window, with everything still to be sent.
  func begin() {
    let wall = clock.wall
    let memory = RegistryMemory(
      mode: .suspended(.wire, since: wall - .seconds(3_600)), pulledAt: wall - .seconds(60),
      rebaselinedAt: wall)
    let open = rows.indices.map {
      SyncRow(sequence: $0 + 1, person: UInt64($0 % 45), state: .queued(tries: 0), since: wall)
    }
    tell(.started(open, memory))
    tell(.staffed(true))
  }

  /// Lets the machine see the time, if it wanted to.
  func tick() {
    if let wake = machine.wakeAt, wake <= clock.now { tell(.tick) }
  }

  private func tell(_ event: SyncEvent) {
    events.append(event)
    guard !isTelling else { return }
    isTelling = true
    while !events.isEmpty {
      effects.removeAll(keepingCapacity: true)
      machine.handle(events.removeFirst(), at: clock.now, wall: clock.wall, into: &effects)
      for effect in effects { perform(effect) }
    }
    isTelling = false
  }

  private func perform(_ effect: SyncEffect) {
    switch effect {
    case .record(let sequence, let event):
      guard let after = states[sequence - 1].after(event) else { return }
      states[sequence - 1] = after
      events.append(.recorded(sequence, event))
      if open == 0, settledAt == nil { settledAt = clock.now }
    case .send(let sequence): exchange(sequence, .send)
    case .ask(let sequence): exchange(sequence, .ask)
    case .probe:
      Task {
        let answers = (try? await client.probe()) != nil
        tell(.probed(answers ? .serves : .silent))
      }
    case .pull(let kind):
      Task {
        let page = try? await client.page(.organization, since: clock.wall, count: 10, role: .sportello)
        tell(.pulled(kind, isComplete: page != nil))
      }
    case .revalidate(let sequence): events.append(.revalidated(sequence, []))
    case .openWork, .closeWork, .remember, .alarm: break
    }
  }

  private func exchange(_ sequence: Int, _ request: SyncRequest) {
    let row = rows[sequence - 1]
    Task {
      let reply =
        switch request {
        case .send: await client.send(body: row.body, operation: row.operation, role: .sportello)
        case .ask: await client.ask(row.operation, role: .sportello)
        }
      if case .found(.decided(.accepted)) = reply.outcome { accepted += 1 }
      tell(.replied(sequence, request, reply.outcome))
    }
  }
}
