/// The letters in which FHIR writes bytes inside of JSON.
///
/// - Source: RFC 4648, section 4, with padding and without line ends.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// The value of each byte as a letter, 255 where it is none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// The text of some bytes.
  ///
  /// - Complexity: O(*n*) in the number of bytes.
  static func encode(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
      var at = 0
      var index = 0
      while index < bytes.count {
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        text[at] = letters[Int(bytes[index] >> 2)]
        text[at + 1] = letters[Int((bytes[index] & 3) << 4 | second >> 4)]
        text[at + 2] = index + 1 < bytes.count ? letters[Int((second & 15) << 2 | third >> 6)] : padding
        text[at + 3] = index + 2 < bytes.count ? letters[Int(third & 63)] : padding
        at += 4
        index += 3
      }
      return at
    }
  }

  /// The bytes of a text; `nil` if it is not whole, holds another letter, or hides bits behind the last byte.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    var filled = 0
    var padded = 0
    for letter in text {
      if letter == padding {
        padded += 1
        group <<= 6
      } else {
        let value = values[Int(letter)]
        guard value < 64, padded == 0 else { return nil }
        group = group << 6 | UInt32(value)
      }
      filled += 1
      guard filled == 4 else { continue }
      guard padded <= 2, padded == 0 || group & (padded == 1 ? 0xFF : 0xFFFF) == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: group >> 16))
      if padded < 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
      if padded < 1 { bytes.append(UInt8(truncatingIfNeeded: group)) }
      group = 0
      filled = 0
    }
    return bytes
  }
}
