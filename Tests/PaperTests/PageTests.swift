import Domain
import Paper
import Terminal
import Testing

@Suite("Every print keeps to its page") struct PageTests {
  private func check(_ words: Words, isDemo: Bool) {
    let imprint = Specimen.imprint(words, isDemo: isDemo, reprint: 3, second: words, drawsBarCodes: true)
    for (name, document) in Specimen.documents(imprint) {
      #expect(!document.pages.isEmpty, "\(name)")
      for page in document.pages {
        #expect(page.lines.count == Page.height, "\(name)")
        let fits = page.lines.allSatisfy { line in
          line.count <= Page.width && line.allSatisfy { CellWidth.isSingle($0) }
        }
        #expect(fits, "\(name)")
        if isDemo {
          let banners = page.lines.filter { $0.contains("DEMO DEMO DEMO") }.count
          #expect(banners == 3, "\(name)")
          let isMarked = page.lines.allSatisfy { line in
            line.first.map("DEMO".contains) == true && line.last.map("DEMO".contains) == true
          }
          #expect(isMarked, "\(name)")
        }
      }
    }
  }

  @Test("in every language, demo or not", arguments: Specimen.languages, [false, true])
  func languages(language: String, isDemo: Bool) { check(Specimen.words(language), isDemo: isDemo) }

  @Test("even with endless sentences", arguments: [false, true])
  func endless(isDemo: Bool) { check(Specimen.endless, isDemo: isDemo) }

  @Test("no Italian word is missing")
  func complete() {
    for (name, document) in Specimen.documents(
      Specimen.imprint(Specimen.words("it"), isDemo: true, reprint: 1))
    {
      let isWhole = !document.text.contains("[stampa.") && !document.text.contains("[documento.")
      #expect(isWhole, "\(name)")
    }
  }

  @Test("every word that a value may ask for is there, in Italian")
  func vocabulary() {
    let words = Specimen.words("it")
    var keys = RevocaCase.Reason.allCases.map { "stampa.revoca.\($0.rawValue)" }
    keys += Domicile.Reason.allCases.map { "stampa.domicilio.\($0.rawValue)" }
    keys += SceltaRequest.Deroga.Ground.allCases.map { "stampa.deroga.\($0.rawValue)" }
    keys += SceltaRequest.PediatricExtension.Reason.allCases.map { "stampa.proroga.\($0.rawValue)" }
    keys += Kinship.allCases.map { "stampa.parentela.\($0.rawValue)" }
    keys += Expiry.Kind.allCases.map { "stampa.scadenza.\($0.rawValue)" }
    keys += DocumentKind.allCases.map { "documento.\($0.rawValue)" }
    keys += Medico.Kind.allCases.map { "stampa.medico.\($0.rawValue)" }
    keys += TaxHousehold.Partner.allCases.map { "stampa.coniuge.\($0.rawValue)" }
    keys += OutcomeNotice.Channel.allCases.map { "stampa.esito.\($0.rawValue)" }
    for kind in PracticeKind.allCases {
      keys.append("stampa.domanda.titolo.\(kind.rawValue)")
      // A paper about a card names what is asked for.
      let words = ["duplicate", "suspension", "reactivation", "revocation", "destruction"]
      keys += (kind == .tessera ? words.map { ".\($0)" } : [""]).map {
        "stampa.ricevuta.titolo.\(kind.rawValue)\($0)"
      }
    }
    #expect(keys.filter { words.optional($0) == nil } == [])
  }

  @Test("a name of 300 characters is wrapped, never cut")
  func longNames() {
    let surname = String(repeating: "ABCDEFGHIJ", count: 30)
    let assistito = Specimen.assistito(surname: surname)
    let document = Document.receipt(
      of: Specimen.practice(Specimen.scelta(of: assistito)),
      status: .provvisoria(outcome: .init(by: nil, channel: .email)), decision: Specimen.decision,
      imprint: Specimen.imprint(Specimen.words("it")))
    let letters = document.text.filter { !$0.isWhitespace }
    let isWhole = letters.contains(surname)
    #expect(isWhole)
  }

  @Test("a long list goes over several pages, each numbered")
  func longList() {
    let imprint = Specimen.imprint(Specimen.words("it"))
    let document = Document.expiries(
      Specimen.expiries(500), from: Specimen.day("2026-03-16"), to: Specimen.day("2027-08-01"),
      imprint: imprint)
    let count = document.pages.count
    #expect(count > 5)
    for (index, page) in document.pages.enumerated() {
      let isNumbered = page.lines.contains { $0.hasSuffix("Pagina \(index + 1) di \(count)") }
      #expect(isNumbered)
    }
    let rows = document.text.split(separator: "\n").filter { $0.contains("PRVGNI65T10Y001V") }.count
    #expect(rows == 500)
  }

  @Test("a list from the desk's own copy says that it is not whole", arguments: [true, false])
  func partialList(isPartial: Bool) {
    let document = Document.expiries(
      Specimen.expiries(3), from: Specimen.day("2026-03-16"), to: Specimen.day("2026-06-14"),
      isPartial: isPartial, imprint: Specimen.imprint(Specimen.words("it")))
    #expect(document.text.contains("ELENCO PARZIALE") == isPartial)
  }

  @Test("control characters of a typed text do not reach the printer")
  func controlCharacters() {
    let assistito = Specimen.assistito(surname: "Pro\u{1B}[2Jva\u{7}\r\nX")
    let document = Document.enrolmentCertificate(
      of: assistito, medico: nil, imprint: Specimen.imprint(Specimen.words("it")))
    let isClean = document.text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\u{C}" }
    #expect(isClean)
  }

  @Test("job titles and descriptions name nobody")
  func titles() {
    for (name, document) in Specimen.documents(Specimen.imprint(Specimen.words("it"))) {
      #expect(document.title.hasPrefix("Sportello: "), "\(name)")
      let isSilent = !"\(document)\(document.pages)".uppercased().contains("PROVA")
      #expect(isSilent, "\(name)")
    }
  }

  @Test("the anonymised copy of a report tells neither person nor address")
  func anonymousCopy() {
    let document = Document.residenceReport(
      Specimen.report, imprint: Specimen.imprint(Specimen.words("it")))
    let copy = document.pages.last?.lines.joined(separator: "\n").uppercased() ?? ""
    for secret in ["ANNA", "PRVNNA80A41Y000J", "CAMPO VUOTO", "INVENTATO", "1980"] {
      let isHidden = !copy.contains(secret)
      #expect(isHidden)
    }
    #expect(copy.contains("FINTA ALTA"))
  }

  @Test("the three receipts say different things in large letters")
  func receiptKinds() {
    let texts = Specimen.documents(Specimen.imprint(Specimen.words("it"))).prefix(3).map(\.document.text)
    let marks = ["RICEVUTA PROVVISORIA", "RICEVUTA DEFINITIVA", "PROMEMORIA"]
    for (text, mark) in zip(texts, marks) {
      let said = marks.filter { text.contains($0) }
      #expect(said == [mark])
    }
  }

  @Test("a restricted record shows no medico")
  func restricted() {
    let imprint = Specimen.imprint(Specimen.words("it"))
    let document = Document.enrolmentCertificate(
      of: Specimen.assistito(standing: .restricted), medico: Specimen.current, imprint: imprint)
    let isHidden = !document.text.contains("Bianchi") && document.text.contains("dati riservati")
    #expect(isHidden)
  }
}
