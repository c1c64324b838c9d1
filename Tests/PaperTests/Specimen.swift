import Domain
import FoundationEssentials
import Paper
import Terminal

/// Invented people, doctors and words to print.
enum Specimen {
  static let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// The languages of `Localization/`.
  static let languages = ["it", "de", "fr", "sl", "en"].filter {
    FileManager.default.fileExists(atPath: "/\(root)/Localization/\($0).json")
  }

  static func words(_ language: String) -> Words {
    let data = FileManager.default.contents(atPath: "/\(root)/Localization/\(language).json") ?? Data()
    var sentences = (try? JSONDecoder().decode([String: String].self, from: data)) ?? [:]
    sentences["regola.PRV-01"] =
      "Il medico opera in un altro ambito (%1$@): serve la sua accettazione scritta."
    return Words(
      language: language,
      showDate: { $0.split(separator: "-").reversed().joined(separator: "/") },
      lookUp: { [sentences] in sentences[$0] })
  }

  /// Every sentence a hundred words long: what no translator will ever do.
  static let endless = Words(language: "xx") { key in
    "\(key) " + String(repeating: "Donaudampfschifffahrtsgesellschaft %1$@ ", count: 12)
  }

  static func day(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }

  static let asl = CodiceAsl("990101")!
  static let territory = Territory(
    municipality: PlaceCode("Y010")!, asl: asl, distretto: "Distretto Nord", ambitoMMG: "A1", ambitoPLS: "P1")

  static func author() -> Author {
    Author(
      operatorName: "m.prova", role: .sportello,
      desk: Desk(id: "FA-2", kind: .asl, asl: asl, distretto: "Distretto Nord"))
  }

  static func imprint(
    _ words: Words, isDemo: Bool = false, reprint: Int? = nil, isClockOff: Bool = false,
    second: Words? = nil, esenzioni: EsenzioneParameters = parameters(), drawsBarCodes: Bool = false,
    contact: DeskContact = DeskContact()
  ) -> Imprint {
    Imprint(
      words: words, isDemo: isDemo, author: author(), printedAt: Instant(iso: "2026-03-16T09:15:00Z")!,
      reprint: reprint, isClockOff: isClockOff, second: second, esenzioni: esenzioni,
      drawsBarCodes: drawsBarCodes, contact: contact,
      placeName: { ["Y000": "Prova sul Mare", "Y010": "Finta Alta"][$0.rawValue] },
      aslName: { _ in "Azienda di prova" })
  }

  static func medico(_ surname: String, _ name: String, code: String) -> Medico {
    Medico(
      id: Identifier(unchecked: code), kind: .mmg, surname: surname, name: name, sex: .female,
      regionalCode: code, asl: asl, distretto: "Distretto Nord", ambito: "A1",
      association: Medico.Association(
        id: "AG1", name: "Medici di Finta Alta", form: .group, start: day("2020-01-01"), end: nil),
      engagement: Medico.Engagement(start: day("2010-01-01"), end: nil),
      ceilings: Medico.Ceilings(permanent: 1_500, reunion: nil, temporary: nil), selfLimited: false,
      load: nil,
      surgery: Medico.Surgery(
        street: "Via dei Colori 4", municipality: PlaceCode("Y010")!, telephone: "000 123456",
        hours: "lun-ven 9-12, mar e gio anche 16-18"))
  }

  static let chosen = medico("Verdi", "Immaginaria", code: "R10001")
  static let current = medico("Bianchi", "Supposto", code: "R10002")
  static let second = medico("Neri", "Fittizia", code: "R10003")

  static func assistito(surname: String = "Prova", standing: Standing = .ordinary) -> Assistito {
    Assistito(
      id: "p1",
      identity: Generalita(
        codes: [try! PersonCode.parse("PRVNNA80A41Y000J")], surname: surname, name: "Anna", sex: .female,
        birthDate: day("1980-01-01"), birthPlace: PlaceCode("Y000")!),
      posizione: Posizione(
        birthDate: day("1980-01-01"),
        residence: .italy(
          Address(street: "Via del Campo Vuoto 12", postalCode: "00000", territory: territory), since: nil,
          state: .confirmed),
        domicile: Domicile(
          address: Address(street: "Piazza Immaginaria 1", postalCode: "00001", territory: territory),
          reason: .work, since: day("2026-01-01"), until: day("2026-12-31")),
        assistenza: Assistenza(asl: asl, start: day("2001-05-01"), kind: .unlimited),
        scelte: [
          Scelta(
            medico: current.id, medicoName: "Bianchi Supposto", kind: .mmg, start: day("2015-04-01"),
            motive: .first, author: "m.prova")
        ], standing: standing),
      tessera: Tessera(
        number: try! NumeroTessera("80380009900000000005"), issued: day("2022-01-01"),
        expires: day("2028-01-01")))
  }

  static func practice(_ content: PracticeCase) -> Practice {
    Practice(
      id: "3f2a91c0-7b1d-4c7e-9a50-0123456789ab", content: content, author: author(),
      createdAt: Instant(iso: "2026-03-16T09:10:00Z")!)
  }

  static func scelta(of assistito: Assistito = assistito()) -> PracticeCase {
    .scelta(
      SceltaCase(
        assistito: assistito, medico: chosen, currentMedico: current,
        request: SceltaRequest(
          effectiveDate: day("2026-03-16"), applicant: .delegate(cohabitant: false),
          deroga: .init(ground: .proximity, reason: "la strada per l'ambulatorio dell'ambito è interrotta"),
          reunion: .init(
            relative: try! PersonCode.parse("PRVGNI65T10Y001V"), kinship: .spouse, relativeMedico: chosen.id,
            sameFamily: true),
          documentsSeen: [.identityDocument, .tesseraSanitaria, .delega],
          documentsDeclared: [.residenceDeclaration])))
  }

