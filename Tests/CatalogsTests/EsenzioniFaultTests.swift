import Domain
import Testing

@testable import Catalogs

@Suite("Broken tables of exemptions") struct EsenzioniFaultTests {
  typealias Table = EsenzioniCatalog.Table

  /// Small tables that are right.
  static let tables: [Table: String] = [
    .documents:
      "# esenzioni-documenti 1\nnome\tdocumenti\ncarta\tmedicalCertificate/clinicalRecord;stpCode\nnulla\t\n",
    .sources: "# esenzioni-fonti 1\nnome\tfonte\nlegge\tL. 1/2000\n",
    .classes:
      "# esenzioni-classi 1\nnome\tfamiglia\trilascio\tdocumenti\tfonte\n"
      + "malattia\tcronica\tresidenceOnCertificate\tcarta\tlegge\nvecchia\tcronica-superata\tnobody\tnulla\tlegge\n",
    .codes:
      "# esenzioni-codici 1\ncodice\tambito\tclasse\tdurata\ttutela\tfiducia\tseguiti\tricetta\tdescrizione\n"
      + "013\tnazionale\tmalattia\tunlimited\tsensibile\tlaw\t\t\tDiabete\n"
      + "012\tnazionale\tvecchia\tsuperseded\t\tlaw\t013\t\tDiabete di un tempo\n"
      + "E05\t01\tmalattia\tprescription\t\tregional\t\tscreening\tCodice piemontese\n",
    .aliases: "# esenzioni-alias 1\nscritto\tcodice\n13A\t013\n",
    .italianWords: "# esenzioni-parole-it 1\nparole\tcodici\nzucchero\t013 012\nalto zucchero\t013\n",
    .germanWords: "# esenzioni-parole-de 1 non-ufficiale\nparole\tcodici\nZucker\t013\n",
    .sloveneWords: "# esenzioni-parole-sl 1 non-ufficiale\nparole\tcodici\nsladkor\t013\n",
  ]

  static func decode(_ tables: [Table: String]) throws(CatalogError) -> EsenzioneCatalog {
    try EsenzioniCatalog.decode { tables[$0].map { Array($0.utf8) } }
  }

  @Test("are compared with tables that are read whole") func right() throws {
    let catalog = try Self.decode(Self.tables)
    #expect(catalog.entries.map(\.code.rawValue) == ["012", "013", "E05"])
    let entry = try #require(catalog.entries.first { $0.code.rawValue == "013" })
    #expect(entry.documents == [[.medicalCertificate, .clinicalRecord], [.stpCode]])
    #expect(entry.isSensitive && !entry.isRestricted)
    #expect(entry.source == "L. 1/2000")
    #expect(catalog.entries.last?.prescription == .screening)
    #expect(catalog.aliases.map { "\($0.key.rawValue) \($0.value.rawValue)" } == ["13A 013"])
  }

