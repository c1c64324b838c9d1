/// Which characters stand where in a codice fiscale, and what they count.
///
/// - Source: D.M. 23 dicembre 1976.
enum CodiceFiscaleAlphabet {
  /// The letters of the months, January first.
  static let months = Array("ABCDEHLMPRST".utf8)

  /// The letters that take the place of the digits 0 to 9 when two people would have one code.
  static let omocodia = Array("LMNPQRSTUV".utf8)

  /// The positions, counted from 0, whose digit can be such a letter.
  static let digitPositions = [6, 7, 9, 10, 12, 13, 14]

  private enum Kind {
    case letter, month, digit
  }

  private static let kinds: [Kind] = (0..<16).map { index in
    if index == 8 { return .month }
    return digitPositions.contains(index) ? .digit : .letter
  }

  /// What a letter or a digit counts in the odd positions (the first, the third …).
  private static let oddValues: [UInt8] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
  ]

  static func admits(_ byte: UInt8, at index: Int) -> Bool {
    switch kinds[index] {
    case .letter: ASCII.isUpper(byte)
    case .month: month(of: byte) != nil
    case .digit: digit(of: byte) != nil
    }
  }

  /// The month 1 to 12 of its letter.
  static func month(of byte: UInt8) -> Int? {
    months.firstIndex(of: byte).map { $0 + 1 }
  }

  /// The digit that a character stands for, be it a digit or a letter of the omocodia.
  static func digit(of byte: UInt8) -> Int? {
    if ASCII.isDigit(byte) { return Int(byte &- ASCII.zero) }
    return omocodia.firstIndex(of: byte)
  }

  /// The control character of the first fifteen characters; the sixteenth is not looked at.
  static func controlCharacter(high: UInt64, low: UInt64) -> UInt8 {
    var sum = 0
    for index in 0..<15 {
      let word = index < 8 ? high : low
      let byte = UInt8(truncatingIfNeeded: word >> UInt64(8 * (7 - index & 7)))
      let rank = ASCII.isDigit(byte) ? byte &- ASCII.zero : byte &- ASCII.upperA
      sum += Int(index.isMultiple(of: 2) ? oddValues[Int(rank)] : rank)
    }
    return ASCII.upperA + UInt8(sum % 26)
  }
}
