import Cases
import Domain
import SQLite
import Testing

@testable import Registry

@Suite("A practice sent to the registry")
struct SubmissionTests {
  @Test("opens one scelta, closes the old one the day before and moves the counters")
  func accepted() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    let before = (try await fixture.load("mmg-001"), try await fixture.load("mmg-003"))
    let answer = try await fixture.submit(try await fixture.scelta(for: person, medico: "mmg-003"))
    #expect(answer.protocolNumber == "P-2026-000001")
    let after = try #require(try await fixture.registry.person(person.id))
    #expect(after.posizione.scelte.filter { $0.end == nil }.count == 1)
    #expect(after.posizione.openScelta?.medico == "mmg-003")
    #expect(after.posizione.openScelta?.start == demoDay)
    #expect(after.posizione.openScelta?.author == "r.prova, sportello 2")
    #expect(after.posizione.scelte[1].end == .init(on: demoDay.adding(days: -1), reason: .change))
    #expect(try await fixture.load("mmg-001").permanent == before.0.permanent - 1)
    #expect(try await fixture.load("mmg-003").permanent == before.1.permanent + 1)
  }

  @Test("twice has its effects once and is told the first protocol")
  func double() async throws {
    let fixture = try await Fixture()
    let practice = try await fixture.scelta(for: try await fixture.person("cambio"), medico: "mmg-003")
    let first = try await fixture.submit(practice)
    let load = try await fixture.load("mmg-003")
    let second = try await fixture.submit(practice)
    #expect(
      second
        == .alreadyAnswered(protocolNumber: try #require(first.protocolNumber), effectiveDate: demoDay))
    #expect(try await fixture.load("mmg-003") == load)
    #expect(try await fixture.registry.practices().count { $0.outcome != .pending } == 1)
  }

  @Test("that was refused is refused again, with the same findings and no effect")
  func refusedTwice() async throws {
    let fixture = try await Fixture()
    let practice = try await fixture.scelta(for: try await fixture.person("cambio"), medico: "mmg-002")
    let first = try await fixture.submit(practice)
    #expect(first.rejection?.findings.contains { $0.rule.id == "MAX-01" } == true)
    #expect(try await fixture.submit(practice) == first)
    #expect(try await fixture.registry.practices().count { $0.outcome == .rejected } == 1)
  }

  @Test("goes to the second choice when the first list is full")
  func secondChoice() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    let practice = try await fixture.scelta(for: person, medico: "mmg-002") { $0.secondChoice = "mmg-003" }
    let answer = try await fixture.submit(practice)
    #expect(answer.protocolNumber != nil)
    #expect(answer.tellsOfSecondChoice)
    #expect(try await fixture.registry.person(person.id)?.posizione.openScelta?.medico == "mmg-003")
  }

  @Test(
    "tells why neither choice could be registered, and changes nothing",
    arguments: [("mmg-010", "AMB-02"), ("mmg-003", "MAX-01"), ("mmg-999", "REG-02")])
  func secondRefused(second: String, rule: String) async throws {
    let fixture = try await Fixture()
    if second == "mmg-003" { _ = try await fixture.registry.fill("mmg-003") }
    let person = try await fixture.person("cambio")
    let practice = try await fixture.scelta(for: person, medico: "mmg-002") {
      $0.secondChoice = Identifier(unchecked: second)
    }
    let findings = try #require(try await fixture.submit(practice).rejection?.findings)
    let codes = findings.filter { $0.severity == .block }.map(\.rule.id)
    #expect(codes == ["MAX-01", "REG-30", rule])
    #expect(findings.first { $0.rule.id == "REG-30" }?.arguments.first?.isEmpty == false)
    #expect(try await fixture.registry.person(person.id)?.posizione == person.posizione)
  }

  @Test("competes for the last place: of two at once exactly one is accepted")
  func lastPlace() async throws {
    let fixture = try await Fixture(people: 400)
    // mmg-001 has two places: one is taken first.
    let first = try await fixture.person("medico-completo")
    try await fixture.submit(try await fixture.scelta(for: first, medico: "mmg-001", operation: 1))
    let practices = [
      try await fixture.scelta(
        for: try await fixture.person("ambito-non-confinante"), medico: "mmg-001", operation: 2),
      try await fixture.scelta(
        for: try await fixture.person("ricongiungimento"), medico: "mmg-001", operation: 3),
    ]
    let answers = try await withThrowingTaskGroup(of: RegistryAnswer.self) { group in
      for practice in practices { group.addTask { try await fixture.submit(practice) } }
      var answers: [RegistryAnswer] = []
      for try await answer in group { answers.append(answer) }
      return answers
    }
    #expect(answers.count { $0.protocolNumber != nil } == 1)
    #expect(answers.count { $0.rejection != nil } == 1)
    #expect(try await fixture.load("mmg-001").permanent == 1_500)
  }

  @Test("of a desk that has not seen the newest scelta is refused, and taken after reading again")
  func overtaken() async throws {
    let fixture = try await Fixture()
    let stale = try await fixture.person("cambio")
    let other = stale.posizione.openScelta?.medico == "mmg-001" ? "mmg-004" : "mmg-001"
    let second = try await fixture.scelta(for: stale, medico: .init(unchecked: other), operation: 2)
    try await fixture.submit(try await fixture.scelta(for: stale, medico: "mmg-003", operation: 1))
    let refusal = try #require(try await fixture.submit(second).rejection?.headline)
    #expect(refusal.rule.id == "REG-04")
    #expect(refusal.arguments.dropFirst() == ["r.prova, sportello 2", "2026-11-21 10:00"])
    let fresh = try #require(try await fixture.registry.person(stale.id))
    let again = try await fixture.scelta(for: fresh, medico: "mmg-001", operation: 3)
    #expect(try await fixture.submit(again).protocolNumber == "P-2026-000002")
    let after = try #require(try await fixture.registry.person(stale.id))
    #expect(after.posizione.scelte.filter { $0.end == nil }.map(\.medico) == ["mmg-001"])
    #expect(after.posizione.scelte.filter { $0.isActive(on: demoDay) }.count == 1)
  }

  @Test("of somebody who died is refused, whatever the desk believes")
  func dead() async throws {
    let fixture = try await Fixture()
    var person = try await fixture.person("deceduto")
    person.posizione.deathDate = nil
    let answer = try await fixture.submit(try await fixture.scelta(for: person, medico: "mmg-003"))
    #expect(answer.rejection?.headline?.rule.id == "REG-05")
    let known = try await fixture.person("deceduto")
    let informed = try await fixture.submit(
      try await fixture.scelta(for: known, medico: "mmg-003", operation: 2))
    #expect(informed.rejection?.findings.contains { $0.rule.id == "REV-06" } == true)
  }

  @Test("of somebody with a practice still pending is refused")
  func pending() async throws {
    let fixture = try await Fixture()
    var practice = try await fixture.scelta(
      for: try await fixture.person("pratica-in-corso"), medico: "mmg-001")
    guard case .scelta(var content) = practice.content else { return }
    content.pending = nil
    practice = fixture.practice(.scelta(content), operation: 9)
    #expect(try await fixture.submit(practice).rejection != nil)
  }

  @Test(
    "needs the right of its author, whatever the desk showed", arguments: [Role.consultazione, .farmacista])
  func rights(role: Role) async throws {
    let fixture = try await Fixture()
    let practice = try await fixture.scelta(
      for: try await fixture.person("cambio"), medico: "mmg-003", role: role)
    #expect(try await fixture.submit(practice).rejection?.headline?.rule.id == "REG-03")
  }

  @Test("for a person or a medico whom the registry does not know is refused")
  func unknown() async throws {
    let fixture = try await Fixture()
    let known = try await fixture.scelta(for: try await fixture.person("cambio"), medico: "mmg-003")
    guard case .scelta(var content) = known.content else { return }
    var identity = content.assistito.identity
    identity.codes = []
    content.assistito = Assistito(id: "p-nobody", identity: identity, posizione: content.assistito.posizione)
    let answer = try await fixture.submit(fixture.practice(.scelta(content), operation: 5))
    #expect(answer.rejection?.headline?.rule.id == "REG-01")
  }

  @Test("must be readable and carry its case", arguments: ["", "{}", "[1]", "{\"version\":1}", "\u{0}"])
  func unreadable(text: String) async throws {
    let fixture = try await Fixture()
    await #expect(throws: RegistryFailure.unreadable) { try await fixture.registry.submit(Array(text.utf8)) }
  }

  @Test("leaves nothing half written, whichever statement fails")
  func halfWritten() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    let practice = try await fixture.scelta(for: person, medico: "mmg-003")
    let loads = (try await fixture.load("mmg-001"), try await fixture.load("mmg-003"))
    var failures = 0
    for ordinal in 1...60 {
      await fixture.registry.failStatement(ordinal, code: 13)
      let answer: RegistryAnswer
      do {
        answer = try await fixture.submit(practice)
      } catch {
        failures += 1
        await fixture.registry.failStatement(nil, code: 0)
        #expect(try await fixture.registry.person(person.id)?.posizione == person.posizione)
        #expect(try await fixture.load("mmg-001") == loads.0)
        #expect(try await fixture.load("mmg-003") == loads.1)
        #expect(try await fixture.registry.history(person.id).isEmpty)
        continue
      }
      await fixture.registry.failStatement(nil, code: 0)
      #expect(answer.protocolNumber == "P-2026-000001")
      break
    }
    #expect(failures >= 8)
    #expect(try await fixture.registry.history(person.id).count == 1)
  }
}

