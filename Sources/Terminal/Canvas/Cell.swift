/// One cell of a ``Grid``: a character exactly one column wide and what it means.
public struct Cell: Hashable, Sendable {
  /// The character; always one cell wide by ``CellWidth``.
  public var character: Character
  /// What the character means.
  public var style: Style

  /// An empty plain cell.
  public static let blank = Cell(character: " ", style: .plain)

  /// Makes a cell; a character that is not one cell wide is replaced by U+FFFD.
  public init(character: Character, style: Style = .plain) {
    self.character = CellWidth.shown(character)
    self.style = style
  }
}

/// A place on a grid, in cells from the upper left corner, both counted from 0.
public struct Position: Hashable, Sendable {
  /// The row, from 0 at the top.
  public var row: Int
  /// The column, from 0 at the left.
  public var column: Int

  /// Makes a position; negative numbers are allowed and simply lie outside every grid.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A rectangle of a grid, in cells.
public struct Area: Hashable, Sendable {
  /// The rows, from 0 at the top.
  public var rows: Range<Int>
  /// The columns, from 0 at the left.
  public var columns: Range<Int>

  /// Makes an area from its rows and columns, counted from 0, the upper bounds excluded.
  public init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }
}
