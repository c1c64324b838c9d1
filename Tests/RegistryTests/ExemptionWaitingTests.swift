import Cases
import Domain
import FHIR
import Population
import SQLite
import Testing

@testable import Registry

@Suite("Exemptions that somebody else has to agree to")
struct ExemptionWaitingTests {
  private static let end = CivilDate(year: 2027, month: 3, day: 31)!

  private static func income(_ person: Assistito) -> PracticeCase {
    .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: CodiceEsenzione("E02")!, deskAsl: Region.homeAsl, effectiveDate: demoDay,
        evidence: .income(IncomeDeclaration(signedOn: demoDay, condition: .unemployed, income: .below)),
        documentsSeen: Set(DocumentKind.allCases)))
  }

  private static func chronic(_ person: Assistito) -> PracticeCase {
    .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: CodiceEsenzione("013.250")!, deskAsl: Region.homeAsl,
        effectiveDate: demoDay,
        evidence: .certificate(MedicalCertificate(issuedOn: demoDay, certifier: .accreditedRecord)),
        documentsSeen: Set(DocumentKind.allCases)))
  }

  private func esenzione(_ fixture: Fixture, _ person: Assistito) async throws -> Esenzione {
    try #require(try await fixture.registry.person(person.id)?.posizione.esenzioni.first)
  }

  @Test("while the list is away an income code waits; once it answers the rules settle it and the desk hears")
  func verification() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    try await fixture.registry.setMEF(away: true)
    let practice = desk.practice(Self.income(person), operation: 1)
    _ = await desk.post(practice)
    let waiting = try await esenzione(fixture, person)
    #expect(waiting.state == .inVerification && waiting.certificateNumber.isEmpty)
    #expect(!waiting.protocolNumber.isEmpty)
    let first = try #require(try await desk.record(practice.id))
    guard case .accepted(_, _, let decision) = first.answer else {
      Issue.record("not accepted")
      return
    }
    #expect(decision.receipt == .provvisoria)
    try await fixture.registry.setMEF(away: false)
    let settled = try await esenzione(fixture, person)
    #expect(settled.state == .valid && settled.certificateNumber == "A-2026-000001")
    let told = try #require(try await desk.record(practice.id))
    guard case .accepted(_, _, let later) = told.answer else {
      Issue.record("not told")
      return
    }
    #expect(told.status == .completed && later.receipt == .definitiva)
    let left = try await fixture.registry.hasVerifications()
    #expect(!left)
  }

  @Test("what is not admitted any more when the list answers becomes not valid, and the desk hears of it")
  func refusedLater() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    try await fixture.registry.setMEF(away: true)
    let practice = desk.practice(Self.income(person), operation: 1)
    _ = await desk.post(practice)
    // Meanwhile another asl issues the same code.
    try await fixture.registry.happen(to: person.id) { (person, today) throws(RegistryFailure) in
      person.posizione.esenzioni.insert(
        Esenzione(
          id: "altra", code: CodiceEsenzione("E02")!, issuer: CodiceAsl("990102")!, start: today,
          end: Self.end, issuedOn: today, origin: .selfDeclared), at: 0)
    }
    try await fixture.registry.setMEF(away: false)
    let now = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni
    let own = try #require(now.first { $0.practice == practice.id })
    #expect(own.state == .notValid && own.certificateNumber.isEmpty)
    let told = try #require(try await desk.record(practice.id))
    #expect(told.status == .reversed && told.reasons.first == "REG-14")
  }

  @Test(
    "a record of an accredited hospital waits for the doctor, who says yes or no", arguments: [true, false])
  func evaluation(agrees: Bool) async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let practice = desk.practice(Self.chronic(person), operation: 1)
    _ = await desk.post(practice)
    #expect(try await esenzione(fixture, person).state == .inEvaluation)
    let settled = try await fixture.registry.doctorDecides(on: person.id, agrees: agrees)
    #expect(settled == 1)
    #expect(try await esenzione(fixture, person).state == (agrees ? .valid : .notValid))
    let told = try #require(try await desk.record(practice.id))
    #expect(told.status == (agrees ? .completed : .reversed))
    if agrees {
      guard case .accepted(_, _, let decision) = told.answer else {
        Issue.record("not told")
        return
      }
      #expect(decision.birth == .valid && decision.receipt == .definitiva)
    }
    let again = try await fixture.registry.doctorDecides(on: person.id, agrees: !agrees)
    #expect(again == 0)
  }

  @Test("a list that is away stays away when the registry is opened anew, and until it answers")
  func restart() async throws {
    let file = try RegistryFile(copying: [])
    let clock = Clock()
    let person: Assistito
    do {
      let fixture = try await Fixture(location: .file(path: file.path), profile: Fixture.exemptions)
      person = try await fixture.person("cambio")
      try await fixture.registry.setMEF(away: true)
    }
    func opened() throws -> ReferenceRegistry {
      try ReferenceRegistry(
        .file(path: file.path), profile: Fixture.exemptions, isDemo: true, now: { clock.now })
    }
    func state(_ registry: ReferenceRegistry) async throws -> Esenzione.State? {
      try await registry.person(person.id)?.posizione.esenzioni.first?.state
    }
    do {
      let registry = try opened()
      #expect(await registry.mefIsAway)
      let author = Author(
        operatorName: "r.prova", role: .sportello,
        desk: Desk(id: "sportello 2", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto))
      _ = try await registry.submit(
        PracticeTask.encode(
          Practice(
            id: "11111111-0000-4000-8000-000000000001", content: Self.income(person), author: author,
            createdAt: clock.now)))
      #expect(try await state(registry) == .inVerification)
    }
    do {
      let registry = try opened()
      #expect(try await state(registry) == .inVerification)
      try await registry.setMEF(away: false)
      #expect(try await state(registry) == .valid)
    }
    #expect(try await !opened().mefIsAway)
  }

  @Test(
    "what waited when the registry was filled is settled by the worker: the list on the next day, the doctor in a week"
  )
  func populated() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let listed = try await fixture.person("esenzione-in-verifica")
    let judged = try await fixture.person("esenzione-in-valutazione")
    for (days, isListed, isJudged) in [
      (0, false, false), (1, true, false), (6, true, false), (7, true, true), (30, true, true),
    ] {
      fixture.clock.move(to: demoDay.adding(days: days))
      let first = try await esenzione(fixture, listed)
      let second = try await esenzione(fixture, judged)
      #expect((first.state == .valid) == isListed && first.certificateNumber.isEmpty != isListed, "\(days)")
      #expect((second.state == .valid) == isJudged && second.certificateNumber.isEmpty != isJudged, "\(days)")
    }
    let desk = try await WireDesk(fixture)
    let id = try await esenzione(fixture, judged).id.rawValue
    let body = await desk.get("Coverage/\(id)").body
    #expect(String(decoding: body, as: UTF8.self).contains("\"status\":\"active\""))
  }

  @Test("the worker settles nothing of a list that is away nor while a stop lets nothing be issued")
  func notSettled() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let listed = try await fixture.person("esenzione-in-verifica")
    let judged = try await fixture.person("esenzione-in-valutazione")
    try await fixture.registry.setMEF(away: false)
    #expect(try await esenzione(fixture, listed).state == .valid, "the lever settles at once")
    let again = try await Fixture(profile: Fixture.exemptions)
    try await again.registry.setMEF(away: true)
    await again.registry.suspend(ExemptionStopTests.stop(from: again.clock.now, hours: 24 * 10))
    again.clock.move(to: demoDay.adding(days: 9))
    #expect(try await esenzione(again, listed).state == .inVerification)
    #expect(try await esenzione(again, judged).state == .inEvaluation)
    again.clock.move(to: demoDay.adding(days: 11))
    #expect(try await esenzione(again, judged).state == .valid)
    #expect(try await esenzione(again, listed).state == .inVerification)
    try await again.registry.setMEF(away: false)
    #expect(try await esenzione(again, listed).state == .valid)
  }
}
