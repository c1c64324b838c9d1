import Domain
import Population
import Terminal
import Testing

@testable import Workflow

@Suite("Exemptions") struct EsenzioniTests {
  static let anna = Act.scan(SmallRegion.code("cambio"))

  /// From home to the issue of a code, the document shown.
  static func issue(_ code: String) -> [Act] { ["ES ", anna, .type(code), "1"] }

  @Test("a code that the person does not have opens its issue, and F10 commits it once")
  func issue() async throws {
    let harness = try await Harness()
    try await harness.run(Self.issue("E02") + ["1", "1", "s"])
    #expect(harness.screen == "esenzione-rilascio")
    #expect(harness.form.value(of: "code") == "E02|nazionale")
    #expect(!harness.form.isVisible("certifier"))
    try await harness.run([.f(10), .wait(700), .f(10)])
    #expect(harness.screen == "esito", "\(harness.notice ?? "") \(harness.findings)")
    #expect(harness.submissions == 1)
    guard case .esenzioneRilascio(let content)? = harness.desk.committed.first?.practice?.content,
      case .income(let declaration) = content.evidence
    else { return #expect(Bool(false), "no exemption was committed") }
    #expect(declaration.condition == .unemployed)
    #expect(declaration.income == .below)
    #expect(declaration.signedOn == testDay)
    #expect(content.deskAsl == Region.homeAsl)
  }

  @Test("a code that ends soon opens its renewal, which only the reading of the declaration confirms")
  func renew() async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give([EsenzioneFixture.lastYear], to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna, "E02", "1"])
    #expect(harness.form.isVisible("readAgain"))
    #expect(harness.form.focus == "readAgain")
    try await harness.run(["n", .f(10)])
    #expect(harness.submissions == 0)
    #expect(harness.notice == "errore.esenzione.rilettura")
    #expect(harness.form.value(of: "condition") == "unemployed")
  }

  @Test("a code that counts opens its record, whose actions say why they cannot be done")
  func record() async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna, "013"])
    try await harness.run([.f(10)])
    #expect(harness.screen == "esenzione")
    try await harness.run(["1", .enter])
    #expect(harness.notice == "errore.esenzione.rinnovo.illimitata")
    try await harness.run(["3", .enter])
    #expect(harness.notice == "errore.esenzione.annullo.giorno")
    try await harness.run(["2", .enter])
    #expect(harness.screen == "esenzione-revoca")
  }

  @Test("an income that runs to the end of March is renewed from the day after")
  func tooEarly() async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna, "E02"])
    #expect(harness.screen == "esenzione")
    try await harness.run(["1", .enter])
    #expect(harness.notice == "errore.esenzione.rinnovo.dopo")
  }

  @Test(
    "what another region issued is changed where the person lives, and can only be read elsewhere",
    arguments: [true, false])
  func readOnly(isHome: Bool) async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna])
    var person = try #require(harness.session.person)
    if !isHome {
      person.posizione.residence = .none(struckOff: false)
      person.posizione.assistenza?.asl = EsenzioneFixture.elsewhere
    }
    let record = try #require(person.posizione.esenzioni.first { $0.code.rawValue == "031" })
    let scene = harness.session.scene
    #expect(EsenzioneWords.isReadOnly(record, of: person, scene) == !isHome)
    let refusal = EsenzioneAction.revoke.refusal(record, of: person, scene)
    #expect(refusal == (isHome ? nil : "esenzione.sola_lettura.regione"))
    #expect(EsenzioneAction.reprint.refusal(record, of: person, scene) != nil)
  }

  @Test("what the list of the Sistema TS gave ends for a lost requirement, and is not annulled")
  func listed() async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna])
    let person = try #require(harness.session.person)
    let record = try #require(person.posizione.esenzioni.first { $0.origin == .mefList })
    let scene = harness.session.scene
    #expect(EsenzioneAction.revoke.refusal(record, of: person, scene) == nil)
    #expect(EsenzioneAction.annul.refusal(record, of: person, scene) == "regola.GE-09.list")
    #expect(EsenzioneAction.reasons(record, scene).first == .requirementLost)
  }

  /// A record that stands somehow, what its card offers, and what became of it once that was committed.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let state: Esenzione.State
    let keys: [Act]
    let reason: EsenzioneRevocaCase.Reason
  }

  private static let blocked = Esenzione.State.revoked(
    on: testDay, reason: .officeControl, isBlocked: true)

  static let changes = [
    Change(testDescription: "withdrawn", state: .inVerification, keys: ["1", "1"], reason: .citizen),
    Change(
      testDescription: "taken up again", state: .suspended(since: testDay), keys: ["7"],
      reason: .permitRenewed),
    Change(
      testDescription: "unblocked", state: blocked, keys: ["1", "VERIFICATA"], reason: .blockLifted),
  ]

  @Test("a record is withdrawn, taken up again and unblocked from its card", arguments: changes)
  func changed(change: Change) async throws {
    let harness = try await Harness()
    let record = EsenzioneFixture.record("013", from: "2024-01-10", state: change.state)
    try await EsenzioneFixture.give([record], to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna, .tab, .enter])
    #expect(harness.screen == "esenzione", "\(harness.notice ?? "")")
    try await harness.run(["2"] + change.keys + [.f(10), .wait(700), .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
    guard case .esenzioneRevoca(let content)? = harness.desk.committed.first?.practice?.content else {
      return #expect(Bool(false), "nothing was committed")
    }
    #expect(content.reason == change.reason && content.esenzione == record.id)
  }

  @Test(
    "the list of the Sistema TS is asked once the look is written down, and its answer stands in its line")
  func listAsked() async throws {
    for (answer, key) in [
      (MEFAnswer.notListed, "esenzione.mef.assente"), (.unavailable, "esenzione.mef.non_risponde"),
    ] {
      let harness = try await Harness()
      harness.desk.mef = answer
      try await harness.run(["ES ", Self.anna])
      let words = harness.session.scene.text(key)
      #expect(harness.form.value(of: "mef").hasPrefix(words), "\(harness.form.value(of: "mef"))")
    }
  }

  @Test("a person read without exemptions is never shown as one who has none")
  func unread() async throws {
    let harness = try await Harness()
    harness.desk.lacksExemptions = true
    try await harness.run(["ES ", Self.anna])
    #expect(harness.notice == "stato.esenzione.non_lette")
    let words = harness.session.scene.text("esenzione.non_lette")
    #expect(harness.rows.contains { $0.contains(words) })
    try await harness.run(["E02"])
    #expect(harness.form.value(of: "mef") == words)
  }

  @Test("a sensitive description is shown only after a reason, which is written down first")
  func reveal() async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna, "020", .f(10)])
    let entry = Resources.italia.esenzioni.catalog.entry(CodiceEsenzione("020")!, scope: .national)!
    func isShown() -> Bool { harness.rows.contains { $0.contains(entry.description.prefix(12)) } }
    #expect(harness.screen == "esenzione")
    #expect(!isShown())
    try await harness.run(["5", .enter, .f(10)])
    #expect(!isShown(), "without a reason")
    try await harness.run([.escape, "RICORSO DELLA PERSONA", .f(10)])
    #expect(isShown())
    #expect(
      harness.desk.consulted.last?.kind
        == .description("44444444-0000-4000-8000-020-2021-02-01", reason: "RICORSO DELLA PERSONA"))
    try await harness.run([.control("l"), .type(harness.desk.passphrase), .f(10)])
    #expect(!isShown(), "the lock hides it again")
  }

  @Test("opening the list is written down once for each person") func traced() async throws {
    let harness = try await Harness()
    try await harness.run(["ES ", Self.anna])
    #expect(harness.desk.consulted.map(\.kind) == [.list])
  }

  @Test("each family shows its own fields and no other")
  func fields() async throws {
    let expected: [(String, shown: FieldID, hidden: FieldID)] = [
      ("E01", "income", "condition"), ("E02", "condition", "certifier"), ("E03", "condition", "income"),
      ("013", "certifier", "signedOn"), ("048", "tumourTerm", "stage"), ("C03", "reportKind", "certifier"),
      ("X22", "declaresNoWork", "isIndigent"), ("X01", "isIndigent", "declaresNoWork"),
      ("RG0020", "namesCode", "stage"),
    ]
    for (code, shown, hidden) in expected {
      let harness = try await Harness()
      try await harness.run(["ES ", Self.anna, .type(code)])
      if harness.screen == "esenzioni" { try await harness.run([.f(10)]) }
      if harness.screen == "esenzioni" { try await harness.run([.enter, .f(10)]) }
      #expect(harness.screen == "esenzione-rilascio", "\(code)")
      guard harness.screen == "esenzione-rilascio" else { continue }
      #expect(harness.form.isVisible(shown), "\(code)")
      #expect(!harness.form.isVisible(hidden), "\(code)")
    }
  }

  @Test("a wrong code of a third titolare and a percentage over 100 are errors at their fields")
  func badInput() async throws {
    let harness = try await Harness()
    try await harness.run(Self.issue("E02"))
    var form = harness.form
    form.set("titolare", to: "other")
    form.set("titolareCode", to: "PRVNNA80A41Y000X")
    form.setVisible("titolareCode", true)
    form.setVisible("percentage", true)
    form.set("percentage", to: "101")
    EsenzioneEvidenceFields.check(&form, isFinal: true, on: testDay)
    #expect(form.error(of: "titolareCode") != nil)
    #expect(form.error(of: "percentage")?.key == "errore.esenzione.percentuale")
  }

  @Test("what was typed of a revocation survives F3, and is none of another record or of annulling")
  func revocaDraft() async throws {
    let harness = try await Harness()
    try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
    func open(_ code: String) -> [Act] { [.f(3), "ES ", Self.anna, .type(code), .f(10), "2", .enter] }
    try await harness.run(open("013"))
    #expect(harness.form.focus == "identityDocument")
    try await harness.run(["1", "2"])
    #expect(harness.form.value(of: "reason") == "requirementLost")
    try await harness.run(open("013"))
    #expect(harness.form.value(of: "reason") == "requirementLost")
    #expect(harness.notice == "stato.bozza.ripresa")
    try await harness.run(open("020"))
    #expect(harness.form.value(of: "reason").isEmpty)
  }

  @Test("annulling begins in the note, the only field that it needs")
  func annul() async throws {
    let harness = try await Harness()
    let today = EsenzioneFixture.record("013", from: testDay.iso)
    try await EsenzioneFixture.give([today], to: "cambio", on: harness.desk)
    try await harness.run(["ES ", Self.anna, "013", .enter, "3", .enter])
    #expect(harness.screen == "esenzione-revoca")
    #expect(harness.form.focus == "note")
  }

  @Test("the help of a field names the limits of the profile")
  func limits() async throws {
    var profile = Resources.italia
    profile.esenzioni.income.dependantCents = 3_000_00
    profile.esenzioni.income.youngDependantUpTo = 27
    let harness = try await Harness(profile: profile)
    try await harness.run(Self.issue("E02") + ["1", "2", .backTab])
    while harness.form.focus != "children" { try await harness.run([.backTab]) }
    try await harness.run([.f(1)])
    let shown = harness.rows.joined(separator: " ")
    #expect(shown.contains("3.000,00") && shown.contains("27"))
  }
}
