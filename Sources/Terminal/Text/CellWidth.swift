/// Which characters take exactly one cell on every terminal we know.
///
/// Terminals, ncurses and C libraries disagree about emoji, combining sequences and East Asian text, and a
/// disagreement moves the cursor off its field. Only characters on which all agree are ever sent; the others
/// are shown as U+FFFD while the value keeps them.
public enum CellWidth {
  /// What is shown instead of a character that is not one cell wide.
  public static let replacement: Character = "\u{FFFD}"

  /// Whether a character is a single scalar of width one: Latin, Greek, Cyrillic, punctuation, box drawing.
  public static func isSingle(_ character: Character) -> Bool {
    var scalars = character.unicodeScalars.makeIterator()
    guard let first = scalars.next(), scalars.next() == nil else { return false }
    return isSingle(first)
  }

  /// The character itself when it is one cell wide, else U+FFFD; a decomposed Latin letter is composed first.
  public static func shown(_ character: Character) -> Character {
    if isSingle(character) { return character }
    let composed = Composition.composed(character)
    return isSingle(composed) ? composed : replacement
  }

  private static func isSingle(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x24F, 0x250...0x2AF: true
    case 0x370...0x377, 0x37A...0x37F, 0x384...0x38A, 0x38C, 0x38E...0x3A1, 0x3A3...0x3FF: true
    case 0x400...0x482, 0x48A...0x52F, 0x1E00...0x1EFF: true
    case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF, 0x2116, 0x2122: true
    case 0x2190...0x2199, 0x2200...0x22FF, 0x2500...0x259F: true
    case 0x25A0...0x25CF, 0x2713, 0x2717, 0xFFFD: true
    default: false
    }
  }
}
