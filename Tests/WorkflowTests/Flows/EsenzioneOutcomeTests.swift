import Domain
import Registry
import Sync
import Terminal
import Testing

@testable import Workflow

/// What is said of an exemption before and after it is confirmed: reserves, ends, and what a change is called.
@Suite("What is said of exemptions") struct EsenzioneOutcomeTests {
  private static let anna = EsenzioniTests.anna

  private static func harness(_ records: [Esenzione] = []) async throws -> Harness {
    let harness = try await Harness()
    try await EsenzioneFixture.give(records, to: "cambio", on: harness.desk)
    return harness
  }

  private static func focus(_ field: FieldID, _ harness: Harness) {
    harness.session.layers[harness.session.layers.count - 1].flow.form.setFocus(field)
  }

  @Test("a date that was typed last is decided upon, also when F10 comes right after it")
  func reserve() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ES ", Self.anna, "C03", .f(10), "1", "1"])
    Self.focus("certificateDate", harness)
    try await harness.run(["01022025"])
    Self.focus("percentage", harness)
    try await harness.run(["74"])
    Self.focus("revision", harness)
    try await harness.run(["01012026", .f(10)])
    #expect(harness.submissions == 0)
    #expect(harness.notice == "stato.conferma.riserva")
    #expect(harness.findings.contains("IN-03"))
    try await harness.run([.wait(700), .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
    let person = try #require(try await harness.desk.registry.person(.parse(SmallRegion.code("cambio"))))
    let record = try #require(person.posizione.esenzioni.first { $0.code.rawValue == "C03" })
    #expect(record.revisionPassed == CivilDate(iso: "2026-01-01"))
    // Its card says so as well.
    try await harness.run([.f(3), "ES ", Self.anna, "C03"])
    if harness.screen == "esenzioni" { try await harness.run([.f(10)]) }
    #expect(harness.screen == "esenzione")
    #expect(harness.rows.contains { $0.contains("Con riserva") && $0.contains("01/01/2026") })
  }

  /// A record, the way to a form that changes it, and what that form and its outcome are called.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var state = Esenzione.State.valid
    var from = "2024-01-10"
    let keys: [Act]
    let act: EsenzioneAct
  }

  static let blocked = Esenzione.State.revoked(
    on: testDay, reason: .officeControl, isBlocked: true)

  static let changes = [
    Change(testDescription: "given up", keys: ["2", "1", "1"], act: .revoke),
    Change(testDescription: "blocked", keys: ["2", "3", "FALSA"], act: .block),
    Change(testDescription: "suspended", state: .suspended(since: testDay), keys: ["2", "7"], act: .resume),
    Change(testDescription: "withdrawn", state: .inVerification, keys: ["2", "1", "1"], act: .withdraw),
    Change(testDescription: "unblocked", state: blocked, keys: ["2", "1", "VISTO"], act: .unblock),
    Change(
      testDescription: "annulled", from: testDay.iso, keys: ["3", .enter, "ERRORE"], act: .annul),
  ]

  @Test("a change is called what it is, on the form and on its outcome", arguments: changes)
  func called(change: Change) async throws {
    let record = EsenzioneFixture.record("013", from: change.from, state: change.state)
    let harness = try await Self.harness([record])
    try await harness.run(["ES ", Self.anna, .tab, .enter] + change.keys)
    #expect(harness.screen == "esenzione-revoca", "\(harness.notice ?? "")")
    let name = harness.session.scene.text("esenzione.atto.\(change.act.rawValue)")
    #expect(harness.rows[0].contains(name), "\(harness.rows[0])")
    try await harness.run([.f(10), .wait(700), .f(10)])
    #expect(harness.screen == "esito", "\(harness.notice ?? "") \(harness.form.errors)")
    #expect(harness.form.value(of: "practice").hasPrefix(name))
  }

