/// What the rules say about the case on the screen, beside the form or below it.
public struct FindingsPane: Hashable, Sendable {
  /// How much a finding weighs.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    case block
    case reserve
    case warning
    case note

    /// What stands before the text, so that the weight is read without colours.
    public var mark: String {
      switch self {
      case .block: "!!"
      case .reserve: "?!"
      case .warning: "! "
      case .note: "- "
      }
    }

    /// The style of the line.
    public var style: Style {
      switch self {
      case .block: .error
      case .reserve, .warning: .warning
      case .note: .note
      }
    }
  }

  /// One finding.
  public struct Line: Hashable, Sendable {
    /// How much it weighs.
    public let severity: Severity
    /// The sentence.
    public let text: String
    /// The rule, by which the operator finds its source.
    public let ruleID: String

    /// Makes a finding.
    public init(severity: Severity, text: String, ruleID: String) {
      self.severity = severity
      self.text = text
      self.ruleID = ruleID
    }
  }

  /// The heading.
  public var heading: String
  /// The findings, the weightiest first.
  public var lines: [Line]
  /// The finding with the cursor; `nil` while the focus is in the form.
  public private(set) var selection: Int?

  /// Makes a pane without a cursor.
  public init(heading: String, lines: [Line]) {
    self.heading = heading
    self.lines = lines
  }

  /// Puts the cursor on a finding; without findings, or with `nil`, there is none.
  public mutating func select(_ index: Int?) {
    selection = lines.isEmpty ? nil : index.map { min(max(0, $0), lines.count - 1) }
  }

  /// The finding with the cursor.
  public var selected: Line? { selection.flatMap { lines.indices.contains($0) ? lines[$0] : nil } }

  /// Takes a key while the cursor is in the pane.
  ///
  /// - Parameters:
  ///   - key: Any key.
  ///   - keymap: The keys in force.
  /// - Returns: Whether the pane used it; Up on the first line and back give the focus back to the form.
  public mutating func handle(_ key: Key, keymap: Keymap) -> Bool {
    guard let selection else { return false }
    switch (key, keymap.action(for: key)) {
    case (.up, _), (.backTab, _): select(selection == 0 ? nil : selection - 1)
    case (.down, _), (.tab, _): select(selection + 1)
    case (_, .back): select(nil)
    default: return false
    }
    return true
  }

  /// How a body is shared: the form, and the pane beside it from 110 columns on, else below.
  ///
  /// - Parameters:
  ///   - body: The area of the body.
  ///   - paneRows: The rows that the pane wants when it stands below; it never gets more than a third.
  /// - Returns: The two areas, which do not overlap.
  public static func split(_ body: Area, paneRows: Int) -> (form: Area, pane: Area) {
    if body.columns.count >= 110 {
      let edge = body.columns.lowerBound + max(76, body.columns.count * 5 / 8)
      return (
        Area(rows: body.rows, columns: body.columns.lowerBound..<edge),
        Area(rows: body.rows, columns: edge + 1..<body.columns.upperBound)
      )
    }
    let rows = min(max(0, paneRows), body.rows.count / 3)
    let edge = body.rows.upperBound - rows
    return (
      Area(rows: body.rows.lowerBound..<edge, columns: body.columns),
      Area(rows: edge..<body.rows.upperBound, columns: body.columns)
    )
  }

  /// The rows that the whole pane takes at a width.
  public func rows(columns: Int) -> Int {
    lines.isEmpty ? 0 : 1 + lines.reduce(0) { $0 + wrapped($1, columns: columns).count }
  }

  /// Draws the pane; findings that do not fit are counted in the last row.
  public func draw(into grid: inout Grid, area: Area, words: Words) {
    guard !lines.isEmpty, area.rows.count >= 2 else { return }
    let left = area.columns.lowerBound + 1
    let width = max(1, area.columns.count - 2)
    grid.put(heading, row: area.rows.lowerBound, column: left, style: .heading, width: width)
    var row = area.rows.lowerBound + 1
    let first = firstSeen(rows: area.rows.count - 1, columns: area.columns.count)
    for index in first..<lines.count {
      let wrapped = wrapped(lines[index], columns: area.columns.count)
      let isLast = index == lines.count - 1
      if row + wrapped.count > area.rows.upperBound - (isLast ? 0 : 1) && index > first {
        grid.put(
          "▼ " + words.text("parola.altre_righe", [String(lines.count - index)]), row: row, column: left,
          style: .dim, width: width)
        break
      }
      for (offset, text) in wrapped.enumerated() where row + offset < area.rows.upperBound {
        grid.put(
          index == selection ? TextLayout.pad(text, width: width) : text, row: row + offset, column: left,
          style: index == selection ? .selected : lines[index].severity.style, width: width)
      }
      if index == selection { grid.cursor = Position(row: row, column: left) }
      row += wrapped.count
      if row >= area.rows.upperBound { break }
    }
  }

  /// The first finding to draw so that the selected one is in view.
  private func firstSeen(rows: Int, columns: Int) -> Int {
    guard let selection else { return 0 }
    var first = selection
    var used = wrapped(lines[selection], columns: columns).count
    while first > 0 {
      used += wrapped(lines[first - 1], columns: columns).count
      if used > rows - 1 { break }
      first -= 1
    }
    return first
  }

  private func wrapped(_ line: Line, columns: Int) -> [String] {
    TextLayout.wrap("\(line.text) [\(line.ruleID)]", width: max(1, columns - 5)).enumerated().map {
      ($0 == 0 ? line.severity.mark + " " : "   ") + $1
    }
  }
}
