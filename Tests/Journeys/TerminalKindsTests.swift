import TestThreads
import Testing

@Suite(.onOwnThreads)
struct TerminalKindsTests {
  /// The first screen of the demo under a value of `TERM`, at one moment of one day.
  private func frame(terminal: String, rows: Int, columns: Int) throws -> (
    lines: [String], column: Int, row: Int
  ) {
    let window = Tmux(rows: rows, columns: columns)
    window.type(
      "TERM=\(terminal) '\(productFolder)/sportello' demo --at 2026-03-10T09:00:00+01:00 --language it --people 300; clear; echo over"
    )
    window.press("Enter")
    // Row 2 tells the time of the data once they have been read.
    try window.sees("dati")
    let last = window.settled
    let cursor = window.cursor
    window.press("Escape")
    return (last, cursor.column, cursor.row)
  }

  @Test(
    "each kind of terminal shows the same first screen, with the cursor in the same place",
    arguments: ["tmux-256color", "screen", "linux", "vt220", "putty", "ms-terminal"])
  func sameFrame(terminal: String) throws {
    let expected = try frame(terminal: "xterm-256color", rows: 24, columns: 80)
    let found = try frame(terminal: terminal, rows: 24, columns: 80)
    #expect(found == expected)
  }

  @Test("a terminal that cannot move its cursor is not painted on")
  func dumb() {
    let window = Tmux()
    window.type("TERM=dumb '\(productFolder)/sportello' demo </dev/null; echo \"code $?\"")
    window.press("Enter")
    #expect(window.shows("code "))
    #expect(window.value("alternate_on") == "0")
  }
}