  @Test("what cannot be done is never chosen beforehand", arguments: EsenzioneFixture.states)
  func preselected(record: Esenzione) async throws {
    let harness = try await Self.harness([record])
    try await harness.run(["ES ", Self.anna, .tab, .enter])
    #expect(harness.screen == "esenzione", "\(harness.notice ?? "")")
    let (person, scene) = (harness.session.person, harness.session.scene)
    if let action = harness.form.option("action", as: EsenzioneAction.self) {
      #expect(action.refusal(record, of: person, scene) == nil)
      #expect(
        action != .annul
          && (action != .revoke || [.blocked, .suspended].contains(scene.standing(of: record))))
    } else {
      #expect(EsenzioneAction.reprint.refusal(record, of: person, scene) != nil)
    }
  }

  @Test("the action that ends a record says what it does to this one")
  func words() async throws {
    let scene = try await Harness().session.scene
    for (state, word) in [
      (Esenzione.State.valid, "revoke"), (Self.blocked, "revoke.unblock"),
      (.suspended(since: testDay), "revoke.resume"), (.inEvaluation, "revoke.withdraw"),
      (.ended(on: testDay.adding(days: -9), cause: .expiry), "revoke.block"),
    ] {
      let record = EsenzioneFixture.record("013", from: "2024-01-10", state: state)
      func option(_ id: OptionID, _ word: String) -> Choice {
        Choice(id: id, text: scene.text("esenzione.azione.\(word)"))
      }
      #expect(EsenzioneAction.revoke.choice(record, scene) == option("revoke", word))
      #expect(EsenzioneAction.annul.choice(record, scene) == option("annul", "annul.late"))
    }
  }

  @Test(
    "Enter alone leads from a blocked or suspended record to the form that undoes it",
    arguments: [(blocked, EsenzioneAct.unblock), (.suspended(since: testDay), .resume)])
  func undone(state: Esenzione.State, act: EsenzioneAct) async throws {
    let record = EsenzioneFixture.record("013", from: "2024-01-10", state: state)
    let harness = try await Self.harness([record])
    try await harness.run(["ES ", Self.anna, .tab, .enter, .enter])
    #expect(harness.screen == "esenzione-revoca", "\(harness.notice ?? "")")
    #expect(harness.rows[0].contains(harness.session.scene.text("esenzione.atto.\(act.rawValue)")))
    #expect(!harness.form.isVisible("identityDocument"))
  }

  @Test("the last day that is proposed is never later than the end")
  func lastDay() async throws {
    let ended = EsenzioneFixture.record("E02", from: "2024-04-03", to: "2025-03-31", origin: .selfDeclared)
    let harness = try await Self.harness([ended])
    try await harness.run(["ES ", Self.anna, .tab, .enter, "2", "1"])
    #expect(harness.screen == "esenzione-revoca", "\(harness.notice ?? "")")
    #expect(harness.form.value(of: "effectiveDate") == "2025-03-31")
  }

  @Test("what another region issued is called so on the list, on F9 and on its card")
  func elsewhere() async throws {
    let record = EsenzioneFixture.record(
      "0A02.414", from: "2018-01-10", issuer: EsenzioneFixture.elsewhere, origin: .otherRegistry)
    let harness = try await Self.harness([record])
    try await harness.run(["ES ", Self.anna])
    let words = harness.session.scene.text("esenzione.altra_regione").prefix(40)
    try await harness.run([.tab])
    #expect(harness.rows.contains { $0.contains(words) }, "\(harness.rows)")
    try await harness.run([.f(9)])
    #expect(harness.notice == "errore.stampa.esenzione.regione")
    #expect(harness.desk.printed.isEmpty)
    try await harness.run([.enter])
    #expect(harness.screen == "esenzione")
    #expect(harness.rows.contains { $0.contains(words) }, "\(harness.rows.joined(separator: "\n"))")
    try await harness.run(["4", .enter])
    #expect(harness.notice == "errore.stampa.esenzione.regione")
  }

  @Test("what another region issued is said to count here only where it does")
  func elsewhereWords() async throws {
    let scene = try await Harness().session.scene
    for (code, scope, end, key) in [
      ("0A02.414", EsenzioneScope.national, nil, "esenzione.altra_regione"),
      ("0A02.414", .national, "2026-01-31", "esenzione.altra_regione.ferma"),
      ("7RQ", .region("05"), "2026-03-31", "esenzione.altra_regione.codice"),
    ] as [(String, EsenzioneScope, String?, String)] {
      var record = EsenzioneFixture.record(
        code, from: "2018-01-10", to: end, issuer: EsenzioneFixture.elsewhere, origin: .otherRegistry)
      record.scope = scope
      #expect(EsenzioneWords.elsewhereKey(record, scene) == key)
    }
    #expect(EsenzioneWords.elsewhereKey(EsenzioneFixture.record("013", from: "2018-01-10"), scene) == nil)
  }

  @Test("a code that does not hold here is not called about to end")
  func foreignCode() async throws {
    var record = EsenzioneFixture.record("7RQ", from: "2025-04-01", to: "2026-03-31")
    record.scope = .region("05")
    let harness = try await Self.harness([record])
    try await harness.run(["ES ", Self.anna])
    #expect(harness.notice != "stato.esenzione.in_scadenza")
  }

  @Test("a first diagnosis before the birth says so at its field, as soon as it is left")
  func unborn() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ES ", Self.anna, "048", .f(10), "1", "1"])
    Self.focus("tumourTerm", harness)
    try await harness.run(["1"])
    Self.focus("firstDiagnosis", harness)
    try await harness.run(["01011950", .tab])
    #expect(harness.form.error(of: "firstDiagnosis")?.key == "regola.PRA-03.diagnosisUnborn")
  }

  @Test("a draft that was taken up again is said in the title, whatever stands on row 23")
  func resumed() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ES ", Self.anna, "013", .f(10), "1", "1", .f(3)])
    harness.desk.copyFrom = harness.clock.now
    harness.desk.line = .down
    try await harness.run(["ES ", Self.anna, "013", .f(10)])
    #expect(harness.screen == "esenzione-rilascio")
    let word = harness.session.scene.text("parola.bozza_ripresa")
    #expect(harness.rows[0].contains(word), "\(harness.rows[0])")
  }

  @Test("a registry that is stopped was not asked for the list, and is not called silent")
  func stopped() async throws {
    var scene = try await Harness().session.scene
    #expect(EsenzioneMEF.words(.notAsked, scene) == scene.text("esenzione.mef.non_chiesto"))
    #expect(EsenzioneMEF.words(.unavailable, scene) == scene.text("esenzione.mef.non_risponde"))
    scene.registry.mode = .unreachable(since: scene.now)
    #expect(EsenzioneMEF.words(.unavailable, scene) == scene.text("esenzione.mef.anagrafe_assente"))
    scene.registry.mode = .suspended(.wire, since: scene.now)
    for answer in [MEFAnswer.notAsked, .unavailable] {
      #expect(EsenzioneMEF.words(answer, scene) == scene.text("esenzione.mef.sospesa"))
    }
  }
}
