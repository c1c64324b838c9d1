/// The rows that lie under a field, or over it when there is no room below.
struct Popup: Hashable, Sendable {
  /// The first cell of the box of the field.
  let anchor: Position
  /// Cells of the box.
  let width: Int
  let lines: [String]
  let selection: Int?
  let top: Int
  /// Whether the cursor stands in the list and not in the field.
  let takesCursor: Bool

  /// Cells put one under the other, each column as wide as its longest cell.
  static func columns(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      zip(row, widths).map { TextLayout.pad($0, width: $1) }.joined(separator: "  ")
    }
  }

  func draw(into grid: inout Grid, area: Area) {
    let below = area.rows.upperBound - anchor.row - 1
    let above = anchor.row - area.rows.lowerBound
    let wanted = min(lines.count, Form.popupRows)
    let isBelow = below >= min(wanted, 3) || below >= above
    let seen = max(0, min(wanted, isBelow ? below : above))
    guard seen > 0 else { return }
    let first = isBelow ? anchor.row + 1 : anchor.row - seen
    let longest = lines.map(\.count).max() ?? 0
    let right = min(area.columns.upperBound, anchor.column + max(width, longest + 1))
    let left = max(area.columns.lowerBound, min(anchor.column - 2, right - longest - 3))
    let cells = right - left
    let start = max(0, min(top, lines.count - seen), (selection ?? 0) - seen + 1)
    for (offset, index) in (start..<min(start + seen, lines.count)).enumerated() {
      let row = first + offset
      let isSelected = index == selection
      let hasMore = offset == seen - 1 && start + seen < lines.count
      let text = (hasMore ? "▼" : "│") + (isSelected ? ">" : " ") + lines[index]
      grid.put(
        TextLayout.pad(text, width: cells), row: row, column: left, style: isSelected ? .selected : .plain)
      if isSelected && takesCursor {
        grid.cursor = Position(row: row, column: min(left + 2, grid.size.columns - 1))
      }
    }
  }
}
