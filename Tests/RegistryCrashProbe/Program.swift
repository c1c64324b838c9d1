import Domain
import FHIR
import Glibc
import Registry
import SQLite
import Synchronization

/// Serves the Tasks of a folder as a registry, prints what it answered and which moments it passed, and kills itself at
/// one of them: `registry-crash-probe FOLDER MILLISECONDS [MOMENT ORDINAL]`.
///
/// In a folder with a card it hands codes over instead.
/// With `act:NAME` in place of a moment it does one thing that is no Task, prints how many statements that took, and
/// kills itself before the one of that ordinal; `acts` alone prints their names.
@main struct Program {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments != [arguments[0], "acts"] else {
      return say(Act.allCases.map(\.rawValue).joined(separator: " "))
    }
    guard arguments.count == 3 || arguments.count == 5, let now = Int(arguments[2]) else { exit(64) }
    do {
      let registry = try ReferenceRegistry(
        .file(path: arguments[1] + "/registry.sqlite"),
        profile: Profile(id: "italia", scelta: SceltaParameters()), isDemo: true,
        now: { Instant(milliseconds: now) })
      if arguments.count == 5, let act = Act(rawValue: String(arguments[3].dropFirst("act:".count))),
        arguments[3].hasPrefix("act:")
      {
        return try await perform(act, registry, Folder(path: arguments[1]), dyingAt: Int(arguments[4]) ?? 0)
      }
      let end = arguments.count == 5 ? (arguments[3], Int(arguments[4])) : ("", nil)
      let counts = Mutex<[String: Int]>([:])
      await registry.watch { moment in
        let count = counts.withLock {
          $0[moment.rawValue, default: 0] += 1
          return $0[moment.rawValue]
        }
        say("passed \(moment.rawValue) \(count ?? 0)")
        if end == (moment.rawValue, count) { kill(getpid(), SIGKILL) }
      }
      if access("\(arguments[1])/card", R_OK) == 0 { return await handOver(registry, arguments[1]) }
      try await serve(registry, arguments[1], until: Instant(milliseconds: now).romeDate.adding(days: 90))
    } catch {
      say("failed")
      exit(70)
    }
  }

  private static func perform(
    _ act: Act, _ registry: ReferenceRegistry, _ folder: Folder, dyingAt ordinal: Int
  ) async throws {
    try await act.prepare(registry, folder)
    let count = Mutex(0)
    await registry.watchStatements { passed in
      count.withLock { $0 = passed }
      if passed == ordinal { kill(getpid(), SIGKILL) }
    }
    try await act.perform(registry, folder)
    say("did \(count.withLock { $0 })")
  }

  /// Two Tasks that are decided when they come, one that waits, and ninety days.
  private static func serve(
    _ registry: ReferenceRegistry, _ folder: String, until day: CivilDate
  ) async throws {
    let token = String(decoding: bytes(of: "\(folder)/token"), as: UTF8.self)
    for name in ["accepted", "refused", "waiting"] {
      let body = bytes(of: "\(folder)/\(name)")
      let operation = try PracticeTask.record(in: body).operation
      await registry.setDecidesLater(name == "waiting")
      let answer = await registry.exchange(
        Request(
          .post, "Task",
          headers: [
            "Authorization": "Bearer \(token)", "Content-Type": "application/fhir+json; charset=utf-8",
            "If-None-Exist": "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(operation.rawValue)",
          ], body: body))
      say("answered \(name) \(answer.status)")
    }
    say("settled \(try await registry.decideWaiting())")
    say("days \(try await registry.dayPassed(to: day))")
  }

  /// The first half of codes, and that the citizen has it.
  private static func handOver(_ registry: ReferenceRegistry, _ folder: String) async {
    await registry.issueCodes(from: SimulatedIssuer()) { _ in say("carried") }
    let token = String(decoding: bytes(of: "\(folder)/token"), as: UTF8.self)
    let card = String(decoding: bytes(of: "\(folder)/card"), as: UTF8.self)
    for name in ["prepare", "acknowledge"] {
      let answer = await registry.exchange(
        Request(
          .post, "Device/\(card)/$consegna-codici",
          headers: [
            "Authorization": "Bearer \(token)", "Content-Type": "application/fhir+json; charset=utf-8",
          ], body: bytes(of: "\(folder)/\(name)")))
      say("answered \(name) \(answer.status)")
    }
  }

  /// Prints one line at once.
  private static func say(_ text: String) {
    let line = text + "\n"
    guard write(STDOUT_FILENO, line, line.utf8.count) == line.utf8.count else { exit(74) }
  }

  static func bytes(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { exit(66) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &part, part.count)
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
  }
}