  static let revoca = RevocaCase(
    assistito: assistito(), reason: .movesToOtherRegion, effectiveDate: day("2026-03-31"),
    documentsSeen: [.identityDocument], note: "si trasferisce per lavoro")

  static let ricusazione = RicusazioneCase(
    assistito: assistito(), medico: current, noticeDate: day("2026-03-10"),
    reason: "venuto meno il rapporto di fiducia")

  static let decision = Decision(
    findings: [
      Finding(
        Rule("PRV-01", source: "", confidence: .regional), .reserve,
        variant: nil, arguments: ["Finta Alta"], field: "medico")
    ], effectiveDate: day("2026-03-16"))

  /// One answer that is right, one that is not, and one that sees a rule where there is none.
  static let drills = [
    DrillSheetLine(
      title: "Prima prova", given: decision.findings.first?.rule.id, expected: decision.findings.first),
    DrillSheetLine(title: "Seconda prova", given: nil, expected: decision.findings.last),
    DrillSheetLine(title: "Terza prova", given: "PRA-01", expected: nil),
  ]

  static func expiries(_ count: Int) -> [Expiry] {
    let kinds = Expiry.Kind.allCases.filter { $0 != .esenzione }
    return (0..<count).map { index in
      Expiry(
        person: PersonSummary(
          id: Identifier(unchecked: "p\(index)"), code: try! PersonCode.parse("PRVGNI65T10Y001V"),
          surname: "Prova", name: "Numero \(index + 1)", birthDate: day("1965-12-10"), municipality: nil),
        kind: kinds[index % kinds.count],
        on: day("2026-03-16").adding(days: index), medicoName: "Bianchi Supposto")
    }
  }

  static let report = ResidenceReport(
    assistito: assistito(), declared: "Vicolo Inventato 3, Finta Alta, dal mese di gennaio",
    readAt: Instant(iso: "2026-03-16T08:00:00Z")!, reference: "77aa0001-0000-4000-8000-000000000000")

  /// Every print, by the name of its golden.
  static func documents(_ imprint: Imprint) -> [(name: String, document: Document)] {
    let receipts: [(String, PracticeCase, ReceiptStatus)] = [
      (
        "scelta-provvisoria", scelta(),
        .provvisoria(outcome: .init(by: day("2026-03-20"), channel: .telephone))
      ),
      (
        "scelta-definitiva", scelta(),
        .definitiva(protocolNumber: "2026/000123", effectiveDate: day("2026-03-16"))
      ),
      ("scelta-promemoria", scelta(), .promemoria(returnFrom: Instant(iso: "2026-03-02T08:00:00Z"))),
      (
        "revoca-definitiva", .revoca(revoca),
        .definitiva(protocolNumber: "2026/000124", effectiveDate: day("2026-03-31"))
      ),
      ("revoca-provvisoria", .revoca(revoca), .provvisoria(outcome: .init(by: nil, channel: .desk))),
      (
        "ricusazione-definitiva", .ricusazione(ricusazione),
        .definitiva(protocolNumber: "2026/000125", effectiveDate: day("2026-03-26"))
      ),
      ("scelta-definitiva-senza-data", scelta(), .definitiva(protocolNumber: "", effectiveDate: nil)),
    ]
    var documents = receipts.map { name, content, status in
      (
        name: "ricevuta-\(name)",
        document: Document.receipt(
          of: practice(content), status: status, decision: decision, secondChoice: second, imprint: imprint)
      )
    }
    for entry in ConflictBook.entries where entry.isOnReceipt {
      documents.append(
        (
          name: "ricevuta-scelta-\(entry.id.rawValue)",
          document: Document.receipt(
            of: practice(scelta()), status: .nonRegistrata(.refused), decision: decision, conflict: entry,
            imprint: imprint)
        ))
    }
    for why in ReceiptStatus.Missed.allCases where why != .refused {
      documents.append(
        (
          name: "ricevuta-scelta-\(why.rawValue)",
          document: Document.receipt(
            of: practice(scelta()), status: .nonRegistrata(why), decision: decision, imprint: imprint)
        ))
    }
    if let letter = Document.letter(
      about: practice(scelta()), status: .nonRegistrata(.refused), decision: decision,
      conflict: ConflictBook.fullList, imprint: imprint)
    {
      documents.append((name: "lettera-scelta", document: letter))
    }
    documents += [
      ("domanda-scelta", .application(of: practice(scelta()), decision: decision, imprint: imprint)),
      ("domanda-revoca", .application(of: practice(.revoca(revoca)), decision: decision, imprint: imprint)),
      (
        "domanda-ricusazione",
        .application(of: practice(.ricusazione(ricusazione)), decision: decision, imprint: imprint)
      ),
      (
        "attestato",
        .enrolmentCertificate(
          of: assistito(), medico: current, distretto: "Distretto Nord", imprint: imprint)
      ),
      (
        "certificato-revoca",
        .revocaCertificate(
          of: practice(.revoca(revoca)), content: revoca, protocolNumber: "2026/000124",
          effectiveDate: day("2026-03-31"), imprint: imprint)
      ),
      ("segnalazione", .residenceReport(report, imprint: imprint)),
      (
        "scadenze",
        .expiries(expiries(60), from: day("2026-03-16"), to: day("2026-06-14"), imprint: imprint)
      ),
      ("esercitazione", .drillSheet(series: "Prova", lines: drills, imprint: imprint)),
    ]
    return documents + esenzioni(imprint)
  }
}
