import Domain
import Glibc
import TestThreads
import Testing

@testable import Registry

@Suite("A registry that is killed at something that is no practice", .serialized, .onOwnThreads)
struct KilledActTests {
  /// Notes, consents, tokens and what a lever does: each of them one step.
  private static let acts = [
    "note", "consent", "issueToken", "revokeToken", "dies", "moves", "merges", "restricts", "fills",
    "reverses",
  ]

  @Test("the acts in the table are all that there are")
  func table() async throws { #expect(try await CrashProbe().acts() == Self.acts) }

  @Test("has done it whole or has not begun it, whatever statement it came to", arguments: acts)
  func killed(act: String) async throws {
    let probe = try await CrashProbe()
    let before = try await State(probe.open(try await probe.run(act: act, until: 1)))
    let whole = try await probe.run(act: act, until: 0)
    try #require(whole.status == 0, "\(whole.lines)")
    let after = try await State(probe.open(whole))
    #expect(before != after, "it does something")
    let last = try #require(whole.words(after: "did").first?.first.flatMap { Int($0) })
    for ordinal in Set([1, last / 3, last * 2 / 3, last - 1, last]).filter({ $0 > 0 }).sorted() {
      let run = try await probe.run(act: act, until: ordinal)
      try #require(run.status == 128 + Int(SIGKILL), "\(run.lines)")
      let registry = try probe.open(run)
      #expect(try await registry.isSound())
      let found = try await State(registry)
      #expect(found == before || found == after, "\(act) \(ordinal) of \(last)")
    }
  }

  @Test("is killed once more while it settles what the first kill left, and ends where it would have ended")
  func killedTwice() async throws {
    let probe = try await CrashProbe()
    let undisturbed = try await probe.open(try await probe.run()).truth()
    for moment in [RegistryMoment.decisionBegun, .taskWritten, .settled, .personPassed, .daysWritten] {
      let run = try await probe.run(until: (.decisionBegun, 1))
      try #require(run.status == 128 + Int(SIGKILL), "\(run.lines)")
      try probe.runAgain(run, until: (moment, 1))
      try #require(run.status == 128 + Int(SIGKILL), "\(moment) \(run.lines)")
      let registry = try probe.open(run)
      #expect(try await registry.isSound())
      try await probe.askAgain(registry)
      #expect(try await registry.truth() == undisturbed, "\(moment)")
    }
  }

  private struct State: Equatable {
    let truth: RegistryTruth
    let facts: [String]

    init(_ registry: ReferenceRegistry) async throws {
      truth = try await registry.truth()
      facts = try await registry.facts()
    }
  }
}
