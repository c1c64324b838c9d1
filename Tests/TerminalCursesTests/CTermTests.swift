import CTerm
import Glibc
import TestThreads
import Testing

private func mark() {
  var zero: UInt8 = 0
  write(1, &zero, 1)
}

private func put(_ row: Int32, _ column: Int32, _ scalar: Unicode.Scalar, style: UInt8 = 0) {
  var value = scalar.value
  ct_put(row, column, style, &value, 1)
}

/// A form of nine labels with fields of twenty-five cells, and a coloured title.
private func drawForm() {
  ct_define_style(1, CT_BOLD, 2, CT_DEFAULT)
  for column in 0..<Int32(40) { put(0, column, "T", style: 1) }
  for row in 0..<Int32(9) {
    for column in 0..<Int32(20) { put(row * 2 + 2, column, "a") }
    for column in 0..<Int32(25) { put(row * 2 + 2, 25 + column, "_") }
  }
  ct_flush(2, 25)
  mark()
}

/// Shows the form, then each typed byte as the next character of the first field, until `q`.
private func typing() -> Int32 {
  guard ct_open() == CT_OPENED else { return 99 }
  drawForm()
  var column: Int32 = 25
  while true {
    _ = ct_wait(-1, -1)
    var byte: UInt8 = 0
    guard ct_read(&byte, 1) == 1 else { continue }
    if byte == UInt8(ascii: "q") { break }
    put(2, column, Unicode.Scalar(byte))
    column += 1
    ct_flush(2, column)
    mark()
  }
  ct_flush(2, column)
  mark()
  ct_close()
  return 0
}

private func crash(_ number: Int32) -> Int32 {
  guard ct_open() == CT_OPENED else { return 99 }
  ct_harden()
  drawForm()
  raise(number)
  return 98
}

private func fall(_ depth: Int64) -> Int64 {
  var pad = (depth, depth, depth, depth, depth, depth, depth, depth)
  return withUnsafeMutablePointer(to: &pad) {
    let deeper = fall($0.pointee.7 &+ 1)
    return deeper &+ $0.pointee.3
  }
}

@Suite(.serialized, .onOwnThreads)
struct CTermTests {
  @Test(
    "a plain key costs one byte, a form at most 1,500, nothing new costs nothing",
    arguments: [
      "xterm-256color", "xterm", "linux", "vt220", "putty", "putty-256color", "screen-256color",
      "tmux-256color",
      "ms-terminal",
    ])
  func bytes(terminal: String) throws {
    let session = run({ typing() }, terminal: terminal, keys: "PROVAq")
    #expect(session.exitCode == 0)
    try #require(session.steps.count == 8)
    #expect(session.steps[0].utf8.count <= 1500)
    #expect(session.steps[1...5].elementsEqual(["P", "R", "O", "V", "A"]))
    #expect(session.steps[6] == "")
  }

