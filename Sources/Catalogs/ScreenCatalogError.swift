public import Domain

/// Why a screen file cannot be used.
public struct ScreenCatalogError: Error, Hashable, Sendable {
  /// What is wrong with the place that the path names.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case unreadable
    /// Not JSON, or not UTF-8.
    case syntax
    /// Another version of the format.
    case format
    case unknownKey
    case missingKey
    /// A text where a number should be, and the like.
    case wrongType
    /// The kind of a field is not one of ours.
    case unknownKind
    /// One of the fixed words of the format is not one of ours.
    case unknownWord
    /// A name is empty, or has characters other than ASCII letters and digits, `-` and `_`.
    case badName
    /// A number of cells or rows is outside its bounds.
    case badSize
    case duplicateName
    /// A row names a field that is not described.
    case unknownField
    /// A field is described and stands in no row.
    case unusedField
    /// A section names a block that no file describes.
    case unknownBlock
  }

  /// The name of the file, without its folder.
  public let file: String
  /// The keys from the top of the file to the place, joined by dots: `fields.fine.width`.
  public let path: String
  /// What is wrong there.
  public let reason: Reason

  /// Makes an error.
  public init(file: String, path: String, _ reason: Reason) {
    self.file = file
    self.path = path
    self.reason = reason
  }
}

extension ScreenCatalogError: OperatorMessage {
  /// The key of the sentence of the reason.
  public var messageKey: String {
    switch reason {
    case .unreadable: "errore.schermate.illeggibile"
    case .syntax: "errore.schermate.sintassi"
    case .format: "errore.schermate.formato"
    case .unknownKey: "errore.schermate.chiave_sconosciuta"
    case .missingKey: "errore.schermate.chiave_mancante"
    case .wrongType: "errore.schermate.tipo"
    case .unknownKind: "errore.schermate.genere"
    case .unknownWord: "errore.schermate.parola"
    case .badName: "errore.schermate.nome"
    case .badSize: "errore.schermate.misura"
    case .duplicateName: "errore.schermate.doppione"
    case .unknownField: "errore.schermate.campo_sconosciuto"
    case .unusedField: "errore.schermate.campo_inutile"
    case .unknownBlock: "errore.schermate.blocco"
    }
  }

  /// The file and the path.
  public var messageArguments: [String] { [file, path] }
}
