/// A terminal as far as ncurses uses one that is called xterm-256color: characters, cursor, no colours.
struct ScreenModel {
  private(set) var rows: Int
  private(set) var columns: Int
  private(set) var row = 0
  private(set) var column = 0
  private var cells: [[Unicode.Scalar]]

  private enum State {
    case ground
    case escape
    case sequence([UInt8])
    /// A command of the operating system; it ends with BEL or `ESC \`.
    case command
    case charset
  }

  private var state = State.ground
  private var pending: [UInt8] = []
  private var isWrapPending = false
  private var scrollTop = 0
  private var scrollBottom: Int
  private var last: Unicode.Scalar = " "
  private var saved = (row: 0, column: 0)

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    scrollBottom = rows - 1
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text, without blanks at the end.
  var lines: [String] {
    cells.map { row in
      var line = String.UnicodeScalarView()
      line.append(contentsOf: row[..<((row.lastIndex { $0 != " " } ?? -1) + 1)])
      return String(line)
    }
  }

  /// Whether `text` stands in one row.
  func shows(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    return cells.contains { row in
      guard row.count >= wanted.count else { return false }
      return (0...(row.count - wanted.count)).contains { row[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
  }

  /// Gives the window another size and keeps what fits.
  mutating func resize(rows: Int, columns: Int) {
    cells = (0..<rows).map { row in
      let old = row < cells.count ? cells[row] : []
      return Array(old.prefix(columns)) + Array(repeating: " ", count: max(0, columns - old.count))
    }
    self.rows = rows
    self.columns = columns
    scrollTop = 0
    scrollBottom = rows - 1
    move(row, column)
  }

  /// Takes what a program wrote.
  mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape: escape(byte)
    case .sequence(var bytes):
      guard (0x40...0x7E).contains(byte) else {
        bytes.append(byte)
        state = .sequence(bytes)
        return
      }
      state = .ground
      run(final: byte, parameters: bytes)
    case .command:
      if byte == 0x07 { state = .ground }
      if byte == 0x1B { state = .charset }
    case .charset: state = .ground
    }
  }

  private mutating func ground(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x08: move(row, column - 1)
    case 0x09: move(row, min(columns - 1, (column / 8 + 1) * 8))
    case 0x0A: lineFeed()
    case 0x0D: move(row, 0)
    case 0x00...0x1F, 0x7F: break
    default:
      pending.append(byte)
      var decoder = UTF8()
      var iterator = pending.makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&iterator) {
        pending = []
        put(scalar)
      } else if pending.count >= 4 {
        pending = []
        put("\u{FFFD}")
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if isWrapPending {
      move(row, 0)
      lineFeed()
    }
    cells[row][column] = scalar
    last = scalar
    if column == columns - 1 { isWrapPending = true } else { column += 1 }
  }

  private mutating func move(_ row: Int, _ column: Int) {
    self.row = min(max(0, row), rows - 1)
    self.column = min(max(0, column), columns - 1)
    isWrapPending = false
  }

  private mutating func lineFeed() {
    if row == scrollBottom { scroll(from: scrollTop, by: 1) } else { move(row + 1, column) }
    isWrapPending = false
  }

  /// Moves the rows from `top` to the end of the scroll region up, or down if `count` is negative.
  private mutating func scroll(from top: Int, by count: Int) {
    guard top <= scrollBottom else { return }
    let blank = [Unicode.Scalar](repeating: " ", count: columns)
    for _ in 0..<min(abs(count), scrollBottom - top + 1) {
      if count > 0 {
        cells.remove(at: top)
        cells.insert(blank, at: scrollBottom)
      } else {
        cells.remove(at: scrollBottom)
        cells.insert(blank, at: top)
      }
    }
  }

  private mutating func escape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case UInt8(ascii: "["): state = .sequence([])
    case UInt8(ascii: "]"): state = .command
    case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
    case UInt8(ascii: "7"): saved = (row, column)
    case UInt8(ascii: "8"): move(saved.row, saved.column)
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "M"):
      if row == scrollTop { scroll(from: scrollTop, by: -1) } else { move(row - 1, column) }
    case UInt8(ascii: "c"): self = ScreenModel(rows: rows, columns: columns)
    default: break
    }
  }

  private mutating func run(final: UInt8, parameters: [UInt8]) {
    if parameters.first == UInt8(ascii: "?") {
      let isSwitch = final == UInt8(ascii: "h") || final == UInt8(ascii: "l")
      if isSwitch, parameters.elementsEqual("?1049".utf8) { self = ScreenModel(rows: rows, columns: columns) }
      return
    }
    let numbers = String(decoding: parameters, as: UTF8.self).split(
      separator: ";", omittingEmptySubsequences: false
    )
    .map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch final {
    case UInt8(ascii: "A"): move(row - count, column)
    case UInt8(ascii: "B"): move(row + count, column)
    case UInt8(ascii: "C"): move(row, column + count)
    case UInt8(ascii: "D"): move(row, column - count)
    case UInt8(ascii: "G"): move(row, count - 1)
    case UInt8(ascii: "d"): move(count - 1, column)
    case UInt8(ascii: "H"), UInt8(ascii: "f"): move(count - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case UInt8(ascii: "Z"): move(row, max(0, (column - 1) / 8 * 8))
    case UInt8(ascii: "J"): eraseDisplay(first)
    case UInt8(ascii: "K"): eraseLine(first)
    case UInt8(ascii: "X"): blank(row, column..<min(columns, column + count))
    case UInt8(ascii: "P"):
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case UInt8(ascii: "@"):
      cells[row].insert(contentsOf: Array(repeating: " ", count: min(count, columns)), at: column)
      cells[row].removeLast(cells[row].count - columns)
    case UInt8(ascii: "L"): scroll(from: max(row, scrollTop), by: -count)
    case UInt8(ascii: "M"): scroll(from: max(row, scrollTop), by: count)
    case UInt8(ascii: "S"): scroll(from: scrollTop, by: count)
    case UInt8(ascii: "T"): scroll(from: scrollTop, by: -count)
    case UInt8(ascii: "b"): for _ in 0..<min(count, columns) { put(last) }
    case UInt8(ascii: "r"):
      let bottom = numbers.count > 1 && numbers[1] > 0 ? numbers[1] : rows
      scrollTop = min(count, rows) - 1
      scrollBottom = max(scrollTop, min(bottom, rows) - 1)
      move(0, 0)
    default: break
    }
  }

  private mutating func eraseDisplay(_ mode: Int) {
    eraseLine(mode)
    let others = mode == 0 ? (row + 1)..<rows : mode == 1 ? 0..<row : 0..<rows
    for row in others { blank(row, 0..<columns) }
  }

  private mutating func eraseLine(_ mode: Int) {
    blank(row, mode == 0 ? column..<columns : mode == 1 ? 0..<(column + 1) : 0..<columns)
  }

  private mutating func blank(_ row: Int, _ range: Range<Int>) {
    for column in range { cells[row][column] = " " }
  }
}
