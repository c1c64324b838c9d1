/// Why a field is not right, as a fact: the words stand in `Localization/`.
public struct FieldError: Error, Hashable, Sendable {
  /// The key of the sentence.
  public let key: String
  /// What fills its places, in order; never personal data.
  public let arguments: [String]

  /// Makes an error of a field.
  public init(_ key: String, _ arguments: [String] = []) {
    self.key = key
    self.arguments = arguments
  }

  /// The field must be filled in.
  public static let missing = FieldError("errore.campo.vuoto")
  /// The picture is not filled to its end.
  public static let incomplete = FieldError("errore.campo.incompleto")
  /// The text names no row: one has to be taken from the list.
  public static let notTaken = FieldError("errore.campo.non_scelto")
  /// What was typed leads to none of the options.
  public static let noSuchOption = FieldError("errore.campo.opzione")
  /// The rows for the text have not arrived yet.
  public static let searching = FieldError("errore.campo.in_ricerca")

  /// The value has fewer characters than it must.
  public static func tooShort(_ characters: Int, minimum: Int) -> FieldError {
    FieldError("errore.campo.corto", [String(characters), String(minimum)])
  }
}
