import Domain
import Registry
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("A practice at the counter") struct PracticeTests {
  private static func open(_ code: String, _ caseID: String) -> [Act] {
    [.type(code + " "), .scan(SmallRegion.code(caseID))]
  }

  private static let plain = open("SM", "cambio") + ["1", "MARCH"]
  private static let refused = open("SM", "medico-completo") + ["1", "D'ALB", .tab]
  private static let warned = open("SM", "posti-ignoti") + ["1", "HÖLL", .tab]

  @Test("is committed once, shows its receipt and forgets its draft")
  func plain() async throws {
    let harness = try await Harness()
    try await harness.run(Self.plain + [.f(10)])
    #expect(harness.screen == "esito")
    #expect(harness.notice == "esito.definitiva")
    #expect(harness.submissions == 1)
    #expect(harness.desk.drafts.isEmpty)
    // A finger that stays on the key must not throw the receipt away.
    try await harness.run([.f(10)])
    #expect(harness.screen == "esito")
    #expect(harness.submissions == 1)
    try await harness.run([.f(3)])
    #expect(harness.screen == "home")
  }

  @Test("that a rule blocks says which, and keeps what was typed")
  func refused() async throws {
    let harness = try await Harness()
    try await harness.run(Self.refused)
    let before = harness.form.draft
    try await harness.run([.f(10), .wait(600), .f(10)])
    #expect(harness.screen == "scelta")
    #expect(harness.submissions == 0)
    #expect(harness.notice?.hasPrefix("regola.MAX-01") == true)
    #expect(harness.form.draft == before)
    #expect(before["identityDocument"] == "identityCard")
  }

  @Test("with a warning is asked for a second time, and not within half a second")
  func warned() async throws {
    let harness = try await Harness()
    try await harness.run(Self.warned + [.f(10)])
    #expect(harness.notice == "stato.conferma.riserva")
    try await harness.run([.f(10)])
    #expect(harness.notice == "messaggio.conferma_subito")
    #expect(harness.submissions == 0)
    try await harness.run([.wait(600), .f(10)])
    #expect(harness.submissions == 1)
    #expect(harness.screen == "esito")
  }

  @Test("whose warnings were shown is asked for anew after a change")
  func changedAfterWarning() async throws {
    let harness = try await Harness()
    try await harness.run(Self.warned + [.f(10), .wait(600), .key(.backTab), .key(.backTab), "2", .f(10)])
    #expect(harness.notice == "stato.conferma.riserva")
    #expect(harness.submissions == 0)
  }

  @Test("confirmed while the registry is still asked goes on by itself, once", arguments: [false, true])
  func early(reversed: Bool) async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("SM", "cambio") + ["1"])
    harness.isHolding = true
    try await harness.run(["MARCH", .f(10)])
    #expect(harness.submissions == 0)
    try await harness.release(reversed: reversed)
    #expect(harness.submissions == 1)
    #expect(harness.screen == "esito")
  }

  @Test("confirmed early does not go on by itself after another key was typed")
  func earlyThenChanged() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("SM", "cambio") + ["1"])
    harness.isHolding = true
    try await harness.run(["MARCH", .f(10), "X"])
    #expect(harness.notice == "stato.conferma.annullata")
    try await harness.release()
    #expect(harness.submissions == 0)
    #expect(harness.screen == "scelta")
  }

  @Test("confirmed early goes on although a paper is asked for meanwhile, and makes none before")
  func earlyThenPrinted() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("SM", "cambio") + ["1"])
    harness.isHolding = true
    try await harness.run(["MARCH", .f(10)])
    #expect(harness.notice == "stato.dati.in.arrivo")
    try await harness.run([.f(9)])
    #expect(harness.notice == "stato.dati.in.arrivo")
    try await harness.release()
    #expect(harness.submissions == 1 && harness.screen == "esito")
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 0)
  }

  @Test("confirmed twice quickly is handed over once")
  func twice() async throws {
    let harness = try await Harness()
    try await harness.run(Self.plain + [.tab])
    harness.isHolding = true
    try await harness.run([.f(10), .f(10), .wait(600), .f(10)])
    #expect(harness.submissions == 1)
    try await harness.release()
    #expect(harness.desk.committed.count == 1)
    #expect(harness.screen == "esito")
  }

  @Test("on its way prints no paper that says nothing was asked")
  func printOnItsWay() async throws {
    let harness = try await Harness()
    try await harness.run(Self.plain + [.tab])
    harness.isHolding = true
    try await harness.run([.f(10), .f(9)])
    #expect(harness.notice == "stato.invio.in.corso")
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 0)
    try await harness.release()
    try await harness.run([.f(9)])
    let id = try #require(harness.desk.committed.first?.practice?.id)
    #expect(harness.asked { $0 == .print(.receipt(id)) } == 1)
  }

  @Test("of a scelta says at the start that the person died, or that a revoca ends the relation first")
  func openingOfScelta() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("SM", "deceduto"))
    #expect(harness.notice == "regola.REV-06.dead")
    try await harness.run([.f(3)] + Self.open("RM", "cambio") + ["1"])
    try await harness.fill("reason", "3")
    try await harness.fill("note", "prova")
    try await harness.confirm()
    #expect(harness.screen == "esito", "\(harness.findings) \(harness.notice ?? "")")
    let revoked = try #require(harness.desk.committed.first?.practice?.content.assistito)
    let ended = try #require(try await harness.desk.registry.person(revoked.id)?.posizione.scelte.first)
    try await harness.run([.f(3)] + Self.open("SM", "cambio"))
    #expect(harness.notice == "stato.scelta.dopo_revoca")
    #expect(harness.form.value(of: "effectiveDate") == testDay.adding(days: 1).iso)
    try await harness.run(["1", "MARCH", .tab, .wait(600), .f(10), .wait(600), .f(10)])
    #expect(harness.screen == "esito", "\(harness.findings) \(harness.notice ?? "")")
    let scelte = try await harness.desk.registry.person(revoked.id)?.posizione.scelte
    #expect(scelte?.first?.start == testDay.adding(days: 1))
    #expect(scelte?.dropFirst().first == ended)
  }

  @Test("that ends a relation says at the start that there is none", arguments: ["RM", "RC"])
  func nothingToEnd(code: String) async throws {
    let harness = try await Harness()
    try await harness.run(Self.open(code, "aire"))
    #expect(harness.notice == "stato.senza_medico")
    try await harness.run([.f(3)] + Self.open(code, "cambio"))
    #expect(harness.notice != "stato.senza_medico")
  }

  @Test("shows and says the last day with the medico when one is known") func ends() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("RC", "ricusazione-in-corso"))
    #expect(harness.notice == "stato.fine_nota")
    #expect(harness.rows.contains { $0.contains("(MMG), fino al ") })
  }

  @Test("left by any way back keeps what was typed", arguments: [Act.f(3), .escape, .control("x"), .f(12)])
  func back(way: Act) async throws {
    let harness = try await Harness()
    try await harness.run(Self.refused)
    let typed = harness.form.draft
    try await harness.run([way])
    #expect(harness.screen == "home")
    try await harness.run(Self.open("SM", "medico-completo"))
    #expect(harness.form.draft == typed)
    #expect(harness.notice == "stato.bozza.ripresa")
  }

  @Test("is there again after a crash")
  func crash() async throws {
    let harness = try await Harness()
    try await harness.run(Self.refused)
    let typed = harness.form.draft
    let next = try await Harness(desk: harness.desk)
    try await next.run(Self.open("SM", "medico-completo"))
    #expect(next.form.draft == typed)
    #expect(next.findings.contains("MAX-01"))
  }

  @Test("that the registry did not answer has a provisional receipt")
  func lineDown() async throws {
    let harness = try await Harness()
    try await harness.run(Self.plain + [.tab])
    harness.desk.line = .down
    try await harness.run([.f(10)])
    #expect(harness.notice == "esito.provvisoria")
    #expect(harness.desk.committed.first?.state == .queued)
  }

  @Test("that the registry refuses has a promemoria with the reasons")
  func refusedByRegistry() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("SM", "medico-completo") + ["1", "SEREN", .tab])
    _ = try await harness.desk.registry.fill("mmg-001")
    try await harness.run([.f(10)])
    #expect(harness.notice == "esito.promemoria")
    #expect(harness.rows.contains { $0.contains("MAX-01") })
  }

  @Test("without a person says that one is missing")
  func nobody() async throws {
    let harness = try await Harness()
    try await harness.run(["SM", .enter, .f(10)])
    #expect(harness.screen == "scelta")
    #expect(harness.notice == "errore.assistito.manca")
    #expect(harness.form.focus == "subject")
  }

  @Test("looks its person up by name", arguments: ["SM", "RM", "RC"])
  func byName(code: String) async throws {
    let harness = try await Harness()
    try await harness.run([.type(code), .enter, "PROVA AN", .tab])
    #expect(harness.session.person?.identity.name == "Anna")
    #expect(!harness.form.isVisible("subject"))
  }

  @Test("takes another doctor when one types on behind the first")
  func anotherMedico() async throws {
    let harness = try await Harness()
    try await harness.run(Self.refused + [.key(.backTab), "SEREN", .tab])
    #expect(harness.form.text(of: "medico") == "SERENI PAOLA")
    #expect(!harness.findings.contains("PRA-02"))
    #expect(harness.findings.contains("REV-01"))
  }

  @Test("tells its rules with dates as the language writes them", arguments: [("it", "/"), ("de", ".")])
  func dates(language: String, sign: String) async throws {
    let harness = try await Harness(language: language)
    try await harness.run(Self.plain + [.tab])
    #expect(harness.rows.contains { $0.contains("09\(sign)03\(sign)2026") })
  }

  @Test("shows its errors as a list, and Enter jumps to the field")
  func summary() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("SM", "cambio") + [.f(10)])
    #expect(harness.form.summary?.problems.map(\.field) == ["identityDocument", "medico"])
    try await harness.run([.down, .enter])
    #expect(harness.form.summary == nil)
    #expect(harness.form.focus == "medico")
  }

  @Test("proposes the registry's day where the desk's clock is on another one, and says so")
  func wrongDay() async throws {
    let harness = try await Harness()
    var status = RegistryStatus(mode: .active(failures: 0), heardAt: harness.clock.now)
    status.clockAhead = 86_400_000
    try await harness.give(.registry(status))
    try await harness.run(Self.open("RM", "cambio"))
    #expect(harness.form.value(of: "effectiveDate") == testDay.adding(days: -1).iso)
    #expect(harness.notice == "stato.orologio.giorno")
    status.clockAhead = 180_000
    try await harness.give(.registry(status))
    try await harness.run([.f(3)] + Self.open("SM", "cambio"))
    #expect(harness.form.value(of: "effectiveDate") == testDay.iso)
  }

  @Test("names the document that was seen, and no other", arguments: ["1", "5"])
  func documents(key: String) async throws {
    let harness = try await Harness()
    try await harness.run(Self.open("SM", "cambio") + [.type(key), "MARCH", .f(10)])
    guard case .scelta(let content)? = harness.desk.committed.first?.practice?.content else {
      Issue.record("no scelta was taken")
      return
    }
    #expect(content.request.documentsSeen == [.identityDocument])
  }
}
