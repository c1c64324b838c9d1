import Catalogs
import Domain
import Glibc
import Paper
import Population
import Store
import Terminal
import Testing
import Workflow

@testable import Counter

/// The prints A to D as the registry's own records make them, through the printer of the desk.
@Suite("The certificates of real records at the counter", .serialized)
struct EsenzioneCertificateTests {
  private let folder: String
  private static let cases = Population.DemoCase.all(on: testDay)
  private static let resources = try! ResourceDirectory.located()
  private static let words = try! WordCatalog.load(.italian, in: resources).words
  private static let catalog = try! EsenzioniCatalog.load(directory: resources.data)

  init() throws {
    var template = Array("/tmp/sportello-certify-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  private func cleanUp() {
    PrintFile.forget(folder: folder, olderThanSeconds: -10)
    rmdir(folder)
  }

  private static func code(_ caseID: String) throws -> PersonCode {
    try #require(cases.first { $0.id == caseID }).code
  }

  /// Who has a code that none of the other prints is for, and an income of the last request.
  private static func added() throws -> [PersonCode: [Esenzione]] {
    func record(_ text: String, _ origin: Esenzione.Origin) throws -> Esenzione {
      let code = try #require(CodiceEsenzione(text))
      return Esenzione(
        id: Identifier(unchecked: "66666666-0000-4000-8000-0000000000\(text.suffix(2))"), code: code,
        issuer: Region.homeAsl, start: testDay.adding(days: -20), end: testDay.adding(days: 120),
        issuedOn: testDay.adding(days: -20), origin: origin, certificateNumber: "AT-2026-31",
        protocolNumber: "2026/000031", state: .valid)
    }
    return [
      try code("malattia-rara"): [try record("X22", .certificate)],
      try code("esenzione-da-rinnovare"): [try record("E02", .selfDeclared)],
    ]
  }

  private static func parameters(_ print: EsenzioneParameters.PrintText) throws -> EsenzioneParameters {
    var parameters = try ProfileCatalog.load("italia", directory: resources.data).esenzioni
    parameters.catalog = catalog
    parameters.print = print
    return parameters
  }

  private static func description(_ code: String) throws -> String {
    // The layout wraps long descriptions: their beginning is enough.
    let entry = try #require(CodiceEsenzione(code).flatMap { catalog.entry($0, scope: .national) })
    return String(entry.description.prefix(12))
  }

  /// One line, single blanks.
  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func file(_ answer: Answer) throws -> String {
    guard case .printed(.file(let path, _)) = answer, let file = fopen(path, "r") else {
      Issue.record("not printed into a file")
      return ""
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What the journal says of how prints were handed over, oldest first.
  private static func handOvers(_ desk: SmallDesk) async throws -> [String] {
    try await desk.store.notes(of: "esenzione-consegna")
      .compactMap { $0.note?.split(separator: " ").first.map(String.init) }
  }

  @Test(
    "attest what the registry has, with the description only where the profile prints one",
    arguments: EsenzioneParameters.PrintText.allCases)
  func settings(print: EsenzioneParameters.PrintText) async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder, esenzioni: try Self.added())
    let clerk = try await desk.clerk(esenzioni: try Self.parameters(print), words: Self.words)
    let described = print != .codeOnly
    // B for income, C for an invalidity and a chronic disease on one sheet.
    let expected: [(caseID: String, title: String, codes: [String], number: String)] = [
      ("esenzione-da-rinnovare", "CERTIFICATO DI ESENZIONE PER REDDITO", ["E02"], "2026/000031"),
      ("esenzione-revisione", "ATTESTATO DI ESENZIONE", ["C03", "013.250"], "Visti i documenti"),
    ]
    for row in expected {
      let person = try await desk.registry.person(row.caseID)
      let text = Self.flat(
        try file(await clerk.answer(.print(.esenzioneCertificate(person.id, .plain)))))
      #expect(text.contains(row.title), "\(row.caseID)")
      #expect(text.contains(person.identity.currentCode?.rawValue ?? "-"), "\(row.caseID)")
      #expect(text.contains(row.number), "\(row.caseID)")
      for code in row.codes {
        #expect(text.contains(code), "\(row.caseID) \(code)")
        #expect(text.contains(try Self.description(code)) == described, "\(row.caseID) \(code)")
      }
    }
    #expect(try await Self.handOvers(desk) == ["openly", "openly"])
  }

  @Test(
    "printed again from a card name all plain codes, are marked, and are not called issued that day",
    arguments: [[EsenzionePart.reprint, .reprint], [.plain, .reprint, .reprint]])
  func reprints(parts: [EsenzionePart]) async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder, esenzioni: try Self.added())
    let clerk = try await desk.clerk(esenzioni: try Self.parameters(.codeOnly), words: Self.words)
    let person = try await desk.registry.person("esenzione-revisione")
    var marks: [String] = []
    for part in parts {
      let text = Self.flat(try file(await clerk.answer(.print(.esenzioneCertificate(person.id, part)))))
      #expect(text.contains("C03") && text.contains("013.250"))
      #expect(!text.contains("Rilasciato il 21/11/2026") && text.contains("Stampato il"))
      marks.append(["1", "2", "3"].first { text.contains("RISTAMPA n. \($0)") } ?? "")
    }
    #expect(marks == (parts.count == 2 ? ["1", "2"] : ["", "1", "2"]))
  }

  @Test("ask for the signature of who really stands there, and say nothing of the income")
  func selfDeclaration() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder)
    let clerk = try await desk.clerk(
      esenzioni: try Self.parameters(.descriptionUnlessSensitive), words: Self.words)
    let person = try await desk.registry.person("esenzione-da-rinnovare")
    let content = EsenzioneCase(
      assistito: person, code: try #require(CodiceEsenzione("E02")), deskAsl: Region.homeAsl,
      effectiveDate: testDay,
      evidence: .income(
        IncomeDeclaration(signedOn: testDay, condition: .unemployed, income: .cents(7_654_32))),
      documentsSeen: [.identityDocument, .tesseraSanitaria, .incomeDeclaration])
    let text = Self.flat(try file(await clerk.answer(.print(.selfDeclaration(content)))))
    for part in ["E02", person.identity.surname.uppercased(), "21/11/2026", "31/03/2027", "art. 76"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(["7654", "7.654", "8.263", "€"].filter { text.contains($0) } == [])
    #expect(try await Self.handOvers(desk) == ["openly"])
  }

  @Test("say what a code of income is about without any amount of the law")
  func amounts() {
    for entry in Self.catalog.entries where entry.description.contains(" euro") {
      guard let words = entry.wordsWithoutAmount else {
        let first = entry.description.prefix { $0 != " " }
        #expect(["Nucleo", "Fascia"].contains(first), "\(entry.code.rawValue)")
        continue
      }
      #expect(words.count >= 10 && entry.description.hasPrefix(words), "\(entry.code.rawValue)")
      #expect(!words.contains("euro") && !words.contains("00"), "\(entry.code.rawValue): \(words)")
    }
  }

  /// A sensitive code: what stands on its sheet.
  struct Sensitive: Sendable, CustomTestStringConvertible {
    let caseID: String
    let code: String
    let title: String
    /// The settings that print its description.
    let described: Set<EsenzioneParameters.PrintText>

    var testDescription: String { caseID }
  }

  static let sensitive = [
    Sensitive(
      caseID: "esenzione-riservata", code: "020.042", title: "ATTESTATO DI ESENZIONE", described: []),
    Sensitive(
      caseID: "malattia-rara", code: "X22", title: "ATTESTATO DI ESENZIONE (BREVE)",
      described: [.descriptionAlsoSensitive]),
  ]

  @Test(
    "go to the device alone with a cover that names only the person, and with the bar code if it draws any",
    arguments: sensitive, EsenzioneParameters.PrintText.allCases)
  func enclosed(row: Sensitive, print: EsenzioneParameters.PrintText) async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder, esenzioni: try Self.added())
    let person = try await desk.registry.person(row.caseID)
    let codice = try #require(person.identity.currentCode?.rawValue)
    for drawsBarCodes in [false, true] {
      let device = try TestPrinter()
      let clerk = try await desk.clerk(
        device: device.path, esenzioni: try Self.parameters(print), words: Self.words,
        drawsBarCodes: drawsBarCodes)
      let answer = await clerk.answer(.print(.esenzioneCertificate(person.id, .sensitive)))
      let text = device.end()
      guard case .printed(.printer(device.path, _)) = answer else {
        Issue.record("not on the device")
        continue
      }
      let pages = text.split(separator: "\u{C}").map { Self.flat(String($0)) }.filter { !$0.isEmpty }
      #expect(pages.count == 2)
      guard pages.count == 2 else { continue }
      #expect(pages[0].contains("BUSTA CHIUSA") && pages[0].contains(person.identity.surname.uppercased()))
      #expect([row.code, codice, "senzione"].filter { pages[0].contains($0) } == [])
      #expect(pages[1].contains(row.title) && pages[1].contains(row.code))
      #expect(pages[1].contains(try Self.description(row.code)) == row.described.contains(print))
      #expect(text.contains("\u{1B}(B") == drawsBarCodes)
    }
    #expect(PrintFile.forget(folder: folder, olderThanSeconds: -10) == 0, "a page lies in the folder")
    #expect(try await Self.handOvers(desk) == ["inEnvelope", "inEnvelope"])
  }

  @Test("attest nothing that only waits: neither what is verified nor what the district's doctor weighs")
  func unsettled() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder)
    let clerk = try await desk.clerk(
      esenzioni: try Self.parameters(.descriptionUnlessSensitive), words: Self.words)
    for caseID in ["esenzione-in-verifica", "esenzione-in-valutazione", "esenzione-bloccata"] {
      let person = try await desk.registry.person(caseID)
      #expect(!person.posizione.esenzioni.isEmpty, "\(caseID)")
      let none = Failure.store(messageKey: "errore.stampa.esenzione.nessuna", arguments: [])
      let answer = await clerk.answer(.print(.esenzioneCertificate(person.id, .plain)))
      #expect(answer == .failed(none), "\(caseID)")
    }
    #expect(try await Self.handOvers(desk).isEmpty)
  }
}
