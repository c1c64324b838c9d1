import Domain
import Glibc
import TestThreads
import Testing

@testable import Registry

@Suite("A registry that is killed", .serialized, .onOwnThreads)
struct CrashTests {
  /// How often each moment is passed when nobody kills, and what is true then.
  private static let undisturbed = Task { () throws -> (counts: [String: Int], truth: RegistryTruth) in
    let probe = try await CrashProbe()
    let run = try await probe.run()
    try #require(run.status == 0, "\(run.lines)")
    let passed = run.words(after: "passed").map { $0[0] }
    let registry = try probe.open(run)
    let statuses = try await registry.statuses(of: probe.practices)
    try #require(statuses == CrashProbe.tasks.map(\.status), "\(statuses)")
    return (
      Dictionary(passed.map { ($0, 1) }, uniquingKeysWith: +), try await registry.truth()
    )
  }

  @Test(
    "is told everything again and ends where it would have ended",
    arguments: RegistryMoment.allCases.filter { !RegistryMoment.ofCodes.contains($0) })
  func killed(moment: RegistryMoment) async throws {
    let (counts, truth) = try await Self.undisturbed.value
    #expect(truth.loads == truth.told)
    let last = try #require(counts[moment.rawValue], "nothing passes \(moment)")
    let probe = try await CrashProbe()
    for ordinal in Set([1, (last + 1) / 2, last]).sorted() {
      let run = try await probe.run(until: (moment, ordinal))
      try #require(run.status == 128 + Int(SIGKILL), "\(run.lines)")
      let registry = try probe.open(run)
      #expect(try await registry.isSound())
      try await check(registry, run, moment, ordinal, probe)
      try await probe.askAgain(registry)
      #expect(try await registry.truth() == truth, "\(moment) \(ordinal)")
    }
  }

  /// Exactly what was committed is there: what was acknowledged, and what was on disk when nobody had been told.
  private func check(
    _ registry: ReferenceRegistry, _ run: CrashProbe.Run, _ moment: RegistryMoment, _ ordinal: Int,
    _ probe: CrashProbe
  ) async throws {
    let context = "\(moment) \(ordinal): \(run.lines)"
    let answered = run.words(after: "answered")
    #expect(answered.allSatisfy { $0[1] == "201" }, "\(context)")
    let statuses = try await registry.statuses(of: probe.practices)
    #expect(statuses.count == answered.count + (moment == .taskCommitted ? 1 : 0), "\(context)")
    let isSettled = moment == .settled || !run.words(after: "settled").isEmpty
    let expected = CrashProbe.tasks.map { $0.name == "waiting" && !isSettled ? "requested" : $0.status }
    #expect(statuses == Array(expected.prefix(statuses.count)), "\(context)")
    // What is settled after the days passes some of the moments again.
    let passed = run.words(after: "passed").map { $0[0] }
    let hasDays = moment == .daysCommitted || passed.contains(RegistryMoment.daysCommitted.rawValue)
    let day = hasDays ? CrashProbe.lastDay : demoDay
    #expect(try await registry.currentDay() == day, "\(context)")
  }
}
