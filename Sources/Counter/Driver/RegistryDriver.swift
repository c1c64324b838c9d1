import Domain
import FHIR
import RegistryClient
import Store
import Sync
import Workflow

/// Carries out what the machine of `Sync` wants: the one worker beside the thread of the terminal.
///
/// Nothing else sends practices, asks about them, probes or copies the registry. Events are told one after the
/// other, effects are carried out in order; what takes as long as the line takes runs beside and is told when it
/// ends. The driver never waits for time to pass: it asks the loop for a tick.
actor RegistryDriver {
  /// What the driver works with.
  struct Surroundings: Sendable {
    let store: DeskStore
    let link: RegistryLink
    let keeper: DirectoryKeeper
    let names: NameDirectory
    let clock: DeskClock
    let profile: Profile
    /// Who works here: reads are asked for in this role.
    let author: @Sendable () -> Author
    /// Runs something beside, and counts it as work under way.
    let start: @Sendable (@escaping @Sendable () async -> Void) -> Void
    /// Asks for a tick after so many milliseconds, or for none.
    let plan: @Sendable (_ milliseconds: Int?) -> Void
    /// Tells the screens.
    let report: @Sendable (Event) -> Void
    /// Milliseconds of a clock that never jumps.
    let monotonic: @Sendable () -> Int
  }

  nonisolated let surroundings: Surroundings
  var machine: SyncMachine
  /// The operations by their place in the outbox, for everything open.
  var operations: [Int: Identifier<Practice>] = [:]
  /// Who waits for what becomes of a practice.
  var waiting: [Int: [Waiter]] = [:]
  /// Who waits until nothing is under way.
  var rounds: [RoundWaiter] = []
  /// What the registry answered and the disk has not taken yet.
  var answers: [Int: RegistryAnswer] = [:]
  /// Practices that were carried out and whose person was not read since: the desk's copy is older than they are.
  var owedReadings: [Identifier<Practice>] = []
  var isReadingOwed = false
  /// Before when nobody is read, by the clock that never jumps: the last answer made no sense.
  var owedNotBefore = Int.min
  /// Why everything was stopped; "" while nothing is.
  var stopCode = ""
  var stopCause = RegistryStatus.StopCause.configuration
  var isCaptivePortal = false
  /// When the registry was last heard; `nil` if never.
  var heardAt: Instant?
  /// When the registry last told what it can do, by the clock that never jumps; `nil` if it did not in this run.
  var capabilityReadAt: Int?
  /// The stops that the registry announced, in this run or in an earlier one.
  var calendar: [LearnedSuspension] = []
  /// How often the registry was heard in this run, and how often it became known whether it can be.
  var answersHeard = 0
  var looks = 0
  /// What was last said of what stands between desk and registry, so that every failure is not said again.
  var lineAlarm: SyncAlarm?
  /// What stands between desk and registry, as the assistance calls it; "" if nothing does.
  var lineFault = ""
  private var events: [SyncEvent] = []
  private var isTelling = false
  private var hasStarted = false
  /// Whether somebody has signed in, and how many rounds go on in an administrator's name.
  private var isThere = false
  var permits = 0
  /// Since when, by the clock that never jumps, a type of the copy is said to have shrunk much.
  var shrunkSince: [PulledType: Int] = [:]
  /// How far a reading of everything has come that failed.
  var reread = Reread()
  private var told: RegistryStatus?
  private var missedAt = Int.min / 2

  nonisolated let pace: SyncPace

  init(_ surroundings: Surroundings, seed: UInt64, pace: SyncPace = SyncPace()) {
    self.surroundings = surroundings
    self.pace = pace
    machine = SyncMachine(seed: seed, pace: pace)
  }

  nonisolated var store: DeskStore { surroundings.store }
  nonisolated var link: RegistryLink { surroundings.link }

  // MARK: Events

  /// Tells the machine what happened and carries out what it wants; returns when the disk has what has to be there.
  func tell(_ event: SyncEvent) async {
    events.append(event)
    await drain()
  }

  /// Begins: what an earlier run left open, and how it left the registry.
  func begin(isStaffed: Bool = false) async {
    guard !hasStarted else { return }
    hasStarted = true
    isThere = isThere || isStaffed
    // What is told meanwhile waits: nothing may happen before the machine knows what stands on disk.
    isTelling = true
    calendar = (try? await store.learnedSuspensions()) ?? []
    let memory = await remembered()
    if case .stopped = memory.mode { events.append(.mended) }
    events.insert(.started(await openRows(), memory), at: 0)
    events.append(.windows(await knownWindows()))
    // Told in the same breath, so that row 2 never says for a moment that nobody is there.
    if isPermitted { events.append(.staffed(true)) }
    isTelling = false
    await drain()
    if isPermitted { learnCapability() }
  }

  /// Somebody signed in, or nobody is there any more.
  func staffed(_ isThere: Bool) async {
    self.isThere = isThere
    await begin()
    await tell(.staffed(isPermitted))
    if isPermitted { learnCapability() }
  }

  /// Whether anything may leave: somebody has signed in, or an administrator asked for a round.
  var isPermitted: Bool { isThere || permits > 0 }

  /// Time has passed.
  func tick() async {
    expireWaiting()
    await tell(.tick)
  }

  /// Somebody looks at the queue: what waits is tried, and a configuration that was mended shows.
  ///
  /// A registry that does not serve is asked once; `reads` also has what changed read.
  func tryNow(reads: Bool = false) async {
    if case .stopped = machine.memory.mode {
      forgetStop()
      await tell(.mended)
    }
    await tell(.wanted(reads: reads))
  }

  private func drain() async {
    guard !isTelling else { return }
    isTelling = true
    while !events.isEmpty {
      let event = events.removeFirst()
      let now = surroundings.monotonic()
      let effects = machine.handle(event, at: now, wall: surroundings.clock.now)
      settleWaiting(after: event)
      for effect in effects { await carryOut(effect) }
    }
    isTelling = false
    settleRounds()
    planTick()
    await tellStatus()
    readOwed()
  }

  /// Puts an event behind those that wait; for effects that are answered while events are being told.
  func follow(with event: SyncEvent) { events.append(event) }

  /// Tells an event that comes from beside.
  func hear(_ event: SyncEvent) async {
    switch event {
    case .replied(_, _, let outcome): note(outcome)
    case .probed(let outcome): note(outcome)
    case .noticed(let outcome): note(outcome)
    case .pulled(_, let isComplete):
      looks += 1
      if isComplete { heardNow() }
    case .started, .staffed, .submitted, .recorded, .recordFailed, .windows, .revalidated, .flagged,
      .changed, .verify, .mended, .lineBack, .wanted, .tick:
      break
    }
    await tell(event)
  }

  func planTick() {
    let deadlines = waiting.values.joined().map(\.deadline) + rounds.map(\.deadline)
    let due = [machine.wakeAt, deadlines.min()].compactMap(\.self).min()
    surroundings.plan(due.map { max(0, $0 - surroundings.monotonic()) })
  }

  // MARK: Status

  /// Whether the registry is worth asking: an announced stop may leave it readable, which it then says itself.
  ///
  /// While it asks to be left alone the screens leave it alone, too.
  var isServing: Bool {
    guard !machine.isHeldBack(at: surroundings.monotonic()) else { return false }
    return switch machine.memory.mode {
    case .active, .realigning, .suspended(.announced, _): true
    case .unreachable, .suspended(.wire, _), .stopped: false
    }
  }

  /// Somebody wants to read although the registry is known to be away: it is looked at once more, beside.
  func missed() {
    let now = surroundings.monotonic()
    guard now - missedAt >= Self.missedPause else { return }
    missedAt = now
    surroundings.start { await self.tell(.lineBack) }
  }

  /// Between two such looks, in milliseconds.
  private static let missedPause = 3_000

  /// How a read of a screen went.
  func heardOfRead(_ failure: ReadFailure?) async {
    await learn(failure?.stops ?? [])
    switch failure {
    case nil, .denied, .gone:
      heardNow()
      if case .active(failures: 1...) = machine.memory.mode {
        // An answer in between: the failures were not in a row.
        await tell(.noticed(.absent))
      } else if isServing {
        await tellStatus()
      } else {
        await tell(.lineBack)
      }
    case .misconfigured(let code):
      // What one question met says nothing of the queue, unless nothing at all can pass.
      if failure?.isAboutDesk ?? false {
        await hear(.noticed(.misconfigured(code: code, mayHaveArrived: false)))
      }
    case .unreachable, .suspended, .throttled, .clockOrCertificate, .captivePortal, .unreadable:
      if let outcome = failure.flatMap(WireOutcome.init) { await hear(.noticed(outcome)) }
    }
  }

  /// Tells the status line how the registry is and what stands in the outbox, if it has changed.
  func tellStatus(always: Bool = false) async {
    guard let status = await status(), always || status.differs(from: told) else { return }
    told = status
    surroundings.report(.registry(status))
  }

  /// Whether the desk's clock differs from the registry's by more than is tolerated.
  var isClockOff: Bool { link.clock.offset.map { abs($0) > RegistryStatus.clockTolerance } ?? false }

  /// The stops that the registry told of, now or before this run; one that an answer ended before its time stops
  /// nothing any more.
  var announcedStops: [Suspension] {
    calendar.map(\.suspension).filter { $0.start != machine.endedWindow }
  }

  private func status() async -> RegistryStatus? {
    guard let tally = try? await store.tally() else { return nil }
    var status = RegistryStatus(mode: machine.memory.mode, tally: tally, heardAt: heardAt)
    status.dataAsOf = await surroundings.keeper.asOf
    status.isAuthorized = machine.isStaffed
    status.clockAhead = link.clock.offset.map { -$0 }
    status.isCaptivePortal = isCaptivePortal
    status.stopCode = stopCode
    status.stopCause = stopCause
    status.windows = announcedStops
    status.isSought = heardAt == nil
    status.isCertificateRefused = lineFault == Self.certificateFault
    status.oldestUnsent = (try? await store.oldestUnsent()) ?? nil
    return status
  }
}

extension RegistryStatus {
  /// Whether row 2 would say something else: the moments count by the minute.
  func differs(from other: RegistryStatus?) -> Bool {
    guard let other else { return true }
    var (one, two) = (self, other)
    one.heardAt = heardAt.map(\.minute)
    two.heardAt = other.heardAt.map(\.minute)
    one.clockAhead = clockAhead.map { $0 / 10_000 }
    two.clockAhead = other.clockAhead.map { $0 / 10_000 }
    return one != two
  }
}

extension Instant {
  fileprivate var minute: Instant { Instant(milliseconds: milliseconds / 60_000 * 60_000) }
}
