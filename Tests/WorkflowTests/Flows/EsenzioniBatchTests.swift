import Domain
import Registry
import Terminal
import Testing

@testable import Workflow

@Suite("Renewals in series") struct EsenzioniBatchTests {
  static let april = CivilDate(year: 2026, month: 4, day: 10)!
  private static let open: [Act] = ["ES", .enter, .command("lotto")]
  static let anna = Act.scan(SmallRegion.code("cambio"))
  /// The income that ended with March.
  static let ended = EsenzioneFixture.record(
    "E02", from: "2025-04-03", to: "2026-03-31", origin: .selfDeclared)

  static func harness(
    _ records: [Esenzione] = [ended], of caseID: String = "cambio", on day: CivilDate = april
  ) async throws -> Harness {
    let harness = try await Harness()
    _ = try await harness.desk.answer(.demo(.date(day)))
    try await EsenzioneFixture.give(records, to: caseID, on: harness.desk)
    try await harness.run(open)
    return harness
  }

  /// The rows of the list that say why nothing was issued.
  private static func refused(_ harness: Harness) -> [BatchForm] {
    ((harness.session.top?.flow as? EsenzioniBatchFlow)?.done ?? []).filter(\.isRefused)
  }

  /// The way of the cursor to the list, as far as Tab needs it.
  private static func goToRows(_ harness: Harness) async throws {
    for _ in 0..<10 where harness.form.focus != "rows" { try await harness.run([.tab]) }
    #expect(harness.form.focus == "rows")
  }

  static func reason(_ harness: Harness) -> String? {
    guard case .refused(let key, _)? = refused(harness).first?.outcome else { return nil }
    return key
  }

