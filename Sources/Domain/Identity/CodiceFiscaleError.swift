/// Why a text is not a codice fiscale.
///
/// Carries positions, never the text itself.
public enum CodiceFiscaleError: Error, Hashable, Sendable {
  /// There are not sixteen characters.
  case length(found: Int)
  /// A character that cannot stand where it stands, counted from 1 as the operator counts.
  case character(position: Int)
  /// Year, month and day (positions 7 to 11) name no day of any century.
  case impossibleDate
  /// The last character does not follow from the fifteen before it.
  case controlCharacter
}

extension CodiceFiscaleError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .length: "errore.cf.lunghezza"
    case .character: "errore.cf.carattere"
    case .impossibleDate: "errore.cf.data"
    case .controlCharacter: "errore.cf.controllo"
    }
  }

  /// The number found or the position.
  public var messageArguments: [String] {
    switch self {
    case .length(let found): [String(found)]
    case .character(let position): [String(position)]
    case .impossibleDate, .controlCharacter: []
    }
  }
}
