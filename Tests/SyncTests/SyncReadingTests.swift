import Domain
import Testing

@testable import Sync

@Suite("What a desk reads again")
struct SyncReadingTests {
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
}
