import Domain

@testable import Sync

let start = Instant(milliseconds: 1_800_000_000_000)
let day = CivilDate(iso: "2026-03-02")!
let confirmed = WireOutcome.found(
  .decided(.alreadyAnswered(protocolNumber: "P1", effectiveDate: day)))

/// A machine with a disk that never fails unless told to, and a clock.
struct Bench {
  var machine: SyncMachine
  var now = 0
  /// Everything that was wanted since the last look, records included.
  var wanted: [SyncEffect] = []

  init(_ rows: [SyncRow] = [], memory: RegistryMemory? = nil, pace: SyncPace = SyncPace()) {
    machine = SyncMachine(seed: 7, pace: pace)
    let fresh = RegistryMemory(pulledAt: start, rebaselinedAt: start)
    tell(.started(rows, memory ?? fresh))
    tell(.staffed(true))
  }

  var wall: Instant { start + .milliseconds(now) }

  mutating func tell(_ event: SyncEvent) {
    var effects = machine.handle(event, at: now, wall: wall)
    var done = 0
    while done < effects.count {
      wanted.append(effects[done])
      if case .record(let sequence, let event) = effects[done] {
        effects += machine.handle(.recorded(sequence, event), at: now, wall: wall)
      }
      done += 1
    }
  }

  mutating func wait(_ milliseconds: Int) {
    now += milliseconds
    tell(.tick)
  }

  /// Goes from one wake-up to the next until `milliseconds` have passed.
  mutating func live(_ milliseconds: Int, _ each: (inout Bench) -> Void = { _ in }) {
    let end = now + milliseconds
    while let wake = machine.wakeAt, wake <= end {
      now = max(wake, now + 1)
      tell(.tick)
      each(&self)
    }
    now = end
  }

  mutating func take() -> [SyncEffect] {
    defer { wanted = [] }
    return wanted
  }

  var sent: [Int] {
    wanted.compactMap { if case .send(let sequence) = $0 { sequence } else { nil } }
  }

  var asked: [Int] {
    wanted.compactMap { if case .ask(let sequence) = $0 { sequence } else { nil } }
  }

  func state(_ sequence: Int) -> OutboxState.Kind? {
    machine.rows.first { $0.sequence == sequence }?.state.kind
  }
}

func row(
  _ sequence: Int, person: Int? = nil, isFact: Bool = false, _ state: OutboxState = .queued(tries: 0)
) -> SyncRow {
  SyncRow(
    sequence: sequence, person: UInt64(person ?? sequence), isFact: isFact, state: state, since: start)
}
