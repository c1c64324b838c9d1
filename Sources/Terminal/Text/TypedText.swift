/// What may enter a field from a keyboard, a scanner or a paste.
public enum TypedText {
  /// The most characters taken from one paste; the rest is cut, and the operator is told.
  public static let longestPaste = 10_000

  /// The text without control, format and unassigned characters, composed to NFC.
  public static func accept(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where isAccepted(scalar) { view.append(scalar) }
    return Composition.composed(String(view))
  }

  /// A paste as one line of text: line ends and tabs become blanks, runs at both ends disappear.
  ///
  /// - Parameter text: What the terminal delivered between the paste marks.
  /// - Returns: The clean text and whether it was cut at ``longestPaste`` characters.
  public static func acceptPaste(_ text: String) -> (text: String, wasCut: Bool) {
    let short = text.prefix(longestPaste)
    let wasCut = short.endIndex != text.endIndex
    var line = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in short.unicodeScalars {
      defer { last = scalar }
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}": line.append(" ")
      default: line.append(scalar)
      }
    }
    var clean = Substring(accept(String(line)))
    while clean.first == " " { clean.removeFirst() }
    while clean.last == " " { clean.removeLast() }
    return (String(clean), wasCut)
  }

  private static func isAccepted(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x20 && scalar.value < 0x7F { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return false
    default: return true
    }
  }
}
