public import Domain

/// Why a profile file cannot be used.
public struct ProfileCatalogError: Error, Hashable, Sendable {
  /// What is wrong with the place that the path names.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case unreadable
    /// Not JSON in UTF-8, or a number that is not whole.
    case syntax
    case unknownKey
    case missingKey
    /// A text where a number should be, and the like.
    case wrongType
    /// A word, date or number that the parameter does not admit.
    case badValue
    /// The id is not the name of the file, or the file it extends is not `italia`.
    case wrongName
  }

  /// The name of the file, without its folder.
  public let file: String
  /// The keys from the top of the file to the place, joined by dots: `parameters.dom_reasons.value.2`.
  public let keyPath: String
  /// What is wrong there.
  public let reason: Reason

  /// Makes an error.
  public init(file: String, keyPath: String, _ reason: Reason) {
    self.file = file
    self.keyPath = keyPath
    self.reason = reason
  }
}

extension ProfileCatalogError: OperatorMessage {
  /// The key of the sentence of the reason.
  public var messageKey: String {
    switch reason {
    case .unreadable: "errore.profilo.illeggibile"
    case .syntax: "errore.profilo.sintassi"
    case .unknownKey: "errore.profilo.chiave_sconosciuta"
    case .missingKey: "errore.profilo.chiave_mancante"
    case .wrongType: "errore.profilo.tipo"
    case .badValue: "errore.profilo.valore"
    case .wrongName: "errore.profilo.nome"
    }
  }

  /// The file and the path.
  public var messageArguments: [String] { [file, keyPath] }
}
