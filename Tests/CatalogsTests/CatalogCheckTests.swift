import Catalogs
import Domain
import FoundationEssentials
import Terminal
import Testing

@Suite("Check of all catalogs") struct CatalogCheckTests {
  @Test("finds nothing wrong with what we ship, in any language") func shipped() throws {
    let faults = CatalogCheck.faults(in: try ResourceDirectory.located())
    #expect(faults.map { "\($0.place) \($0.message.messageKey)" } == [])
  }

  @Test("loads every language for the terminal", arguments: Language.allCases)
  func loads(language: Language) throws {
    let words = try WordCatalog.words(language, in: ResourceDirectory.located())
    #expect(words.language == language.rawValue)
    #expect(words.optional("comando.confirm") != nil)
  }

  @Test("names file and key of what was broken") func broken() throws {
    let original = try ResourceDirectory.located()
    let files = FileManager.default
    let root = files.temporaryDirectory.appending(path: "catalog-check-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: root) }
    try files.createDirectory(atPath: root, withIntermediateDirectories: true)
    try files.copyItem(atPath: original.localization, toPath: "\(root)/Localization")
    try files.copyItem(atPath: original.screens, toPath: "\(root)/Screens")
    try files.copyItem(atPath: original.data, toPath: "\(root)/Data")
    let directory = try #require(ResourceDirectory(root: root))
    let german = try String(
      decoding: Data(contentsOf: URL(filePath: "\(root)/Localization/de.json")), as: UTF8.self)
    let damaged = german.replacing("\"comando.confirm\"", with: "\"comando.unbekannt\"")
    try Data(damaged.utf8).write(to: URL(filePath: "\(root)/Localization/de.json"))
    try Data("{\n  oh".utf8).write(to: URL(filePath: "\(root)/Localization/fr.json"))
    try Data([0xFF]).write(to: URL(filePath: "\(root)/Data/profiles/toscana.json"))
    try Data("# esenzioni-alias 1\n".utf8).write(to: URL(filePath: "\(root)/Data/esenzioni/alias.tsv"))
    let places = Set(CatalogCheck.faults(in: directory).map(\.place))
    #expect(
      places.isSuperset(of: [
        "Localization/de.json: comando.confirm", "Localization/de.json: comando.unbekannt",
        "Localization/fr.json:2", "Data/profiles/toscana.json", "Data/esenzioni/alias.tsv:2",
      ]))
    #expect(throws: CatalogError(file: "Localization/de.json", keyPath: "comando.confirm", .missingKey)) {
      try WordCatalog.words(.german, in: directory)
    }
  }
}
