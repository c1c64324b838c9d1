import Terminal

/// A piece of a print that is kept on one page where it fits.
enum Block {
  /// A line in capitals with blank lines around it.
  case heading(String)
  case paragraph(String)
  /// A label and its value beside it, both wrapped in their own column.
  case field(String, String)
  /// Text in a frame, each line centred.
  case box([String])
  case bullet(String)
  /// Cells side by side, each wrapped in its own column; widths count cells and leave one between.
  case row([String], widths: [Int])
  /// A line to sign on, with the words under it.
  case signature(String)
  case blank

  /// Cells between the margins.
  static let width = 76
  private static let labelWidth = 26

  var lines: [String] {
    switch self {
    case .heading(let text):
      [""] + TextLayout.wrap(Self.plain(text).uppercased(), width: Self.width)
    case .paragraph(let text):
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { TextLayout.wrap(Self.plain(String($0)), width: Self.width) }
    case .field(let label, let value):
      Self.columns([label, value], widths: [Self.labelWidth, Self.width - Self.labelWidth - 1])
    case .box(let texts): Self.box(texts)
    case .bullet(let text): Self.columns(["-", text], widths: [1, Self.width - 2])
    case .row(let cells, let widths): Self.columns(cells, widths: widths)
    case .signature(let label):
      ["", "", String(repeating: "_", count: 40)] + TextLayout.wrap(Self.plain(label), width: Self.width)
    case .blank: [""]
    }
  }

  private static func columns(_ cells: [String], widths: [Int]) -> [String] {
    let columns = zip(cells, widths).map { TextLayout.wrap(plain($0), width: $1) }
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { row in
      zip(columns, widths).map { TextLayout.pad(row < $0.count ? $0[row] : "", width: $1) }
        .joined(separator: " ")
    }
  }

  private static func box(_ texts: [String]) -> [String] {
    let inner = width - 4
    let edge = "+" + String(repeating: "-", count: width - 2) + "+"
    let rows = texts.flatMap { TextLayout.wrap(plain($0), width: inner) }
    return [edge] + rows.map { "| " + TextLayout.pad(centred($0, in: inner), width: inner) + " |" } + [edge]
  }

  static func centred(_ text: String, in width: Int) -> String {
    String(repeating: " ", count: max(0, (width - text.count) / 2)) + text
  }

  /// The text in characters of one cell; blanks of any kind become spaces, control characters vanish.
  static func plain(_ text: String) -> String {
    String(
      text.compactMap { character -> Character? in
        if character.isWhitespace { return " " }
        if character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
          return nil
        }
        return CellWidth.shown(character)
      })
  }
}
