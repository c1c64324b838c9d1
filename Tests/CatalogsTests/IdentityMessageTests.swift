import Catalogs
import Domain
import FoundationEssentials
import Testing

@Suite("Words for identity, dates and places") struct IdentityMessageTests {
  static let messages: [any OperatorMessage] =
    [
      CodiceFiscaleError.length(found: 1), CodiceFiscaleError.character(position: 1),
      CodiceFiscaleError.impossibleDate, CodiceFiscaleError.controlCharacter,
      NumericCodeError.length(found: 1, expected: 11), NumericCodeError.character(position: 1),
      PersonCodeError.empty, ScanError.nothing, ScanError.invalid(.controlCharacter), ScanError.twoPeople,
      PersonCodeError.provvisorio(.length(found: 1, expected: 11)),
      PersonCodeError.stp(.length(found: 1, expected: 16)), PersonCodeError.eni(.character(position: 2)),
      PersonCodeError.codiceFiscale(.controlCharacter),
      IdentificativoANPRError.length(found: 1), IdentificativoANPRError.character(position: 1),
      IdentificativoANPRError.checkCharacter,
      DateShorthandError.empty, DateShorthandError.unreadable, DateShorthandError.noSuchDay,
      PlaceCatalogError.unreadable(file: "f"), PlaceCatalogError.header(file: "f", line: 1),
      PlaceCatalogError.row(file: "f", line: 3, .code), ResourceError.notFound(tried: ["a"]),
    ] + NumeroTesseraWarning.allCases.map { $0 as any OperatorMessage }
    + CoherenceWarning.allCases.map { $0 as any OperatorMessage }

  static func italian() throws -> [String: String] {
    let folder = try ResourceDirectory.located().localization
    let data = try Data(contentsOf: URL(filePath: "\(folder)/it.json"))
    return try JSONDecoder().decode([String: String].self, from: data)
  }

  @Test("exist in Italian, with a place for each argument and no other") func exist() throws {
    let words = try Self.italian()
    for message in Self.messages {
      let sentence = try #require(words[message.messageKey], "\(message.messageKey)")
      let count = message.messageArguments.count
      #expect(!sentence.contains("%\(count + 1)$@"), "\(message.messageKey)")
      if count == 1 { #expect(sentence.contains("%1$@"), "\(message.messageKey)") }
    }
  }

  @Test(
    "exist for the warnings that have a key only",
    arguments: [
      "avviso.luogo.data", "avviso.luogo.sconosciuto", "avviso.provvisorio.controllo", "avviso.cf.futuro",
    ])
  func keys(key: String) throws {
    #expect(try Self.italian()[key] != nil)
  }
}