  @Test("closing leaves the alternate screen and paste mode, and the modes are as before")
  func closing() {
    let session = run({ typing() }, keys: "q")
    #expect(session.steps[0].contains("\u{1B}[?1049h") && session.steps[0].contains("\u{1B}[?2004h"))
    #expect(
      session.steps.last?.contains("\u{1B}[?1049l") == true
        && session.steps.last?.contains("\u{1B}[?2004l") == true)
    #expect(session.isSane)
  }

  static let crashes: [(Int32, @convention(c) () -> Int32)] = [
    (SIGILL, { crash(SIGILL) }), (SIGTRAP, { crash(SIGTRAP) }), (SIGSEGV, { crash(SIGSEGV) }),
    (SIGBUS, { crash(SIGBUS) }), (SIGABRT, { crash(SIGABRT) }), (SIGFPE, { crash(SIGFPE) }),
  ]

  @Test("a crash puts the terminal right and still ends by its signal", arguments: 0..<6)
  func crashes(index: Int) {
    let (number, body) = Self.crashes[index]
    let session = run(body)
    #expect(session.exitCode == 128 + number)
    #expect(session.steps.last == "\u{1B}[?2004l\u{1B}[0m\u{1B}[?25h\u{1B}(B\u{0F}\u{1B}[?1049l")
    #expect(session.isSane)
  }

  @Test("a stack that overflows puts the terminal right")
  func stackOverflow() {
    let session = run({
      guard ct_open() == CT_OPENED else { return 99 }
      ct_harden()
      return fall(0) == 0 ? 0 : 98
    })
    #expect(session.exitCode == 128 + SIGSEGV)
    #expect(session.isSane)
  }

  @Test(
    "a terminal that cannot move its cursor is refused", arguments: ["dumb", "unknown", "", "no-such-one"])
  func poor(terminal: String) {
    let session = run({ ct_open() }, terminal: terminal)
    #expect(session.exitCode == CT_POOR_TERMINAL)
    #expect(session.steps == [""])
    #expect(session.isSane)
  }

  @Test("a pipe is no terminal")
  func pipe() {
    let session = run({
      var ends: (Int32, Int32) = (0, 0)
      guard withUnsafeMutablePointer(to: &ends.0, { Glibc.pipe($0) }) == 0 else { return 99 }
      dup2(ends.0, 0)
      return ct_open()
    })
    #expect(session.exitCode == CT_NO_TERMINAL)
  }

  @Test("NO_COLOR and terminals without colour get none")
  func noColor() {
    let sessions = [
      run({ typing() }, environment: ["NO_COLOR=1"], keys: "q"),
      run({ typing() }, terminal: "vt220", keys: "q"),
    ]
    for session in sessions {
      #expect(!session.steps[0].contains("32m"))
      #expect(!session.steps[0].contains("[39"))
    }
    #expect(run({ typing() }, environment: ["NO_COLOR="], keys: "q").steps[0].contains("32m"))
  }

  @Test(
    "without a UTF-8 locale C.UTF-8 is taken, and that is said", arguments: ["C", "xx_YY.UTF-8", "POSIX"])
  func locale(name: String) {
    let session = run(
      {
        guard ct_open() == CT_OPENED else { return 99 }
        put(0, 0, "č")
        put(0, 1, "│")
        put(0, 2, "\u{301}")
        put(0, 3, "😀")
        put(0, 4, "\u{7}")
        ct_flush(1, 0)
        ct_close()
        return ct_locale_replaced() ? 1 : 0
      }, environment: ["LC_ALL=\(name)"])
    #expect(session.exitCode == 1)
    #expect(session.steps[0].contains("č│\u{FFFD}\u{FFFD}\u{FFFD}"))
  }

  @Test("a UTF-8 locale is kept")
  func unicodeLocale() {
    let session = run({
      guard ct_open() == CT_OPENED else { return 99 }
      ct_close()
      return ct_locale_replaced() ? 1 : 0
    })
    #expect(session.exitCode == 0)
  }

  @Test("the window is as large as the terminal says, not the environment, also after a change")
  func resize() {
    let session = run(
      {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard ct_open() == CT_OPENED else { return 99 }
        ct_size(&rows, &columns)
        guard rows == 24, columns == 80 else { return 98 }
        mark()
        while ct_wait(-1, -1) & CT_RESIZED == 0 {}
        ct_resize()
        ct_size(&rows, &columns)
        put(42, 131, "Z")
        ct_flush(42, 131)
        ct_close()
        return rows == 43 && columns == 132 ? 0 : 97
      }, resize: (43, 132))
    #expect(session.exitCode == 0)
    #expect(session.steps[1].contains("Z"))
  }

  @Test("each signal and a wake come through the pipe, alone or together")
  func signals() {
    let session = run({
      guard ct_open() == CT_OPENED else { return 99 }
      ct_wake()
      guard ct_wait(-1, -1) == CT_WOKEN else { return 1 }
      raise(SIGTERM)
      guard ct_wait(-1, -1) == CT_TERMINATE else { return 2 }
      raise(SIGHUP)
      raise(SIGTSTP)
      guard ct_wait(-1, -1) == CT_HANGUP | CT_STOP else { return 3 }
      raise(SIGCONT)
      raise(SIGWINCH)
      ct_wake()
      guard ct_wait(-1, -1) == CT_CONTINUED | CT_RESIZED | CT_WOKEN else { return 4 }
      for _ in 0..<100_000 { ct_wake() }
      guard ct_wait(-1, -1) == CT_WOKEN, ct_wait(0, -1) == 0 else { return 5 }
      var byte: UInt8 = 0
      guard ct_read(&byte, 1) == 0 else { return 6 }
      // Here the process leads its session: no shell could bring it back.
      guard !ct_suspend() else { return 7 }
      ct_close()
      return 0
    })
    #expect(session.exitCode == 0)
    #expect(session.isSane)
  }

  @Test("what is revealed stands at its place, is covered with blanks, and the row is painted again")
  func reveal() {
    let session = run({
      guard ct_open() == CT_OPENED else { return 99 }
      drawForm()
      let digits: [UInt8] = Array("4711".utf8)
      digits.withUnsafeBytes { ct_reveal(5, 30, $0.baseAddress, $0.count) }
      mark()
      ct_conceal(5, 30, 4)
      mark()
      ct_flush(2, 25)
      mark()
      // Outside of the window nothing is written.
      digits.withUnsafeBytes { ct_reveal(5, 78, $0.baseAddress, $0.count) }
      digits.withUnsafeBytes { ct_reveal(24, 0, $0.baseAddress, $0.count) }
      digits.withUnsafeBytes { ct_reveal(-1, 0, $0.baseAddress, $0.count) }
      mark()
      ct_close()
      return 0
    })
    #expect(session.exitCode == 0)
    #expect(session.steps[1] == "\u{1B}[6;31H4711\u{1B}[3;26H")
    #expect(session.steps[2] == "\u{1B}[6;31H    \u{1B}[3;26H")
    #expect(!session.steps[3].isEmpty && !session.steps[3].contains("4711"))
    #expect(session.steps[4].isEmpty)
  }

  @Test("opening again after closing works")
  func reopen() {
    let session = run({
      for _ in 0..<3 {
        guard ct_open() == CT_OPENED else { return 99 }
        drawForm()
        ct_close()
      }
      return 0
    })
    #expect(session.exitCode == 0)
    #expect(session.steps[2].contains("\u{1B}[?1049h"))
    #expect(session.isSane)
  }
}
