public import Domain

/// Why a file of words, or another data file of the program, cannot be used.
///
/// Names the file and, as far as they are known, the line and the key path; the files hold no personal data.
public struct CatalogError: Error, Hashable, Sendable {
  /// What is wrong at the place.
  public enum Reason: Hashable, Sendable {
    /// The file is missing, is not a regular file or cannot be read.
    case unreadable
    /// The bytes are not UTF-8.
    case encoding
    /// The text is not JSON: another character was expected.
    case syntax
    /// The same key stands twice in one object.
    case duplicateKey
    /// A key that the format does not have.
    case unknownKey
    /// A key that the format or the Italian file has.
    case missingKey
    /// A number where a text should be, and the like.
    case wrongType
    /// A value outside its bounds, or a name that is not one of ours.
    case wrongValue
    /// A name that belongs to another thing already.
    case duplicateName
    /// A name under which nothing is described.
    case unknownName
    /// Something that is described and used nowhere.
    case unusedName
    /// The places `%1$@` … of a sentence are not those of the Italian one.
    case placeholders(expected: String, found: String)
    /// A `%` that starts no place `%1$@` and is no plain per cent sign.
    case malformedPlaceholder
    /// A sentence without a character.
    case empty
    /// A blank at the beginning or the end, or two in a row.
    case strayBlank
    /// A character that not every terminal shows: control characters, emoji, other scripts.
    case forbiddenCharacter(String)
    /// The sentence is still the Italian one.
    case untranslated
    /// A label that takes more cells than its place has.
    case tooWide(cells: Int, limit: Int)
  }

  /// The path of the file from the folder of the resources, `Localization/de.json`.
  public let file: String
  /// The line, counted from 1.
  public let line: Int?
  /// The keys from the top of the file to the place, joined by dots.
  public let keyPath: String?
  /// What is wrong there.
  public let reason: Reason

  /// Makes an error of a place.
  public init(file: String, line: Int? = nil, keyPath: String? = nil, _ reason: Reason) {
    self.file = file
    self.line = line
    self.keyPath = keyPath
    self.reason = reason
  }

  /// File, line and key path as compilers write them: `Localization/de.json:12: stato.coda`.
  public var place: String {
    var text = file
    if let line { text += ":\(line)" }
    if let keyPath { text += ": \(keyPath)" }
    return text
  }
}

extension CatalogError: OperatorMessage {
  /// The key of the sentence of the reason.
  public var messageKey: String {
    switch reason {
    case .unreadable: "errore.catalogo.illeggibile"
    case .encoding: "errore.catalogo.codifica"
    case .syntax: "errore.catalogo.sintassi"
    case .duplicateKey: "errore.catalogo.doppione"
    case .unknownKey: "errore.catalogo.chiave_sconosciuta"
    case .missingKey: "errore.catalogo.chiave_mancante"
    case .wrongType: "errore.catalogo.tipo"
    case .wrongValue: "errore.catalogo.valore"
    case .duplicateName: "errore.catalogo.nome_doppio"
    case .unknownName: "errore.catalogo.nome_sconosciuto"
    case .unusedName: "errore.catalogo.nome_inutile"
    case .placeholders: "errore.catalogo.segnaposto"
    case .malformedPlaceholder: "errore.catalogo.percentuale"
    case .empty: "errore.catalogo.vuoto"
    case .strayBlank: "errore.catalogo.spazi"
    case .forbiddenCharacter: "errore.catalogo.carattere"
    case .untranslated: "errore.catalogo.non_tradotto"
    case .tooWide: "errore.catalogo.largo"
    }
  }

  /// The place, then what the reason carries.
  public var messageArguments: [String] {
    switch reason {
    case .unreadable, .encoding, .syntax, .duplicateKey, .unknownKey, .missingKey, .wrongType, .wrongValue,
      .duplicateName, .unknownName, .unusedName,
      .malformedPlaceholder, .empty, .strayBlank, .untranslated:
      [place]
    case .placeholders(let expected, let found): [place, expected, found]
    case .forbiddenCharacter(let name): [place, name]
    case .tooWide(let cells, let limit): [place, String(cells), String(limit)]
    }
  }
}
