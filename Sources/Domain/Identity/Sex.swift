/// The sex that the registry of residents records, as the codice fiscale writes it.
public enum Sex: Hashable, CaseIterable, Sendable {
  /// The two values of the record.
  case female, male

  /// Reads `F` or `M`, in either case.
  public init?(letter: String) {
    switch letter {
    case "F", "f": self = .female
    case "M", "m": self = .male
    default: return nil
    }
  }

  /// `F` or `M`.
  public var letter: String {
    switch self {
    case .female: "F"
    case .male: "M"
    }
  }
}
