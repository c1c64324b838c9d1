/// The provisional tax code of eleven digits, given until the definitive codice fiscale follows.
///
/// Any eleven digits are taken: the rule of the check digit rests on practice only.
public struct CodiceProvvisorio: Hashable, Sendable {
  /// The eleven digits.
  public let rawValue: String

  /// Takes eleven digits, with blanks around them.
  ///
  /// - Throws: ``NumericCodeError``, naming the first rule that failed.
  public init(_ text: String) throws(NumericCodeError) {
    rawValue = try numericCode(text, length: 11)
  }

  /// Whether the last digit is the one that a partita IVA would have.
  ///
  /// A wrong one is worth a second look at the document, never a refusal.
  public var hasRightCheckDigit: Bool {
    Luhn.sum(Array(rawValue.utf8)).isMultiple(of: 10)
  }

  /// The office that issued it: digits 8 to 10.
  public var office: String { String(rawValue.dropFirst(7).prefix(3)) }
}

extension CodiceProvvisorio: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs, which shows the last digit only.
  public var description: String { "CFP(**********\(rawValue.suffix(1)))" }

  /// Hides the code from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The check sums that double every second figure.
enum Luhn {
  /// The sum of the digits, every second one from the right (the check digit excluded) doubled.
  static func sum(_ digits: [UInt8]) -> Int {
    var sum = 0
    for (distance, byte) in digits.reversed().enumerated() {
      let value = Int(byte &- ASCII.zero)
      let weighted = distance.isMultiple(of: 2) ? value : value * 2
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return sum
  }
}
