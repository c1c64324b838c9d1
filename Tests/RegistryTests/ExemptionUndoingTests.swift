import Cases
import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("What an exemption takes the place of, and how that is undone")
struct ExemptionUndoingTests {
  private static let yesterday = demoDay.adding(days: -1)

  private static func request(
    _ code: String, for person: Assistito, _ evidence: EsenzioneEvidence
  ) -> PracticeCase {
    .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: CodiceEsenzione(code)!, deskAsl: Region.homeAsl, effectiveDate: demoDay,
        evidence: evidence, documentsSeen: Set(DocumentKind.allCases), privateHandOver: true))
  }

  private static func invalid(_ percentage: Int) -> EsenzioneEvidence {
    .report(InvalidityReport(issuedOn: yesterday, kind: .civil, percentage: percentage))
  }

  private static let accredited = EsenzioneEvidence.certificate(
    MedicalCertificate(issuedOn: yesterday, certifier: .accreditedRecord))

  private static func revoca(
    _ id: Identifier<Esenzione>, of person: Assistito, _ reason: EsenzioneRevocaCase.Reason,
    on day: CivilDate = demoDay
  ) -> PracticeCase {
    .esenzioneRevoca(
      EsenzioneRevocaCase(
        assistito: person, esenzione: id, reason: reason, effectiveDate: day, deskAsl: Region.homeAsl,
        documentsSeen: Set(DocumentKind.allCases), note: "prova"))
  }

  /// A registry, and somebody in it with one exemption that has run for a year.
  private static func exempt(
    _ code: String, end: CivilDate? = nil
  ) async throws -> (Fixture, Assistito) {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let person = try await fixture.person("cambio")
    try await fixture.registry.happen(to: person.id) { (person, today) throws(RegistryFailure) in
      person.posizione.esenzioni = [
        Esenzione(
          id: "vecchia", code: CodiceEsenzione(code)!, issuer: Region.homeAsl,
          start: today.adding(days: -365), end: end, issuedOn: today.adding(days: -365), origin: .certificate)
      ]
    }
    return (fixture, try #require(try await fixture.registry.person(person.id)))
  }

  private static func states(_ fixture: Fixture, _ person: Assistito) async throws -> [Esenzione.State] {
    try #require(try await fixture.registry.person(person.id)).posizione.esenzioni.map(\.state)
  }

  @Test(
    "what waits closes nothing: only the yes of the doctor ends what it replaces", arguments: [true, false])
  func waiting(agrees: Bool) async throws {
    let (fixture, person) = try await Self.exempt("050")
    let practice = fixture.practice(Self.request("052", for: person, Self.accredited), operation: 1)
    #expect(try await fixture.submit(practice).rejection == nil)
    #expect(try await Self.states(fixture, person) == [.inEvaluation, .valid])
    #expect(try await fixture.registry.doctorDecides(on: person.id, agrees: agrees) == 1)
    let over = Esenzione.State.ended(on: Self.yesterday, cause: .superseded)
    #expect(try await Self.states(fixture, person) == (agrees ? [.valid, over] : [.notValid, .valid]))
    guard agrees else { return }
    // What the back office undoes then gives the old one back.
    #expect(try await fixture.registry.reverse(practice.id))
    #expect(try await Self.states(fixture, person).last == .valid)
  }

  @Test("the doctor's yes does not help against the rules, nor once the last day has passed")
  func overruled() async throws {
    let (fixture, person) = try await Self.exempt("050")
    let practice = fixture.practice(Self.request("013.250", for: person, Self.accredited), operation: 1)
    #expect(try await fixture.submit(practice).rejection == nil)
    try await fixture.registry.otherDeskIssues(CodiceEsenzione("013.250")!, to: person.id)
    #expect(try await fixture.registry.doctorDecides(on: person.id, agrees: true) == 1)
    let now = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni
    #expect(now.first { $0.practice == practice.id }?.state == .notValid)

    let late = try await Fixture(profile: Fixture.exemptions)
    let judged = try await late.person("esenzione-in-valutazione")
    try await late.registry.happen(to: judged.id) { (person, today) throws(RegistryFailure) in
      person.posizione.esenzioni[0].end = today.adding(days: 3)
    }
    late.clock.move(to: demoDay.adding(days: 8))
    #expect(try await Self.states(late, judged).first == .notValid)
  }

  @Test("annulled as an error on the same day it gives back what it had closed") func annulled() async throws
  {
    let (fixture, person) = try await Self.exempt("C03")
    let issue = fixture.practice(Self.request("C01", for: person, Self.invalid(100)), operation: 1)
    #expect(try await fixture.submit(issue).rejection == nil)
    let over = Esenzione.State.ended(on: Self.yesterday, cause: .superseded)
    #expect(try await Self.states(fixture, person) == [.valid, over])
    let now = try #require(try await fixture.registry.person(person.id))
    let id = try #require(now.posizione.esenzioni.first).id
    let error = fixture.practice(Self.revoca(id, of: now, .issuedInError), operation: 2)
    #expect(try await fixture.submit(error).rejection == nil)
    #expect(try await Self.states(fixture, person) == [.annulled(on: demoDay, reason: "prova"), .valid])
  }

  @Test("the office blocks also what has been given up, once, until it lifts the block") func block()
    async throws
  {
    let (fixture, person) = try await Self.exempt("013.250")
    let given = fixture.practice(Self.revoca("vecchia", of: person, .citizen), operation: 1)
    #expect(try await fixture.submit(given).rejection == nil)
    for operation in 2...3 {
      let control = fixture.practice(
        Self.revoca("vecchia", of: person, .officeControl), operation: operation, role: .responsabile)
      let answer = try await fixture.submit(control)
      guard case .accepted(_, _, let decision) = answer else {
        Issue.record("refused: \(answer.rejection?.findings.map(\.messageKey) ?? [])")
        return
      }
      // The first one has an effect, the second one finds it there.
      #expect(decision.findings.contains { $0.rule.id == "REG-09" } == (operation == 3))
      #expect(
        try await Self.states(fixture, person)
          == [.revoked(on: demoDay, reason: .officeControl, isBlocked: true)])
    }
    let now = try #require(try await fixture.registry.person(person.id))
    let again = Self.request(
      "013.250", for: now,
      .certificate(MedicalCertificate(issuedOn: Self.yesterday, certifier: .publicSpecialist)))
    let refused = try await fixture.submit(fixture.practice(again, operation: 4))
    #expect(refused.rejection?.findings.contains { $0.rule.id == "ER-28" } == true)
    #expect(try await fixture.registry.liftBlock(on: "vecchia", of: person.id))
    #expect(try await !fixture.registry.liftBlock(on: "vecchia", of: person.id))
    #expect(
      try await Self.states(fixture, person)
        == [.revoked(on: demoDay, reason: .officeControl, isBlocked: false)])
  }

  @Test("a request that waits is withdrawn by the citizen, twice without harm") func withdrawn() async throws
  {
    let (fixture, person) = try await Self.exempt("050")
    let practice = fixture.practice(Self.request("013.250", for: person, Self.accredited), operation: 1)
    #expect(try await fixture.submit(practice).rejection == nil)
    let now = try #require(try await fixture.registry.person(person.id))
    let id = try #require(now.posizione.esenzioni.first).id
    for operation in 2...3 {
      let answer = try await fixture.submit(
        fixture.practice(Self.revoca(id, of: now, .citizen), operation: operation))
      #expect(answer.rejection == nil)
      #expect(
        try await Self.states(fixture, person) == [.annulled(on: demoDay, reason: "citizen"), .valid])
    }
    #expect(try await fixture.registry.doctorDecides(on: person.id, agrees: true) == 0)
  }

  @Test("undoing a revoca that found the work done leaves what the other desk did") func found() async throws
  {
    let (fixture, person) = try await Self.exempt("013.250")
    let first = fixture.practice(Self.revoca("vecchia", of: person, .requirementLost), operation: 1)
    let second = fixture.practice(Self.revoca("vecchia", of: person, .requirementLost), operation: 2)
    for practice in [first, second] { #expect(try await fixture.submit(practice).rejection == nil) }
    let over = Esenzione.State.revoked(on: demoDay, reason: .requirementLost, isBlocked: false)
    #expect(try await fixture.registry.reverse(second.id))
    #expect(try await Self.states(fixture, person) == [over])
    #expect(try await fixture.registry.reverse(first.id))
    #expect(try await Self.states(fixture, person) == [.valid])
  }

  @Test("what is to end later still refuses a second one that the desk had not seen") func counting()
    async throws
  {
    let (fixture, person) = try await Self.exempt("050")
    try await fixture.registry.happen(to: person.id) { (person, today) throws(RegistryFailure) in
      person.posizione.esenzioni[0].code = CodiceEsenzione("013.250")!
      person.posizione.esenzioni[0].state = .revoked(
        on: today.adding(days: 40), reason: .citizen, isBlocked: false)
    }
    var unaware = person
    unaware.posizione.esenzioni = []
    let again = Self.request(
      "013.250", for: unaware,
      .certificate(MedicalCertificate(issuedOn: Self.yesterday, certifier: .publicSpecialist)))
    let answer = try await fixture.submit(fixture.practice(again, operation: 1))
    #expect(answer.rejection?.findings.map(\.rule.id) == ["REG-12"])
  }
}
