/// A grid as text that a person can read and a test can compare.
public enum GoldenText {
  /// The rows without trailing blanks between two rulers, then the cursor, then, if wanted, the styles.
  ///
  /// - Parameters:
  ///   - grid: The frame.
  ///   - withStyles: Whether each run of cells that is not plain is listed: `row,column+count style`.
  /// - Returns: Lines that end in `\n`.
  public static func render(_ grid: Grid, withStyles: Bool = false) -> String {
    let ruler = String(repeating: "-", count: grid.size.columns)
    var text = "\(grid.size.columns)x\(grid.size.rows)\n\(ruler)\n"
    for line in grid.lines {
      var end = line.endIndex
      while end > line.startIndex, line[line.index(before: end)] == " " { end = line.index(before: end) }
      text += line[..<end] + "\n"
    }
    text += ruler + "\n"
    text += grid.cursor.map { "cursor \($0.row),\($0.column)\n" } ?? "cursor none\n"
    if withStyles { text += styles(grid) }
    return text
  }

  private static func styles(_ grid: Grid) -> String {
    var text = ""
    for row in 0..<grid.size.rows {
      var column = 0
      while column < grid.size.columns {
        let style = grid[row, column].style
        var end = column + 1
        while end < grid.size.columns && grid[row, end].style == style { end += 1 }
        if style != .plain { text += "\(row),\(column)+\(end - column) \(style)\n" }
        column = end
      }
    }
    return text
  }
}
