/// A page of text over the body: help of a field, guide of a screen, reason of a finding.
public struct HelpPane: Hashable, Sendable {
  /// What a key did.
  public enum Outcome: Hashable, Sendable {
    case open
    case closed
    /// A second press of help: the next, longer text is wanted.
    case more
  }

  /// The heading.
  public let title: String
  /// The paragraphs.
  public let paragraphs: [String]
  /// The line of the wrapped text at the top, from 0; drawing keeps it inside.
  public private(set) var top = 0

  /// Makes a page with its beginning in view.
  public init(title: String, paragraphs: [String]) {
    self.title = title
    self.paragraphs = paragraphs
  }

  /// Takes a key: arrows and pages move the text, help asks for more, any other key closes.
  public mutating func handle(_ key: Key, keymap: Keymap) -> Outcome {
    let last = max(0, lines(width: 76).count - 1)
    switch (key, keymap.action(for: key)) {
    case (.up, _): top = max(0, top - 1)
    case (.down, _): top = min(last, top + 1)
    case (_, .previousPage): top = max(0, top - 10)
    case (_, .nextPage): top = min(last, top + 10)
    case (_, .help): return .more
    default: return .closed
    }
    return .open
  }

  /// Draws the page over an area, with the cursor on its first line.
  public func draw(into grid: inout Grid, area: Area, words: Words) {
    grid.fill(area)
    let left = area.columns.lowerBound + 1
    let width = max(1, area.columns.count - 2)
    grid.put(title, row: area.rows.lowerBound, column: left, style: .heading, width: width)
    let lines = lines(width: width)
    let seen = max(1, area.rows.count - 2)
    let start = min(top, max(0, lines.count - seen))
    for (offset, line) in lines.dropFirst(start).prefix(seen).enumerated() {
      grid.put(line, row: area.rows.lowerBound + 1 + offset, column: left, width: width)
    }
    let hidden = lines.count - start - seen
    if hidden > 0 {
      grid.put(
        "▼ " + words.text("parola.altre_righe", [String(hidden)]), row: area.rows.upperBound - 1,
        column: left,
        style: .dim, width: width)
    }
    grid.cursor = Position(row: area.rows.lowerBound, column: min(left, grid.size.columns - 1))
  }

  private func lines(width: Int) -> [String] {
    Array(paragraphs.map { TextLayout.wrap($0, width: width) }.joined(separator: [""]))
  }
}
