import Domain
import Paper
import Terminal
import Testing

@Suite("The prints of exemptions") struct EsenzionePrintTests {
  private static let imprint = Specimen.imprint(Specimen.words("it"))

  /// Sentences are wrapped: one line, single blanks.
  private static func flat(_ document: Document?) -> String {
    (document?.text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func rows(_ esenzioni: [Esenzione]) -> PrintableEsenzioni {
    PrintableEsenzioni(
      of: Specimen.exempt(esenzioni), on: Specimen.day("2026-03-16"), parameters: Specimen.parameters())
  }

  // MARK: What is attested

  @Test(
    "attest what counts or will, and nothing that is only asked for, suspended or over",
    arguments: [
      (Esenzione.State.valid, true), (.draft, false), (.suspended(since: Specimen.day("2026-02-01")), false),
      (.inVerification, false), (.inEvaluation, false), (.notValid, false),
      (.ended(on: Specimen.day("2026-02-01"), cause: .expiry), false),
      (.ended(on: Specimen.day("2026-04-01"), cause: .enrolment), true),
      (.revoked(on: Specimen.day("2026-02-01"), reason: .citizen, isBlocked: false), false),
      (.revoked(on: Specimen.day("2026-04-01"), reason: .officeControl, isBlocked: true), false),
      (.annulled(on: Specimen.day("2026-03-16"), reason: "errore"), false),
    ])
  func states(state: Esenzione.State, isAttested: Bool) {
    let rows = Self.rows([Specimen.esenzione("E02", end: "2026-12-31", state: state)]).rows
    #expect(rows.isEmpty != isAttested)
    let document = Specimen.certificates(
      [Specimen.esenzione("E02", end: "2026-12-31", state: state)], imprint: Self.imprint)
    #expect((document != nil) == isAttested)
  }

  @Test("attest until the last day and from a day to come")
  func days() {
    for (start, end, isAttested) in [
      ("2026-01-01", "2026-03-16", true), ("2026-01-01", "2026-03-15", false),
      ("2026-04-01", "2027-03-31", true),
    ] {
      #expect(Self.rows([Specimen.esenzione("E02", start: start, end: end)]).rows.isEmpty != isAttested)
    }
  }

  @Test("print the reserve of a report whose revision had passed, and never that it is unlimited")
  func reserve() {
    for language in Specimen.languages {
      let imprint = Specimen.imprint(Specimen.words(language))
      for (revision, isReserved) in [(Specimen.day("2026-01-01"), true), (nil, false)] {
        for code in ["C01", "C03"] {
          var record = Specimen.esenzione(code)
          record.revisionPassed = revision
          let text = Self.flat(Specimen.certificates([record], imprint: imprint))
          #expect(text.contains(imprint.words.text("stampa.esenzione.con_riserva")) == isReserved)
          #expect(text.contains(imprint.words.text("stampa.esenzione.illimitata")) != isReserved)
          let sentence = imprint.words.text("stampa.esenzione.riserva", ["01/01/2026"])
          #expect(text.contains(sentence) == isReserved, "\(text)")
        }
      }
    }
  }

  @Test("leave out codes of other regions and who has died")
  func others() {
    let own = Specimen.esenzione("E90", scope: .region("09"))
    let other = Specimen.esenzione("E90", scope: .region("04"))
    #expect(Self.rows([own, other]).rows.map(\.esenzione.scope) == [.region("09")])
    var dead = Specimen.exempt([own])
    dead.posizione.deathDate = Specimen.day("2026-03-01")
    let none = PrintableEsenzioni(
      of: dead, on: Specimen.day("2026-03-16"), parameters: Specimen.parameters())
    #expect(none.rows.isEmpty)
  }

  @Test("take a code that the catalogue does not know for sensitive")
  func unknown() {
    #expect(Self.rows([Specimen.esenzione("ZZ9")]).isSensitive)
    #expect(!Self.rows(Specimen.allPrints).isSensitive)
    #expect(Self.rows(Specimen.allPrints + [Specimen.esenzione("X01")]).isSensitive)
    let bare = PrintableEsenzioni(
      of: Specimen.exempt(Specimen.allPrints), on: Specimen.day("2026-03-16"),
      parameters: EsenzioneParameters())
    #expect(bare.isSensitive)
  }

  @Test("are another original as soon as a code is added")
  func subjects() {
    let one = Self.rows([Specimen.esenzione("013.250")])
    let two = Self.rows([Specimen.esenzione("C01"), Specimen.esenzione("013.250")])
    let turned = Self.rows([Specimen.esenzione("013.250"), Specimen.esenzione("C01")])
    #expect(one.subject != two.subject)
    #expect(two.subject == turned.subject)
  }

  // MARK: Fields

  @Test("carry every field: the certificate of income, the attestato, the short one")
  func fields() throws {
    let document = try #require(Specimen.certificates(Specimen.allPrints, imprint: Self.imprint))
    #expect(document.pages.count == 3)
    let pages = document.pages.map { page in
      page.lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let common = [
      "Azienda di prova (990101)", "PROVA ANNA", "PRVNNA80A41Y000J",
      "L'esenzione va indicata dal medico sulla ricetta.", "Timbro e firma dell'operatore",
    ]
    let expected = [
      [
        "CERTIFICATO DI ESENZIONE PER REDDITO", "E02", "Disoccupati e familiari a carico",
        "Valida dal 10/01/2026", "Valida fino al 31/03/2026", "2026/000777", "09/01/2026",
        "La perdita dei requisiti",
      ],
      [
        "ATTESTATO DI ESENZIONE", "AT-2026-7", "80380009900000000005", "Via del Campo Vuoto 12",
        "Visti i documenti presentati", "09/01/2026 013.250 10/01/2026 ILLIMITATA", "Diabete mellito",
        "09/01/2026 C01 10/01/2026 30/09/2027", "09/01/2026 RFG101 10/01/2026 ILLIMITATA",
      ],
      ["ATTESTATO DI ESENZIONE (BREVE)", "D99", "AT-2026-7", "31/12/2026"],
    ]
    for (page, parts) in zip(pages, expected) {
      #expect((common + parts).filter { !page.contains($0) } == [])
    }
  }

  @Test("carry every field: the self-certification")
  func declaration() {
    let text = Self.flat(
      .selfDeclaration(
        Specimen.income(applicant: .delegate(cohabitant: false)), decision: Specimen.period,
        protocolNumber: "2026/000778", imprint: Self.imprint))
    let parts = [
      "DL 25 giugno 2008, n. 112", "DM 11 dicembre 2009", "PROVA ANNA", "5 - l'interessato tramite delegato",
      "art. 76", "PRVNNA80A41Y000J", "E02", "Disoccupati e familiari a carico", "16/03/2026", "31/03/2026",
      "un'altra persona: PRVGNI65T10Y001V", "il coniuge, disoccupato da maggio",
      "iscritto al Centro per l'impiego", "fiscalmente a carico", "figli a carico: 2",
      "azienda sanitaria controlla", "2016/679", "perde i requisiti", "Data 16/03/2026", "2026/000778",
      "Azienda di prova (990101)", "Firma: la persona delegata", "Timbro e firma dell'operatore",
    ]
    #expect(parts.filter { !text.contains($0) } == [])
  }

  @Test("promise no period where the rules refuse, and none without an end to whom they admit")
  func period() {
    let refusal = Finding(Rule("ER-28", source: "", confidence: .law), .block)
    let unlimited = "Valida fino al ILLIMITATA"
    for (findings, isUnlimited) in [([refusal], false), ([], true)] {
      let text = Self.flat(
        .selfDeclaration(
          Specimen.income(), decision: Decision(findings: findings), imprint: Self.imprint))
      #expect(text.contains(unlimited) == isUnlimited)
      #expect(text.contains("Valida fino al ____") != isUnlimited)
    }
  }

  @Test("have titles that fit their line, also in two languages", arguments: Specimen.languages)
  func headings(language: String) {
    for second in ["it", "de"] where second != language {
      let imprint = Specimen.imprint(Specimen.words(language), second: Specimen.words(second))
      for (name, document) in Specimen.esenzioni(imprint) {
        let isCut = document.text.contains("\u{2026}")
        #expect(!isCut, "\(name)")
      }
    }
  }

  @Test("keep the self-certification on one page, and on two at most in two languages")
  func length() {
    let alone = Document.selfDeclaration(
      Specimen.income(), decision: Specimen.period, imprint: Self.imprint)
    #expect(alone.pages.count == 1)
    let imprint = Specimen.imprint(Specimen.words("it"), second: Specimen.words("de"), drawsBarCodes: true)
    let beside = Document.selfDeclaration(Specimen.income(), decision: Specimen.period, imprint: imprint)
    #expect(beside.pages.count == 2)
  }

  @Test("ask of each code its own requirement", arguments: ["E01", "E02", "E03", "E04", "E90"])
  func requirements(code: String) {
    let words = Specimen.words("it")
    let keys = ["E01", "E02", "E03", "E04", "altro"]
    let scope: EsenzioneScope = code == "E90" ? .region("09") : .national
    let text = Self.flat(
      .selfDeclaration(Specimen.income(code, scope: scope), decision: Specimen.period, imprint: Self.imprint))
    let said = keys.filter { text.contains(words.text("stampa.autocertificazione.requisito.\($0)")) }
    #expect(said == [code == "E90" ? "altro" : code])
  }

  @Test("name the title of every applicant, 0 to 5")
  func titles() {
    let applicants: [(Applicant, Int)] = [
      (.self, 0), (.parent(otherParentDeclares: true), 1), (.tutore, 2), (.affidatario, 2),
      (.amministratoreDiSostegno, 3), (.familyMember, 4), (.delegate(cohabitant: true), 5),
    ]
    for (applicant, title) in applicants {
      let text = Self.flat(
        .selfDeclaration(
          Specimen.income(applicant: applicant), decision: Specimen.period, imprint: Self.imprint))
      let said = (0...5).filter { text.contains("Titolo del dichiarante \($0) - ") }
      #expect(said == [title])
    }
  }

  // MARK: Privacy

  @Test("tell no amount, neither of a household nor of the law", arguments: Specimen.languages)
  func amounts(language: String) {
    let imprint = Specimen.imprint(Specimen.words(language))
    let band = Specimen.certificates([Specimen.esenzione("E90", scope: .region("09"))], imprint: imprint)
    for (name, document) in Specimen.esenzioni(imprint) + [("fascia", band!)] {
      let text = document.text
      let secrets = ["€", "euro", "EUR", "1234567", "12345", "12.345", "36.151", "36151", "8.263", "8263"]
      #expect(secrets.filter { text.contains($0) } == [], "\(name)")
    }
  }

  @Test("describe a code as the profile says, and a restricted one never")
  func descriptions() {
    let all = ["Diabete mellito", "Parola delicata", "Parola protetta"]
    let shown: [EsenzioneParameters.PrintText: [String]] = [
      .codeOnly: [], .descriptionUnlessSensitive: [all[0]], .descriptionAlsoSensitive: [all[0], all[1]],
    ]
    for print in EsenzioneParameters.PrintText.allCases {
      let imprint = Specimen.imprint(Specimen.words("it"), esenzioni: Specimen.parameters(print))
      let text = Self.flat(
        Specimen.certificates(["013.250", "044", "020"].map { Specimen.esenzione($0) }, imprint: imprint))
      #expect(all.filter { text.contains($0) } == shown[print])
      #expect(["013.250", "044", "020"].allSatisfy { text.contains($0) })
    }
  }

  @Test("name on the cover of a closed envelope the person and nothing else")
  func cover() throws {
    let document = try #require(
      Specimen.certificates([Specimen.esenzione("044")], isEnclosed: true, imprint: Self.imprint))
    let cover = document.pages[0].lines.joined(separator: "\n")
    #expect(cover.contains("PROVA ANNA"))
    #expect(
      ["044", "PRVNNA", "Parola", "1980", "Esenzione", "esenzione"].filter { cover.contains($0) } == [])
    let form = Document.selfDeclaration(
      Specimen.income(privately: true), decision: Specimen.period, imprint: Self.imprint)
    #expect(form.pages[0].lines.contains { $0.contains("BUSTA CHIUSA") })
  }

  @Test(
    "name one part alone where a part is asked for, and call only a whole attestato one that replaces others")
  func parts() {
    let all = Self.rows(
      ["E02", "013.250", "044", "020", "C01"].map { Specimen.esenzione($0, end: "2026-12-31") })
    let replaces = Specimen.words("it").text("stampa.esenzione.sostituisce", []).prefix(30)
    func text(_ part: PrintableEsenzioni) -> String {
      Self.flat(.esenzioneCertificates(of: Specimen.exempt([]), part, imprint: Self.imprint))
    }
    #expect(text(all).contains(replaces) && text(all).contains("020"))
    let plain = all.only { !$0.isSensitive }
    #expect(["E02", "013.250", "C01"].allSatisfy { text(plain).contains($0) } && !plain.isSensitive)
    #expect(!text(plain).contains("044") && !text(plain).contains("020") && !text(plain).contains(replaces))
    let one = all.only { $0.esenzione.code.rawValue == "013.250" }
    #expect(one.rows.count == 1 && !text(one).contains("C01") && !text(one).contains(replaces))
    let sensitive = all.only(\.isSensitive)
    #expect(sensitive.isSensitive && sensitive.subject != all.subject)
    let alone = Self.rows([Specimen.esenzione("013.250"), Specimen.esenzione("E02")])
    let chronic = alone.only { $0.entry?.family == .cronica }
    #expect(text(chronic).contains(replaces))
  }

  @Test("spell out no sensitive or unknown code in the list of what ends")
  func reminder() {
    let text = Self.flat(
      .esenzioneReminder(Specimen.reminders(["E02", "X01", "020", "ZZ9", nil]), imprint: Self.imprint))
    #expect(["E02", "X01", "020 ", "ZZ9", "riservata"].filter { text.contains($0) } == [])
    #expect(text.components(of: " esenzione") == 5)
  }

  @Test("keep a sensitive code off receipts and letters, which go through a spooler")
  func receipts() throws {
    func texts(_ code: String) throws -> [String] {
      var content = Specimen.income(code)
      content.documentsSeen = [.identityDocument, .stpCode]
      let practice = Specimen.practice(.esenzioneRilascio(content))
      let status = ReceiptStatus.nonRegistrata(.refused)
      let decision = Specimen.decision
      return [
        Self.flat(.receipt(of: practice, status: status, decision: decision, imprint: Self.imprint)),
        Self.flat(
          .letter(about: practice, status: status, decision: decision, conflict: nil, imprint: Self.imprint)),
        Self.flat(.application(of: practice, decision: decision, imprint: Self.imprint)),
      ]
    }
    for text in try texts("E02") { #expect(text.contains("E02") && !text.contains("riservata")) }
    for text in try texts("X01") {
      #expect(!text.contains("X01") && text.contains("riservata") && !text.contains("STP"))
      #expect(!text.contains("Finta Alta): serve"))
    }
  }

  @Test("stay silent in logs, and their jobs name nobody")
  func silence() {
    let rows = Self.rows(Specimen.allPrints)
    #expect(["E02", "p1", "e-E02"].filter { "\(rows)\(rows.rows)".contains($0) } == [])
    for (name, document) in Specimen.esenzioni(Self.imprint) {
      let isSilent = document.title.hasPrefix("Sportello: ") && !document.title.uppercased().contains("PROVA")
      #expect(isSilent, "\(name)")
    }
  }

  // MARK: Marks

  @Test("are marked when they are printed again")
  func reprints() throws {
    let imprint = Specimen.imprint(Specimen.words("it"), reprint: 2)
    let document = try #require(Specimen.certificates(Specimen.allPrints, imprint: imprint))
    #expect(document.pages.allSatisfy { $0.lines.contains { $0.contains("RISTAMPA n. 2") } })
  }

  @Test("draw the codice fiscale as Code 39 only where the printer can")
  func barCode() throws {
    let plain = try #require(Specimen.certificates(Specimen.allPrints, imprint: Self.imprint))
    #expect(!plain.deviceText.contains("\u{1B}"))
    let imprint = Specimen.imprint(Specimen.words("it"), drawsBarCodes: true)
    let drawn = try #require(Specimen.certificates(Specimen.allPrints, imprint: imprint))
    #expect(!drawn.text.contains("\u{1B}"))
    // ESC ( B, 22 bytes: Code 39, two dots, no adjustment, 90/180 inch, no text, then the code itself.
    let command = "\u{1B}(B\u{16}\0\u{5}\u{2}\0\u{5A}\0\u{2}PRVNNA80A41Y000J"
    #expect(drawn.deviceText.components(of: command) == 3)
    #expect(drawn.pages.allSatisfy { $0.lines[6..<10].allSatisfy(\.isEmpty) })
    #expect(drawn.deviceText.components(of: "\u{C}") == 3)
  }

  @Test("say the law in Italian as well, and in Bolzano in German beside the Italian")
  func languages() {
    let (italian, german) = (Specimen.words("it"), Specimen.words("de"))
    func document(_ words: Words, _ second: Words?) -> String {
      Document.selfDeclaration(
        Specimen.income(), decision: Specimen.period, imprint: Specimen.imprint(words, second: second)
      ).text
    }
    for (words, second) in [(italian, german), (german, italian)] {
      let text = document(words, second)
      #expect(text.contains("Ersatzerklärung") && text.contains("Dichiarazione sostitutiva"))
    }
    #expect(!document(italian, nil).contains("Ersatzerklärung"))
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int {
    let (own, other) = (Array(utf8), Array(text.utf8))
    guard own.count >= other.count else { return 0 }
    return (0...(own.count - other.count)).count { own[$0..<($0 + other.count)].elementsEqual(other) }
  }
}
