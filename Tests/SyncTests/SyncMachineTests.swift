import Domain
import Testing

@testable import Sync

private let start = Instant(milliseconds: 1_800_000_000_000)
private let day = CivilDate(iso: "2026-03-02")!
private let confirmed = WireOutcome.found(
  .decided(.alreadyAnswered(protocolNumber: "P1", effectiveDate: day)))

/// A machine with a disk that never fails unless told to, and a clock.
private struct Bench {
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

private func row(
  _ sequence: Int, person: Int? = nil, isFact: Bool = false, _ state: OutboxState = .queued(tries: 0)
) -> SyncRow {
  SyncRow(
    sequence: sequence, person: UInt64(person ?? sequence), isFact: isFact, state: state, since: start)
}

@Suite("The traffic of a desk")
struct SyncMachineTests {
  @Test("a practice is on disk as travelling before it travels")
  func recordsFirst() {
    var machine = SyncMachine(seed: 1)
    _ = machine.handle(.started([], RegistryMemory(pulledAt: start)), at: 0, wall: start)
    _ = machine.handle(.staffed(true), at: 0, wall: start)
    let first = machine.handle(.submitted(row(1)), at: 0, wall: start)
    #expect(first.contains(.record(1, .sendingStarted)) && !first.contains(.send(1)))
    let second = machine.handle(.recorded(1, .sendingStarted), at: 0, wall: start)
    #expect(second.contains(.send(1)))
  }

  @Test("a disk that refuses keeps the practice at the desk, and says so")
  func diskRefuses() {
    var machine = SyncMachine(seed: 1)
    _ = machine.handle(.started([], RegistryMemory(pulledAt: start)), at: 0, wall: start)
    _ = machine.handle(.staffed(true), at: 0, wall: start)
    _ = machine.handle(.submitted(row(1)), at: 0, wall: start)
    let effects = machine.handle(.recordFailed(1, .sendingStarted), at: 0, wall: start)
    #expect(effects.contains(.alarm(.diskRefused)) && !effects.contains(.send(1)))
    #expect(machine.rows[0].state == .queued(tries: 0))
    #expect(machine.wakeAt != nil)
  }

  @Test("at most two at once, reports of facts first, then in the order of the desk")
  func order() {
    let rows = [row(1), row(2), row(3), row(4, isFact: true)]
    var bench = Bench(rows)
    #expect(bench.sent == [4, 1])
    bench.tell(.replied(4, .send, confirmed))
    bench.wait(1000)
    #expect(bench.sent == [4, 1, 2])
  }

  @Test("practices of one person go one after the other, and a refused one stands in nobody's way")
  func people() {
    var bench = Bench([row(1, person: 5), row(2, person: 5), row(3, person: 6, .rejected([.unexplained]))])
    #expect(bench.sent == [1])
    bench.tell(.replied(1, .send, .unknown(retryAfter: nil)))
    bench.live(60_000)
    #expect(bench.asked == [1] && bench.sent == [1])
    bench.tell(.replied(1, .ask, .found(.decided(.rejected(Decision(findings: []))))))
    bench.wait(1000)
    #expect(bench.sent == [1, 2])
    #expect(bench.state(1) == .rejected)
  }

  @Test("a desk sends two requests a second on average")
  func bucket() {
    var bench = Bench((1...40).map { row($0) })
    for case .send(let sequence) in bench.take() { bench.tell(.replied(sequence, .send, confirmed)) }
    bench.live(9_900) { bench in
      for case .send(let sequence) in bench.take() { bench.tell(.replied(sequence, .send, confirmed)) }
    }
    let left = bench.machine.rows.count { $0.state.kind == .queued }
    #expect((18...22).contains(40 - left))
  }

  @Test("too many requests make the whole desk wait as long as it was told, and count as no try of the row")
  func throttled() {
    var bench = Bench([row(1), row(2), row(3)])
    bench.tell(.replied(1, .send, .throttled(retryAfter: 20_000)))
    bench.tell(.replied(2, .send, confirmed))
    _ = bench.take()
    bench.live(19_999)
    #expect(bench.sent.isEmpty)
    bench.live(30_000)
    #expect(bench.sent.first == 1)
    #expect(bench.machine.rows[0].failures == 0)
  }

