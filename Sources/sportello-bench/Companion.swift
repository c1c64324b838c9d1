import Glibc

/// A program beside this one, without a terminal.
struct Companion {
  /// The process.
  let process: pid_t
  private let output: Int32

  /// Starts a program; `nil` if it cannot be started.
  init?(_ path: String, _ arguments: [String]) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer {
      for word in words { free(word) }
      posix_spawn_file_actions_destroy(&actions)
      close(ends[1])
    }
    var process: pid_t = 0
    guard posix_spawn(&process, path, &actions, nil, words, environ) == 0 else {
      close(ends[0])
      return nil
    }
    self.process = process
    output = ends[0]
  }

  /// The next line that the program writes, without its end; `nil` when no more comes.
  func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Waits until the program ends.
  ///
  /// - Returns: Its exit code; 128 and the signal if one ended it.
  func end() -> Int32 {
    defer { close(output) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  /// Asks the program to end, and waits.
  func stop() {
    kill(process, SIGTERM)
    _ = end()
  }

  /// Runs a program to its end.
  ///
  /// - Returns: Its first line.
  /// - Throws: ``BenchError/network(_:)`` if it cannot be started or ends with another code than 0.
  @discardableResult
  static func run(_ path: String, _ arguments: [String]) throws(BenchError) -> String {
    guard let companion = Companion(path, arguments) else { throw .network("\(path) does not start") }
    let line = companion.line()
    while companion.line() != nil {}
    let code = companion.end()
    guard code == 0 else { throw .network("\(path) \(arguments.first ?? "") ended with \(code)") }
    return line ?? ""
  }
}
