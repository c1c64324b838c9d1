/// The code by which a citizen asks for a practice on the telephone: short, with a check character.
///
/// The first eight letters and digits of the operation id and a ninth that tells a slip of the ear or of
/// the pen. Two practices may share it: it finds, together with the person, and never identifies.
///
/// - Source: the check character follows ISO/IEC 7064, MOD 37,36.
public struct CheckCode: Hashable, Sendable {
  private let characters: [UInt8]

  /// The code of a practice.
  public init(of practice: Identifier<Practice>) {
    var kept = practice.rawValue.uppercased().utf8.filter { Self.value(of: $0) != nil }.prefix(8).map(\.self)
    kept = Array(repeating: UInt8(ascii: "0"), count: 8 - kept.count) + kept
    characters = kept + [Self.checkCharacter(of: kept)]
  }

  /// Reads what a citizen tells: nine letters or digits, with blanks and dashes anywhere.
  ///
  /// - Returns: `nil` if there are not nine characters or the last one does not follow from the others.
  public init?(_ text: String) {
    let blanks = " -\t".utf8
    let bytes = text.uppercased().utf8.filter { !blanks.contains($0) }
    guard bytes.count == 9, bytes.allSatisfy({ Self.value(of: $0) != nil }),
      bytes[8] == Self.checkCharacter(of: Array(bytes[..<8]))
    else { return nil }
    characters = Array(bytes)
  }

  /// Two groups of four and the check character, joined by dashes.
  public var text: String {
    [characters[0..<4], characters[4..<8], characters[8...]]
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }

  /// The characters between the asterisks that a Code 39 font or reader expects.
  public var barCodeText: String { "*" + String(decoding: characters, as: UTF8.self) + "*" }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  package static func checkCharacter(of bytes: [UInt8]) -> UInt8 {
    var product = 36
    for byte in bytes {
      let sum = (product + (value(of: byte) ?? 0)) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    let check = (37 - product) % 36
    return check < 10 ? UInt8(ascii: "0") + UInt8(check) : UInt8(ascii: "A") + UInt8(check - 10)
  }
}
