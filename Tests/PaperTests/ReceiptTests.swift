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
      "RICEVUTA PROVVISORIA", "Verdi Immaginaria", "Fino alla conferma il medico resta: Bianchi Supposto",
      "Neri Fittizia", "entro il 20/03/2026 per telefono", "Codice di controllo", "FA-2", "m.prova",
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
