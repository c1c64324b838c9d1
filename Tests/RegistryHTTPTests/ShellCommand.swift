import Glibc
import Testing

/// A folder that is gone with its last owner.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/sportello-http-XXXXXX".utf8CString)
    _ = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = try? Shell.run("rm -r '\(path)'") }

  func write(_ text: String, to name: String) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    fputs(text, file)
    fclose(file)
  }
}

/// Commands of the shell.
enum Shell {
  /// Runs a command to its end.
  ///
  /// - Returns: What it wrote and its status.
  static func run(_ command: String) throws -> (output: String, status: Int32) {
    let pipe = try #require(popen(command, "r"))
    var bytes: [UInt8] = []
    while true {
      let character = fgetc(pipe)
      if character == EOF { break }
      bytes.append(UInt8(truncatingIfNeeded: character))
    }
    return (String(decoding: bytes, as: UTF8.self), (pclose(pipe) >> 8) & 0xFF)
  }
}

/// A program that runs beside the test and ends with its last owner.
final class Companion: @unchecked Sendable {
  private let pipe: UnsafeMutablePointer<FILE>
  private let process: pid_t

  /// Starts a program by a line of the shell.
  init(_ command: String) throws {
    pipe = try #require(popen("echo $$; exec \(command)", "r"))
    var line = [CChar](repeating: 0, count: 64)
    fgets(&line, 64, pipe)
    let digits = line.prefix { $0 >= 0x30 && $0 <= 0x39 }.map { UInt8(bitPattern: $0) }
    process = try #require(pid_t(String(decoding: digits, as: UTF8.self)))
  }

  deinit {
    kill(process, SIGKILL)
    pclose(pipe)
  }

  /// Reads lines until one begins with `word`.
  func line(beginningWith word: String) throws -> String {
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, 512, pipe) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix(word) { return text }
    }
    try #require(Bool(false), "the program ended")
    return ""
  }
}
