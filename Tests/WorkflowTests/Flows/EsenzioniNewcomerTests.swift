import Domain
import Population
import Sync
import Terminal
import Testing

@testable import Workflow

/// What a clerk who sees the screens of exemptions for the first time would stumble over.
@Suite("Exemptions for a newcomer") struct EsenzioniNewcomerTests {
  private static let anna = EsenzioniTests.anna

  private static func harness(_ records: [Esenzione] = []) async throws -> Harness {
    let harness = try await Harness()
    try await EsenzioneFixture.give(records, to: "cambio", on: harness.desk)
    return harness
  }

  @Test("a paper counts as seen only by an answer that says it was read on it")
  func papers() async throws {
    let harness = try await Self.harness([EsenzioneFixture.lastYear])
    try await harness.run(["ES ", Self.anna, "E02", "1"])
    let scene = harness.session.scene
    let entry = try #require(EsenzioneLookUp.entry(of: harness.form.value(of: "code"), scene))
    #expect(harness.form.value(of: "income") == "yes")
    #expect(EsenzioneEvidenceFields.documents(harness.form, entry).isEmpty)
    try await harness.run(["s"])
    #expect(EsenzioneEvidenceFields.documents(harness.form, entry) == [.incomeDeclaration])
  }

  @Test("an Enter after a code that was whole already is neither an error nor an order")
  func habitualEnter() async throws {
    let harness = try await Self.harness(EsenzioneFixture.all)
    try await harness.run(["ES ", Self.anna, "C04", .enter])
    #expect(harness.screen == "esenzione-rilascio")
    #expect(harness.form.focus == "identityDocument")
    #expect(harness.form.error(of: "identityDocument") == nil)
    try await harness.run(["1"])
    #expect(harness.form.value(of: "identityDocument") == "identityCard")
    #expect(harness.form.value(of: "code") == "C04|nazionale")
    // The same on the card of a record: the usual action is not done.
    try await harness.run([.f(3), "ES ", Self.anna, "E02", .enter])
    #expect(harness.screen == "esenzione")
    #expect(harness.notice != "errore.esenzione.rinnovo.dopo")
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 0)
    try await harness.run([.enter])
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 1)
  }

  @Test("an Enter that comes later, or after Enter, is heard")
  func laterEnter() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ES ", Self.anna, "013", .enter])
    #expect(harness.screen == "esenzione-rilascio")
    try await harness.run([.enter])
    #expect(harness.form.error(of: "identityDocument") == .missing)
    let other = try await Self.harness()
    try await other.run(["ES ", Self.anna, "C04", .tab, .backTab, .enter])
    #expect(other.form.error(of: "identityDocument") == .missing)
  }

  @Test(
    "a percentage that is no whole number is an error at its field",
    arguments: [
      ("74,5", "errore.esenzione.percentuale.intera"), ("74.5", "errore.esenzione.percentuale.intera"),
      ("+74", "errore.esenzione.percentuale.intera"), ("7 4", "errore.esenzione.percentuale.intera"),
      ("101", "errore.esenzione.percentuale"), ("74", nil), ("74%", nil), ("100 %", nil),
    ] as [(String, String?)])
  func percentage(text: String, key: String?) async throws {
    let harness = try await Self.harness()
    var form = Form(spec: harness.session.scene.spec("esenzione-rilascio"))
    form.setVisible("percentage", true)
    form.set("percentage", to: text)
    EsenzioneEvidenceFields.check(&form, isFinal: false, on: testDay)
    #expect(form.error(of: "percentage")?.key == key)
    #expect(
      (EsenzioneEvidenceFields.percentage(form) == nil) == (key == "errore.esenzione.percentuale.intera"))
  }

  @Test("of who has died nothing is issued, and no question is asked before that is said")
  func dead() async throws {
    let harness = try await Harness()
    let dead = Act.scan(SmallRegion.code("deceduto"))
    try await harness.run(["ES ", dead])
    #expect(harness.rows.contains { $0.contains("decesso") })
    try await harness.run(["E02"])
    #expect(harness.screen == "esenzioni")
    #expect(harness.notice == "stato.esenzione.deceduto")
  }

  @Test("a blocked code is refused before any question")
  func blocked() async throws {
    let blocked = EsenzioneFixture.record(
      "E02", from: "2025-04-03",
      state: .revoked(on: CivilDate(iso: "2025-06-01")!, reason: .officeControl, isBlocked: true))
    let harness = try await Self.harness([blocked])
    try await harness.run(["ES ", Self.anna, "E02"])
    #expect(harness.screen == "esenzioni")
    #expect(harness.notice == "regola.ER-28")
    // Who goes on with Enter reads it all the same, and the card says it as well.
    try await harness.run([.enter])
    #expect(harness.screen == "esenzioni")
    #expect(harness.rows.contains { $0.contains("rivolgersi all'ufficio controlli") })
    try await harness.run([.enter])
    #expect(harness.screen == "esenzione")
    for words in ["rivolgersi all'ufficio controlli", "Controllo dell'ufficio"] {
      #expect(harness.rows.contains { $0.contains(words) }, "\(words)")
    }
  }

  @Test(
    "a block that somebody else may lift says who",
    arguments: [(Role.responsabile, nil), (.sportello, "diritto.responsabile")])
  func unblock(role: Role, key: String?) async throws {
    let harness = try await Harness(role: role)
    let record = EsenzioneFixture.record("E02", from: "2025-04-03", state: EsenzioneOutcomeTests.blocked)
    try await EsenzioneFixture.give([record], to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna, .tab, .enter])
    let (person, scene) = (harness.session.person, harness.session.scene)
    #expect(EsenzioneAction.revoke.refusal(record, of: person, scene) == key)
  }

  @Test("F10 says that nothing can be issued before it lists the fields to fill in")
  func stopBeforeFields() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ES ", Self.anna, "E02"])
    var person = try #require(harness.session.person)
    person.posizione.deathDate = CivilDate(iso: "2026-03-01")!
    let scene = harness.session.scene
    var flow = PracticeFlow(
      EsenzioneRecipe(
        issue: EsenzioneIssue(scene.rules.esenzioni.catalog.entry(CodiceEsenzione("E02")!, region: nil)!)),
      person: person, scene)
    _ = flow.start(scene)
    let query = try #require(flow.asked)
    guard case .facts(let facts) = try await harness.desk.answer(.facts(query)) else { return }
    _ = flow.receive(.facts(facts), to: .facts(query), scene)
    let steps = flow.handle(.action(.confirm), scene)
    #expect(steps.contains(.say(Notice(.error, "regola.REV-06.dead"))))
    #expect(flow.form.summary == nil)
  }

  @Test("an action that the state forbids names the state and its day")
  func state() async throws {
    let harness = try await Harness()
    try await harness.run(["ES ", EsenzioniTests.anna])
    let (person, scene) = (harness.session.person, harness.session.scene)
    let expired = EsenzioneFixture.record("C03", from: "2024-01-10", to: "2026-01-09")
    let revoked = EsenzioneFixture.record(
      "013", from: "2020-03-01",
      state: .revoked(on: CivilDate(iso: "2025-03-01")!, reason: .citizen, isBlocked: false))
    for (record, word, day) in [(expired, "SCADUTA", "10/01/2026"), (revoked, "revocata", "01/03/2025")] {
      let reason = EsenzioneAction.reprint.explanation(record, of: person, scene)
      #expect(reason == FieldError("errore.esenzione.stato.dal", [word, day]))
    }
    #expect(
      EsenzioneAction.annul.explanation(
        EsenzioneFixture.record("013", from: "2019-05-20"), of: person, scene)?.key
        == "errore.esenzione.annullo.giorno")
  }

  @Test("a code of another region does not read as valid here")
  func regional() async throws {
    let scene = try await Harness().session.scene
    var record = EsenzioneFixture.record("7RQ", from: "2025-04-01", to: "2027-03-31")
    record.scope = .region("05")
    #expect(EsenzioneWords.standing(record, scene) == "non vale qui")
    record.scope = .national
    #expect(EsenzioneWords.standing(record, scene) == "valida")
  }

  @Test("the cursor is back in the list after a record of it was left")
  func backToList() async throws {
    let harness = try await Self.harness(EsenzioneFixture.all)
    try await harness.run(["ES ", Self.anna, .tab, .down, .enter])
    #expect(harness.screen == "esenzione")
    try await harness.run([.escape])
    #expect(harness.form.focus == "rows")
    try await harness.run([.enter])
    #expect(harness.screen == "esenzione")
  }

  @Test("a code of who signs is looked at when its field is left")
  func signer() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ES ", Self.anna, "E02", "1"])
    let scene = harness.session.scene
    var form = harness.form
    form.setVisible("declarant", true)
    form.set("declarant", to: "01022026")
    form.setFocus("declarant")
    EsenzioneEvidenceFields.check(&form, isFinal: false, on: testDay)
    #expect(form.error(of: "declarant") == nil, "while it is typed")
    form.setFocus("applicant")
    EsenzioneEvidenceFields.check(&form, isFinal: false, on: scene.today)
    #expect(form.error(of: "declarant") != nil)
  }

  @Test("a first diagnosis that is still to come is an error of that field, in its own words")
  func diagnosis() async throws {
    let scene = try await Harness().session.scene
    var form = Form(spec: scene.spec("esenzione-rilascio"))
    form.setVisible("firstDiagnosis", true)
    form.set("firstDiagnosis", to: testDay.adding(days: 1).iso)
    EsenzioneEvidenceFields.check(&form, isFinal: false, on: testDay)
    #expect(form.error(of: "firstDiagnosis")?.key == "regola.PRA-03.diagnosis")
    form.set("firstDiagnosis", to: testDay.iso)
    EsenzioneEvidenceFields.check(&form, isFinal: false, on: testDay)
    #expect(form.error(of: "firstDiagnosis") == nil)
  }

  @Test("who signs for a foreigner is asked for, and a draft that is taken up again is said")
  func foreigner() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ES ", Self.anna, "X22", .f(10)])
    #expect(harness.screen == "esenzione-rilascio")
    #expect(!harness.form.isVisible("declarant"))
    var form = harness.form
    form.set("applicant", to: "parent")
    let scene = harness.session.scene
    let entry = scene.rules.esenzioni.catalog.entry(CodiceEsenzione("X22")!, region: nil)
    EsenzioneEvidenceFields.arrange(&form, entry, scene)
    #expect(form.isVisible("declarant"))
    try await harness.run(["1", .f(3), "ES ", Self.anna, "X22"])
    #expect(harness.screen == "esenzione-rilascio")
    #expect(harness.notice == "stato.bozza.ripresa")
    try await harness.run([.enter])
    #expect(harness.notice == "stato.bozza.ripresa", "the habitual Enter takes it away unread")
  }

  @Test("while the registry is stopped old data are said to be old for that reason")
  func suspended() async throws {
    var scene = try await Harness().session.scene
    #expect(scene.oldReading.key == "stato.posizione.da_memoria")
    scene.registry.mode = .suspended(.wire, since: scene.now)
    #expect(scene.oldReading.key == "stato.posizione.da_memoria.sospesa")
  }

  @Test("the position tells how many exemptions there are to who may see them, and no code")
  func position() async throws {
    for (role, isShown) in [(Role.sportello, true), (.consultazione, false)] {
      let harness = try await Harness(role: role)
      try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
      try await harness.run([Self.anna])
      #expect(harness.screen == "assistito")
      #expect(harness.form.isVisible("esenzioni") == isShown)
      #expect(!harness.form.value(of: "esenzioni").contains("E02"))
    }
  }

  @Test("the list of what ends names nobody's exemption, and leads to them")
  func expiries() async throws {
    let harness = try await Self.harness(EsenzioneFixture.all)
    var flow = ExpiriesFlow(harness.session.scene)
    guard
      case .person(let person?, _) = try await harness.desk.answer(
        .person(.code(try .parse(SmallRegion.code("cambio")))))
    else { return #expect(Bool(false)) }
    let today = harness.session.scene.today
    let expiries = person.expiries(from: today, exemptionDays: 60).filter { $0.kind == .esenzione }
    #expect(!expiries.isEmpty)
    _ = flow.receive(.expiries(expiries, isPartial: false), to: .expiries, harness.session.scene)
    let code = try #require(expiries.first?.esenzione?.rawValue)
    harness.session.layers.append(Session.Layer(number: 99, screen: "scadenze", title: nil, flow: flow))
    #expect(!harness.rows.contains { $0.contains(code) })
    #expect(harness.rows.contains { $0.contains("vedi ES") })
    _ = flow.handle(.rowOpened("rows", "0"), harness.session.scene)
    let steps = flow.receive(
      .person(person, fromCache: false), to: .person(.id(person.id)), harness.session.scene)
    #expect(steps == [.open(.esenzioni(person))])
  }

  @Test(
    "a doubled exemption without a last day is told with code and asl",
    arguments: [
      (["E02", "2027-03-31", "050101"], "31/03/2027"), (["E02", "050101"], "senza scadenza"),
    ])
  func doubled(arguments: [String], word: String) async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1", "s", .f(10), .wait(700), .f(10)])
    let practice = try #require(harness.desk.committed.first?.practice)
    let row = QueueRow(
      practice: practice, receiptNumber: 1,
      state: .rejected([RejectionReason(code: "REG-12", arguments: arguments)]))
    let lines = QueueWords.detail(row, harness.session.scene).joined(separator: " ")
    #expect(lines.contains("E02") && lines.contains("050101") && lines.contains(word), "\(lines)")
  }

  @Test("sources are told without the marks of a bibliography")
  func sources() {
    for (text, shown) in [
      ("Piemonte, flag annullabile [E1]", "Piemonte, flag annullabile"),
      ("DM 11-12-2009 [E9][E21]", "DM 11-12-2009"),
      ("Piemonte, notifica [E1]; 60 giorni: progetto", "Piemonte, notifica; 60 giorni: progetto"),
      ("L. 210/1992", "L. 210/1992"),
    ] {
      #expect(Help.source(Rule("X-01", source: text, confidence: .law)) == shown)
    }
  }
}
