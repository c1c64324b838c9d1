/// Why a text is not one of the codes that consist of digits.
///
/// Carries positions, never the text itself.
public enum NumericCodeError: Error, Hashable, Sendable {
  /// The number of characters is wrong.
  case length(found: Int, expected: Int)
  /// A character that is no digit, or no letter of the prefix, counted from 1.
  case character(position: Int)
}

extension NumericCodeError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .length: "errore.codice.lunghezza"
    case .character: "errore.codice.carattere"
    }
  }

  /// The number found and the number expected, or the position.
  public var messageArguments: [String] {
    switch self {
    case .length(let found, let expected): [String(found), String(expected)]
    case .character(let position): [String(position)]
    }
  }
}

/// Checks `prefix` followed by digits, `length` characters in all, and returns the canonical text.
func numericCode(_ text: String, prefix: String = "", length: Int) throws(NumericCodeError) -> String {
  let bytes = ASCII.canonical(text)
  let found = ASCII.characterCount(bytes)
  guard found == length else { throw .length(found: found, expected: length) }
  let expected = Array(prefix.utf8)
  for (index, byte) in bytes.enumerated() {
    // A character of several bytes stops here, so byte and character counts agree up to it.
    let isRight = index < expected.count ? byte == expected[index] : ASCII.isDigit(byte)
    guard isRight else { throw .character(position: index + 1) }
  }
  return String(decoding: bytes, as: UTF8.self)
}
