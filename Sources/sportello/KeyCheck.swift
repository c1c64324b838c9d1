import Terminal
import TerminalCurses

/// Names each key that arrives, until Esc is pressed twice.
enum KeyCheck {
  static func run() {
    guard let device = try? TerminalDevice.open(theme: .standard) else { return }
    defer { device.close() }
    var seen: [String] = []
    var escapes = 0
    var isOver = false
    while !isOver {
      device.paint(frame(device.size, seen, hasColours: device.hasColours))
      let reasons = device.wait(timeoutMilliseconds: nil)
      guard reasons.isDisjoint(with: [.terminate, .hangup, .guardLost]) else { return }
      for input in device.readInputs() {
        guard let name = name(of: input) else { continue }
        seen.append(name)
        escapes = input == .key(.escape) ? escapes + 1 : 0
        isOver = isOver || escapes == 2
      }
    }
  }

  private static func frame(_ size: Size, _ seen: [String], hasColours: Bool) -> Grid {
    var grid = Grid(size: size)
    grid.put(
      "sportello check: \(size.columns)x\(size.rows), \(hasColours ? "colours" : "no colours")", row: 0,
      column: 1)
    grid.put("Press keys, paste, scan: each is named. Esc Esc ends.  àèìòù äöüß čšž ▼", row: 1, column: 1)
    for (row, name) in seen.suffix(max(0, size.rows - 4)).enumerated() {
      grid.put(name, row: row + 3, column: 1)
    }
    grid.cursor = Position(row: 1, column: 0)
    return grid
  }

  private static func name(of input: Input) -> String? {
    switch input {
    case .key(let key): name(of: key)
    case .paste(let text): "paste of \(text.count) characters"
    case .burst(let text, _, let terminator):
      "scan of \(text.count) characters" + (terminator.map { ", then \(name(of: $0))" } ?? "")
    case .resize(let size): "size \(size.columns)x\(size.rows)"
    }
  }

  private static func name(of key: Key) -> String {
    switch key {
    case .character(let character): character == " " ? "Space" : String(character)
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .insert: "Ins"
    case .delete: "Del"
    case .backspace: "Backspace"
    case .escape: "Esc"
    case .function(let number): "F\(number)"
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .controlLeft: "Ctrl-Left"
    case .controlRight: "Ctrl-Right"
    case .alt(let character): "Alt-\(character)"
    }
  }
}
