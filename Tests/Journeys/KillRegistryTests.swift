import Glibc
import TestThreads
import Testing

/// Two desks and their registry, killed at random moments.
@Suite(.serialized, .onOwnThreads)
struct KillRegistryTests {
  /// `KILL_ROUNDS=1000` makes the long run.
  private static let rounds = getenv("KILL_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 10

  /// A desk in lines: what it shows goes to a file, and what it acknowledged is read from there.
  private final class Desk {
    let name: String
    let person: String
    let token: String
    let folder: TestFolder
    private(set) var process: pid_t?

    init(_ name: String, person: String, _ registry: Anagrafe) throws {
      self.name = name
      self.person = person
      token = try registry.token(desk: name)
      folder = try TestFolder()
      try folder.write(
        """
        { "data": "\(folder.path)/data", "profile": "italia",
          "desk": { "id": "\(name)", "kind": "asl", "asl": "990101" },
          "registry": { "url": "http://localhost/fhir", "socket": "\(registry.socket)",
            "tokens": { "responsabile": "\(token)" } } }
        """, to: "config.json")
    }

    /// Starts the desk, which makes one practice and then leaves.
    func start(_ registry: Anagrafe, round: Int) throws {
      // The doctor changes from round to round, so that every scelta can be accepted.
      try folder.write(
        "SM \(person)\n1\n\(round % 2 == 0 ? "Marchetti" : "Sereni")\n1\n\n\n:10\n", to: "input")
      let pid = output(
        of:
          "'\(Sportello.path)' demo --linear --desk-id \(name) --data '\(folder.path)/data' \(registry.options) "
          + "--token '\(token)' <'\(folder.path)/input' >'\(folder.path)/shown-\(round)' 2>&1 & echo $!")
      process = pid_t(pid.filter(\.isNumber))
    }

    func end(_ signal: Int32? = nil) {
      guard let process else { return }
      if let signal { kill(process, signal) }
      _ = eventually(seconds: 60) { !isAlive(process) }
      self.process = nil
    }

    /// Whether the operator was told that the practice of a round is on disk.
    func acknowledged(_ round: Int) -> Bool {
      let shown = folder.read("shown-\(round)")
      return shown.contains("DEFINITIVA n.") || shown.contains("PROVVISORIA n.")
    }

    /// Every practice of this desk that was ever stored.
    var operations: [String] {
      let all = output(of: "'\(Sportello.path)' queue list --all --data '\(folder.path)/data'")
      return all.split(separator: "\n").compactMap { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        return cells.count == 6 ? String(cells[5]) : nil
      }
    }

    /// Sends and asks until nothing waits.
    func settle() throws {
      let run = try Sportello("sync --once --seconds 60 --config '\(folder.path)/config.json'")
      #expect(run.status == 0, "\(name): \(run.output) \(run.errors)")
    }
  }

  @Test("what two desks acknowledged is in the registry once, whoever was killed when")
  func rounds() throws {
    let registry = try Anagrafe()
    try registry.serve()
    let desks = [
      try Desk("SPORTELLO-1", person: "PRVNNA80A41Y000J", registry),
      try Desk("SPORTELLO-2", person: "PRVGNI65T10Y001V", registry),
    ]
    var acknowledged = 0
    for round in 0..<Self.rounds {
      for desk in desks { try desk.start(registry, round: round) }
      usleep(UInt32.random(in: 0...1_500_000))
      switch round % 3 {
      case 0: registry.kill()
      case 1: desks[round % 2].end(SIGKILL)
      default:
        registry.kill()
        desks[(round + 1) % 2].end(SIGKILL)
      }
      for desk in desks { desk.end() }
      acknowledged += desks.count { $0.acknowledged(round) }
      registry.kill()
      try registry.serve()
    }
    var stored = 0
    for desk in desks {
      try desk.settle()
      for operation in desk.operations {
        stored += 1
        let tasks = registry.tasks(of: operation, token: desk.token)
        #expect(tasks.count == 1 && ["completed", "rejected"].contains(tasks[0]), "\(desk.name): \(tasks)")
      }
      #expect(try Sportello("queue verify --data '\(desk.folder.path)/data'").output == "ok\n")
    }
    #expect(stored >= acknowledged)
    #expect(acknowledged > 0)
  }
}
