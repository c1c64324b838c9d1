/// The twenty digits on the back of the tessera sanitaria, field 8 of the European card.
///
/// Every issue of a card brings a new number: it finds a person, it never identifies one.
public struct NumeroTessera: Hashable, Sendable {
  /// The twenty digits.
  public let rawValue: String

  /// Takes twenty digits, with blanks around them.
  ///
  /// What looks unusual is told by ``warnings`` and not refused: old numbers were never seen.
  ///
  /// - Throws: ``NumericCodeError``, naming the first rule that failed.
  public init(_ text: String) throws(NumericCodeError) {
    rawValue = try numericCode(text, length: 20)
  }

  /// What should make the operator look at the card again, in the order of the digits.
  public var warnings: [NumeroTesseraWarning] {
    var found: [NumeroTesseraWarning] = []
    if !rawValue.hasPrefix("80380") { found.append(.issuer) }
    if !Luhn.sum(Array(rawValue.utf8)).isMultiple(of: 10) { found.append(.checkDigit) }
    return found
  }

  /// First and last digits only, fit for lists and records: `803800******0018`.
  public var masked: String { "\(rawValue.prefix(6))******\(rawValue.suffix(4))" }

  /// The code of the Region that issued the card: digits 8 to 10, such as `090` for Toscana.
  public var region: String { String(rawValue.dropFirst(7).prefix(3)) }
}

extension NumeroTessera: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs, which shows the issuer only.
  public var description: String { "TS(\(rawValue.prefix(10))**********)" }

  /// Hides the number from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What is unusual in the number of a card.
public enum NumeroTesseraWarning: Hashable, CaseIterable, Sendable {
  /// It does not begin with 80380, the health sector and Italy.
  case issuer
  /// The last digit does not follow from the others.
  case checkDigit
}

extension NumeroTesseraWarning: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .issuer: "avviso.tessera.emittente"
    case .checkDigit: "avviso.tessera.controllo"
    }
  }

  /// None.
  public var messageArguments: [String] { [] }
}
