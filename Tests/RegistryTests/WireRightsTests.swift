import Domain
import FHIR
import Population
import SQLite
import Testing

@testable import Registry

@Suite("The rights of a token")
struct WireRightsTests {
  /// A request for each interaction, with the capabilities that it needs.
  static let requests: [(name: String, method: Request.Method, path: String, query: String?, [Capability])] =
    [
      ("read a person", .get, "Patient/p-0000001", nil, [.openPerson]),
      ("find by code", .get, "Patient", "identifier=PRVNNA80A41Y000J", [.openPerson]),
      ("find by id", .get, "Patient", "_id=p-0000001", [.openPerson]),
      ("find by name", .get, "Patient", "family=R", [.searchByName]),
      ("find by birth date", .get, "Patient", "birthdate=1980-01-01", [.searchByName]),
      ("pull people", .get, "Patient", "_lastUpdated=ge2026-01-01", [.searchByName]),
      ("list expiries", .get, "Patient", "scadenza=le2026-12-31", [.expiries]),
      ("versions of a person", .get, "Patient/p-0000001/_history", nil, [.history]),
      ("one version of a person", .get, "Patient/p-0000001/_history/1", nil, [.history]),
      ("relations of a person", .get, "EpisodeOfCare", "patient=p-0000001", [.openPerson]),
      ("pull relations", .get, "EpisodeOfCare", "_lastUpdated=ge2026-01-01", [.searchByName]),
      ("exemptions of a person", .get, "Coverage", "patient=p-0000001", [.openPerson, .esenzioni]),
      ("pull exemptions", .get, "Coverage", "_lastUpdated=ge2026-01-01", [.searchByName, .esenzioni]),
      ("doctors", .get, "PractitionerRole", nil, [.medici]),
      ("a list", .get, "Group/panel-mmg-001", nil, [.medici]),
      ("ambiti", .get, "Location", nil, [.medici]),
      ("distretti", .get, "Organization", nil, [.medici]),
      ("practices of a person", .get, "Task", "patient=p-0000001", [.history]),
      ("pending practice of a person", .get, "Task", "patient=p-0000001&status=requested", [.openPerson]),
      (
        "one practice", .get, "Task", "identifier=urn:ietf:rfc:3986%7Curn:uuid:11111111-0000-4000-8000-0",
        [.queue]
      ),
      ("practices", .get, "Task", "status=completed", [.queue]),
    ]

  @Test("are those of the one table, for every role, desk and interaction", arguments: Role.allCases)
  func table(role: Role) async throws {
    let fixture = try await Fixture()
    for kind in DeskKind.allCases {
      let desk = try await WireDesk(fixture, kind: kind, role: role)
      for (name, method, path, query, needed) in Self.requests {
        let isGranted = needed.allSatisfy {
          Rights.permission(for: $0, role: role, desk: kind, profile: Fixture.profile, isDemo: true)
            == .granted
        }
        let response = await desk.send(method, path, query: query)
        #expect(response.status == (isGranted ? 200 : 403), "\(name), \(role), \(kind)")
        if !isGranted {
          #expect(response.issue?.code == "forbidden")
          #expect(Rights.reasonKeys.contains(response.issue?.detail ?? ""))
        }
      }
    }
  }

  @Test("to send a practice are those of its kind", arguments: Role.allCases, DeskKind.allCases)
  func sending(role: Role, kind: DeskKind) {
    let caller = Caller(
      desk: Desk(id: "sportello 2", kind: kind, asl: Region.homeAsl), role: role, profile: Fixture.profile,
      isDemo: true)
    func isGranted(_ capability: Capability) -> Bool {
      Rights.permission(for: capability, role: role, desk: kind, profile: Fixture.profile, isDemo: true)
        == .granted
    }
    #expect(caller.may(.send(.scelta)) == isGranted(.scelta))
    #expect(caller.may(.send(.revoca)) == isGranted(.revoca))
    #expect(caller.may(.send(.ricusazione)) == isGranted(.ricusazione))
    #expect(caller.may(.send(.esenzioneRilascio)) == isGranted(.esenzioni))
    #expect(caller.may(.send(.esenzioneRevoca)) == isGranted(.esenzioni))
    #expect(caller.may(.send(.rilascioPin)) == isGranted(.issueCodes))
    #expect(caller.may(.send(.tessera)) == isGranted(.cards))
    #expect(caller.may(.note) == (isGranted(.openPerson) && isGranted(.queue)))
    #expect(caller.may(.declare) == (isGranted(.openPerson) && isGranted(.queue)))
    #expect(caller.seesRestricted == isGranted(.openRestricted))
    for interaction in Interaction.all {
      var isRefused = false
      do throws(WireFault) { try caller.check(interaction) } catch { isRefused = error.status == 403 }
      #expect(isRefused != caller.may(interaction))
    }
  }

