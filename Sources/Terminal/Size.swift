/// The size of a terminal or of a grid, in character cells.
public struct Size: Hashable, Sendable {
  /// Rows, counted from the top; never negative.
  public let rows: Int
  /// Columns, counted from the left; never negative.
  public let columns: Int

  /// Makes a size; negative numbers count as zero.
  public init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }
}