  static let faults:
    [(table: Table, old: String, new: String, line: Int?, column: String?, CatalogError.Reason)] = [
      (.codes, "# esenzioni-codici 1", "# esenzioni-codici 2", 1, nil, .syntax),
      (.codes, "codice\tambito", "codice\tregione", 2, nil, .syntax),
      (.codes, "013\tnazionale\t", "013\t", 3, nil, .syntax),
      (.codes, "013\tnazionale", "e1\tnazionale", 3, "codice", .wrongValue),
      (.codes, "013\tnazionale", "\tnazionale", 3, "codice", .empty),
      (.codes, "013\tnazionale", "013\t21", 3, "ambito", .wrongValue),
      (.codes, "nazionale\tmalattia", "nazionale\tignota", 3, "classe", .unknownName),
      (.codes, "unlimited", "forever", 3, "durata", .wrongValue),
      (.codes, "unlimited", "until 29-02", 3, "durata", .wrongValue),
      (.codes, "unlimited", "prescription", 3, "ricetta", .wrongValue),
      (.codes, "sensibile", "segreta", 3, "tutela", .wrongValue),
      (.codes, "sensibile\tlaw", "sensibile\tsure", 3, "fiducia", .wrongValue),
      (.codes, "sensibile\tlaw\t\t", "sensibile\tlaw\t012\t", 3, "seguiti", .wrongValue),
      (.codes, "\t013\t\tDiabete di", "\t014\t\tDiabete di", 4, "seguiti", .unknownName),
      (.codes, "\t013\t\tDiabete di", "\t013  013\t\tDiabete di", 4, "seguiti", .wrongValue),
      (.codes, "\tscreening\t", "\t\t", 5, "ricetta", .wrongValue),
      (.codes, "\tscreening\t", "\tfun\t", 5, "ricetta", .wrongValue),
      (.codes, "\tDiabete\n", "\t\n", 3, "descrizione", .empty),
      (.codes, "\tDiabete\n", "\tDiabete \n", 3, "descrizione", .strayBlank),
      (
        .codes, "012\tnazionale\tvecchia\tsuperseded\t\tlaw\t013",
        "013\tnazionale\tvecchia\tsuperseded\t\tlaw\t", 4, "codice", .duplicateName
      ),
      (.codes, "Codice piemontese\n", "Codice piemontese", 5, nil, .syntax),
      (.classes, "malattia\tcronica\t", "malattia\tlunga\t", 3, "famiglia", .wrongValue),
      (.classes, "residenceOnCertificate", "anybody", 3, "rilascio", .wrongValue),
      (.classes, "carta\tlegge", "foglio\tlegge", 3, "documenti", .unknownName),
      (.classes, "carta\tlegge", "carta\tuso", 3, "fonte", .unknownName),
      (.classes, "vecchia\tcronica", "malattia\tcronica", 4, "nome", .duplicateName),
      (
        .classes, "nulla\tlegge\n", "nulla\tlegge\nterza\tcronica\tnobody\tnulla\tlegge\n", 5, "nome",
        .unusedName
      ),
      (.documents, "stpCode", "stp", 3, "documenti", .unknownName),
      (.documents, ";stpCode", ";", 3, "documenti", .unknownName),
      (.documents, "nulla\t\n", "nulla\t\naltro\tstpCode\n", 5, "nome", .unusedName),
      (.sources, "L. 1/2000\n", "L. 1/2000\nuso\tprassi\n", 4, "nome", .unusedName),
      (.sources, "legge\tL. 1/2000\n", "", 3, nil, .syntax),
      (.germanWords, "1 non-ufficiale", "1", 1, nil, .syntax),
      (.sloveneWords, "1 non-ufficiale", "1 ufficiale", 1, nil, .syntax),
      (.italianWords, "zucchero\t013 012", "...\t013", 3, "parole", .wrongValue),
      (.italianWords, "zucchero\t013 012", "zucchero\t013  012", 3, "codici", .wrongValue),
      (.italianWords, "zucchero\t013 012", "zucchero\t014", 3, "codici", .unknownName),
      (.italianWords, "alto zucchero", "Zùcchero", 4, "parole", .duplicateName),
      (.aliases, "13A\t013", "012\t013\n13a\t013", 4, "scritto", .wrongValue),
      (.aliases, "13A\t013", "13A\t013\n13A\t013", 4, "scritto", .duplicateName),
      (.aliases, "13A\t013", "013\t013", 3, "scritto", .wrongValue),
      (.aliases, "13A\t013", "13A\t012", 3, "codice", .unknownName),
      (.aliases, "13A\t013", "13A\tE05", 3, "codice", .unknownName),
    ]

  @Test("are refused with file, line and column", arguments: faults.indices) func refused(index: Int) throws {
    let fault = Self.faults[index]
    var tables = Self.tables
    let text = try #require(tables[fault.table])
    let broken = text.replacing(fault.old, with: fault.new, maxReplacements: 1)
    try #require(broken != text)
    tables[fault.table] = broken
    let file = "Data/esenzioni/\(fault.table.rawValue).tsv"
    #expect(throws: CatalogError(file: file, line: fault.line, keyPath: fault.column, fault.5)) {
      try Self.decode(tables)
    }
  }

  @Test("are refused when missing or not UTF-8", arguments: Table.allCases) func unreadable(table: Table) {
    let file = "Data/esenzioni/\(table.rawValue).tsv"
    var tables = Self.tables
    tables[table] = nil
    #expect(throws: CatalogError(file: file, .unreadable)) { try Self.decode(tables) }
    #expect(throws: CatalogError(file: file, .encoding)) {
      try EsenzioniCatalog.decode {
        $0 == table ? [0x23, 0xFF, 0x0A] : Self.tables[$0].map { Array($0.utf8) }
      }
    }
  }

  @Test("leave an empty catalogue, with which nothing can be issued") func empty() throws {
    let code = try #require(CodiceEsenzione("E01"))
    #expect(EsenzioneCatalog.empty.entry(code, region: nil) == nil)
    #expect(EsenzioneCatalog.empty.resolve("E01", region: nil) == .unknown(near: []))
    #expect(EsenzioneCatalog.empty.search("reddito", region: nil, limit: 5).isEmpty)
  }
}
