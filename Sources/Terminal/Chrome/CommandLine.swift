/// The command line: a transaction code with its argument, or the search for a command by its name.
public struct CommandLine: Hashable, Sendable {
  /// One thing that the command line can do.
  public struct Entry: Hashable, Sendable, Identifiable {
    /// The name that comes back.
    public let id: CommandID
    /// The transaction code, or empty.
    public let code: String
    /// What it is called in the operator's language.
    public let title: String
    /// Why it cannot be given now, in words, or `nil`.
    public let refusal: String?

    /// Makes an entry.
    public init(id: CommandID, code: String = "", title: String, refusal: String? = nil) {
      self.id = id
      self.code = code
      self.title = title
      self.refusal = refusal
    }
  }

  /// What an input led to.
  public enum Outcome: Hashable, Sendable {
    /// It goes on.
    case open
    case closed
    /// `argument`: what was typed after the code, or empty.
    case run(CommandID, argument: String)
    /// What was typed is no command, or one that cannot be given now; the sentence says why.
    case refused(String)
  }

  /// Everything that can be asked for.
  public let entries: [Entry]
  /// The entry with the cursor among ``found``; `nil` while the cursor is in the text.
  public private(set) var selection: Int?
  private var editor = LineEditor(limits: LineEditor.Limits(maximumLength: 120))
  private var killed = ""

  /// Opens an empty command line.
  public init(entries: [Entry]) { self.entries = entries }

  /// What has been typed.
  public var text: String { editor.text }

  /// The entries whose code begins with the text, then those that have it in their name.
  public var found: [Entry] {
    let wanted = TextFolding.fold(editor.text).split(separator: " ").map(String.init)
    guard let first = wanted.first else { return entries }
    let byCode = entries.filter { !$0.code.isEmpty && TextFolding.fold($0.code).hasPrefix(first) }
    let byTitle = entries.filter { entry in
      let title = TextFolding.fold(entry.title)
      return !byCode.contains(entry) && wanted.allSatisfy(title.contains)
    }
    return byCode + byTitle
  }

  /// Takes one input.
  ///
  /// - Parameters:
  ///   - input: A key, a paste, or a burst that is left as typed.
  ///   - context: Keys and words.
  /// - Returns: What it led to.
  public mutating func handle(_ input: Input, context: FormContext) -> Outcome {
    switch input {
    case .key(let key): return press(key, context)
    case .paste(let text):
      editor.paste(TypedText.acceptPaste(text).text)
      selection = nil
      return .open
    case .burst(_, _, let terminator): return terminator.map { press($0, context) } ?? .open
    case .resize: return .open
    }
  }

  private mutating func press(_ key: Key, _ context: FormContext) -> Outcome {
    let last = found.count - 1
    switch (key, context.keymap.action(for: key)) {
    case (.down, _), (.tab, _): selection = last < 0 ? nil : min(last, (selection ?? -1) + 1)
    case (.up, _), (.backTab, _): selection = selection.flatMap { $0 > 0 ? $0 - 1 : nil }
    case (.enter, _): return take(context.words)
    case (_, .back), (_, .commandLine): return .closed
    case (_, .some): return .open
    default:
      switch editor.handle(key, killed: &killed) {
      case .edited: selection = nil
      case .moved, .ignored, .refused: break
      }
    }
    return .open
  }

  private func take(_ words: Words) -> Outcome {
    let found = found
    if let selection { return run(found[selection], argument: "") }
    let parts = editor.text.split(separator: " ", maxSplits: 1)
    guard let first = parts.first else { return .closed }
    if let entry = entries.first(where: { !$0.code.isEmpty && $0.code == first.uppercased() }) {
      return run(entry, argument: parts.count == 2 ? String(parts[1]) : "")
    }
    guard found.count == 1 else { return .refused(words.text("messaggio.comando_sconosciuto")) }
    return run(found[0], argument: "")
  }

  private func run(_ entry: Entry, argument: String) -> Outcome {
    entry.refusal.map(Outcome.refused) ?? .run(entry.id, argument: argument)
  }

  /// Draws the command line and what it finds from the top of an area, with the cursor.
  public func draw(into grid: inout Grid, area: Area, words: Words) {
    let found = found
    let seen = min(found.count, max(0, area.rows.count - 1), 12)
    let first = area.rows.lowerBound
    grid.fill(Area(rows: first..<first + seen + 1, columns: area.columns))
    let label = words.text("parola.comando") + ": "
    let left = grid.put(label, row: first, column: area.columns.lowerBound + 1, style: .labelFocused)
    let width = max(1, area.columns.upperBound - left - 1)
    let window = editor.window(width: width)
    grid.put(window.text, row: first, column: left, style: .fieldFocused)
    grid.cursor = Position(row: first, column: min(left + window.caretColumn, grid.size.columns - 1))
    let top = max(0, min((selection ?? 0) - seen + 1, found.count - seen))
    for (offset, index) in (top..<min(top + seen, found.count)).enumerated() {
      let entry = found[index]
      let isSelected = index == selection
      let refusal = entry.refusal.map { " (\($0))" } ?? ""
      let line = (isSelected ? "> " : "  ") + TextLayout.pad(entry.code, width: 4) + entry.title + refusal
      grid.put(
        TextLayout.pad(line, width: area.columns.count - 2), row: first + 1 + offset,
        column: area.columns.lowerBound + 1,
        style: isSelected ? .selected : entry.refusal == nil ? .plain : .dim)
      if isSelected { grid.cursor = Position(row: first + 1 + offset, column: area.columns.lowerBound + 1) }
    }
  }
}

extension CommandLine: Discreet {}

extension CommandLine.Outcome: Discreet {}