  @Test("what was travelling when the program ended is asked about, not sent")
  func restart() {
    let bench = Bench([row(1, .sending(tries: 1))])
    #expect(bench.wanted.first == .record(1, .restarted))
    #expect(bench.asked == [1] && bench.sent.isEmpty)
  }

  @Test("what the registry does not have after a question is sent again")
  func absent() {
    var bench = Bench([row(1, .unknown(tries: 1))])
    bench.tell(.replied(1, .ask, .absent))
    bench.wait(500)
    #expect(bench.sent == [1])
    #expect(bench.machine.rows[0].state == .sending(tries: 2))
  }

  @Test("an undecided practice is asked about after 5 s, and with age at most every 60 s")
  func polling() {
    var bench = Bench([row(1)])
    bench.tell(.replied(1, .send, .found(.requested)))
    bench.live(4_999)
    #expect(bench.asked.isEmpty)
    var times: [Int] = []
    bench.live(600_000) { bench in
      if bench.take().contains(.ask(1)) {
        times.append(bench.now)
        bench.tell(.replied(1, .ask, .found(.requested)))
      }
    }
    let pauses = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(pauses.first == 5_000 && pauses.max() == 60_000 && pauses.last == 60_000)
    #expect(pauses == pauses.sorted())
  }

  @Test("15 minutes in doubt make a work item, which closes with the answer")
  func doubt() {
    var bench = Bench([row(1, .unknown(tries: 1))])
    bench.live(899_999) { bench in
      if bench.asked.last == 1, bench.machine.rows[0].activity == .asking {
        bench.tell(.replied(1, .ask, .unknown(retryAfter: nil)))
      }
    }
    #expect(!bench.wanted.contains(.openWork(1, .inDoubt)))
    bench.wait(1)
    #expect(bench.wanted.contains(.openWork(1, .inDoubt)))
    if bench.machine.rows[0].activity != .asking { bench.live(300_000) }
    bench.tell(.replied(1, .ask, confirmed))
    #expect(bench.wanted.contains(.closeWork(1, .inDoubt)))
    #expect(bench.machine.rows.isEmpty)
  }

  @Test("pauses after failures are random, double and end at 300 s")
  func pauses() {
    var chance = SyncChance(seed: 3)
    for failures in 1...40 {
      let limit = min(300_000, 2_000 << min(failures - 1, 20))
      let drawn = (0..<200).map { _ in chance.pause(failures: failures, first: 2_000, longest: 300_000) }
      #expect(drawn.allSatisfy { (200...max(200, limit)).contains($0) })
      #expect(Set(drawn).count > 50)
      #expect(drawn.contains { $0 > limit / 2 })
    }
  }

  @Test("three conflicts on a practice that the registry does not have stop the queue and refuse nothing")
  func conflicts() {
    var bench = Bench([row(1)])
    for _ in 1...3 {
      bench.live(10_000)
      bench.tell(.replied(1, .send, .conflict))
      bench.live(10_000)
      bench.tell(.replied(1, .ask, .absent))
    }
    #expect(bench.wanted.contains(.alarm(.misconfigured(code: "409"))))
    #expect(bench.state(1) == .queued)
    if case .stopped = bench.machine.memory.mode {} else { Issue.record("not stopped") }
  }

