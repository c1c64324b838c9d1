import Domain
import Testing

@testable import Sync

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
}
