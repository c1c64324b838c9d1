import Counter
import Dispatch
import Domain
import Glibc
import Store
import Sync
import Testing
import Vault

/// Asks on a thread that may wait: the threads of the tests are the ones that answer.
private func ask(_ folder: String, _ request: String) async throws -> String {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(
        with: Result { try ControlSocket.ask(folder: folder, request: request, seconds: 60) })
    }
  }
}

@Suite("The control socket")
struct ControlSocketTests {
  /// A fresh folder; what is in it is removed by each test.
  private let folder: String
  /// Own threads, as the program has: other tests may keep those of the pool busy for minutes.
  private let threads: WorkThreads

  init() throws {
    var template = Array("/tmp/sportello-control-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
    threads = try #require(WorkThreads())
  }

  private func cleanUp() {
    for name in ["control", "lock"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  @Test("a sub-command gets the answer of the running counter", arguments: [0, 1, 100, 200_000])
  func answer(length: Int) async throws {
    defer { cleanUp() }
    let server = try ControlServer(folder: folder, executor: threads) { "<\($0)>" }
    defer { server.stop() }
    let request = String(repeating: "\u{e0}", count: length)
    #expect(try await ask(folder, request) == "<\(request)>")
    #expect(try await ask(folder, "again") == "<again>")
  }

  @Test("only the owner can use the socket")
  func permissions() throws {
    defer { cleanUp() }
    let server = try ControlServer(folder: folder, executor: threads) { $0 }
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
  func stale() async throws {
    defer { cleanUp() }
    let dead = try ControlServer(folder: folder, executor: threads) { $0 }
    rename("\(folder)/control", "\(folder)/left")
    dead.stop()
    rename("\(folder)/left", "\(folder)/control")
    while (try? await ask(folder, "x")) != nil { await Task.yield() }
    guard case .alone(let lock) = try ControlSocket.reach(folder: folder, request: "x") else {
      Issue.record("somebody answered")
      return
    }
    let server = try ControlServer(folder: folder, executor: threads) { $0 + "!" }
    defer { server.stop() }
    #expect(try await ask(folder, "x") == "x!")
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

@Suite("Questions about the queue")
struct QueueInquiryTests {
  private let store: DeskStore

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  private func answer(_ line: String) async throws -> QueueInquiry.Answer {
    try #require(
      QueueInquiry.Answer(line: await QueueInquiry.answer(line, store: store, now: Instant(milliseconds: 1))))
  }

  private func submit(_ operation: String) async throws {
    let signature = Signature(operatorName: "anna", role: "sportello", desk: "D1")
    let submission = Submission(
      operation: Identifier(unchecked: operation), kind: .scelta, codes: ["PRVNNA80A41Y000J"],
      signature: signature, body: Array("Provolone".utf8))
    _ = try await store.submit(submission, at: Instant(milliseconds: 0))
  }

  @Test("the open operations are listed, oldest first, without the person")
  func list() async throws {
    try await submit("op-1")
    try await submit("op-2")
    try await submit("op-3")
    try await store.apply(.withdrawn, to: "op-2", at: Instant(milliseconds: 1))
    let lines = try #require(try await answer(QueueInquiry.Question.list().line).practices)
    #expect(lines.map(\.operation) == ["op-1", "op-3"])
    #expect(lines.map(\.state) == ["queued", "queued"])
    let text = await QueueInquiry.answer(
      QueueInquiry.Question.list().line, store: store, now: Instant(milliseconds: 1))
    #expect(!text.contains("PRVNNA") && !text.contains("Provolone"))
  }

  @Test("the steps of one operation are told, and an unknown one is said to be so")
  func show() async throws {
    try await submit("op-1")
    try await store.apply(.sendingStarted, to: "op-1", at: Instant(milliseconds: 1))
    let steps = try await answer(QueueInquiry.Question.show(operation: "op-1").line).steps
    #expect(steps?.map(\.what) == ["submitted", "sending"])
    #expect(steps?.map(\.operatorName) == ["anna", nil])
    #expect(
      try await answer(QueueInquiry.Question.show(operation: "op-9").line).error == "errore.archivio.assente")
  }

  @Test("a sound store is called sound")
  func verify() async throws {
    try await submit("op-1")
    let found = try await answer(QueueInquiry.Question.verify.line)
    #expect(found.isSound == true)
    #expect(found.altered == [])
  }

  @Test(
    "a line that is no question gets an error for an answer",
    arguments: ["", "{}", "{\"ask\":\"x\"}", "{\"ask\":\"queue.show\"}", "[1]", "\u{0}"])
  func noQuestion(line: String) async throws {
    #expect(QueueInquiry.Question(line: line) == nil)
    #expect(try await answer(line).error == "errore.controllo.domanda")
  }

  @Test(
    "every question reads back",
    arguments: [
      .list(), .list(isAll: true), .verify, .show(operation: "a/\"b"), .sync, .keys,
      .export(
        QueueTransfer.Export(
          path: "/tmp/x", passphrase: "quattro parole a caso", address: nil, isHandover: true,
          signature: Signature(operatorName: "anna", role: "amministratore", desk: "D1"))),
      .import(
        QueueTransfer.Import(
          path: "/tmp/x", passphrase: nil, signer: "00",
          signature: Signature(operatorName: "anna", role: "amministratore", desk: "D1"))),
    ] as [QueueInquiry.Question])
  func questions(question: QueueInquiry.Question) {
    #expect(QueueInquiry.Question(line: question.line) == question)
  }
}
