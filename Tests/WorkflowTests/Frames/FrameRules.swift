import Terminal

/// What holds for every frame.
enum FrameRules {
  /// Keys of sentences that a language does not have: `[area.key]`.
  static func missingKeys(_ grid: Grid) -> [String] {
    grid.lines.flatMap { line in
      String(line).split(separator: "[").dropFirst().compactMap { part in
        guard let end = part.firstIndex(of: "]") else { return nil }
        let key = part[..<end]
        let isKey =
          key.contains(".")
          && key.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
              || byte == 0x2E || byte == 0x5F || byte == 0x2D
          }
        return isKey ? "[\(key)]" : nil
      }
    }
  }

  /// Whether the cursor stands in the picture.
  static func hasCursor(_ grid: Grid) -> Bool {
    guard let cursor = grid.cursor else { return false }
    return (0..<grid.size.rows).contains(cursor.row) && (0..<grid.size.columns).contains(cursor.column)
  }
}
