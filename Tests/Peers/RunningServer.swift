import Glibc
import Testing

/// A server in a process of its own, which ends with its owner.
final class RunningServer {
  /// The address that it tells.
  let base: String
  private let pipe: UnsafeMutablePointer<FILE>
  private let process: pid_t

  /// Starts it.
  ///
  /// - Parameter command: A command for the shell that prints `name: address` when it answers.
  /// - Throws: ``Failure`` with whatever it wrote instead.
  init(_ command: String) throws {
    pipe = try #require(popen("echo $$; exec \(command) 2>&1", "r"))
    process = try #require(Self.nextLine(pipe).flatMap { pid_t($0) })
    var words = ""
    while let line = Self.nextLine(pipe) {
      let address = ["http", "smtp"].lazy.compactMap { line.firstRange(of: ": \($0)://") }.first
      if let address {
        base = String(line[address.lowerBound...].dropFirst(2))
        return
      }
      words += line + "\n"
    }
    kill(process, SIGKILL)
    pclose(pipe)
    throw Failure(words: words)
  }

  deinit {
    // Threads of the test runner block other signals, and its children inherit that.
    kill(process, SIGKILL)
    pclose(pipe)
  }

  struct Failure: Error { let words: String }

  /// One line, also one that says something else first; `nil` at the end.
  private static func nextLine(_ pipe: UnsafeMutablePointer<FILE>) -> String? {
    var bytes: [UInt8] = []
    while true {
      let byte = fgetc(pipe)
      if byte == EOF { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == 10 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
  }
}
