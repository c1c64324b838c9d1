import Glibc
import Testing

/// The program under test, run as a process; it lies beside the test bundle.
struct Sportello {
  let output: String
  let errors: String
  let status: Int32

  /// Where the program lies.
  static let path = "\(productFolder)/sportello"

  /// Runs it with arguments for the shell, constants of a test, and text on standard input.
  init(_ arguments: String, input: String = "") throws {
    let folder = try TestFolder()
    try folder.write(input, to: "input")
    let command =
      "'\(Self.path)' \(arguments) <'\(folder.path)/input' >'\(folder.path)/output' 2>'\(folder.path)/errors'"
    let pipe = try #require(popen(command, "r"))
    status = (pclose(pipe) >> 8) & 0xFF
    output = folder.read("output")
    errors = folder.read("errors")
  }
}

/// A folder that is gone with its last owner.
final class TestFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/sportello-test-XXXXXX".utf8CString)
    _ = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    let pipe = popen("rm -r '\(path)'", "r")
    if let pipe { pclose(pipe) }
  }

  func write(_ text: String, to name: String) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    fputs(text, file)
    fclose(file)
  }

  func read(_ name: String) -> String {
    guard let file = fopen("\(path)/\(name)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let character = fgetc(file)
      if character == EOF { break }
      bytes.append(UInt8(truncatingIfNeeded: character))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
