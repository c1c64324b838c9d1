import CCanaries
import CTerm
import Glibc
import TestThreads
import Testing

/// Hand-overs of codes of 24 characters a part, done by a program of their own on a pseudo-terminal.
///
/// That program searches its memory and its files; what came out of the terminal is searched here. Each find is a piece
/// of 8 characters, three to a canary.
@Suite("What a desk and its registry keep of codes", .onOwnThreads) struct CodeMemoryTests {
  /// 100 hand-overs, or as many as `CODE_ROUNDS` says.
  private static let rounds = max(4, getenv("CODE_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 100)

  @Test("is nothing: neither memory nor any file has a piece of a code once its screen was blanked")
  func nothing() throws {
    let run = try ProbeRun(rounds: Self.rounds)
    defer { run.clean() }
    let lines = run.lines
    try #require(run.exit == 0 && lines.last?.name == "done", "\(run.report)")
    // What is there is found, wherever it lies and however its characters are spread; a part of it is enough.
    for name in ["kept-bytes", "kept-wide", "kept-cells", "kept-file"] {
      #expect(lines.filter { $0.name == name }.map(\.found) == [3], "\(name)")
    }
    // While the codes are shown, each half is there exactly once: two codes of the desk, two that wait to be sent.
    #expect(lines.filter { $0.name == "shown" }.map(\.found) == [12])
    // As soon as they are blanked or printed, only what waits to be sent is left, and nothing when it was.
    let blanked = lines.filter { $0.name == "blanked" }
    #expect(blanked.count >= Self.rounds && blanked.allSatisfy { $0.found == 6 }, "\(run.report)")
    // What was found lay in locked memory, which nobody can write to; but for what the controls kept outside of it.
    #expect(run.report.split(separator: "\n").count { $0.hasPrefix("mapping") && $0.contains(" rw") } == 3)
    for name in ["before", "wiped", "finished", "after", "closed", "files", "files-shown"] {
      let searches = lines.filter { $0.name == name }
      #expect(!searches.isEmpty, "\(name)")
      #expect(searches.allSatisfy { $0.found == 0 && $0.scanned > 100_000 }, "\(name): \(run.report)")
    }
    // All the same the citizen has seen each first half once, and no second one.
    #expect(run.shown(run.first) == 2 * 3 * Self.rounds)
    #expect(run.shown(run.first ^ 0x5555_5555_5555_5555) == 0)
    #expect(run.shown(run.first ^ 0xAAAA_AAAA_AAAA_AAAA) == 0)
  }
}

/// A run of the probe to its end.
private struct ProbeRun {
  struct Line {
    let name: String
    let found: Int
    let scanned: Int
  }

  /// The key of the halves that are shown.
  let first = UInt64.random(in: 1...UInt64.max)
  let exit: Int32
  let report: String
  private let rounds: Int
  private let output: [UInt8]
  private let folder: String

  init(rounds: Int) throws {
    self.rounds = rounds
    var template = Array("/var/tmp/sportello-codes-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
    let arguments: [String] = [Self.program, folder, "\(first)", "\(rounds)"]
    let words = arguments.map { strdup($0) } + [nil]
    let variables = ["TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=\(folder)"]
    let environment = variables.map { strdup($0) } + [nil]
    defer { for pointer in words + environment { free(pointer) } }
    var master: Int32 = -1
    let process = ct_pty_spawn(Self.program, words, environment, 24, 80, &master)
    try #require(process > 0)
    output = Self.everything(from: master)
    close(master)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    exit = ct_exit_code(status)
    report = String(decoding: Self.everything(in: "\(folder)/rapporto"), as: UTF8.self)
  }

  /// The searches of the report, in their order.
  var lines: [Line] {
    report.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 3, let found = Int(words[1]), let scanned = Int(words[2]) else { return nil }
      return Line(name: String(words[0]), found: found, scanned: scanned)
    }
  }

  /// How many pieces of the canaries of a key came out of the terminal.
  func shown(_ key: UInt64) -> Int {
    guard let set = canaries_make(rounds * 2) else { return -1 }
    defer { canaries_free(set) }
    for number in 0..<rounds * 2 { canaries_add(set, key, UInt64(number)) }
    return output.withUnsafeBytes { canaries_in(set, $0.baseAddress, $0.count, 1) }
  }

  func clean() {
    for path in ["scrivania", "anagrafe", "stampe", ""] {
      guard let entries = opendir("\(folder)/\(path)") else { continue }
      while let entry = readdir(entries) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        unlink("\(folder)/\(path)/\(name)")
      }
      closedir(entries)
      rmdir("\(folder)/\(path)")
    }
  }

  private static func everything(in path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    return everything(from: file)
  }

  private static func everything(from descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
  }

  /// The probe lies beside the program that runs the tests.
  private static let program: String = {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    var path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    while !path.isEmpty, access(path + "/code-memory-probe", X_OK) != 0 {
      path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
    return path + "/code-memory-probe"
  }()
}
