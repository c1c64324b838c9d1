import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("The list of the Sistema TS over the wire")
struct MEFListTests {
  private static let listed = "esenzione-elenco-mef"
  private static let json: HeaderFields = ["Content-Type": "application/fhir+json"]

  private static func ask(
    _ desk: WireDesk, of person: Assistito, _ code: String? = "E01", headers: HeaderFields = json
  ) async -> Response {
    await desk.send(
      .post, "Patient/\(person.id.rawValue)/\(MEFListOperation.name)", headers: headers,
      body: MEFListOperation.encode(question: code.flatMap { CodiceEsenzione($0) }))
  }

  private static func answer(
    _ desk: WireDesk, of person: Assistito, _ code: String? = "E01"
  ) async throws -> MEFAnswer {
    let response = await ask(desk, of: person, code)
    #expect(response.status == 200)
    return try MEFListOperation.answer(response.body)
  }

  @Test("tells who is on it, also under another code, and who is not")
  func answers() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person(Self.listed)
    let record = try #require(person.posizione.esenzioni.first { $0.origin == .mefList })
    let expected = MEFAnswer.listed(record.code, until: try #require(record.lastDay))
    for code in ["E01", "E02", nil] {
      #expect(try await Self.answer(desk, of: person, code) == expected)
    }
    let other = try await fixture.person("cambio")
    #expect(try await Self.answer(desk, of: other) == .notListed)
  }

  @Test("says that it does not answer while it is silent, of whomever, and never that somebody is missing")
  func silent() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    try await fixture.registry.setMEF(away: true)
    for caseID in [Self.listed, "cambio"] {
      #expect(try await Self.answer(desk, of: try await fixture.person(caseID)) == .unavailable)
    }
    try await fixture.registry.setMEF(away: false)
    #expect(try await Self.answer(desk, of: try await fixture.person("cambio")) == .notListed)
  }

  @Test("answers those alone who have to do with exemptions", arguments: Role.allCases)
  func rights(role: Role) async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let person = try await fixture.person(Self.listed)
    for kind in DeskKind.allCases {
      let isGranted = [Capability.openPerson, .esenzioni].allSatisfy {
        Rights.permission(for: $0, role: role, desk: kind, profile: Fixture.profile, isDemo: true) == .granted
      }
      let response = await Self.ask(try await WireDesk(fixture, kind: kind, role: role), of: person)
      #expect(response.status == (isGranted ? 200 : 403), "\(role), \(kind)")
    }
  }

  @Test("tells nothing of nobody, of a restricted record, nor without token, method and body")
  func refused() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person(Self.listed)
    let path = "Patient/\(person.id.rawValue)/\(MEFListOperation.name)"
    #expect(
      await desk.send(.post, "Patient/nobody/$elenco-mef", headers: Self.json, body: Array("{}".utf8))
        .status == 400)
    let question = MEFListOperation.encode(question: nil)
    #expect(
      await desk.send(.post, "Patient/nobody/$elenco-mef", headers: Self.json, body: question).status == 404)
    #expect(
      await desk.send(.post, "Task/nobody/$elenco-mef", headers: Self.json, body: question).status == 404)
    #expect(await desk.get(path).status == 405)
    #expect(await desk.send(.post, path, body: question).status == 415)
    let unknown = Array(
      #"{"resourceType":"Parameters","parameter":[{"name":"codice","valueCode":"?"}]}"#.utf8)
    #expect(await desk.send(.post, path, headers: Self.json, body: unknown).status == 422)
    var headers = Self.json
    headers["Authorization"] = "Bearer x"
    #expect(await Self.ask(desk, of: person, headers: headers).status == 401)
    try await fixture.registry.restrict(person.id, true)
    #expect(await Self.ask(desk, of: person).status == 404)
    let supervisor = try await WireDesk(fixture, role: .responsabile)
    #expect(await Self.ask(supervisor, of: person).status == 200)
  }

  @Test("is announced, so that a desk asks no registry that does not pass it on")
  func announced() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let statement = try CapabilityResource(await desk.get("metadata").body)
    #expect(statement.resource(.patient)?.operations == ["elenco-mef"])
    #expect(statement.resource(.task)?.operations == [])
  }
}

