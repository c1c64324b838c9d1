/// The frame around every screen: title, registry line, body, message line and legend, always in the same rows.
public struct Frame: Hashable, Sendable {
  /// The first row.
  public struct Title: Hashable, Sendable {
    /// The transaction code, or empty.
    public let code: String
    /// The name of the screen.
    public let text: String
    /// What stands at the right: desk, operator, mode.
    public let detail: String
    /// The word that says that the people are fictional; empty in the real program.
    public let demo: String

    /// Makes a title.
    public init(code: String = "", text: String, detail: String = "", demo: String = "") {
      self.code = code
      self.text = text
      self.detail = detail
      self.demo = demo
    }
  }

  /// The smallest terminal on which screens are drawn.
  public static let smallest = Size(rows: 24, columns: 80)

  /// The first row.
  public var title: Title
  /// The second row.
  public var registryLine: RegistryLine
  /// The row before the last; `nil` leaves it blank.
  public var message: Message?
  /// The commands of the last row, most important first.
  public var commands: [CommandRecord]

  /// Makes a frame.
  public init(title: Title, registryLine: RegistryLine, message: Message? = nil, commands: [CommandRecord]) {
    self.title = title
    self.registryLine = registryLine
    self.message = message
    self.commands = commands
  }

  /// The area of the body on a terminal of a size.
  public static func body(of size: Size) -> Area {
    Area(rows: min(3, size.rows)..<max(min(3, size.rows), size.rows - 2), columns: 0..<size.columns)
  }

  /// Draws the frame and its body; on a terminal that is too small only the sentence that says so.
  ///
  /// - Parameters:
  ///   - size: The size of the terminal.
  ///   - keymap: The keys in force.
  ///   - words: The words of the language.
  ///   - body: Draws the body into its area and puts the cursor on the focus.
  /// - Returns: The whole picture, with a cursor.
  public func draw(
    size: Size, keymap: Keymap = .standard, words: Words, body: (inout Grid, Area) -> Void
  ) -> Grid {
    var grid = Grid(size: size)
    guard size.rows >= Self.smallest.rows, size.columns >= Self.smallest.columns else {
      drawTooSmall(into: &grid, words: words)
      return grid
    }
    drawTitle(into: &grid)
    drawRegistryLine(into: &grid)
    if let message {
      let whole = message.severity.mark + message.text
      // F1 shows the sentence whole: where it is cut the key stands behind it.
      let text =
        whole.count <= size.columns - 2
        ? whole : TextLayout.truncate(whole, width: size.columns - 5) + " F1"
      grid.put(text, row: size.rows - 2, column: 1, style: message.severity.style)
    }
    Legend(commands, keymap: keymap, words: words, width: size.columns - 1).draw(
      into: &grid, row: size.rows - 1)
    body(&grid, Self.body(of: size))
    if grid.cursor == nil { grid.cursor = Position(row: size.rows - 2, column: 1) }
    return grid
  }

  private func drawTitle(into grid: inout Grid) {
    let width = grid.size.columns
    grid.fill(Area(rows: 0..<1, columns: 0..<width), style: .title)
    var right = width - 1
    if !title.demo.isEmpty {
      right -= title.demo.count + 2
      grid.put(" \(title.demo) ", row: 0, column: right, style: .demo)
      right -= 1
    }
    let text = title.code.isEmpty ? title.text : "\(title.code)  \(title.text)"
    let left = grid.put(text, row: 0, column: 1, style: .title, width: right - 2)
    let room = right - left - 2
    guard room >= 4 else { return }
    let detail = TextLayout.truncate(title.detail, width: room)
    grid.put(detail, row: 0, column: right - detail.count, style: .title)
  }

  private func drawRegistryLine(into grid: inout Grid) {
    var column = 1
    for (index, part) in registryLine.fitting(width: grid.size.columns).enumerated() {
      if index > 0 { column = grid.put(RegistryLine.separator, row: 1, column: column, style: .registry) }
      column = grid.put(
        part.shown, row: 1, column: column, style: part.style)
    }
  }

  private func drawTooSmall(into grid: inout Grid, words: Words) {
    let size = grid.size
    let text = words.text(
      "messaggio.terminale_piccolo",
      ["\(Self.smallest.columns)×\(Self.smallest.rows)", "\(size.columns)×\(size.rows)"])
    for (row, line) in TextLayout.wrap(text, width: size.columns).prefix(size.rows).enumerated() {
      grid.put(line, row: row, column: 0, style: .error)
    }
    grid.cursor = Position(row: 0, column: 0)
  }
}
