import Domain
public import Terminal

/// Cells of the frame that the screen left blank for a code, which never passes through the frame.
public struct CodePlace: Hashable, Sendable {
  /// Which code.
  public let part: CodePart
  /// The first cell.
  public let position: Position
  /// How many cells.
  public let count: Int
}

/// Marks by which a form keeps the cells of a code free; nobody ever sees one.
///
/// They are signs of set theory, one cell wide: no word of the program has them.
enum CodeMark {
  private static let first: UInt32 = 0x22D0

  static func text(_ part: CodePart, count: Int) -> String {
    String(repeating: mark(part), count: count)
  }

  static func part(_ character: Character) -> CodePart? {
    CodePart.allCases.first { mark($0) == character }
  }

  private static func mark(_ part: CodePart) -> Character {
    let place = UInt32(CodePart.allCases.firstIndex(of: part) ?? 0)
    return Unicode.Scalar(first + place).map { Character($0) } ?? " "
  }
}

extension Session {
  /// The picture, and where codes belong in it: the cells there are blank.
  ///
  /// - Returns: No places while anything lies over the screen of the hand-over, the screen is locked, or a code has
  ///   not its whole place.
  public func frame() -> (grid: Grid, codes: [CodePlace]) {
    var grid = drawMarked()
    guard let flow = top?.flow as? CodesFlow, flow.isShowing else { return (grid, []) }
    var places: [CodePlace] = []
    for row in 0..<grid.size.rows {
      let cells = grid.row(row)
      for (column, cell) in cells.enumerated() {
        guard let part = CodeMark.part(cell.character) else { continue }
        grid.put(" ", row: row, column: column, style: cell.style)
        if let last = places.last, last.part == part, last.position.row == row,
          last.position.column + last.count == column
        {
          places[places.count - 1] = CodePlace(part: part, position: last.position, count: last.count + 1)
        } else {
          places.append(CodePlace(part: part, position: Position(row: row, column: column), count: 1))
        }
      }
    }
    let found = Dictionary(places.map { ($0.part, $0.count) }) { $0 + $1 }
    return (grid, overlay == nil && found == flow.shown ? places : [])
  }

  /// The codes that the screen wants to be told, for a dialogue of lines.
  public var codesToTell: [CodePart] {
    guard let flow = top?.flow as? CodesFlow, flow.isShowing, overlay == nil else { return [] }
    return CodePart.allCases.filter { flow.shown[$0] != nil }
  }
}
