/// A rectangle of cells with a cursor: what a screen draws on and what a terminal or a test reads.
///
/// Drawing outside the grid is allowed and has no effect, so that no screen can trap on a small window.
public struct Grid: Hashable, Sendable {
  /// Rows and columns of the grid.
  public let size: Size
  /// Where the terminal's own cursor stands; `nil` hides it, which only a frame without any focus may do.
  public var cursor: Position?
  private var cells: [Cell]

  /// Makes a grid of blank cells.
  public init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.rows * size.columns)
  }

  /// The cell at a position; reading outside gives a blank, writing outside does nothing.
  public subscript(row: Int, column: Int) -> Cell {
    get { contains(row, column) ? cells[row * size.columns + column] : .blank }
    set {
      guard contains(row, column) else { return }
      cells[row * size.columns + column] = newValue
    }
  }

  /// Writes text to the right of a position, one character a cell, cut at `width` and at the edge.
  ///
  /// - Parameters:
  ///   - text: Any text; characters that are not one cell wide appear as U+FFFD.
  ///   - row: The row, from 0.
  ///   - column: The column of the first character, from 0.
  ///   - style: What the text means.
  ///   - width: The most cells to write; `nil` means up to the right edge.
  /// - Returns: The column after the last character written.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, style: Style = .plain, width: Int? = nil
  ) -> Int {
    let end = min(width.map { column + max(0, $0) } ?? size.columns, size.columns)
    var next = column
    for character in text {
      guard next < end else { break }
      self[row, next] = Cell(character: character, style: style)
      next += 1
    }
    return next
  }

  /// Fills an area with one character.
  public mutating func fill(_ area: Area, with character: Character = " ", style: Style = .plain) {
    let cell = Cell(character: character, style: style)
    for row in area.rows.clamped(to: 0..<size.rows) {
      for column in area.columns.clamped(to: 0..<size.columns) {
        cells[row * size.columns + column] = cell
      }
    }
  }

  /// Gives the cells of an area another style and leaves their characters.
  public mutating func restyle(_ area: Area, _ style: Style) {
    for row in area.rows.clamped(to: 0..<size.rows) {
      for column in area.columns.clamped(to: 0..<size.columns) {
        cells[row * size.columns + column].style = style
      }
    }
  }

  /// The rows as text, each exactly `size.columns` characters long.
  public var lines: [String] {
    (0..<size.rows).map { row in
      String(cells[(row * size.columns)..<((row + 1) * size.columns)].map(\.character))
    }
  }

  /// The cells of one row from left to right; empty outside the grid.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    guard (0..<size.rows).contains(row) else { return [] }
    return cells[(row * size.columns)..<((row + 1) * size.columns)]
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    (0..<size.rows).contains(row) && (0..<size.columns).contains(column)
  }
}

extension Grid: Discreet {}