  @Test("a scan and F10 renew one form: what F10 affirms stands on the row, and nothing is assumed before")
  func plain() async throws {
    let harness = try await Self.harness()
    try await harness.run([Self.anna])
    #expect(harness.form.value(of: "code") == "E02|nazionale")
    for field: FieldID in ["declared", "attached"] {
      #expect(harness.form.value(of: field).isEmpty, "\(field)")
    }
    #expect(harness.rows.contains { $0.contains("F10 conferma: modulo firmato il 10/04/2026") })
    try await harness.run([.f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
    guard case .esenzioneRilascio(let content)? = harness.desk.committed.first?.practice?.content,
      case .income(let declaration) = content.evidence
    else { return #expect(Bool(false), "no exemption was committed") }
    #expect(declaration.income == .below && declaration.condition == .unemployed)
    #expect(declaration.signedOn == Self.april)
    #expect(content.documentsSeen.contains(.identityDocument))
    #expect(content.renews == Self.ended.id)
    #expect(harness.screen == "esenzioni-lotto")
    for field: FieldID in ["subject", "declared", "attached"] {
      #expect(harness.form.value(of: field).isEmpty, "\(field)")
    }
  }

  @Test("a row costs the scan, the characters of another date, and F10")
  func budget() async throws {
    let harness = try await Self.harness()
    let acts: [Act] = [Self.anna, "o-3", .f(10)]
    try await harness.run(acts)
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
    #expect(harness.desk.committed.first?.practice?.content.assistito.identity.surname == "Prova")
    guard case .esenzioneRilascio(let content)? = harness.desk.committed.first?.practice?.content else {
      return #expect(Bool(false), "no exemption was committed")
    }
    #expect(content.effectiveDate == CivilDate(iso: "2026-04-07"))
  }

  /// A form that is not renewed.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var records = [EsenzioniBatchTests.ended]
    var caseID = "cambio"
    let keys: [Act]
    let reason: String
  }

  static let refusals = [
    Refusal(testDescription: "income over the threshold", keys: [.tab, .tab, "2"], reason: "regola.ER-02"),
    Refusal(testDescription: "another condition", keys: [.tab, .tab, "3"], reason: "regola.ER-13"),
    Refusal(testDescription: "no copy of the document", keys: [.tab, "n"], reason: "regola.DOC-"),
    Refusal(
      testDescription: "no income that can be renewed",
      records: [EsenzioneFixture.record("013", from: "2019-05-20")],
      keys: [], reason: "errore.lotto.nulla"),
    Refusal(testDescription: "a dead person", caseID: "deceduto", keys: [], reason: ""),
  ]

  @Test("a refused form stays with its reason, over F3 and a crash", arguments: refusals)
  func refusal(refusal: Refusal) async throws {
    let harness = try await Self.harness(refusal.records, of: refusal.caseID)
    try await harness.run([.scan(SmallRegion.code(refusal.caseID))] + refusal.keys + [.f(10)])
    #expect(harness.submissions == 0)
    let reason = try #require(Self.reason(harness), "\(harness.notice ?? "")")
    #expect(reason.hasPrefix(refusal.reason), "\(reason)")
    let typed = Self.refused(harness)
    // F3 and back.
    try await harness.run([.f(3)] + Self.open)
    #expect(Self.refused(harness) == typed)
    #expect(harness.notice == "stato.lotto.ripresa")
    // The program died: another session, the same disk.
    let next = try await Harness(desk: harness.desk)
    try await next.run(Self.open)
    #expect(Self.refused(next) == typed)
  }

  @Test("a refused form is taken up again as it was typed, and leaves the list with its renewal")
  func takenUp() async throws {
    let harness = try await Self.harness()
    try await harness.run([Self.anna, "o-3", .tab, .tab, "2", .f(10)])
    #expect(Self.reason(harness)?.hasPrefix("regola.ER-02") ?? false)
    let key = DraftKey(screen: "esenzioni-lotto", person: nil)
    #expect(harness.desk.drafts[key] != nil)
    try await Self.goToRows(harness)
    try await harness.run([.enter])
    #expect(harness.form.value(of: "signedOn") == "2026-04-07")
    #expect(harness.form.value(of: "declared") == "overThreshold")
    try await harness.run([.tab, .tab, "1", .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
    #expect(Self.refused(harness).isEmpty)
    #expect(harness.desk.drafts[key] == nil)
  }

  @Test("a form that is half filled in survives F3 and a crash")
  func halfTyped() async throws {
    let harness = try await Self.harness()
    try await harness.run([Self.anna, .tab, .tab, "3"])
    for _ in 0..<10 where harness.form.focus != "signedOn" { try await harness.run([.backTab]) }
    try await harness.run(["07"])
    #expect(harness.form.text(of: "signedOn") == "07")
    let typed = harness.form.draft
    try await harness.run([.f(3)] + Self.open)
    #expect(harness.form.draft == typed)
    let next = try await Harness(desk: harness.desk)
    try await next.run(Self.open)
    #expect(next.form.draft == typed)
    #expect(next.session.person?.identity.surname == "Prova")
  }

  @Test("a code that is typed over belongs to nobody until it is whole again")
  func typedOver() async throws {
    let harness = try await Self.harness()
    try await harness.run([Self.anna, .backTab, .backTab, "X"])
    #expect(harness.form.focus == "subject")
    #expect(harness.session.person == nil)
    try await harness.run([.f(10)])
    #expect(harness.submissions == 0)
  }

  @Test("a refused form can be put aside, and then nothing of it is kept")
  func putAside() async throws {
    let harness = try await Self.harness([])
    try await harness.run([.command("scarta")])
    #expect(harness.rows[22].contains("Prima scelga una riga rifiutata"))
    try await harness.run([Self.anna, .f(10)])
    try await Self.goToRows(harness)
    try await harness.run([.command("scarta")])
    #expect(Self.refused(harness).isEmpty)
    #expect(harness.desk.drafts.isEmpty)
  }

  @Test("before the day of the profile the screen says since when it is open, and renews nothing")
  func closed() async throws {
    let day = CivilDate(year: 2026, month: 3, day: 31)!
    let harness = try await Self.harness([EsenzioneFixture.lastYear], on: day)
    #expect(harness.notice == "errore.lotto.chiuso")
    #expect(harness.rows.contains { $0.contains("Rinnovi in serie dal 01/04/2026") })
    try await harness.run([Self.anna, .f(10)])
    #expect(harness.notice == "errore.lotto.chiuso")
    #expect(harness.submissions == 0)
    // A region that takes them all year says so.
    harness.session.scene.profile.esenzioni.batchFrom = nil
    try await harness.run([.f(10), .wait(700), .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
  }

  @Test("nothing of anybody is shown before the look is written down")
  func traced() async throws {
    let harness = try await Self.harness()
    harness.desk.keepsLooks = false
    try await harness.run([Self.anna])
    #expect(harness.form.value(of: "code").isEmpty)
    #expect(harness.session.person == nil)
    try await harness.run([.f(10)])
    #expect(harness.submissions == 0)
    harness.desk.keepsLooks = true
    try await harness.run([.f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
    #expect(harness.desk.consulted.count == 1)
  }

  @Test("what was renewed already is not offered again, nor its code twice")
  func renewed() async throws {
    let older = EsenzioneFixture.record("E02", from: "2025-03-01", to: "2026-03-31", origin: .selfDeclared)
    let once = try await Self.harness([older, Self.ended])
    try await once.run([Self.anna, .f(10)])
    #expect(once.submissions == 1, "\(once.notice ?? "")")
    guard case .esenzioneRilascio(let content)? = once.desk.committed.first?.practice?.content else {
      return #expect(Bool(false), "no exemption was committed")
    }
    #expect(content.renews == Self.ended.id)
    let again = EsenzioneFixture.record("E02", from: "2026-04-02", to: "2027-03-31", origin: .selfDeclared)
    let done = try await Self.harness([Self.ended, again])
    try await done.run([Self.anna, .f(10)])
    #expect(done.submissions == 0)
    #expect(Self.reason(done) == "errore.lotto.valid")
  }

  @Test("another code asks the list of the Sistema TS anew, and F10 waits for that answer")
  func otherCode() async throws {
    let e03 = EsenzioneFixture.record("E03", from: "2025-04-04", to: "2026-03-31", origin: .selfDeclared)
    let harness = try await Self.harness([Self.ended, e03])
    func asked() -> [String] {
      harness.effects.compactMap {
        if case .ask(_, .facts(let query)) = $0 { query.esenzione?.rawValue } else { nil }
      }
    }
    try await harness.run([Self.anna, .backTab, " "])
    #expect(harness.form.value(of: "code") == "E03|nazionale")
    #expect(asked() == ["E02", "E03"])
  }

  @Test("the form of a minor names who signed, and declares the minor as a dependant")
  func minor() async throws {
    let minor = "esenzione-sesto-compleanno"
    let record = EsenzioneFixture.record("E02", from: "2025-04-03", to: "2026-03-31", origin: .selfDeclared)
    let harness = try await Self.harness([record], of: minor)
    try await harness.run([.scan(SmallRegion.code(minor))])
    #expect(harness.form.isVisible("declarant"))
    // The child has an E01 of the list as well, which comes first.
    harness.session.layers[harness.session.layers.count - 1].flow.form.setFocus("code")
    try await harness.run(["2", .f(10)])
    #expect(harness.form.value(of: "code") == "E02|nazionale")
    #expect(harness.submissions == 0)
    #expect(harness.form.error(of: "declarant") != nil)
    harness.session.layers[harness.session.layers.count - 1].flow.form.setFocus("declarant")
    try await harness.run([.type(SmallRegion.code("cambio")), .f(10), .wait(700), .f(10)])
    #expect(harness.submissions == 1, "\(Self.reason(harness) ?? harness.notice ?? "")")
    guard case .esenzioneRilascio(let content)? = harness.desk.committed.first?.practice?.content,
      case .income(let declaration) = content.evidence
    else { return #expect(Bool(false), "no exemption was committed") }
    #expect(declaration.declarant?.rawValue == SmallRegion.code("cambio"))
    #expect(declaration.titolare == .declarant && declaration.isDependant)
  }

  @Test("a restricted record is changed by nobody who may not open it, also in a series")
  func restricted() async throws {
    let harness = try await Self.harness()
    let person = try #require(
      try await harness.desk.registry.person(PersonCode.parse(SmallRegion.code("cambio"))))
    try await harness.desk.registry.restrict(person.id, true)
    var author = harness.desk.author
    author = Author(operatorName: author.operatorName, role: .sportello, desk: author.desk)
    harness.desk.author = author
    harness.session.scene.author = author
    try await harness.run([Self.anna, .f(10)])
    #expect(harness.submissions == 0)
    #expect(harness.notice == "errore.riservati.ruolo")
  }

  @Test("what the draft keeps of a form is read again, and nothing else is taken for one")
  func notes() throws {
    let person: Identifier<Assistito> = "p-1"
    let form = BatchForm(
      person: person, name: "Prova Anna",
      content: BatchForm.Content(code: "E02|nazionale", signedOn: Self.april, declared: "changed"),
      outcome: .refused(key: "regola.ER-25", arguments: ["E02", "2026-03-31"]))
    #expect(BatchForm(note: try #require(form.note)) == form)
    let signed = BatchForm(
      person: person, name: "Prova Anna",
      content: BatchForm.Content(code: "E02|nazionale", declared: "same", declarant: "PRVNNA80A41Y000J"),
      outcome: form.outcome)
    #expect(BatchForm(note: try #require(signed.note)) == signed)
    let taken = BatchForm(person: person, name: "", content: .init(), outcome: .taken(number: "1"))
    #expect(taken.note == nil)
    for text in ["", "p-1", "a\u{1F}b\u{1F}c"] { #expect(BatchForm(note: text) == nil) }
    #expect(!"\(form)".contains("Prova") && !"\(form)".contains("E02"))
  }
}