@Suite("What is suspended, taken up again and unblocked at a counter")
struct ExemptionPauseTests {
  private static func change(
    _ reason: EsenzioneRevocaCase.Reason, _ person: Assistito
  ) -> PracticeCase {
    .esenzioneRevoca(
      EsenzioneRevocaCase(
        assistito: person, esenzione: "vecchia", reason: reason, effectiveDate: demoDay,
        deskAsl: Region.homeAsl, note: "prova"))
  }

  private static func exempt(_ state: Esenzione.State) async throws -> (Fixture, Assistito) {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let person = try await fixture.person("cambio")
    try await fixture.registry.happen(to: person.id) { (person, today) throws(RegistryFailure) in
      person.posizione.entitlement = .thirdCountry(
        .init(category: .work, validUntil: today.adding(days: 200)))
      person.posizione.esenzioni = [
        Esenzione(
          id: "vecchia", code: CodiceEsenzione("050")!, issuer: Region.homeAsl,
          start: today.adding(days: -365), issuedOn: today.adding(days: -365), origin: .certificate,
          state: state)
      ]
    }
    return (fixture, try #require(try await fixture.registry.person(person.id)))
  }

  private static func state(_ fixture: Fixture, _ person: Assistito) async throws -> Esenzione.State? {
    try await fixture.registry.person(person.id)?.posizione.esenzioni.last?.state
  }

  @Test("goes by Task, decision and Coverage, and a second desk finds it done")
  func pause() async throws {
    let (fixture, person) = try await Self.exempt(.valid)
    let desk = try await WireDesk(fixture)
    let suspended = Esenzione.State.suspended(since: demoDay)
    for (operation, reason, expected) in [
      (1, EsenzioneRevocaCase.Reason.permitRenewal, suspended), (2, .permitRenewal, suspended),
      (3, .permitRenewed, .valid),
    ] {
      // The second desk still sees what the first one saw.
      let seen = operation == 3 ? try #require(try await fixture.registry.person(person.id)) : person
      let told = try PracticeTask.record(
        in: await desk.post(desk.practice(Self.change(reason, seen), operation: operation)).body)
      #expect(told.status == .completed, "\(told.reasons)")
      #expect(told.reasons.contains("REG-09") == (operation == 2))
      #expect(try await Self.state(fixture, person) == expected)
      let body = await desk.get("Coverage/vecchia").body
      #expect(try CoverageResource.decode(body).esenzione.state == expected)
    }
  }

  @Test("a block is lifted by who may set one, and by nobody else")
  func unblock() async throws {
    let blocked = Esenzione.State.revoked(on: demoDay, reason: .officeControl, isBlocked: true)
    let (fixture, person) = try await Self.exempt(blocked)
    let refused = try await fixture.submit(
      fixture.practice(Self.change(.blockLifted, person), operation: 1, role: .sportello))
    #expect(refused.rejection?.findings.map(\.rule.id) == ["REG-03"])
    #expect(try await Self.state(fixture, person) == blocked)
    let taken = fixture.practice(Self.change(.blockLifted, person), operation: 2, role: .responsabile)
    #expect(try await fixture.submit(taken).rejection == nil)
    #expect(
      try await Self.state(fixture, person) == .revoked(on: demoDay, reason: .officeControl, isBlocked: false)
    )
    // Undone, it is blocked again.
    #expect(try await fixture.registry.reverse(taken.id))
    #expect(try await Self.state(fixture, person) == blocked)
  }

  @Test("a suspended record that an issue had closed is suspended again once the issue is undone")
  func closed() async throws {
    let suspended = Esenzione.State.suspended(since: demoDay.adding(days: -5))
    let (fixture, person) = try await Self.exempt(suspended)
    let issue = fixture.practice(
      .esenzioneRilascio(
        EsenzioneCase(
          assistito: person, code: CodiceEsenzione("052")!, deskAsl: Region.homeAsl, effectiveDate: demoDay,
          evidence: .certificate(
            MedicalCertificate(issuedOn: demoDay.adding(days: -1), certifier: .publicSpecialist)),
          documentsSeen: Set(DocumentKind.allCases))), operation: 1)
    #expect(try await fixture.submit(issue).rejection == nil)
    #expect(
      try await Self.state(fixture, person) == .ended(on: demoDay.adding(days: -1), cause: .superseded))
    #expect(try await fixture.registry.reverse(issue.id))
    #expect(try await Self.state(fixture, person) == suspended)
  }
}
