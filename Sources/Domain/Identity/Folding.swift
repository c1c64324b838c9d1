/// Letters as the registry's search and the codice fiscale want them: A to Z without marks.
///
/// Folds the Latin letters of Europe and Vietnam (Latin-1, Latin Extended-A, -B and Additional),
/// written as one character or with combining marks. Letters of other scripts fold to nothing:
/// the registry of residents writes names in Latin letters.
public enum Folding {
  /// What becomes of the two dots of ä, ö and ü.
  public enum Umlauts: Hashable, Sendable {
    /// `Ü` becomes `U`.
    case dropped
    /// `Ü` becomes `UE`, as in German documents without umlauts.
    case expanded
  }

  /// The upper-case letters and digits of `text`, its parts separated by one blank.
  ///
  /// Accents and apostrophes disappear (`D'Àncona` becomes `DANCONA`); a hyphen, a dot and any
  /// other sign becomes a blank (`Maria-Luisa` becomes `MARIA LUISA`).
  public static func ascii(_ text: String, umlauts: Umlauts = .dropped) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes, umlauts: umlauts)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same as ``ascii(_:umlauts:)``, added to `bytes` without a string between.
  ///
  /// - Complexity: O(*n*) in the length of `text`.
  public static func append(_ text: String, to bytes: inout [UInt8], umlauts: Umlauts = .dropped) {
    let start = bytes.count
    var pendingBlank = false
    for scalar in text.unicodeScalars {
      switch FoldingTable.fold(scalar) {
      case .none:
        let isMarkOfVowel =
          scalar == "\u{308}" && bytes.count > start && "AOU".utf8.contains(bytes[bytes.count - 1])
        if umlauts == .expanded, isMarkOfVowel { bytes.append(UInt8(ascii: "E")) }
      case .separator: pendingBlank = true
      case .one(let byte):
        if pendingBlank, bytes.count > start { bytes.append(0x20) }
        pendingBlank = false
        bytes.append(byte)
        if umlauts == .expanded, FoldingTable.hasUmlaut(scalar) { bytes.append(UInt8(ascii: "E")) }
      case .two(let first, let second):
        if pendingBlank, bytes.count > start { bytes.append(0x20) }
        pendingBlank = false
        bytes.append(first)
        bytes.append(second)
      }
    }
  }

  /// The letters A to Z of `text` alone, without blanks and digits.
  public static func letters(_ text: String, umlauts: Umlauts = .dropped) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text, to: &bytes, umlauts: umlauts)
    bytes.removeAll { !ASCII.isUpper($0) }
    return bytes
  }
}
