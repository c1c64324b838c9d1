/// The code of an exemption in its official spelling: upper-case letters, digits and dots.
///
/// Knows the alphabet only, not which codes exist: ask ``EsenzioneCatalog``. Together with a person it
/// is health data, so it does not show itself in logs.
///
/// - Source: D.M. 28 maggio 1999, n. 329, art. 4: the attestato carries the condition in coded form.
public struct CodiceEsenzione: Hashable, Sendable {
  /// The lengths a code may have: `R1` of Umbria to `0C02.V43.4`.
  public static let lengths = 2...10

  /// The characters of the code, for example `0A02.414`.
  public let rawValue: String

  /// Takes a code in either case, with blanks anywhere; none if a character or the length is wrong.
  public init?(_ text: String) {
    let bytes = text.utf8.filter { !ASCII.isBlank($0) }.map(ASCII.uppercased)
    guard Self.lengths.contains(bytes.count), bytes.first != Self.dot, bytes.last != Self.dot,
      bytes.allSatisfy({ ASCII.isDigit($0) || ASCII.isUpper($0) || $0 == Self.dot })
    else { return nil }
    rawValue = String(decoding: bytes, as: UTF8.self)
  }

  /// What stands before the first dot: the progressive number of a chronic disease, else the whole code.
  public var progressive: CodiceEsenzione { CodiceEsenzione(trusted: String(rawValue.prefix { $0 != "." })) }

  /// Whether the code names a part of a chronic disease, after a dot.
  public var hasPart: Bool { rawValue.utf8.contains(Self.dot) }

  /// Whether it is the code of a group of rare diseases: `R`, the sector's letter, `G` (RA-04).
  public var isRareGroup: Bool {
    let bytes = Array(rawValue.utf8)
    return bytes.count == 6 && bytes[0] == UInt8(ascii: "R") && bytes[2] == UInt8(ascii: "G")
  }

  /// The same code with another progressive: `002.414` becomes `0A02.414`; none if it grows too long.
  func replacingProgressive(by other: CodiceEsenzione) -> CodiceEsenzione? {
    CodiceEsenzione(other.rawValue + rawValue.drop { $0 != "." })
  }

  private init(trusted text: String) { rawValue = text }

  private static let dot = UInt8(ascii: ".")
}

extension CodiceEsenzione: Comparable {
  /// Whether the left one stands earlier in the lists: by the order of ASCII.
  public static func < (left: CodiceEsenzione, right: CodiceEsenzione) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension CodiceEsenzione: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs, which does not show the code.
  public var description: String { "CodiceEsenzione(…)" }

  /// Hides the code from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
