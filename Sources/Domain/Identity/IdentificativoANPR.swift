/// The number by which the national registry of residents knows a person: nine characters.
///
/// - Source: ANPR, technical notes on the unique national identifier.
public struct IdentificativoANPR: Hashable, Sendable {
  /// Eight letters or digits and the check character, in upper case.
  public let rawValue: String

  /// Checks `text` and keeps its canonical form: blanks at the ends removed, upper case.
  ///
  /// - Throws: ``IdentificativoANPRError``, naming the first rule that failed.
  public init(_ text: String) throws(IdentificativoANPRError) {
    let bytes = ASCII.canonical(text)
    let found = ASCII.characterCount(bytes)
    guard found == 9 else { throw .length(found: found) }
    var values: [Int] = []
    for byte in bytes {
      guard let value = Self.value(of: byte) else { throw .character(position: values.count + 1) }
      values.append(value)
    }
    guard Self.checkValue(values[..<8]) == values[8] else { throw .checkCharacter }
    rawValue = String(decoding: bytes, as: UTF8.self)
  }

  private static func value(of byte: UInt8) -> Int? {
    if ASCII.isDigit(byte) { return Int(byte - ASCII.zero) }
    return ASCII.isUpper(byte) ? Int(byte - ASCII.upperA) + 10 : nil
  }

  /// Luhn's sum in base 36, with the second, fourth … character doubled.
  private static func checkValue(_ values: ArraySlice<Int>) -> Int {
    var sum = 0
    for (index, value) in values.enumerated() {
      let product = index.isMultiple(of: 2) ? value : value * 2
      sum += product / 36 + product % 36
    }
    return (36 - sum % 36) % 36
  }
}

extension IdentificativoANPR: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs, which shows the check character only.
  public var description: String { "ANPR(********\(rawValue.suffix(1)))" }

  /// Hides the number from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text is not an identifier of ANPR.
public enum IdentificativoANPRError: Error, Hashable, Sendable {
  /// There are not nine characters.
  case length(found: Int)
  /// Neither a letter A to Z nor a digit, counted from 1.
  case character(position: Int)
  /// The last character does not follow from the eight before it.
  case checkCharacter
}

extension IdentificativoANPRError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .length: "errore.anpr.lunghezza"
    case .character: "errore.anpr.carattere"
    case .checkCharacter: "errore.anpr.controllo"
    }
  }

  /// The number found or the position.
  public var messageArguments: [String] {
    switch self {
    case .length(let found): [String(found)]
    case .character(let position): [String(position)]
    case .checkCharacter: []
    }
  }
}