  @Test("a wrong setting stops everything, refuses nothing, and ends when a person has mended it")
  func misconfigured() {
    var bench = Bench([row(1), row(2), row(3)])
    bench.tell(.replied(1, .send, .misconfigured(code: "401", mayHaveArrived: false)))
    bench.tell(.replied(2, .send, .misconfigured(code: "401", mayHaveArrived: true)))
    #expect(bench.wanted.count { $0 == .alarm(.misconfigured(code: "401")) } == 1)
    #expect(bench.state(1) == .queued && bench.state(2) == .unknown && bench.state(3) == .queued)
    _ = bench.take()
    bench.live(3_600_000)
    #expect(bench.sent.isEmpty && bench.asked.isEmpty && !bench.wanted.contains(.probe))
    bench.tell(.mended)
    #expect(bench.asked == [2])
    bench.tell(.replied(2, .ask, .absent))
    bench.live(30_000)
    #expect(Set(bench.sent) == [1, 2])
  }

  @Test("nothing leaves while nobody is there: no practice, no question, no probe, no reading")
  func unstaffed() {
    var bench = Bench([row(1, .unknown(tries: 1)), row(2)])
    bench.tell(.replied(1, .ask, .unknown(retryAfter: nil)))
    bench.tell(.replied(2, .send, .notSent))
    bench.tell(.staffed(false))
    _ = bench.take()
    bench.wait(3_600_000)
    bench.tell(.submitted(row(3)))
    #expect(bench.take().isEmpty && bench.machine.wakeAt == nil)
    bench.tell(.staffed(true))
    #expect(!bench.wanted.isEmpty)
  }

  @Test(
    "three connections that fail make the registry unreachable: it is probed every 30 s, give or take a third"
  )
  func unreachable() {
    var bench = Bench([row(1), row(2), row(3)])
    for sequence in [1, 2] { bench.tell(.replied(sequence, .send, .notSent)) }
    bench.live(20_000) { bench in
      for case .send(let sequence) in bench.take() { bench.tell(.replied(sequence, .send, .notSent)) }
    }
    if case .unreachable = bench.machine.memory.mode {} else { Issue.record("not unreachable") }
    _ = bench.take()
    var probes: [Int] = []
    bench.live(3_600_000) { bench in
      if bench.take().contains(.probe) {
        probes.append(bench.now)
        bench.tell(.probed(.silent))
      }
    }
    let pauses = zip(probes, probes.dropFirst()).map { $1 - $0 }
    #expect(pauses.allSatisfy { (21_000...39_000).contains($0) })
    bench.live(60_000)
    bench.tell(.probed(.serves))
    bench.live(10_000)
    #expect(!bench.sent.isEmpty)
  }

  @Test("in an announced stop the probes slow down to 5 minutes, and an early answer does not end it")
  func announced() {
    var bench = Bench([row(1, .rejected([.unexplained]))])
    let window = SuspensionWindow(
      start: start + .seconds(60), ends: [start + .seconds(36_000)], isMigration: false)
    bench.tell(.windows([window]))
    bench.live(60_000)
    #expect(bench.machine.memory.mode == .suspended(.announced(ends: window.ends), since: window.start))
    bench.tell(.submitted(row(2)))
    _ = bench.take()
    var probes: [Int] = []
    bench.live(3_600_000) { bench in
      if bench.take().contains(.probe) {
        probes.append(bench.now)
        bench.tell(.probed(bench.now < 900_000 ? .serves : .refuses(retryAfter: nil)))
      }
    }
    let pauses = zip(probes, probes.dropFirst()).map { $1 - $0 }
    #expect(pauses.suffix(5).allSatisfy { (210_000...390_000).contains($0) })
    #expect(bench.machine.status(at: bench.wall).announcedEnds == window.ends)
    bench.live(400_000)
    bench.tell(.probed(.serves))
    #expect(bench.sent.isEmpty)
    bench.live(600_001)
    #expect(bench.sent == [2])
  }

