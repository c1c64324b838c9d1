/// The line of keys at the foot of a screen, made from the records of its commands.
public struct Legend: Hashable, Sendable {
  /// One key of the line.
  public struct Entry: Hashable, Sendable {
    /// The key as it is spelled: `F10`.
    public let key: String
    /// The label; in parentheses when the command cannot be given now.
    public let label: String
  }

  /// The keys that fit, in the order of the keyboard.
  public let entries: [Entry]

  /// Makes the line.
  ///
  /// - Parameters:
  ///   - commands: The commands, most important first; those that do not fit are left to the command line.
  ///   - keymap: The keys in force.
  ///   - words: The words of the language.
  ///   - width: Cells of the line.
  public init(_ commands: [CommandRecord], keymap: Keymap, words: Words, width: Int) {
    var kept: [(weight: Int, entry: Entry)] = []
    var used = 0
    for command in commands {
      guard let key = keymap.keys(for: command.action).first else { continue }
      let label = words.text(command.labelKey)
      let entry = Entry(key: key.name, label: command.isAvailable ? label : "(\(label))")
      let cells = entry.key.count + 1 + entry.label.count + 2
      guard used + cells <= width else { continue }
      used += cells
      kept.append((Self.weight(key), entry))
    }
    entries = kept.enumerated().sorted { ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset) }
      .map(\.element.entry)
  }

  /// The place of a key on the keyboard: function keys by number, then the rest, Escape last.
  private static func weight(_ key: Key) -> Int {
    switch key {
    case .function(let number): number
    case .escape: 200
    default: 100
    }
  }

  /// Draws the line from the left edge of a row.
  public func draw(into grid: inout Grid, row: Int) {
    var column = 1
    for entry in entries {
      column = grid.put(entry.key, row: row, column: column, style: .legendKey)
      column = grid.put(" " + entry.label, row: row, column: column, style: .legendLabel) + 2
    }
  }
}
