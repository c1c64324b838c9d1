import Domain
import Glibc
import Store
import Sync
import Testing
import Vault

/// A run of the probe, which stores practices until it is killed.
private struct ProbeRun {
  let process: pid_t
  let output: Int32

  init(folder: String) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(Self.program), strdup(folder), nil]
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawn(&process, Self.program, &actions, nil, &arguments, environ)
    close(ends[1])
    try #require(code == 0)
    self.process = process
    output = ends[0]
  }

  /// The probe lies beside the program that runs the tests.
  private static let program: String = {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    var path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    while !path.isEmpty, access(path + "/store-crash-probe", X_OK) != 0 {
      path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
    return path + "/store-crash-probe"
  }()

  /// Lets the probe acknowledge `count` practices and go on for a moment, kills it, and returns all it said.
  func kill(afterLines count: Int, andNanoseconds delay: Int) -> String {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let got = read(output, &buffer, buffer.count)
      guard got > 0 else { break }
      text += buffer[..<got]
    }
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .nanoseconds(delay) {}
    Glibc.kill(process, SIGKILL)
    while true {
      let got = read(output, &buffer, buffer.count)
      guard got > 0 else { break }
      text += buffer[..<got]
    }
    close(output)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return String(decoding: text, as: UTF8.self)
  }
}

@Suite("Crashes", .serialized)
struct CrashTests {
  @Test("300 random kills lose no acknowledged practice", arguments: 0..<6)
  func kills(round: Int) async throws {
    let folder = try TemporaryFolder()
    var random = SystemRandomNumberGenerator()
    var acknowledged: [String: Int] = [:]
    for _ in 0..<50 {
      let run = try ProbeRun(folder: folder.path)
      let lines = Int.random(in: 0...6, using: &random)
      let delay = Int.random(in: 0...(lines == 0 ? 30_000_000 : 2_000_000), using: &random)
      let text = run.kill(afterLines: lines, andNanoseconds: delay)
      #expect(!text.contains("failed"))
      // A line that was cut off by the kill may or may not count: it is left out.
      for line in text.split(separator: "\n", omittingEmptySubsequences: true)
      where text.hasSuffix("\n") || line != text.split(separator: "\n").last! {
        let parts = line.split(separator: " ")
        acknowledged[String(parts[0])] = Int(parts[1])
      }
    }
    let store = try DeskStore(
      folder: folder.path, key: KeyFile.read(path: folder.path + "/key"), now: now)
    #expect(store.startUp.isClean)
    #expect(try await store.verify() == StartUpReport())
    let stored = try await store.practices(PracticeFilter(limit: .max))
    let found = Dictionary(uniqueKeysWithValues: stored.map { ($0.entry.operation.rawValue, $0) })
    #expect(acknowledged.count > 20)
    for (operation, number) in acknowledged {
      #expect(found[operation]?.number == number)
      #expect(found[operation]?.entry.body == Array(operation.utf8))
    }
    #expect(stored.map(\.number).sorted() == Array(1...stored.count))
    #expect(!folder.names.contains { $0.contains("corrupt") })
  }
}
