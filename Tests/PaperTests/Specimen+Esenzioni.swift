import Domain
import Paper
import Terminal

/// Invented exemptions to print.
extension Specimen {
  static func code(_ text: String) -> CodiceEsenzione { CodiceEsenzione(text)! }

  /// A catalogue with a code of each kind that prints tell apart.
  static let catalog = EsenzioneCatalog(entries: [
    entry("E01", .reddito, "Reddito, sotto i 6 e sopra i 65 anni"),
    entry("E02", .reddito, "Disoccupati e familiari a carico"),
    entry("E03", .reddito, "Assegno sociale"), entry("E04", .reddito, "Pensione al minimo"),
    entry("E90", .redditoRegionale, "Misura della regione", scope: .region("09")),
    entry("ERB", .fasciaRegionale, "Fascia della regione", scope: .region("09")),
    entry("013.250", .cronica, "Diabete mellito"), entry("C01", .invalidita, "Invalidi civili totali"),
    entry("RFG101", .rara, "Miastenia grave"), entry("D99", .donazione, "Donatori inventati"),
    entry("044", .cronica, "Parola delicata", isSensitive: true),
    entry("020", .cronica, "Parola protetta", isRestricted: true),
    entry("X01", .stranieri, "Stranieri con STP", isSensitive: true),
  ])

  static func entry(
    _ text: String, _ family: EsenzioneFamily, _ description: String, scope: EsenzioneScope = .national,
    isSensitive: Bool = false, isRestricted: Bool = false
  ) -> EsenzioneEntry {
    EsenzioneEntry(
      code: code(text), scope: scope, family: family, description: description, issuer: .nobody,
      validity: .unlimited, isSensitive: isSensitive, isRestricted: isRestricted)
  }

  static func parameters(
    _ print: EsenzioneParameters.PrintText = .descriptionUnlessSensitive
  ) -> EsenzioneParameters {
    var parameters = EsenzioneParameters()
    parameters.catalog = catalog
    parameters.region = "09"
    parameters.print = print
    return parameters
  }

  static func esenzione(
    _ text: String, scope: EsenzioneScope = .national, start: String = "2026-01-10", end: String? = nil,
    state: Esenzione.State = .valid
  ) -> Esenzione {
    Esenzione(
      id: Identifier(unchecked: "e-\(text)"), code: code(text), scope: scope, issuer: asl,
      start: day(start), end: end.map(day), issuedOn: day("2026-01-09"), origin: .certificate,
      certificateNumber: text == "C01" ? "" : "AT-2026-7", protocolNumber: "2026/000777", state: state)
  }

  static func exempt(_ esenzioni: [Esenzione]) -> Assistito {
    var person = assistito()
    person.posizione.esenzioni = esenzioni
    return person
  }

  static let allPrints = [
    esenzione("E02", end: "2026-03-31"), esenzione("013.250"), esenzione("C01", end: "2027-09-30"),
    esenzione("RFG101"), esenzione("D99", end: "2026-12-31"),
  ]

  static func income(
    _ text: String = "E02", scope: EsenzioneScope = .national, declaration: IncomeDeclaration = declaration,
    applicant: Applicant = .self, privately: Bool = false
  ) -> EsenzioneCase {
    EsenzioneCase(
      assistito: exempt([]), code: code(text), scope: scope, deskAsl: asl, applicant: applicant,
      effectiveDate: day("2026-03-16"), evidence: .income(declaration), privateHandOver: privately)
  }

  static let declaration = IncomeDeclaration(
    signedOn: day("2026-03-16"),
    titolare: .other(try! PersonCode.parse("PRVGNI65T10Y001V"), note: "il coniuge, disoccupato da maggio"),
    condition: .unemployed, isDependant: true,
    household: TaxHousehold(partner: .spouse, children: 2, others: 0), income: .cents(1_234_567))

  static let period = Decision(
    findings: [], effectiveDate: day("2026-03-16"), endDate: day("2026-03-31"))

  static func certificates(
    _ esenzioni: [Esenzione], isEnclosed: Bool = false, imprint: Imprint
  ) -> Document? {
    let person = exempt(esenzioni)
    let printable = PrintableEsenzioni(
      of: person, on: imprint.printedAt.romeDate, parameters: imprint.esenzioni)
    return .esenzioneCertificates(of: person, printable, isEnclosed: isEnclosed, imprint: imprint)
  }

  static func reminders(_ codes: [String?]) -> [Expiry] {
    codes.enumerated().map { index, text in
      Expiry(
        person: PersonSummary(
          id: Identifier(unchecked: "p\(index)"), code: try! PersonCode.parse("PRVGNI65T10Y001V"),
          surname: "Prova", name: "Numero \(index + 1)", birthDate: day("1965-12-10"), municipality: nil),
        kind: .esenzione, on: day("2026-03-31"), medicoName: "", esenzione: text.map(code))
    }
  }

  /// The prints of exemptions, by the name of their golden.
  static func esenzioni(_ imprint: Imprint) -> [(name: String, document: Document)] {
    var documents: [(name: String, document: Document)] = [
      ("autocertificazione", .selfDeclaration(income(), decision: period, imprint: imprint)),
      ("esenzioni-scadenze", .esenzioneReminder(reminders(["E02", "X01", nil]), imprint: imprint)),
    ]
    if let all = certificates(allPrints, imprint: imprint) { documents.append(("esenzioni", all)) }
    if let enclosed = certificates([esenzione("044")], isEnclosed: true, imprint: imprint) {
      documents.append(("esenzioni-busta", enclosed))
    }
    return documents
  }
}
