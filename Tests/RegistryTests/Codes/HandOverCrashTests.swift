import Domain
import FHIR
import Glibc
import SQLite
import TestThreads
import Testing
import Vault

@testable import Registry

@Suite("A registry that is killed while it hands codes over", .serialized, .onOwnThreads)
struct HandOverCrashTests {
  /// What was answered and carried before the end, and what a registry that is started again makes of it.
  static let rows:
    [(moment: RegistryMoment, answered: Int, carried: Int, next: CodeHandOver.Step, wasShown: Bool)] =
      [
        (.handOverPrepared, 0, 0, .prepare, false), (.codesDrawn, 0, 0, .prepare, false),
        (.handOverShown, 0, 0, .duplicate, true), (.handOverAcknowledged, 1, 0, .duplicate, true),
        (.secondHalfCarried, 1, 1, .duplicate, true), (.handOverSettled, 1, 1, .record, true),
      ]

  @Test("stands in the table for every moment of a hand-over")
  func complete() { #expect(Self.rows.map(\.moment) == RegistryMoment.ofCodes) }

  @Test(
    "knows whether the first half may have been seen, goes on from there, and shows no code twice",
    arguments: rows.indices)
  func killed(row: Int) async throws {
    let (moment, answered, carried, next, wasShown) = Self.rows[row]
    let probe = try await HandOverProbe()
    let lines = try await probe.run(until: moment)
    #expect(lines.last == "status \(128 + SIGKILL)")
    #expect(lines.count { $0.hasPrefix("answered") } == answered, "\(lines)")
    #expect(lines.count { $0 == "carried" } == carried, "\(lines)")

    let registry = try probe.open()
    #expect(try await registry.isSound())
    let post = CodePost()
    await registry.issueCodes(from: SimulatedIssuer(), sendingBy: post.courier)
    let again = await probe.send(.prepare(probe.practice, CodeSite.key), to: registry)
    // Nothing that may have been seen is told again, and what nobody saw is told now.
    #expect(again.codes.isEmpty == wasShown)
    #expect(again.reply?.handOver.next == (next == .prepare ? .acknowledge : next))
    let acknowledged = await probe.send(.acknowledge(probe.practice.id), to: registry)
    #expect(acknowledged.reply?.handOver.next == (next == .prepare ? .record : next))
    #expect(post.tries == (next == .prepare ? 1 : 0))

    // Where codes may have been seen, others are to be had with a reason.
    let plain = await probe.send(
      .prepare(probe.other(.firstIssue, 2), CodeSite.key), to: registry)
    #expect(plain.reason == "REG-19")
    let duplicate = await probe.send(
      .prepare(probe.other(.firstHalfLost, 3), CodeSite.key), to: registry)
    #expect(duplicate.status == 200 && duplicate.codes.count == 2)
  }

  @Test("undisturbed ends with the fact to be registered")
  func undisturbed() async throws {
    let probe = try await HandOverProbe()
    let lines = try await probe.run(until: nil)
    #expect(lines.contains("answered prepare 200") && lines.contains("answered acknowledge 200"))
    #expect(lines.last == "status 0")
    let passed = lines.filter { $0.hasPrefix("passed") }.map { $0.split(separator: " ")[1] }
    #expect(passed == RegistryMoment.ofCodes.map { Substring($0.rawValue) })
  }
}

/// A registry in a folder of its own, of which a probe hands codes over.
final class HandOverProbe: Sendable {
  private let site: CodeSite
  private let folder = "/tmp/registry-codes-\(Randomness.uuid())"
  let practice: Practice

  init() async throws {
    site = try await CodeSite(profile: Fixture.profile)
    practice = site.practice(1)
    try #require(mkdir(folder, 0o700) == 0)
    try await site.fixture.registry.copy(to: folder + "/registry.sqlite")
    for (name, bytes) in [
      ("token", Array(site.desk.token.utf8)), ("card", Array(site.card.rawValue.utf8)),
      ("prepare", HandOverRequest.prepare(practice, CodeSite.key).bytes),
      ("acknowledge", HandOverRequest.acknowledge(practice.id).bytes),
    ] { try CrashProbe.write(bytes, to: "\(folder)/\(name)") }
  }

  /// What the probe said, line by line, to the end or up to a moment.
  func run(until moment: RegistryMoment?) async throws -> [String] {
    let ending = moment.map { "\($0.rawValue) 1" } ?? ""
    let pipe = try #require(
      popen(
        "'\(CrashProbe.program)' '\(folder)' \(site.fixture.clock.now.milliseconds) \(ending) 2>/dev/null; "
          + "echo status $?", "r"))
    defer { pclose(pipe) }
    var lines: [String] = []
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), pipe) != nil {
      lines.append(String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init), as: UTF8.self))
    }
    return lines
  }

  /// The registry that the probe left, opened again.
  func open() throws -> ReferenceRegistry {
    let clock = site.fixture.clock
    return try ReferenceRegistry(
      .file(path: folder + "/registry.sqlite"), profile: Fixture.profile, isDemo: true, now: { clock.now })
  }

  /// The same case asked for again under another operation.
  func other(_ trouble: CodeTrouble, _ operation: Int) -> Practice {
    site.practice(operation) { $0.trouble = trouble }
  }

  func send(_ asked: HandOverRequest, to registry: ReferenceRegistry) async -> CodeAnswer {
    CodeAnswer(
      await registry.exchange(
        Request(
          .post, HandOverRequest.path(site.card),
          headers: [
            "Authorization": "Bearer \(site.desk.token)",
            "Content-Type": "application/fhir+json; charset=utf-8",
          ], body: asked.bytes)))
  }

  deinit {
    for name in [
      "registry.sqlite", "registry.sqlite-wal", "registry.sqlite-journal", "token", "card", "prepare",
      "acknowledge",
    ] {
      unlink("\(folder)/\(name)")
    }
    rmdir(folder)
  }
}
