import Domain
import Sync

/// What came of a reopening; times in milliseconds after the registry was back.
public struct ReopeningReport: Sendable {
  /// When the last practice of each desk was settled, earliest first; desks that never settled are missing.
  public internal(set) var settled: [Int] = []
  /// Practices that never settled.
  public internal(set) var open = 0
  /// Practices that were carried out more than once.
  public internal(set) var doubled = 0
  /// Requests that the registry served, of whatever kind.
  public internal(set) var served = 0
  /// Requests that it turned away because they were too many.
  public internal(set) var throttled = 0
  /// Answers that were lost.
  public internal(set) var lost = 0

  /// Nothing has happened yet.
  init() {}

  /// Gathers what another way of running the load counted; `settled` is in ascending order.
  package init(settled: [Int], open: Int, doubled: Int, served: Int, throttled: Int, lost: Int) {
    self.settled = settled
    self.open = open
    self.doubled = doubled
    self.served = served
    self.throttled = throttled
    self.lost = lost
  }

  /// When half of the desks were settled.
  public var median: Int { settled.isEmpty ? 0 : settled[settled.count / 2] }
  /// When the last desk was settled.
  public var last: Int { settled.last ?? 0 }
}

/// Many desks come back to a registry that serves few requests a second, all of them together.
///
/// The machines are those of the desk, with the desk's own pace. Source: registry-sync §9.6.
public struct ReopeningLoad {
  /// How many desks.
  public var desks = 200
  /// How many practices wait at each.
  public var practices = 50
  /// How many requests a second the registry serves for all desks together.
  public var requestsPerSecond = 5
  /// How many answers in a hundred are lost after the work is done.
  public var lostPercent = 5
  /// Determines everything.
  public var seed: UInt64 = 1

  /// The load of the design: 200 desks with 50 practices, 5 requests a second, 5 answers lost in a hundred.
  public init() {}

  /// Runs until everything is settled, or for three hours of virtual time.
  public func run() -> ReopeningReport {
    var street = Street(self)
    return street.run()
  }
}

/// The desks of a reopening and their registry, in virtual time.
private struct Street {
  private static let beginning = 1_000_000_000
  private static let deadline = beginning + 10_800_000
  private static let timeout = 15_000
  private static let day = CivilDate(daysSinceEpoch: 20_000)

  private enum Reply: Int { case done, absent, throttled, unknown }

  private let load: ReopeningLoad
  private var chance: Chance
  private var now = beginning
  private var machines: [SyncMachine] = []
  private var states: [[OutboxState]] = []
  private var effects: [[Int]] = []
  private var open: [Int] = []
  private var agenda = Agenda()
  private var plannedWake: [Int] = []
  private var report = ReopeningReport()
  private var queue: [SyncEffect] = []
  /// Thousandths of requests that the registry may serve now.
  private var tokens = 0
  private var tokensAt = beginning

  init(_ load: ReopeningLoad) {
    self.load = load
    chance = Chance(seed: load.seed)
  }

  mutating func run() -> ReopeningReport {
    let wall = Instant(milliseconds: now)
    let memory = RegistryMemory(
      mode: .suspended(.wire, since: wall - .seconds(3600)), pulledAt: wall - .seconds(60),
      rebaselinedAt: wall)
    for desk in 0..<load.desks {
      machines.append(SyncMachine(seed: chance.next()))
      states.append(Array(repeating: .queued(tries: 0), count: load.practices))
      effects.append(Array(repeating: 0, count: load.practices))
      open.append(load.practices)
      plannedWake.append(.max)
      let rows = (1...load.practices).map {
        SyncRow(sequence: $0, person: UInt64($0 % 45), state: .queued(tries: 0), since: wall)
      }
      tell(desk, .started(rows, memory))
      tell(desk, .staffed(true))
    }
    while report.settled.count < load.desks, let time = agenda.nextTime, time <= Self.deadline {
      now = time
      happen(agenda.removeFirst())
    }
    report.open = open.reduce(0, +)
    report.doubled = effects.reduce(0) { $0 + $1.count { $0 > 1 } }
    return report
  }

