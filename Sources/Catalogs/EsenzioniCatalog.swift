public import Domain

/// The catalogue of exemptions, as it lies in `esenzioni/` of the folder of code tables.
///
/// Five tables: the codes with what is their own, the classes that codes share, and what classes name:
/// sets of documents and citations; then the aliases. A row that is wrong or used by nobody refuses all. Then one
/// table a language with the words that people say: those in German and Slovene are no official translations, which
/// there are not, and their first line says so.
public enum EsenzioniCatalog {
  /// The folder of the tables, in that of the code tables.
  public static let folder = "esenzioni"

  /// The tables, by the names of their files.
  package enum Table: String, CaseIterable, Sendable {
    case documents = "documenti"
    case sources = "fonti"
    case classes = "classi"
    case codes = "codici"
    case aliases = "alias"
    case italianWords = "parole-it"
    case germanWords = "parole-de"
    case sloveneWords = "parole-sl"

    package var fileName: String { "\(rawValue).tsv" }

    /// What the first line says.
    var format: String {
      switch self {
      case .documents, .sources, .classes, .codes, .aliases, .italianWords: "esenzioni-\(rawValue) 1"
      case .germanWords, .sloveneWords: "esenzioni-\(rawValue) 1 non-ufficiale"
      }
    }

    var columns: [String] {
      switch self {
      case .documents: ["nome", "documenti"]
      case .sources: ["nome", "fonte"]
      case .classes: ["nome", "famiglia", "rilascio", "documenti", "fonte"]
      case .codes:
        [
          "codice", "ambito", "classe", "durata", "tutela", "fiducia", "seguiti", "ricetta", "descrizione",
        ]
      case .aliases: ["scritto", "codice"]
      case .italianWords, .germanWords, .sloveneWords: ["parole", "codici"]
      }
    }
  }

  /// Reads and checks the catalogue.
  ///
  /// - Parameter directory: The folder of the code tables, without a slash at its end.
  /// - Returns: Every code, of every region.
  /// - Throws: ``CatalogError``, naming the file, the line and the column of the first fault.
  /// - Complexity: O(*n* log *n*) in the number of codes; a few milliseconds.
  public static func load(directory: String) throws(CatalogError) -> EsenzioneCatalog {
    try decode { bytesOfFile("\(directory)/\(folder)/\($0.fileName)") }
  }

  /// Reads the catalogue from the bytes of its tables; `nil` where a table cannot be read.
  package static func decode(_ bytes: (Table) -> [UInt8]?) throws(CatalogError) -> EsenzioneCatalog {
    let documents = try named(.documents, bytes) { row throws(CatalogError) in try documentSet(row) }
    let sources = try named(.sources, bytes) { row throws(CatalogError) in try row.value(1) { $0 } }
    let classes = try named(.classes, bytes) { row throws(CatalogError) in
      CodeClass(
        family: try row.word(1), issuer: try row.word(2), documents: try documents.use(row, 3),
        source: try sources.use(row, 4))
    }
    let rows = try table(.codes, bytes).rows
    var entries: [EsenzioneEntry] = []
    entries.reserveCapacity(rows.count)
    for row in rows { entries.append(try entry(row, classes)) }
    try documents.checkUsed()
    try sources.checkUsed()
    try classes.checkUsed()
    let aliases = try aliases(table(.aliases, bytes))
    try checkKeys(entries, rows)
    let known = Set(entries.map(\.code))
    var spoken: [EsenzioneSearchWords] = []
    for words in [Table.italianWords, .germanWords, .sloveneWords] {
      spoken += try self.words(table(words, bytes), known)
    }
    let catalog = EsenzioneCatalog(entries: entries, aliases: aliases.codes, spoken: spoken)
    try checkSuccessors(entries, rows, in: catalog)
    try checkAliases(aliases.rows, in: catalog)
    return catalog
  }

  private static func table(
    _ table: Table, _ bytes: (Table) -> [UInt8]?
  ) throws(CatalogError) -> TableFile {
    try TableFile(
      bytes(table), file: "Data/\(folder)/\(table.fileName)", format: table.format, columns: table.columns)
  }

  private static func named<Value>(
    _ name: Table, _ bytes: (Table) -> [UInt8]?,
    _ parse: (TableFile.Row) throws(CatalogError) -> Value
  ) throws(CatalogError) -> NamedRows<Value> {
    let table = try table(name, bytes)
    return try NamedRows(table.rows, parse)
  }

