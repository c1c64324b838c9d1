import Domain
import Paper
import Terminal
import Testing

@Suite("A receipt") struct ReceiptTests {
  private static func text(_ status: ReceiptStatus, language: String = "it", reprint: Int? = nil) -> String {
    let document = Document.receipt(
      of: Specimen.practice(Specimen.scelta()), status: status, decision: Specimen.decision,
      secondChoice: Specimen.second, imprint: Specimen.imprint(Specimen.words(language), reprint: reprint))
    // Sentences are wrapped: one line, single blanks.
    return document.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let provisional = ReceiptStatus.provvisoria(
    outcome: .init(by: Specimen.day("2026-03-20"), channel: .telephone))

  @Test("that is provisional carries everything that the citizen needs until the outcome")
  func provisional() {
    let text = Self.text(Self.provisional)
    for part in [
      "RICEVUTA PROVVISORIA", "Verdi Immaginaria",
      "Medico attuale secondo la copia dello sportello del 16/03/2026 ore 10:10: Bianchi Supposto",
      "Neri Fittizia", "entro: 20/03/2026 per telefono", "Codice di controllo", "FA-2", "m.prova",
    ] {
      let isThere = text.contains(part)
      #expect(isThere, "\(part)")
    }
    let isFinal = text.contains("DEFINITIVA") || text.contains("protocollo")
    #expect(!isFinal)
  }

  @Test("that is provisional stays provisional when printed again") func reprint() {
    let text = Self.text(Self.provisional, reprint: 3)
    let isProvisional = text.contains("RICEVUTA PROVVISORIA") && !text.contains("DEFINITIVA")
    #expect(isProvisional)
  }

  @Test("of a request that was not made says so, and has no code to ask by") func promemoria() {
    let text = Self.text(.promemoria(returnFrom: Instant(iso: "2026-03-02T08:00:00Z")))
    let isPlain =
      text.contains("NON è una richiesta e non ha effetto") && text.contains("Tornare o chiamare dal")
      && !text.contains("Codice di controllo") && !text.contains("Codice pratica")
      && !text.contains("Decorrenza")
    #expect(isPlain)
  }

  @Test("of a request that was refused does not pretend that none was made", arguments: Specimen.languages)
  func refused(language: String) {
    let words = Specimen.words(language)
    for why in ReceiptStatus.Missed.allCases {
      let text = Self.text(.nonRegistrata(why), language: language)
      let isTrue =
        text.contains(words.text("stampa.non_registrata"))
        && !text.contains(words.text("stampa.promemoria.senso"))
        && !text.contains(words.text("stampa.definitiva"))
      #expect(isTrue, "\(why)")
    }
  }

  @Test("of each kind can be told from the others by its first words", arguments: Specimen.languages)
  func kinds(language: String) {
    let words = Specimen.words(language)
    let heads = ["provvisoria", "definitiva", "promemoria", "non_registrata"].map {
      words.text("stampa.\($0)")
    }
    #expect(Set(heads).count == heads.count)
  }

  /// Number, day, and which sentence says so.
  private static let told: [(number: String, day: CivilDate?, key: String)] = [
    ("2026/000123", Specimen.day("2026-03-27"), "senso"), ("2026/000123", nil, "senza_data"),
    ("", Specimen.day("2026-03-27"), "senza_numero"), ("", nil, "senza_numero_e_data"),
  ]

  @Test(
    "says as the registry's only what the registry told, and what it did not tell",
    arguments: Specimen.languages, told)
  func untold(language: String, told: (number: String, day: CivilDate?, key: String)) {
    let words = Specimen.words(language)
    let day = told.day.map { words.date($0.iso) }
    let document = Document.receipt(
      of: Specimen.practice(Specimen.scelta()),
      status: .definitiva(protocolNumber: told.number, effectiveDate: told.day),
      decision: Specimen.decision, imprint: Specimen.imprint(words))
    let text = document.text.split { $0.isWhitespace || $0 == "|" }.joined(separator: " ")
    let sentence = words.text(
      "stampa.definitiva.\(told.key)", [told.number, day ?? ""].filter { !$0.isEmpty })
    #expect(!sentence.contains("%") && text.contains(sentence))
    let rows = document.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    let label = words.text("stampa.campo.decorrenza")
    #expect(rows.contains("\(label) \(day ?? words.text("stampa.non_comunicata"))"))
    // What was asked for stands there as such, and never in the place of what was not told.
    let asked = "\(words.text("stampa.campo.decorrenza.chiesta")) \(words.date("2026-03-16"))"
    #expect(rows.contains(asked) == (told.day == nil))
    #expect(!rows.contains("\(label) \(words.date("2026-03-16"))"))
  }

  @Test("of a request without effect names no medico in charge: the desk's copy is older than the registry")
  func medicoInCharge() {
    for why in ReceiptStatus.Missed.allCases {
      let isNamed = Self.text(.nonRegistrata(why)).contains("Bianchi")
      #expect(!isNamed, "\(why)")
    }
  }

  private static func revoca(_ reason: RevocaCase.Reason, _ status: ReceiptStatus) -> String {
    var content = Specimen.revoca
    content.reason = reason
    let document = Document.receipt(
      of: Specimen.practice(.revoca(content)), status: status, decision: Decision(findings: []),
      imprint: Specimen.imprint(Specimen.words("it")))
    return document.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("of a revoca tells the last day and the first one without, and nobody's who is not left without")
  func lastDay() {
    let told = ReceiptStatus.definitiva(protocolNumber: "7", effectiveDate: Specimen.day("2026-03-31"))
    for reason in RevocaCase.Reason.allCases {
      let text = Self.revoca(reason, told)
      let last = reason.lastDay(effective: Specimen.day("2026-03-31"))
      let hasDays =
        text.contains("Ultimo giorno col medico \(last == nil ? "-" : Specimen.words("it").date(last!.iso))")
        && text.contains("Senza medico dal") && text.contains("è senza medico")
      let hasDay = text.contains("Decorrenza 31/03/2026")
      #expect(hasDays == (last != nil) && hasDay == (last == nil), "\(reason)")
    }
    let asked = Self.revoca(.citizenWish, .provvisoria(outcome: .init(by: nil, channel: .desk)))
    let isAsked = asked.contains("Ultimo giorno chiesto 31/03/2026") && !asked.contains("Decorrenza")
    #expect(isAsked)
  }

  @Test("tells the citizen neither what a colleague did nor what the clerk has to do")
  func sentences() {
    func rule(_ id: String) -> Rule { Rule(id, source: "", confidence: .law) }
    let findings = [
      Finding(rule("REG-04"), .block, arguments: ["Neri Fittizia", "a.collega, FA-9", "2026-03-16 10:00"]),
      Finding(rule("REV-02"), .reserve, variant: "noReason"),
      Finding(rule("REV-03"), .block, variant: "reason"), Finding(rule("REV-03"), .block),
      Finding(rule("PRA-03"), .block, variant: "notice"),
    ]
    for status in [ReceiptStatus.nonRegistrata(.refused), .promemoria(returnFrom: nil)] {
      let document = Document.receipt(
        of: Specimen.practice(Specimen.scelta()), status: status, decision: Decision(findings: findings),
        imprint: Specimen.imprint(Specimen.words("it")))
      let text = document.text
      let isForCitizens =
        text.contains("Neri Fittizia") && text.contains("MOTIVI") && !text.contains("a.collega")
        && !text.contains("Rileggere") && !text.contains("annotare") && !text.contains("riportarlo")
        && !text.contains("$@") && !text.contains("correggere")
      #expect(isForCitizens, "\(status.kind)")
    }
  }

  @Test("has a number, tells how it came about, and how the desk is reached")
  func facts() {
    let imprint = Specimen.imprint(
      Specimen.words("it"),
      contact: DeskContact(telephone: "000 765432", hours: "lun-ven 8-13", address: "Via Finta 9"))
    func text(_ status: ReceiptStatus, _ facts: ReceiptFacts) -> String {
      Document.receipt(
        of: Specimen.practice(Specimen.scelta()), status: status, decision: Decision(findings: []),
        facts: facts, imprint: imprint
      ).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let done = ReceiptStatus.definitiva(protocolNumber: "7", effectiveDate: Specimen.day("2026-03-31"))
    let all = ReceiptFacts(
      number: 41, replacesProvisional: true, fullMedico: Specimen.second, wasRegistered: true)
    let parts = [
      "L'elenco di Neri Fittizia", "sostituisce quella provvisoria", "era già registrata",
    ]
    let reached = ["Telefono dello sportello 000 765432", "lun-ven 8-13", "Via Finta 9"]
    let definitive = text(done, all)
    let isWhole = (parts + reached + ["Numero della ricevuta 41"]).allSatisfy(definitive.contains)
    #expect(isWhole)
    let provisional = text(Self.provisional, all)
    let isPlain = parts.allSatisfy { !provisional.contains($0) } && reached.allSatisfy(provisional.contains)
    #expect(isPlain)
    let reminder = text(.promemoria(returnFrom: nil), ReceiptFacts())
    let isCalled = reminder.contains("Chiamare lo sportello al 000 765432 prima di tornare")
    #expect(isCalled)
  }

  @Test("is written to the living only") func letters() {
    var dead = Specimen.assistito()
    dead.posizione.deathDate = Specimen.day("2026-03-01")
    let imprint = Specimen.imprint(Specimen.words("it"))
    func letter(_ person: Assistito, _ conflict: Conflict?) -> Document? {
      .letter(
        about: Specimen.practice(Specimen.scelta(of: person)), status: .nonRegistrata(.refused),
        decision: Specimen.decision, conflict: conflict, imprint: imprint)
    }
    for entry in ConflictBook.entries {
      let (toLiving, toDead) = (letter(Specimen.assistito(), entry) != nil, letter(dead, entry) != nil)
      #expect(toLiving == (entry != ConflictBook.died), "\(entry.id.rawValue)")
      #expect(!toDead, "\(entry.id.rawValue)")
    }
    let (toLiving, toDead) = (letter(Specimen.assistito(), nil) != nil, letter(dead, nil) != nil)
    #expect(toLiving && !toDead)
  }
}