  @Test(
    "after a migration everything is read anew and decided again before practices go out, also after a restart"
  )
  func migration() {
    let window = SuspensionWindow(start: start, ends: [start + .seconds(60)], isMigration: true)
    var late = SyncMachine(seed: 1)
    let after = start + .seconds(86_400)
    let memory = RegistryMemory(pulledAt: start, rebaselinedAt: start - .seconds(1))
    _ = late.handle(.started([row(1), row(2)], memory), at: 0, wall: after)
    _ = late.handle(.windows([window]), at: 0, wall: after)
    var effects = late.handle(.staffed(true), at: 0, wall: after)
    #expect(effects.contains(.pull(.rebaseline)) && !effects.contains(.record(1, .sendingStarted)))
    effects = late.handle(.pulled(.rebaseline, isComplete: true), at: 10, wall: after)
    #expect(effects.contains(.revalidate(1)) && effects.contains(.revalidate(2)))
    #expect(late.memory.owesRebaseline)
    effects = late.handle(.revalidated(1, [RejectionReason(code: "REG-05")]), at: 20, wall: after)
    #expect(effects.contains(.record(1, .held([RejectionReason(code: "REG-05")]))))
    _ = late.handle(.recorded(1, .held([RejectionReason(code: "REG-05")])), at: 20, wall: after)
    _ = late.handle(.revalidated(2, []), at: 20, wall: after)
    #expect(!late.memory.owesRebaseline)
    #expect(late.status(at: after).tally.toMend == 1)
  }

  @Test("a desk that never read everything does so first, and then weekly; changes are read meanwhile")
  func weekly() {
    var bench = Bench(memory: RegistryMemory())
    #expect(bench.machine.pulling == .rebaseline)
    bench.tell(.pulled(.rebaseline, isComplete: true))
    #expect(bench.machine.memory.rebaselinedAt == start)
    var weeks: [Int] = []
    bench.live(2 * 604_800_000 + 400_000) { bench in
      if bench.machine.pulling == .rebaseline { weeks.append(bench.now) }
      if let kind = bench.machine.pulling { bench.tell(.pulled(kind, isComplete: true)) }
    }
    #expect(weeks.count == 2 && weeks.first.map { (604_800_000...605_000_000).contains($0) } ?? false)
    #expect(!bench.wanted.contains(.alarm(.rebaselinedTooOften)))
  }

  @Test("a weekly reading that fails is tried again within the hour, and changes do not wait for it")
  func weeklyFails() {
    var bench = Bench(memory: RegistryMemory(pulledAt: start, rebaselinedAt: start - .seconds(604_800)))
    var readings: [(time: Int, kind: PullKind)] = []
    bench.tell(.pulled(.rebaseline, isComplete: false))
    bench.live(14_400_000) { bench in
      guard let kind = bench.machine.pulling else { return }
      readings.append((bench.now, kind))
      bench.tell(.pulled(kind, isComplete: kind == .changes))
    }
    let whole = readings.filter { $0.kind == .rebaseline }.map(\.time)
    #expect(whole.count >= 4 && zip(whole, whole.dropFirst()).allSatisfy { $1 - $0 <= 3_900_000 })
    #expect(readings.count { $0.kind == .changes } > 60)
    #expect(bench.machine.memory.pulledAt.map { $0 > start } ?? false)
  }

  @Test("a realignment whose reading fails goes on within minutes, as often as it takes")
  func rereadingFails() {
    let memory = RegistryMemory(owesRebaseline: true, pulledAt: start, rebaselinedAt: start)
    var bench = Bench([row(1)], memory: memory)
    #expect(!bench.machine.isRepeatingRebaseline)
    for _ in 1...12 {
      #expect(bench.machine.pulling == .rebaseline)
      bench.tell(.pulled(.rebaseline, isComplete: false))
      bench.live(300_000)
    }
    #expect(bench.machine.isRepeatingRebaseline && bench.machine.rebaselineBegan == start)
    #expect(!bench.wanted.contains(.alarm(.rebaselinedTooOften)))
    bench.tell(.pulled(.rebaseline, isComplete: true))
    bench.tell(.revalidated(1, []))
    bench.live(10_000)
    #expect(bench.sent == [1])
  }