  @Test("let a pharmacy find people by their full code or card only")
  func pharmacy() async throws {
    let fixture = try await Fixture()
    let pharmacy = try await WireDesk(fixture, kind: .farmacia, role: .farmacista)
    let person = try await fixture.person("cambio")
    let code = try #require(person.identity.currentCode).rawValue
    let card = try #require(person.tessera).number.rawValue
    #expect(try await pharmacy.people("identifier=\(code)").count == 1)
    #expect(try await pharmacy.people("identifier=\(card)").count == 1)
    #expect(try await pharmacy.people("identifier=\(code.dropLast())").isEmpty)
    #expect(await pharmacy.get("Patient", "family=\(person.identity.surname)").status == 403)
    #expect(await pharmacy.get("Patient").status == 403)
  }

  @Test("end with the token: expired, revoked, unknown or garbled it opens nothing")
  func tokens() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let short = try await fixture.registry.issueToken(desk: desk.desk, role: .sportello, validFor: 60)
    #expect(await desk.get("Patient/p-0000001", headers: ["Authorization": "Bearer \(short)"]).status == 200)
    fixture.clock.move(to: demoDay.adding(days: 1))
    for field in ["Bearer \(short)", "Bearer \(desk.token)", "Bearer x"] {
      let response = await desk.get("Patient/p-0000001", headers: ["Authorization": field])
      #expect(response.status == 401 && response.issue?.code == "expired")
      #expect(response.headers["WWW-Authenticate"]?.contains("invalid_token") == true)
    }
    for field in ["Basic eDp5", "Bearer", "", "Bearer a b"] {
      let response = await desk.get("Patient/p-0000001", headers: ["Authorization": field])
      #expect(response.status == 401 && response.issue?.code == "login")
    }
    let fresh = try await WireDesk(fixture)
    let listed = try #require(try await fixture.registry.tokens().first { $0.expires > fixture.clock.now })
    #expect(listed.desk == fresh.desk && listed.role == fresh.role && !listed.isRevoked)
    #expect(try await fixture.registry.revokeToken(listed.id))
    #expect(try await !fixture.registry.revokeToken(listed.id))
    #expect(await fresh.get("Patient/p-0000001").status == 401)
    #expect(try await fixture.registry.tokens().count == 3)
  }

  @Test("are kept as a hash: no text of a token stands in the file")
  func hashes() async throws {
    let file = try RegistryFile(copying: [])
    do {
      let fixture = try await Fixture(location: .file(path: file.path))
      _ = try await WireDesk(fixture)
    }
    let fixture = try await Fixture(location: .file(path: file.path))
    let text = try await WireDesk(fixture).token
    let bytes = try file.bytes()
    #expect(bytes.firstRange(of: Array(text.utf8)) == nil)
    #expect(bytes.firstRange(of: Array("sportello 2".utf8)) != nil)
  }

  @Test("hide of a restricted record where the person lives, how to reach the person and the medico")
  func restricted() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    try await fixture.registry.restrict(person.id, true)
    let desk = try await WireDesk(fixture)
    let supervisor = try await WireDesk(fixture, role: .responsabile)
    let path = "Patient/\(person.id.rawValue)"
    let hidden = try PatientResource.decode(await desk.get(path).body)
    let whole = try PatientResource.decode(await supervisor.get(path).body)
    #expect(hidden.meta.isRestricted && whole.meta.isRestricted)
    #expect(hidden.assistito.identity == person.identity)
    #expect(hidden.assistito.posizione.scelte.isEmpty && hidden.assistito.contacts == Contacts())
    #expect(hidden.assistito.posizione.residence.territory == nil)
    #expect(whole.assistito.posizione.scelte == person.posizione.scelte)
    let text = String(decoding: await desk.get(path).body, as: UTF8.self)
    for key in ["address", "telecom", "generalPractitioner"] { #expect(!text.contains("\"\(key)\"")) }
    #expect(try await desk.get("EpisodeOfCare", "patient=\(person.id.rawValue)").bundle.entries.isEmpty)
    let versions = try await desk.get("\(path)/_history").bundle.entries.compactMap(\.resource)
    #expect(try versions.map { try PatientResource.decode(Array($0)).assistito.contacts } == [Contacts()])
    #expect(await desk.get("\(path)/_history/1").status == 404)
    #expect(try await supervisor.get("\(path)/_history").bundle.total == 2)
    let relation = ReferenceRegistry.relationID(1, of: person.id)
    #expect(await desk.get("EpisodeOfCare/\(relation)").status == 404)
    #expect(await supervisor.get("EpisodeOfCare/\(relation)").status == 200)
    let refused = await desk.post(try await desk.scelta(for: person, medico: "mmg-003"))
    #expect(try PracticeTask.record(in: refused.body).reasons == ["REG-08"])
    let taken = await supervisor.post(
      try await supervisor.scelta(for: whole.assistito, medico: "mmg-003", operation: 2))
    #expect(try PracticeTask.record(in: taken.body).status == .completed)
  }
}
