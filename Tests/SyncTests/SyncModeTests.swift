import Domain
import Testing

@testable import Sync

@Suite("What a desk sends when the registry does not serve")
struct SyncModeTests {
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
