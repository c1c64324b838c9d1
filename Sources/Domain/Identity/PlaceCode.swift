/// The code of a place of birth: a letter and three digits.
///
/// A comune of today or of the past, or with `Z` a foreign State. No place begins with `Y`: those
/// codes belong to the invented people of the demo and of the tests.
public struct PlaceCode: Hashable, Comparable, Sendable {
  /// The four bytes, the letter in the highest.
  let packed: UInt32

  /// Reads a letter and three digits, in either case and with blanks around them.
  public init?(_ text: String) {
    self.init(bytes: ASCII.canonical(text)[...])
  }

  init?(bytes: ArraySlice<UInt8>) {
    let start = bytes.startIndex
    guard bytes.count == 4, ASCII.isUpper(bytes[start]), bytes.dropFirst().allSatisfy(ASCII.isDigit)
    else { return nil }
    packed = bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  init(packed: UInt32) { self.packed = packed }

  /// The first of the places that do not exist, `Y000`: where none is told.
  public static let nowhere = PlaceCode(packed: "Y000".utf8.reduce(0) { $0 << 8 | UInt32($1) })

  /// The four characters.
  public var rawValue: String {
    String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> $0) }, as: UTF8.self)
  }

  /// Whether it names a foreign State.
  public var isAbroad: Bool { packed >> 24 == UInt8(ascii: "Z") }

  /// Whether it names a place that does not exist, for people who do not exist.
  public var isFictional: Bool { packed >> 24 == UInt8(ascii: "Y") }

  /// Alphabetical order of the codes.
  public static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }
}

extension PlaceCode: CustomStringConvertible {
  /// The four characters.
  public var description: String { rawValue }
}
