/// Bytes of ASCII text, for the codes and dates that are read a million times.
enum ASCII {
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let upperA = UInt8(ascii: "A")
  static let upperZ = UInt8(ascii: "Z")

  static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

  static func isUpper(_ byte: UInt8) -> Bool { byte &- upperA < 26 }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  static func uppercased(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "a") < 26 ? byte &- 0x20 : byte
  }

  /// The value of one to nine digits, or nothing if there is another character among them.
  static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard (1...9).contains(digits.count) else { return nil }
    var value = 0
    for byte in digits {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte &- zero)
    }
    return value
  }

  /// `value` with leading zeros up to `width` digits; negative values are not meant.
  static func padded(_ value: Int, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The bytes of `text` in upper case, without blanks at either end.
  static func canonical(_ text: String) -> [UInt8] {
    var bytes = text.utf8.drop(while: isBlank).map(uppercased)
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// The characters of a text in UTF-8: the bytes that do not continue another one.
  static func characterCount(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