@Suite("A revoca and a ricusazione sent to the registry")
struct EndingTests {
  @Test("frees the place on the day after the revoca")
  func revoca() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    let load = try await fixture.load("mmg-001")
    let content = RevocaCase(
      assistito: person, reason: .movesAbroad, effectiveDate: demoDay,
      documentsSeen: Set(DocumentKind.allCases), note: "estero")
    #expect(try await fixture.submit(fixture.practice(.revoca(content), operation: 1)).protocolNumber != nil)
    #expect(try await fixture.load("mmg-001") == load)
    fixture.clock.move(to: demoDay.adding(days: 1))
    let after = try #require(try await fixture.registry.person(person.id))
    #expect(after.posizione.activeScelta(on: demoDay.adding(days: 1)) == nil)
    #expect(try await fixture.load("mmg-001").permanent == load.permanent - 1)
  }

  @Test("keeps the medico for fifteen days and bans the way back")
  func ricusazione() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    let medico = try #require(try await fixture.registry.medico("mmg-001")).medico
    let content = RicusazioneCase(
      assistito: person, medico: medico, noticeDate: demoDay, reason: "fiducia venuta meno",
      otherMedicoAvailable: true)
    let refused = fixture.practice(.ricusazione(content), operation: 1)
    #expect(try await fixture.submit(refused).rejection?.headline?.rule.id == "REG-03")
    let answer = try await fixture.submit(
      fixture.practice(.ricusazione(content), operation: 2, role: .responsabile))
    #expect(answer.protocolNumber != nil)
    for (days, isThere) in [(15, true), (16, false)] {
      fixture.clock.move(to: demoDay.adding(days: days))
      let now = try #require(try await fixture.registry.person(person.id))
      #expect((now.posizione.activeScelta(on: demoDay.adding(days: days)) != nil) == isThere)
      let facts = try await fixture.registry.facts(of: person.id)
      #expect((facts.currentMedico != nil) == isThere)
    }
  }
}

extension RegistryAnswer {
  /// Whether the desk learns that another medico was registered than the one asked for.
  fileprivate var tellsOfSecondChoice: Bool {
    if case .accepted(_, _, let decision) = self { decision.tookSecondChoice } else { false }
  }
}
