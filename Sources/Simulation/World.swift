import Domain
import Sync

/// One schedule after another: desks, line and registry in virtual time.
///
/// Everything happens in ``run(seed:)``; the same seed gives the same schedule on every machine.
struct World {
  static let beginning = 1_000_000_000
  static let horizon = beginning + 900_000
  static let deadline = beginning + 15_000_000
  /// Within what time everything that waits has to be settled once nothing is in its way.
  static let patience = 2_700_000
  static let stepLimit = 30_000
  static let deskCount = 3

  let rules: SyncRules
  let pace: SyncPace
  var chance = Chance(seed: 0)
  var now = 0
  var steps = 0
  var isFaulty = true
  var isAttended = false
  var settledBy = 0
  var registry: ModelRegistry
  var desks: [ModelDesk]
  var operations: [Operation] = []
  var agenda = Agenda()
  var effects: [SyncEffect] = []
  var violation: Violation?
  var cells = FaultCells()
  var windows: [SuspensionWindow] = []
  var arrivals = 0
  var migratedAt = -1
  var isTracing = false
  var trace: [String] = []

  init(rules: SyncRules) {
    self.rules = rules
    var pace = SyncPace()
    pace.longestPause = 40_000
    pace.longestPoll = 40_000
    pace.doubtBecomesWork = 200_000
    pace.suspensionGrace = 450_000
    pace.longestProbe = 120_000
    pace.reopeningSpread = 60_000
    pace.pullEvery = 240_000
    pace.rebaselineEvery = 4_000_000
    self.pace = pace
    registry = ModelRegistry(rules: rules)
    desks = (0..<Self.deskCount).map { _ in ModelDesk() }
  }

  mutating func run(seed: UInt64) -> ScheduleResult {
    begin(seed: seed)
    while violation == nil {
      let next = nextMoment()
      if isFaulty, next.time > Self.horizon {
        heal()
        continue
      }
      if !isFaulty, isQuiet {
        if isAttended { break }
        // Everything settled without anybody's help; only now people look at what needs them.
        isAttended = true
        settledBy = now + Self.patience
        for desk in desks.indices { attend(desk) }
        continue
      }
      steps += 1
      if next.time > Self.deadline || next.time == .max || next.time > settledBy && !isSettled {
        fail(.notSettled)
        break
      }
      if steps > Self.stepLimit {
        fail(.runsHot)
        break
      }
      now = max(now, next.time)
      if let desk = next.desk { tell(desk, .tick) } else { happen(agenda.removeFirst()) }
    }
    if violation == nil { checkEnd() }
    return ScheduleResult(seed: seed, violation: violation, steps: steps)
  }

  private func nextMoment() -> (time: Int, desk: Int?) {
    var time = agenda.nextTime ?? .max
    var desk: Int?
    for index in desks.indices where desks[index].isOn {
      if let wake = desks[index].machine.wakeAt, max(wake, now) < time {
        time = max(wake, now)
        desk = index
      }
    }
    return (time, desk)
  }

  /// Whether everything is settled and every desk has read everything since the last change.
  private var isQuiet: Bool {
    let changed = max(Self.horizon, registry.touchedAt, migratedAt)
    for index in desks.indices where desks[index].readSince < changed { return false }
    return isSettled
  }

  private var isSettled: Bool {
    for index in operations.indices
    where operations[index].isOnDisk && operations[index].state.kind.isUnderWay { return false }
    return true
  }

  mutating func fail(_ broken: Violation) {
    if violation == nil {
      violation = broken
      note { "VIOLATION \(broken.rawValue)" }
      guard isTracing else { return }
      for op in operations.indices {
        let (operation, effects) = (operations[op], registry.effects[operations[op].root])
        note { "operation \(op) of desk \(operation.desk): \(operation.state), effects \(effects)" }
      }
      for desk in desks.indices {
        let (memory, wake) = (desks[desk].machine.memory, desks[desk].machine.wakeAt)
        note { "desk \(desk): \(memory), wakes at \(wake.map { "\($0 - Self.beginning)" } ?? "no time")" }
      }
    }
  }

  mutating func note(_ text: () -> String) {
    if isTracing { trace.append("\(now - Self.beginning) \(text())") }
  }

  func wall(_ desk: Int) -> Instant { Instant(milliseconds: now + desks[desk].skew) }

  // MARK: The machine of a desk

  /// Tells the machine of a desk, and does what it wants done.
  mutating func tell(_ desk: Int, _ event: SyncEvent) {
    guard desks[desk].isOn else { return }
    effects.removeAll(keepingCapacity: true)
    let time = wall(desk)
    note { "desk \(desk) hears \(event)" }
    desks[desk].machine.handle(event, at: now, wall: time, into: &effects)
    var done = 0
    while done < effects.count, violation == nil, desks[desk].isOn {
      perform(desk, effects[done])
      done += 1
    }
  }

  /// Tells the machine something while its effects are being done: what it wants then comes after them.
  mutating func tellWithin(_ desk: Int, _ event: SyncEvent) {
    note { "desk \(desk) hears \(event)" }
    let time = wall(desk)
    desks[desk].machine.handle(event, at: now, wall: time, into: &effects)
  }

  // MARK: Begin and end of a schedule

  private mutating func begin(seed: UInt64) {
    chance = Chance(seed: seed)
    now = Self.beginning
    steps = 0
    isFaulty = true
    isAttended = false
    settledBy = Self.horizon + Self.patience
    violation = nil
    agenda.removeAll()
    operations.removeAll(keepingCapacity: true)
    windows.removeAll(keepingCapacity: true)
    trace.removeAll()
    arrivals = 0
    migratedAt = -1
    registry.reset(at: now, &chance)
    plan()
    for desk in desks.indices {
      desks[desk].reset()
      desks[desk].skew = chance.within(-400_000...400_000)
      start(desk)
    }
  }

  /// Starts the program of a desk from what lies on its disk.
  mutating func start(_ desk: Int) {
    desks[desk].isOn = true
    desks[desk].epoch += 1
    desks[desk].notBefore = 0
    desks[desk].writes.removeAll(keepingCapacity: true)
    desks[desk].machine = SyncMachine(seed: chance.next(), pace: pace, rules: rules)
    desks[desk].pull = PullMachine(watermark: desks[desk].watermark, rules: rules)
    if !rules.recoversUnderOldName { rename(desk) }
    var rows: [SyncRow] = []
    for index in desks[desk].operations {
      let operation = operations[index]
      guard operation.isOnDisk, operation.state.kind.isOpen else { continue }
      if operation.state.kind == .sending { operations[index].isInDoubt = true }
      rows.append(row(operation))
    }
    tell(desk, .started(rows, desks[desk].memory))
    tell(desk, .windows(windows))
    tell(desk, .staffed(desks[desk].isStaffed))
  }

  func row(_ operation: Operation) -> SyncRow {
    SyncRow(
      sequence: operation.sequence, person: UInt64(operation.person), isFact: operation.isFact,
      state: operation.state, since: Instant(milliseconds: operation.since))
  }

  /// The faults end: line, registry, staff and settings are there, and people do their work.
  private mutating func heal() {
    now = Self.horizon
    isFaulty = false
    registry.isFaulty = false
    registry.isSuspended = false
    registry.becomeVisible(at: now)
    note { "everything is mended" }
    checkDoubts()
    for desk in desks.indices {
      desks[desk].hasLine = true
      desks[desk].hasSettings = true
      desks[desk].isStaffed = true
      if !desks[desk].isOn { start(desk) }
      tell(desk, .staffed(true))
      tell(desk, .mended)
    }
    agenda.add(.worker, at: now + 2_000)
  }
}
