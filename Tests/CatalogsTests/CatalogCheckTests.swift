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

  /// Copies a folder file by file, so that no link to the files of the project is left in it.
  private func copy(_ folder: String, to target: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: target, withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: folder) {
      let (from, to) = ("\(folder)/\(name)", "\(target)/\(name)")
      var isFolder = false
      guard files.fileExists(atPath: from, isDirectory: &isFolder) else { continue }
      if isFolder {
        try copy(from, to: to)
      } else {
        try Data(contentsOf: URL(filePath: from)).write(to: URL(filePath: to))
      }
    }
  }

  @Test("names file and key of what was broken") func broken() throws {
    let original = try ResourceDirectory.located()
    let files = FileManager.default
    let root = files.temporaryDirectory.appending(path: "catalog-check-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: root) }
    try copy(original.localization, to: "\(root)/Localization")
    try copy(original.screens, to: "\(root)/Screens")
    try copy(original.data, to: "\(root)/Data")
    // What this test writes must not reach what it was copied from.
    for path in [
      root, "\(root)/Localization/de.json", "\(root)/Data/profiles", "\(root)/Data/esenzioni/alias.tsv",
    ] {
      let isLink = try files.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeSymbolicLink
      try #require(!isLink, "\(path)")
    }
    let directory = try #require(ResourceDirectory(root: root))
    let german = try String(
      decoding: Data(contentsOf: URL(filePath: "\(root)/Localization/de.json")), as: UTF8.self)
    let damaged = german.replacing("\"comando.confirm\"", with: "\"comando.unbekannt\"")
    try Data(damaged.utf8).write(to: URL(filePath: "\(root)/Localization/de.json"))
    try Data("{\n  oh".utf8).write(to: URL(filePath: "\(root)/Localization/fr.json"))
    try Data([0xFF]).write(to: URL(filePath: "\(root)/Data/profiles/toscana.json"))
    try Data("# esenzioni-alias 1\n".utf8).write(to: URL(filePath: "\(root)/Data/esenzioni/alias.tsv"))
    #expect(CatalogCheck.faults(in: original).isEmpty, "the files of the project are as they were")
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
