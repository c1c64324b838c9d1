/// The tax code of a person, which the health service uses as the key of the assistito.
///
/// Sixteen characters whose shape, date and control character are right. That proves neither that
/// the code was ever issued nor whose it is: only the registry knows.
///
/// - Source: D.M. 23 dicembre 1976.
public struct CodiceFiscale: Hashable, Sendable {
  /// Characters 1 to 8, the first in the highest byte.
  let high: UInt64
  /// Characters 9 to 16, the last, the control character, in the lowest byte.
  let low: UInt64

  /// Checks `text` and keeps its canonical form: blanks at the ends removed, upper case.
  ///
  /// - Parameter text: What the operator typed or the card reader delivered.
  /// - Throws: ``CodiceFiscaleError``, naming the first rule that failed.
  /// - Complexity: O(*n*) in the length of `text`.
  public init(_ text: String) throws(CodiceFiscaleError) {
    self = try Self(utf8: text.utf8.span)
  }

  /// Checks the bytes of a text in UTF-8, as ``init(_:)`` does.
  ///
  /// - Throws: ``CodiceFiscaleError``, naming the first rule that failed.
  public init(utf8 bytes: Span<UInt8>) throws(CodiceFiscaleError) {
    var start = 0
    var end = bytes.count
    while start < end, ASCII.isBlank(bytes[start]) { start += 1 }
    while start < end, ASCII.isBlank(bytes[end - 1]) { end -= 1 }
    let found = Self.characterCount(bytes, from: start, to: end)
    guard found == 16 else { throw .length(found: found) }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for index in 0..<16 {
      let byte = ASCII.uppercased(bytes[start + index])
      // A character of several bytes stops here, so byte and character counts agree up to it.
      guard CodiceFiscaleAlphabet.admits(byte, at: index) else { throw .character(position: index + 1) }
      if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
    }
    self.init(high: high, low: low)
    guard hasPossibleDate else { throw .impossibleDate }
    guard UInt8(truncatingIfNeeded: low) == CodiceFiscaleAlphabet.controlCharacter(high: high, low: low)
    else { throw .controlCharacter }
  }

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The sixteen upper-case ASCII characters, as stored and as sent to the registry.
  public var rawValue: String {
    String(unsafeUninitializedCapacity: 16) { buffer in
      for index in 0..<16 { buffer[index] = byte(at: index) }
      return 16
    }
  }

  /// The character at `index`, counted from 0.
  func byte(at index: Int) -> UInt8 {
    let word = index < 8 ? high : low
    return UInt8(truncatingIfNeeded: word >> UInt64(8 * (7 - index & 7)))
  }

  /// Characters as the operator counts them: the bytes that do not continue another one.
  private static func characterCount(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var count = 0
    for index in start..<end where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

extension CodiceFiscale: Comparable {
  /// Alphabetical order, for stable lists.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension CodiceFiscale: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs, which shows the control character only.
  public var description: String { "CF(***************\(rawValue.suffix(1)))" }

  /// Hides the code from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
