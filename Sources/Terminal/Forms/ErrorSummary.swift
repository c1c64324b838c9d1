/// One thing that is wrong in a form.
public struct FieldProblem: Hashable, Sendable {
  /// The field.
  public let field: FieldID
  /// The key of its label.
  public let labelKey: String
  /// What is wrong.
  public let error: FieldError

  /// Makes a problem.
  public init(field: FieldID, labelKey: String, error: FieldError) {
    self.field = field
    self.labelKey = labelKey
    self.error = error
  }
}

/// The list of what is wrong, with a cursor; each line leads to its field.
public struct ErrorSummary: Hashable, Sendable {
  /// What a key did.
  enum Outcome: Hashable, Sendable {
    case moved
    case jump(FieldID)
    case closed
    case ignored
  }

  /// What is wrong, in reading order; never empty.
  public let problems: [FieldProblem]
  /// The line with the cursor, from 0.
  public private(set) var selection = 0

  /// Makes a summary with the cursor on the first line; `nil` when nothing is wrong.
  public init?(_ problems: [FieldProblem]) {
    guard !problems.isEmpty else { return nil }
    self.problems = problems
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .down, .tab, .control("n"), .right: selection = (selection + 1) % problems.count
    case .up, .backTab, .left: selection = (selection + problems.count - 1) % problems.count
    case .home: selection = 0
    case .end: selection = problems.count - 1
    case .enter: return .jump(problems[selection].field)
    case .escape, .function(12): return .closed
    default: return .ignored
    }
    return .moved
  }

  /// Draws the summary from the top of an area, with the cursor on its line.
  ///
  /// - Parameters:
  ///   - grid: The grid to draw on.
  ///   - area: Where; at least two rows.
  ///   - words: The words of the language.
  public func draw(into grid: inout Grid, area: Area, words: Words) {
    grid.fill(area)
    let width = area.columns.count
    var row = area.rows.lowerBound
    grid.cursor = Position(row: row, column: area.columns.lowerBound)
    grid.put(
      words.text("parola.errori_da_correggere", [String(problems.count)]), row: row,
      column: area.columns.lowerBound + 1, style: .heading, width: width - 1)
    row += 1
    for index in firstSeen(rows: area.rows.count - 1, width: width - 1, words)..<problems.count {
      let isSelected = index == selection
      let lines = lines(index, width: width - 1, words)
      if isSelected { grid.cursor = Position(row: row, column: area.columns.lowerBound + 1) }
      for line in lines where row < area.rows.upperBound {
        grid.put(
          isSelected ? TextLayout.pad(line, width: width - 1) : line, row: row,
          column: area.columns.lowerBound + 1, style: isSelected ? .selected : .error, width: width - 1)
        row += 1
      }
    }
  }

  /// The rows that the whole summary takes at a width.
  func rows(columns: Int, words: Words) -> Int {
    problems.indices.reduce(1) { $0 + lines($1, width: columns - 1, words).count }
  }

  /// One problem in as many rows as it needs.
  private func lines(_ index: Int, width: Int, _ words: Words) -> [String] {
    let problem = problems[index]
    let text = "\(words.text(problem.labelKey)): \(words.text(problem.error.key, problem.error.arguments))"
    let number = "\(index + 1) "
    let indent = String(repeating: " ", count: number.count)
    return TextLayout.wrap(text, width: max(1, width - 2 - number.count)).enumerated().map { offset, line in
      (index == selection && offset == 0 ? "> " : "  ") + (offset == 0 ? number : indent) + line
    }
  }

  /// The first problem to draw so that the one with the cursor is in view.
  private func firstSeen(rows: Int, width: Int, _ words: Words) -> Int {
    var first = selection
    var used = lines(selection, width: width, words).count
    while first > 0 {
      used += lines(first - 1, width: width, words).count
      if used > rows { break }
      first -= 1
    }
    return first
  }
}