  private mutating func happen(_ entry: Agenda.Entry) {
    switch entry.what {
    case .reply:
      guard let reply = Reply(rawValue: entry.second) else { return }
      let outcome: WireOutcome =
        switch reply {
        case .done: .found(.decided(.alreadyAnswered(protocolNumber: "P", effectiveDate: Self.day)))
        case .absent: .absent
        case .throttled: .throttled(retryAfter: 1_000)
        case .unknown: .unknown(retryAfter: nil)
        }
      tell(entry.desk, .replied(entry.first >> 1, entry.first & 1 == 1 ? .ask : .send, outcome))
    case .probeReply: tell(entry.desk, .probed(.serves))
    case .page: tell(entry.desk, .pulled(.changes, isComplete: entry.first == 1))
    default:
      guard plannedWake[entry.desk] == entry.time else { return }
      plannedWake[entry.desk] = .max
      tell(entry.desk, .tick)
    }
  }

  private mutating func tell(_ desk: Int, _ event: SyncEvent) {
    queue.removeAll(keepingCapacity: true)
    let wall = Instant(milliseconds: now)
    machines[desk].handle(event, at: now, wall: wall, into: &queue)
    var done = 0
    while done < queue.count {
      perform(desk, queue[done], wall)
      done += 1
    }
    if let wake = machines[desk].wakeAt, wake < plannedWake[desk] {
      plannedWake[desk] = max(wake, now)
      agenda.add(.restart, at: max(wake, now), desk: desk)
    }
  }

  private mutating func perform(_ desk: Int, _ effect: SyncEffect, _ wall: Instant) {
    switch effect {
    case .record(let sequence, let event):
      guard let after = states[desk][sequence - 1].after(event) else { return }
      let wasOpen = states[desk][sequence - 1].kind.isUnderWay
      states[desk][sequence - 1] = after
      if wasOpen, !after.kind.isUnderWay { settle(desk) }
      machines[desk].handle(.recorded(sequence, event), at: now, wall: wall, into: &queue)
    case .send(let sequence): request(desk, sequence, isAsk: false)
    case .ask(let sequence): request(desk, sequence, isAsk: true)
    case .probe: agenda.add(.probeReply, at: now + chance.within(50...300), desk: desk)
    case .pull: agenda.add(.page, at: now + chance.within(50...300), desk: desk, serve() ? 1 : 0)
    case .revalidate(let sequence):
      machines[desk].handle(.revalidated(sequence, []), at: now, wall: wall, into: &queue)
    case .openWork, .closeWork, .remember, .alarm: break
    }
  }

  private mutating func settle(_ desk: Int) {
    open[desk] -= 1
    if open[desk] == 0 { report.settled.append(now - Self.beginning) }
  }

  private mutating func request(_ desk: Int, _ sequence: Int, isAsk: Bool) {
    var reply = Reply.throttled
    var delay = chance.within(50...400)
    if serve() {
      // This registry knows no repetition: what is sent twice is done twice.
      if !isAsk { effects[desk][sequence - 1] += 1 }
      reply = effects[desk][sequence - 1] > 0 ? .done : .absent
      if chance.percent(load.lostPercent) {
        report.lost += 1
        reply = .unknown
        delay = Self.timeout
      }
    }
    agenda.add(.reply, at: now + delay, desk: desk, sequence << 1 | (isAsk ? 1 : 0), reply.rawValue)
  }

  /// Whether the registry serves one more request now: a bucket of one second.
  private mutating func serve() -> Bool {
    let limit = load.requestsPerSecond * 1000
    tokens = min(limit, tokens + (now - tokensAt) * load.requestsPerSecond)
    tokensAt = now
    guard tokens >= 1000 else {
      report.throttled += 1
      return false
    }
    tokens -= 1000
    report.served += 1
    return true
  }
}