  @Test("two realignments that read everything lie an hour apart, and somebody is told")
  func rereadingTwice() {
    var bench = Bench(memory: RegistryMemory(owesRebaseline: true, pulledAt: start, rebaselinedAt: start))
    bench.tell(.pulled(.rebaseline, isComplete: true))
    bench.tell(.pulled(.changes, isComplete: true))
    bench.live(600_000) { bench in
      if let kind = bench.machine.pulling { bench.tell(.pulled(kind, isComplete: true)) }
    }
    _ = bench.take()
    // Told afterwards: the registry changed its contents after what was read.
    let late = SuspensionWindow(
      start: start - .seconds(800), ends: [start - .seconds(700)], isMigration: true)
    bench.tell(.windows([late]))
    bench.live(2_999_999)
    #expect(bench.wanted.count { $0 == .alarm(.rebaselinedTooOften) } == 1)
    #expect(!bench.wanted.contains(.pull(.rebaseline)))
    bench.live(1)
    #expect(bench.wanted.contains(.pull(.rebaseline)))
  }

  @Test(
    "what the registry asked for is waited for, however impatient somebody is",
    arguments: Impatience.allCases)
  func retryAfter(_ impatience: Impatience) {
    var bench = Bench([row(1), row(2)])
    let outcome: WireOutcome =
      impatience == .stopped ? .serviceRefused(retryAfter: 600_000) : .throttled(retryAfter: 600_000)
    bench.tell(impatience == .read ? .noticed(outcome) : .replied(1, .send, outcome))
    bench.tell(.replied(2, .send, confirmed))
    if impatience == .read { bench.tell(.replied(1, .send, .unknown(retryAfter: nil))) }
    _ = bench.take()
    for _ in 1...199 {
      bench.now += 3_000
      bench.tell(.lineBack)
      bench.tell(.verify(1))
    }
    #expect(bench.sent.isEmpty && bench.asked.isEmpty)
    #expect(!bench.wanted.contains(.probe) && !bench.wanted.contains(.pull(.changes)))
    #expect(bench.machine.isHeldBack(at: 599_999) && !bench.machine.isHeldBack(at: 600_000))
    bench.live(120_000)
    #expect(!bench.sent.isEmpty || !bench.asked.isEmpty || bench.wanted.contains(.probe))
  }

  enum Impatience: CaseIterable { case sending, read, stopped }

  @Test(
    "a person who wants a try gets one probe of a registry that does not serve, and no more within ten seconds"
  )
  func wanted() {
    var bench = Bench([row(1)])
    bench.tell(.replied(1, .send, .serviceRefused(retryAfter: 600_000)))
    _ = bench.take()
    bench.now += 3_000
    bench.tell(.wanted(reads: false))
    #expect(bench.take().filter { $0 == .probe }.count == 1)
    bench.tell(.probed(.refuses(retryAfter: 600_000)))
    bench.now += 3_000
    bench.tell(.wanted(reads: false))
    #expect(!bench.take().contains(.probe))
    bench.now += 7_000
    bench.tell(.wanted(reads: false))
    #expect(bench.take().filter { $0 == .probe }.count == 1)
    bench.tell(.probed(.serves))
    // It answered before its time: what waits is asked about at once.
    #expect(bench.machine.memory.mode.isAsking && !bench.machine.isHeldBack(at: bench.now))
    #expect(bench.asked == [1])
  }

  @Test("nobody shortens the wait of a registry that serves and has too much to do")
  func wantedWhileThrottled() {
    var bench = Bench([row(1)])
    bench.tell(.replied(1, .send, .throttled(retryAfter: 60_000)))
    _ = bench.take()
    bench.now += 20_000
    bench.tell(.wanted(reads: true))
    #expect(bench.sent.isEmpty && !bench.take().contains(.probe))
    #expect(bench.machine.isHeldBack(at: bench.now))
  }

