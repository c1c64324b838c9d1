import Glibc
import TestThreads
import Testing

@Suite("sub-commands beside a running counter", .onOwnThreads)
struct RunningCounterTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Lets `body` run while a demo in lines holds the data folder `data`.
  private func whileDemoRuns(_ body: (String) throws -> Void) throws {
    let data = "\(folder.path)/data"
    let demo = try #require(
      popen("'\(Sportello.path)' demo --linear --people 400 --data '\(data)' >'\(folder.path)/demo'", "w"))
    defer { pclose(demo) }
    while access("\(data)/control", F_OK) != 0 { usleep(10_000) }
    try body(data)
  }

  @Test("the queue is answered by the counter, and a second counter names the first and stops")
  func running() throws {
    try whileDemoRuns { data in
      let list = try Sportello("queue list --json --data '\(data)'")
      #expect(list.status == 0)
      #expect(list.output == "{\"practices\":[]}\n")
      #expect(try Sportello("queue verify --data '\(data)'").output == "ok\n")
      let second = try Sportello("demo --data '\(data)'")
      #expect(second.status == 75)
      #expect(second.output.isEmpty)
      let pid = folder.read("data/lock").filter(\.isNumber)
      #expect(!pid.isEmpty && second.errors.contains(pid))
      let added = try Sportello("operators add anna --data '\(data)'", input: "quattro parole a caso\n")
      #expect(added.status == 0)
      #expect(added.errors.contains("prossimo accesso"))
    }
    #expect(try Sportello("queue verify --data '\(folder.path)/data'").output == "ok\n")
  }

  @Test("an administrator's name never stands in the journal without the account of the system")
  func account() throws {
    let data = "\(folder.path)/data"
    _ = try Sportello(
      "demo --offline --linear --people 400 --at 2026-03-16T09:00 --data '\(data)'",
      input: "SM PRVNNA80A41Y000J\n1\nMarchetti\n1\n\n\n:10\n")
    let account = try #require(getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) })
    let given = try Sportello(
      "queue export --to '\(folder.path)/coda' --handover --as maria --data '\(data)'",
      input: "quattro parole a caso\n")
    #expect(given.status == 0)
    #expect(
      try Sportello("queue show 1 --json --data '\(data)'").output.contains(
        "\"operatorName\":\"maria (\(account))\""))
    #expect(try Sportello("queue take-back 1 --data '\(data)'").status == 0)
    #expect(
      try Sportello("queue show 1 --json --data '\(data)'").output.contains(
        "\"operatorName\":\"\(account)\""))
  }

  @Test("a practice confirmed while the line is cut waits, and is sent by the next counter on the line")
  func offline() throws {
    let data = "\(folder.path)/data"
    let kept = try Sportello(
      "demo --offline --linear --people 400 --at 2026-03-16T09:00 --data '\(data)'",
      input: "SM PRVNNA80A41Y000J\n1\nMarchetti\n1\n\n\n:10\n")
    #expect(kept.status == 0)
    #expect(kept.output.contains("PROVVISORIA"))
    #expect(try Sportello("queue list --data '\(data)'").output.hasPrefix("1\tscelta\tqueued\t"))
    #expect(try Sportello("demo --linear --at 2026-03-16T10:00 --data '\(data)'").status == 0)
    #expect(try Sportello("queue list --data '\(data)'").output.isEmpty)
    #expect(try Sportello("queue show 1 --data '\(data)'").output.contains("\tconfirmed\n"))
  }
}
