public import Domain

/// What sends practices, asks about them and reads changes: the whole of a desk's traffic, without I/O.
///
/// A driver feeds events and carries the effects out in order; the machine never waits, never reads a clock and
/// never draws a random number that its seed does not determine. The rules:
/// - Nothing travels before ``SyncEffect/record(_:_:)`` of ``OutboxEvent/sendingStarted`` was told durable.
/// - One operation of a person at a time, in the order of the desk, reports of facts first; at most two requests
///   at once; a token bucket for the desk; random pauses after failures.
/// - An operation in doubt is asked about before anything else happens to it.
/// - A refused operation stands in nobody's way; a wrong setting stops everything and refuses nothing.
/// - While the registry is away it is only probed; when it is back, what is in doubt is settled first.
///
/// `now` is monotonic milliseconds of this run, `wall` the desk's clock. Source: registry-sync §5.2–5.4.
public struct SyncMachine: Hashable, Sendable {
  /// How the registry can be reached, and what a restart has to know of it.
  public internal(set) var memory = RegistryMemory()
  /// When the machine wants a ``SyncEvent/tick`` at the latest, in the time of `now`; `nil` if nothing is planned.
  public internal(set) var wakeAt: Int?
  /// Whether somebody has signed in.
  public internal(set) var isStaffed = false

  let rules: SyncRules
  let pace: SyncPace
  var chance: SyncChance
  /// Open rows, facts first, then in the order of the desk.
  var rows: [SyncTrack] = []
  var windows: [SuspensionWindow] = []
  /// The start of the window that an answer ended, so that the calendar does not begin it again; `nil` if none did.
  public internal(set) var endedWindow: Instant?
  var inFlight = 0
  /// No request begins before this, unless somebody says that the line is back.
  var pausedUntil = 0
  /// No request begins before this, by `now`: the registry asked for it, and nobody at the desk can shorten it.
  public internal(set) var notBefore: Int
  /// How often it was too much of late: doubles the pause of the desk.
  var throttles = 0
  /// Thousandths of requests that may begin now.
  var tokens = 0
  var tokensAt = 0
  var isProbing = false
  var probeAt = 0
  var probeFailures = 0
  /// Whether a person wants a probe, and when one last did.
  var isProbeWanted = false
  var probeWantedAt = Int.min / 2
  /// Whether the probe under way left before the registry wanted to be asked again.
  var isProbeEarly = false
  /// When the registry itself last refused to serve, by the desk's clock; `nil` if it has served since.
  var refusedAt: Instant?
  var pulling: PullKind?
  var pullAt = 0
  var pullFailures = 0
  /// When a realignment last went on with everything read anew.
  var realignedAt: Int?
  /// The desk's clock when the present or the last reading of everything began, at the first of its attempts.
  var rebaselineBegan = Instant(milliseconds: 0)
  /// How many attempts of that reading failed, and when the next one may begin outside of a realignment.
  var rebaselineFailures = 0
  var rebaselineAt = 0
  /// Whether that reading was begun by the present realignment, and whether it is complete.
  var isRereading = false
  var isReread = false
  /// When the random pause of a realignment ends.
  var flushAt = 0
  var wasSuspended = false

  /// A machine that knows nothing yet: tell it ``SyncEvent/started(_:_:)`` first.
  ///
  /// - Parameters:
  ///   - seed: Determines every random pause.
  ///   - pace: How fast to go.
  ///   - rules: The protections; a desk has them all.
  ///   - notBefore: What an earlier machine of the same run knew.
  public init(seed: UInt64, pace: SyncPace = SyncPace(), rules: SyncRules = .sound, notBefore: Int = 0) {
    self.notBefore = notBefore
    self.pace = pace
    self.rules = rules
    chance = SyncChance(seed: seed)
    tokens = pace.burst * 1000
  }

  /// Takes an event in and appends what to do to `effects`.
  ///
  /// - Parameters:
  ///   - event: What happened.
  ///   - now: Monotonic milliseconds, never less than before.
  ///   - wall: The desk's clock, for what is shown and for announced windows only.
  ///   - effects: What to do, in order.
  /// - Complexity: O(open rows).
  public mutating func handle(
    _ event: SyncEvent, at now: Int, wall: Instant, into effects: inout [SyncEffect]
  ) {
    let before = memory
    // Time may have changed the mode: nothing that the event asks for may still leave in the old one.
    beginWindow(wall: wall)
    owe(wall: wall)
    take(event, now: now, wall: wall, &effects)
    beginWindow(wall: wall)
    owe(wall: wall)
    realign(now: now, wall: wall, &effects)
    pump(now: now, wall: wall, &effects)
    if memory != before { effects.append(.remember(memory)) }
  }

  /// Takes an event in and returns what to do, in order.
  public mutating func handle(_ event: SyncEvent, at now: Int, wall: Instant) -> [SyncEffect] {
    var effects: [SyncEffect] = []
    handle(event, at: now, wall: wall, into: &effects)
    return effects
  }

  /// Whether the registry asked to be left alone until later than `now`, whoever wants something of it.
  public func isHeldBack(at now: Int) -> Bool { now < notBefore }

  /// Whether the reading of everything that is under way, or comes next, follows one that failed, with nothing in
  /// between that would make what that one read old.
  public var isRepeatingRebaseline: Bool { rebaselineFailures > 0 }

  /// What row 2 tells.
  ///
  /// - Complexity: O(open rows).
  public func status(at wall: Instant) -> SyncStatus {
    var tally = OutboxTally()
    for row in rows { tally.add(row.state.kind) }
    let window = windows.first { $0.holds(at: wall) } ?? windows.first { $0.start > wall }
    return SyncStatus(
      mode: memory.mode, tally: tally, pulledAt: memory.pulledAt, announcedEnds: window?.ends.sorted() ?? [])
  }
}

/// One open row and what is going on with it.
struct SyncTrack: Hashable, Sendable {
  enum Activity: Hashable, Sendable {
    case idle, recording, sending, asking
  }

  let sequence: Int
  let person: UInt64
  let isFact: Bool
  var state: OutboxState
  var activity = Activity.idle
  /// What is being written down; only its own echo ends the writing.
  var writing: OutboxEvent?
  /// Not before this.
  var due: Int
  /// Not before this either, whoever is impatient: the registry asked for it.
  var notBefore = 0
  /// Since when it stands in its state, by `now`.
  var since: Int
  var failures = 0
  var conflicts = 0
  var cancellations = 0
  var hasWork = false
  var hasAlarm = false
  /// Whether the registry takes nothing of its kind until a stop of that kind is over.
  var isPostponed = false
  /// Whether the present realignment has asked about it, or decided it again.
  var isRealigned = false
  /// Whether it is being decided again.
  var isRevalidating = false

  init(_ row: SyncRow, now: Int, wall: Instant) {
    sequence = row.sequence
    person = row.person
    isFact = row.isFact
    state = row.state
    due = now
    since = now - max(0, wall.milliseconds - row.since.milliseconds)
  }

  func precedes(_ other: SyncTrack) -> Bool {
    isFact == other.isFact ? sequence < other.sequence : isFact
  }
}