  @Test(
    "an answer ends an announced stop early once the registry has refused in it, or announces it no more",
    arguments: [true, false], [true, false])
  func early(isWithdrawn: Bool, isMigration: Bool) {
    var bench = Bench([row(1, .rejected([.unexplained]))])
    let window = SuspensionWindow(
      start: start + .seconds(60), ends: [start + .seconds(36_000)], isMigration: isMigration)
    bench.tell(.windows([window]))
    bench.live(70_000)
    if isWithdrawn {
      bench.tell(.windows([]))
    } else {
      bench.tell(.noticed(.serviceRefused(retryAfter: nil)))
    }
    bench.live(60_000)
    bench.tell(.probed(.serves))
    // Whoever rebuilds its records may have refused before it began to.
    let isOver = isWithdrawn || !isMigration
    #expect(bench.machine.memory.mode.isAsking == isOver)
    #expect(bench.machine.endedWindow == (isOver && !isWithdrawn ? window.start : nil))
  }

  @Test("a practice for which alone the registry asked to wait is not asked about earlier")
  func retryAfterOfOne() {
    var bench = Bench([row(1), row(2)])
    bench.tell(.replied(1, .send, .unknown(retryAfter: 60_000)))
    bench.tell(.replied(2, .send, .unknown(retryAfter: nil)))
    bench.now += 5_000
    bench.tell(.lineBack)
    #expect(bench.asked == [2])
    bench.tell(.verify(1))
    bench.now += 54_999
    bench.tell(.lineBack)
    #expect(bench.asked == [2])
    bench.live(500)
    #expect(bench.asked == [2, 1])
  }

  @Test("what is of a stopped kind waits alone, is tried now and then, and at once when the calendar changes")
  func postponed() {
    var bench = Bench([row(1), row(2)])
    bench.tell(.replied(1, .send, .postponed(retryAfter: 60_000)))
    #expect(bench.state(1) == .queued && bench.machine.memory.mode.isSending)
    bench.tell(.replied(2, .send, confirmed))
    #expect(bench.state(2) == nil)
    _ = bench.take()
    for _ in 1...19 {
      bench.now += 3_000
      bench.tell(.lineBack)
      bench.tell(.verify(1))
    }
    #expect(bench.sent.isEmpty && bench.asked.isEmpty)
    bench.live(10_000)
    #expect(bench.sent == [1])
    // An end far away is a hint: five minutes are the most that pass without a try.
    bench.tell(.replied(1, .send, .postponed(retryAfter: 36_000_000)))
    _ = bench.take()
    bench.live(299_999)
    #expect(bench.sent.isEmpty)
    bench.live(10_000)
    #expect(bench.sent == [1])
    bench.tell(.replied(1, .send, .postponed(retryAfter: nil)))
    _ = bench.take()
    bench.now += 1_000
    bench.tell(.windows([]))
    #expect(bench.sent == [1])
    bench.tell(.replied(1, .send, confirmed))
    #expect(bench.state(1) == nil)
    #expect(!bench.wanted.contains { if case .openWork = $0 { true } else { false } })
  }

  @Test("what the disk was writing when the registry asked to wait does not leave")
  func heldBackWhileWriting() {
    var machine = SyncMachine(seed: 1)
    let memory = RegistryMemory(pulledAt: start, rebaselinedAt: start)
    _ = machine.handle(.started([row(1)], memory), at: 0, wall: start)
    _ = machine.handle(.staffed(true), at: 0, wall: start)
    _ = machine.handle(.noticed(.throttled(retryAfter: 5_000)), at: 1, wall: start)
    let effects = machine.handle(.recorded(1, .sendingStarted), at: 2, wall: start)
    #expect(effects.contains(.record(1, .notSent)) && !effects.contains(.send(1)))
  }

  @Test("a practice that the desk cannot make out is held, and says nothing of the line")
  func unfit() {
    var bench = Bench([row(1), row(2), row(3), row(4)])
    let reason = RejectionReason(code: "corpo-illeggibile")
    for sequence in 1...3 {
      bench.live(5_000)
      bench.tell(.replied(sequence, .send, .unfit([reason])))
      #expect(bench.state(sequence) == .held)
    }
    #expect(bench.machine.memory.mode == .active(failures: 0))
    bench.live(5_000)
    #expect(bench.sent == [1, 2, 3, 4])
  }

