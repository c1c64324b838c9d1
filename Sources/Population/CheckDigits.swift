/// The last characters of the numbers that the population gives to its people.
enum CheckDigits {
  /// The digit that makes the sum of Luhn a multiple of ten.
  static func luhn(_ digits: String) -> String {
    var sum = 0
    for (distance, byte) in digits.utf8.reversed().enumerated() {
      let value = Int(byte) - 48
      let weighted = distance.isMultiple(of: 2) ? value * 2 : value
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return String((10 - sum % 10) % 10)
  }

  /// The character that closes the eight of an identifier of ANPR: the sum of Luhn in base 36.
  static func anpr(_ characters: String) -> String {
    var sum = 0
    for (index, byte) in characters.utf8.enumerated() {
      let value = byte < 58 ? Int(byte) - 48 : Int(byte) - 55
      let weighted = index.isMultiple(of: 2) ? value : value * 2
      sum += weighted / 36 + weighted % 36
    }
    return String((36 - sum % 36) % 36, radix: 36, uppercase: true)
  }

  /// `value` with leading zeros up to `width` digits.
  static func padded(_ value: Int, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
