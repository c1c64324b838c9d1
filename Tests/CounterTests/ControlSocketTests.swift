import Counter
import Glibc
import Store
import Testing

@Suite("The control socket")
struct ControlSocketTests {
  /// A fresh folder; what is in it is removed by each test.
  private let folder: String

  init() throws {
    var template = Array("/tmp/sportello-control-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  private func cleanUp() {
    for name in ["control", "lock"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  @Test("a sub-command gets the answer of the running counter", arguments: [0, 1, 100, 200_000])
  func answer(length: Int) throws {
    defer { cleanUp() }
    let server = try ControlServer(folder: folder) { "<\($0)>" }
    defer { server.stop() }
    let request = String(repeating: "\u{e0}", count: length)
    #expect(try ControlSocket.ask(folder: folder, request: request) == "<\(request)>")
    #expect(try ControlSocket.ask(folder: folder, request: "again") == "<again>")
  }

  @Test("only the owner can use the socket")
  func permissions() throws {
    defer { cleanUp() }
    let server = try ControlServer(folder: folder) { $0 }
    defer { server.stop() }
    var status = stat()
    #expect(stat("\(folder)/control", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test("without a counter the sub-command takes the lock")
  func alone() throws {
    defer { cleanUp() }
    let access = try ControlSocket.reach(folder: folder, request: "x")
    guard case .alone = access else {
      Issue.record("somebody answered")
      return
    }
  }

  @Test("a socket that a dead counter left behind counts as no counter, and is replaced")
  func stale() throws {
    defer { cleanUp() }
    let dead = try ControlServer(folder: folder) { $0 }
    rename("\(folder)/control", "\(folder)/left")
    dead.stop()
    rename("\(folder)/left", "\(folder)/control")
    while (try? ControlSocket.ask(folder: folder, request: "x")) != nil { sched_yield() }
    guard case .alone(let lock) = try ControlSocket.reach(folder: folder, request: "x") else {
      Issue.record("somebody answered")
      return
    }
    let server = try ControlServer(folder: folder) { $0 + "!" }
    defer { server.stop() }
    #expect(try ControlSocket.ask(folder: folder, request: "x") == "x!")
    withExtendedLifetime(lock) {}
  }

  @Test("a program that holds the folder and does not answer is named")
  func silent() throws {
    defer { cleanUp() }
    let lock = try FolderLock(folder: folder)
    #expect(throws: ControlError.silent(pid: getpid())) {
      try ControlSocket.reach(folder: folder, request: "x")
    }
    withExtendedLifetime(lock) {}
  }

  @Test("a request that is too long is not sent")
  func tooLong() throws {
    defer { cleanUp() }
    #expect(throws: ControlError.tooLong) {
      try ControlSocket.ask(
        folder: folder, request: String(repeating: "x", count: ControlSocket.limit + 1))
    }
  }
}