  @Test(
    "a row that a person changed while it was being written is free again, and late echoes count for nothing")
  func changedWhileWriting() {
    var machine = SyncMachine(seed: 1)
    let memory = RegistryMemory(pulledAt: start, rebaselinedAt: start)
    _ = machine.handle(.started([row(1, person: 5), row(2, person: 5)], memory), at: 0, wall: start)
    _ = machine.handle(.staffed(true), at: 0, wall: start)
    #expect(machine.rows[0].activity == .recording)
    let held = OutboxState.held(tries: 0, [.unexplained])
    var effects = machine.handle(.changed(1, held), at: 1_000, wall: start)
    #expect(machine.rows[0].activity == .idle && machine.rows[0].state == held)
    #expect(effects.contains(.record(2, .sendingStarted)))
    effects = machine.handle(.recorded(1, .sendingStarted), at: 1_001, wall: start)
    #expect(!effects.contains(.send(1)) && machine.rows[0].state == held)
    // An echo of something else than what is being written ends nothing.
    _ = machine.handle(.recorded(2, .restarted), at: 1_002, wall: start)
    #expect(machine.rows[1].activity == .recording)
  }

  @Test("what was submitted while the disk was read is kept, and nothing is there twice")
  func submittedAtStart() {
    var machine = SyncMachine(seed: 1)
    _ = machine.handle(.submitted(row(2)), at: 0, wall: start)
    _ = machine.handle(.submitted(row(3)), at: 0, wall: start)
    _ = machine.handle(.started([row(1), row(2)], RegistryMemory(pulledAt: start)), at: 0, wall: start)
    #expect(machine.rows.map(\.sequence) == [1, 2, 3])
  }

  @Test("a person who is found dead holds what never left, and nothing that may have travelled")
  func flagged() {
    var bench = Bench(
      [row(1, person: 5), row(2, person: 5, .queued(tries: 1)), row(3, person: 6)],
      memory: RegistryMemory(mode: .unreachable(since: start)))
    bench.tell(.flagged(person: 5, [RejectionReason(code: "REG-05")]))
    #expect(bench.state(1) == .held && bench.state(2) == .queued && bench.state(3) == .queued)
    bench.tell(.changed(1, .closed([], Closing(closedBy: "anna", closedAt: start))))
    #expect(bench.state(1) == nil)
  }

  @Test("what was confirmed and is reversed later counts as to mend")
  func reversed() {
    var bench = Bench()
    bench.tell(.changed(3, .reversed(RejectionReason(code: "REG-10"))))
    #expect(bench.machine.status(at: start).tally.toMend == 1)
  }

  @Test("what the registry took back three times, with no other copy, is refused with that reason")
  func cancelled() {
    var bench = Bench([row(1)])
    bench.tell(.replied(1, .send, .found(.cancelled)))
    for _ in 1...3 {
      bench.live(60_000)
      bench.tell(.replied(1, .ask, .found(.cancelled)))
    }
    #expect(bench.state(1) == .rejected)
    #expect(bench.machine.rows[0].state == .rejected([.cancelled]))
  }

  @Test("with nothing open, somebody there and the registry answering, only readings are planned")
  func quiet() {
    var bench = Bench()
    bench.tell(.pulled(.changes, isComplete: true))
    _ = bench.take()
    #expect(bench.machine.wakeAt == 120_000)
  }

  @Test("the line says clear only with nothing open and fresh data")
  func clear() {
    let status = SyncStatus(
      mode: .active(failures: 0), tally: OutboxTally(), pulledAt: start, announcedEnds: [])
    #expect(status.isClear(at: start + .milliseconds(SyncStatus.freshness - 1)))
    #expect(!status.isClear(at: start + .milliseconds(SyncStatus.freshness)))
    var other = status
    other.tally.toVerify = 1
    #expect(!other.isClear(at: start))
    other = status
    other.pulledAt = nil
    #expect(!other.isClear(at: start))
    other = status
    other.mode = .realigning(.waiting, since: start)
    #expect(!other.isClear(at: start))
  }
}
