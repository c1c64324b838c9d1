import Glibc
import Testing

/// A window of tmux of its own: a terminal that a test can look at.
final class Tmux {
  private let server: String

  /// Opens a window that runs `command`.
  init(rows: Int = 24, columns: Int = 80, command: String = "sh") {
    server = "journeys-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    run(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", command])
    run(["set-option", "-g", "escape-time", "0"])
  }

  deinit {
    run(["kill-server"])
  }

  /// Presses keys by the names of tmux, such as `F10`, `BTab`, `C-u`.
  func press(_ keys: String...) {
    run(["send-keys"] + keys)
  }

  /// Types text as it stands.
  func type(_ text: String) {
    run(["send-keys", "-l", text])
  }

  /// Types text and `Enter` at once, faster than any hand.
  func scan(_ text: String) {
    run(["send-keys", "-l", text, ";", "send-keys", "Enter"])
  }

  /// Sends bytes as they stand, given in hexadecimal.
  func send(bytes: String) {
    run(["send-keys", "-H"] + bytes.split(separator: " ").map(String.init))
  }

  /// Pastes text in the brackets of the terminal, if the program asked for them.
  ///
  /// - Parameter path: A file with the bytes to paste.
  func paste(fileAt path: String) {
    run(["load-buffer", path, ";", "paste-buffer", "-p", "-r"])
  }

  /// The rows that are shown now, without blanks at the end.
  var lines: [String] {
    run(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The rows once they no longer change: the same at three looks in a row, 100 ms apart.
  ///
  /// What the program still waits for is not known here: wait for it first.
  var settled: [String] {
    var last = lines
    var same = 1
    _ = eventually {
      usleep(100_000)
      let now = lines
      same = now == last && !now.isEmpty ? same + 1 : 1
      last = now
      return same == 3
    }
    return last
  }

  /// The numbers of the colours of foreground and background that are on the screen.
  var colours: Set<String> {
    let sequences = run(["capture-pane", "-p", "-e"]).split(separator: "\u{1B}[").dropFirst()
    let numbers = sequences.flatMap { $0.prefix { $0 != "m" }.split(separator: ";") }
    return Set(
      numbers.filter { $0.count == 2 && "34".contains($0.first ?? "0") && $0.last != "9" }.map(String.init))
  }

  /// A variable of the window, such as `alternate_on`.
  func value(_ name: String) -> String {
    String(run(["display-message", "-p", "#{\(name)}"]).prefix { $0 != "\n" })
  }

  /// Column and row of the cursor, from 0.
  var cursor: (column: Int, row: Int) {
    (Int(value("cursor_x")) ?? -1, Int(value("cursor_y")) ?? -1)
  }

  /// Changes the size of the window.
  func resize(rows: Int, columns: Int) {
    run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Waits until `text` stands on the screen.
  ///
  /// - Returns: Whether it came within `seconds`.
  func shows(_ text: String, seconds: Int = 90) -> Bool {
    eventually(seconds: seconds) { self.lines.contains { $0.contains(text) } }
  }

  /// Waits for `text` and records the whole screen if it does not come.
  ///
  /// The people on it do not exist.
  ///
  /// - Returns: The rows among which it stood: the very screen that was looked at.
  @discardableResult
  func sees(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
    try sees("«\(text)»", sourceLocation: sourceLocation) { lines in lines.contains { $0.contains(text) } }
  }

  /// Waits for a row with all of `texts`; see ``sees(_:sourceLocation:)``.
  @discardableResult
  func sees(
    inOneRow texts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try sees("row with \(texts)", sourceLocation: sourceLocation) { lines in
      lines.contains { line in texts.allSatisfy { line.contains($0) } }
    }
  }

  /// Waits for a screen of which `condition` is true, and records the last one if none comes.
  ///
  /// What is called `name` in the record is looked for again and again; `nudge` is done before each look but the
  /// first, such as a key that asks for news. What is returned is the very screen that was looked at.
  @discardableResult
  func sees(
    _ name: String, sourceLocation: SourceLocation = #_sourceLocation, nudge: () -> Void = {},
    where condition: ([String]) -> Bool
  ) throws -> [String] {
    var screen = lines
    let isShown = eventually {
      if condition(screen) { return true }
      nudge()
      screen = lines
      return condition(screen)
    }
    try #require(
      isShown, "no \(name) on:\n\(screen.joined(separator: "\n"))", sourceLocation: sourceLocation)
    return screen
  }

  @discardableResult
  private func run(_ arguments: [String]) -> String {
    output(of: "tmux -L \(server) -f /dev/null " + arguments.map(quoted).joined(separator: " "))
  }
}

/// Asks again and again until `condition` holds.
///
/// - Returns: Whether it held within `seconds`, which no test comes near unless something is wrong.
func eventually(seconds: Int = 90, _ condition: () -> Bool) -> Bool {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  let end = now.tv_sec + seconds
  while !condition() {
    clock_gettime(CLOCK_MONOTONIC, &now)
    if now.tv_sec > end { return false }
    usleep(20_000)
  }
  return true
}

/// What a shell command writes.
func output(of command: String) -> String {
  guard let pipe = popen("LC_ALL=C.UTF-8 " + command + " 2>&1", "r") else { return "" }
  defer { pclose(pipe) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = fread(&buffer, 1, buffer.count, pipe)
    guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
    bytes += buffer[..<count]
  }
}

private func quoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

/// The folder of the programs under test: the one of the test program.
let productFolder: String = {
  var path = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let count = path.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
  let own = String(decoding: path.prefix(max(0, count)), as: UTF8.self)
  return own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
}()
