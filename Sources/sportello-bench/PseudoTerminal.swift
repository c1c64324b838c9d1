import CTerm
import Glibc

/// A program on a pseudo-terminal, with the screen as a person would see it.
final class PseudoTerminal {
  /// What the terminal shows now.
  private(set) var screen: ScreenModel
  /// All bytes that the program has written so far.
  private(set) var byteCount = 0
  /// When the last byte came, by ``nanoseconds``.
  private(set) var lastOutput = 0
  /// When the first usable screen was complete, by ``nanoseconds``.
  private(set) var firstPaint = 0
  /// When the program was started, by ``nanoseconds``.
  let started: Int

  private let master: Int32
  private let process: pid_t
  private var isRunning = true
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// Starts a program, or returns `nil` when there is no pseudo-terminal left.
  init?(_ path: String, _ arguments: [String], rows: Int = 24, columns: Int = 80) {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let variables = ["TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=\(home)"]
    let argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
    let variablePointers = variables.map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
    var master: Int32 = -1
    started = Self.nanoseconds
    process = ct_pty_spawn(path, argumentPointers, variablePointers, Int32(rows), Int32(columns), &master)
    guard process > 0 else { return nil }
    self.master = master
    screen = ScreenModel(rows: rows, columns: columns)
  }

  deinit {
    end()
    close(master)
  }

  /// Asks the program to end, and kills it if it does not.
  func end() {
    guard isRunning else { return }
    isRunning = false
    kill(process, SIGTERM)
    let end = Self.nanoseconds + 2_000_000_000
    while Self.nanoseconds < end {
      if waitpid(process, nil, WNOHANG) != 0 { return }
      if read(milliseconds: 5) == 0 { usleep(1000) }
    }
    if let worker = Self.onlyChild(of: process) { kill(worker, SIGKILL) }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// A clock in nanoseconds that never goes back.
  static var nanoseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }

  /// The process that does the work: the child of the guard if there is one.
  var worker: pid_t { Self.onlyChild(of: process) ?? process }

  private static func onlyChild(of process: pid_t) -> pid_t? {
    ProcessFile.text("/proc/\(process)/task/\(process)/children").split(separator: " ").first.flatMap {
      pid_t($0)
    }
  }

  /// Types.
  func type(_ keys: String) {
    type(Array(keys.utf8)[...])
  }

  /// Types bytes at once.
  func type(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Takes what the program has written, waiting at most `milliseconds` for the first byte.
  ///
  /// - Returns: The number of bytes; 0 when none came.
  func read(milliseconds: Int) -> Int {
    var watcher = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watcher, 1, Int32(milliseconds)) > 0 else { return 0 }
    let time = Self.nanoseconds
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else { return 0 }
    lastOutput = time
    byteCount += count
    screen.feed(buffer[..<count])
    return count
  }

  /// Reads until nothing has come for `milliseconds`.
  ///
  /// - Returns: The bytes that came.
  @discardableResult
  func settle(milliseconds: Int = 20) -> Int {
    let before = byteCount
    while read(milliseconds: milliseconds) > 0 {}
    return byteCount - before
  }

  /// Reads until `isReached` holds.
  ///
  /// - Returns: Whether it held within `seconds`.
  func wait(seconds: Int = 5, until isReached: (ScreenModel) -> Bool) -> Bool {
    let end = Self.nanoseconds + seconds * 1_000_000_000
    while !isReached(screen) {
      guard Self.nanoseconds < end else { return false }
      _ = read(milliseconds: 10)
    }
    return true
  }

  /// Says that the last output completed the first usable screen.
  func noteFirstPaint() {
    firstPaint = lastOutput
  }

  /// Changes the size of the window.
  func resize(rows: Int, columns: Int) {
    ct_pty_resize(master, Int32(rows), Int32(columns))
    screen.resize(rows: rows, columns: columns)
  }
}