  /// One of each set, sets separated by `;` and the documents of one by `/`; empty for none.
  private static func documentSet(_ row: TableFile.Row) throws(CatalogError) -> [[DocumentKind]] {
    let text = row.text(1)
    guard !text.isEmpty else { return [] }
    var sets: [[DocumentKind]] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      var kinds: [DocumentKind] = []
      for name in part.split(separator: "/", omittingEmptySubsequences: false) {
        guard let kind = DocumentKind(rawValue: String(name)) else { throw row.error(1, .unknownName) }
        kinds.append(kind)
      }
      sets.append(kinds)
    }
    return sets
  }

  private static func entry(
    _ row: TableFile.Row, _ classes: NamedRows<CodeClass>
  ) throws(CatalogError) -> EsenzioneEntry {
    let code = try row.value(0, officialCode)
    let scope: EsenzioneScope = try row.word(1)
    let group = try classes.use(row, 2)
    let validity: EsenzioneValidity = try row.word(3)
    let protection: Protection? = row.text(4).isEmpty ? nil : try row.word(4)
    var successors: [CodiceEsenzione] = []
    let names = row.text(6)
    for text in names.isEmpty ? [] : names.split(separator: " ", omittingEmptySubsequences: false) {
      guard let successor = officialCode(String(text)) else { throw row.error(6, .wrongValue) }
      successors.append(successor)
    }
    guard successors.isEmpty || validity == .superseded else { throw row.error(6, .wrongValue) }
    let prescription: EsenzionePrescription? = row.text(7).isEmpty ? nil : try row.word(7)
    guard (prescription != nil) == (validity == .prescription) else { throw row.error(7, .wrongValue) }
    return EsenzioneEntry(
      code: code, scope: scope, family: group.family, description: try row.value(8) { $0 },
      issuer: group.issuer, validity: validity, documents: group.documents,
      isSensitive: protection != nil, isRestricted: protection == .restricted, source: group.source,
      confidence: try row.word(5), successors: successors, prescription: prescription)
  }

  /// A code that is written as it is spelt officially.
  private static func officialCode(_ text: String) -> CodiceEsenzione? {
    CodiceEsenzione(text).flatMap { $0.rawValue == text ? $0 : nil }
  }

  private static func aliases(
    _ table: TableFile
  ) throws(CatalogError) -> (codes: [CodiceEsenzione: CodiceEsenzione], rows: [TableFile.Row]) {
    var codes: [CodiceEsenzione: CodiceEsenzione] = [:]
    for row in table.rows {
      let alias = try row.value(0, officialCode)
      guard codes.updateValue(try row.value(1, officialCode), forKey: alias) == nil else {
        throw row.error(0, .duplicateName)
      }
    }
    return (codes, table.rows)
  }

  /// Words that lead to codes of the catalogue, each once.
  private static func words(
    _ table: TableFile, _ known: Set<CodiceEsenzione>
  ) throws(CatalogError) -> [EsenzioneSearchWords] {
    var seen: Set<String> = []
    var words: [EsenzioneSearchWords] = []
    for row in table.rows {
      let text: String = try row.value(0) { Folding.ascii($0).isEmpty ? nil : $0 }
      guard seen.insert(Folding.ascii(text)).inserted else { throw row.error(0, .duplicateName) }
      var codes: [CodiceEsenzione] = []
      for name in try row.value(1, { $0 }).split(separator: " ", omittingEmptySubsequences: false) {
        guard let code = officialCode(String(name)) else { throw row.error(1, .wrongValue) }
        guard known.contains(code) else { throw row.error(1, .unknownName) }
        codes.append(code)
      }
      words.append(EsenzioneSearchWords(text, codes: codes))
    }
    return words
  }

  private static func checkKeys(_ entries: [EsenzioneEntry], _ rows: [TableFile.Row]) throws(CatalogError) {
    var seen: Set<[String]> = []
    for (entry, row) in zip(entries, rows)
    where !seen.insert([entry.code.rawValue, entry.scope.rawValue]).inserted {
      throw row.error(0, .duplicateName)
    }
  }

  /// A superseded code leads to codes that are issued, in the country or in the same region.
  private static func checkSuccessors(
    _ entries: [EsenzioneEntry], _ rows: [TableFile.Row], in catalog: EsenzioneCatalog
  ) throws(CatalogError) {
    for (entry, row) in zip(entries, rows) {
      for successor in entry.successors {
        let target = catalog.entry(successor, scope: entry.scope) ?? catalog.entry(successor, region: nil)
        guard target?.isIssuable ?? false else { throw row.error(6, .unknownName) }
      }
    }
  }

  /// An alias leads to a code of the country, and hides none that holds.
  private static func checkAliases(
    _ rows: [TableFile.Row], in catalog: EsenzioneCatalog
  ) throws(CatalogError) {
    for row in rows {
      let alias = try row.value(0, officialCode)
      guard catalog.rows(of: alias).allSatisfy({ $0.validity == .superseded }) else {
        throw row.error(0, .wrongValue)
      }
      guard catalog.entry(try row.value(1, officialCode), region: nil)?.isIssuable ?? false else {
        throw row.error(1, .unknownName)
      }
    }
  }

  private enum Protection: String {
    case sensitive = "sensibile"
    case restricted = "riservata"
  }

  /// What many codes have in common.
  private struct CodeClass {
    let family: EsenzioneFamily
    let issuer: EsenzioneIssuer
    let documents: [[DocumentKind]]
    let source: String
  }
}

/// The rows of a table by their names, and which of them were used.
private final class NamedRows<Value> {
  private let rows: [TableFile.Row]
  private let places: [String: Int]
  private let values: [Value]
  private var used: [Bool]

  init(
    _ rows: [TableFile.Row], _ parse: (TableFile.Row) throws(CatalogError) -> Value
  ) throws(CatalogError) {
    var places: [String: Int] = [:]
    var values: [Value] = []
    for (place, row) in rows.enumerated() {
      let name = try row.value(0) { $0 }
      guard places.updateValue(place, forKey: name) == nil else { throw row.error(0, .duplicateName) }
      values.append(try parse(row))
    }
    self.rows = rows
    self.places = places
    self.values = values
    used = Array(repeating: false, count: rows.count)
  }

  /// The value that a column of another table names.
  func use(_ row: TableFile.Row, _ column: Int) throws(CatalogError) -> Value {
    guard let place = places[row.text(column)] else { throw row.error(column, .unknownName) }
    used[place] = true
    return values[place]
  }

  /// Refuses a row that nothing named.
  func checkUsed() throws(CatalogError) {
    if let place = used.firstIndex(of: false) { throw rows[place].error(0, .unusedName) }
  }
}
