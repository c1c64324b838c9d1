/// Text cut to cells; every character counts as one cell, as ``Grid`` draws it.
public enum TextLayout {
  /// Breaks text at blanks into lines of at most `width` characters; a longer word is cut.
  ///
  /// - Parameters:
  ///   - text: Any text; `\n` always breaks.
  ///   - width: Cells of a line; below 1 counts as 1.
  /// - Returns: At least one line; an empty text gives one empty line.
  public static func wrap(_ text: String, width: Int) -> [String] {
    let width = max(1, width)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line: [Character] = []
      for word in paragraph.split(separator: " ") {
        var rest = Array(word)
        if !line.isEmpty && line.count + 1 + rest.count > width {
          lines.append(String(line))
          line = []
        }
        while rest.count > width {
          lines.append(String(rest.prefix(width)))
          rest.removeFirst(width)
        }
        if !line.isEmpty { line.append(" ") }
        line.append(contentsOf: rest)
      }
      lines.append(String(line))
    }
    return lines
  }

  /// The text, cut to `width` characters with a final `…` when it is longer.
  public static func truncate(_ text: String, width: Int) -> String {
    guard text.count > width else { return text }
    return width < 1 ? "" : String(text.prefix(width - 1)) + "…"
  }

  /// The text with blanks to the right up to `width` characters, cut like ``truncate(_:width:)``.
  public static func pad(_ text: String, width: Int) -> String {
    let cut = truncate(text, width: width)
    return cut + String(repeating: " ", count: max(0, width - cut.count))
  }
}
