import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("The wire of the registry, read")
struct WireReadTests {
  @Test("tells a person whole, with version and time")
  func person() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let known = try await fixture.person("cambio")
    let response = await desk.get("Patient/\(known.id.rawValue)")
    #expect(response.status == 200)
    #expect(response.headers["ETag"] == "W/\"1\"")
    #expect(response.headers["Last-Modified"] == "Sat, 21 Nov 2026 08:59:57 GMT")
    #expect(response.headers["Content-Type"] == "application/fhir+json;charset=utf-8")
    let record = try PatientResource.decode(response.body)
    #expect(record.isWhole && record.isActive)
    var expected = known
    expected.provenance = [:]
    #expect(record.assistito == expected)
    #expect(record.meta.versionId == "1")
  }

  @Test(
    "answers 304 to the version that is known, however it is written",
    arguments: ["W/\"1\"", "\"1\"", "1", "*", "W/\"7\", W/\"1\""])
  func notModified(tag: String) async throws {
    let desk = try await WireDesk(try await Fixture())
    let known = await desk.get("Patient/p-0000001", headers: ["If-None-Match": tag])
    #expect(known.status == 304)
    #expect(known.body.isEmpty && known.headers["ETag"] == "W/\"1\"")
    #expect(await desk.get("Patient/p-0000001", headers: ["If-None-Match": "W/\"2\""]).status == 200)
  }

  @Test("keeps every version, and tells them newest first")
  func versions() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    try await fixture.registry.update(Contacts(telephone: "0550000"), of: person.id)
    let path = "Patient/\(person.id.rawValue)"
    #expect(await desk.get(path).headers["ETag"] == "W/\"2\"")
    let history = await desk.get("\(path)/_history")
    let page = try history.bundle
    #expect(page.kind == .history && page.total == 2)
    let versions = try page.entries.compactMap(\.resource).map { try PatientResource.decode(Array($0)) }
    #expect(versions.map(\.meta.versionId) == ["2", "1"])
    #expect(versions[0].assistito.contacts.telephone == "0550000")
    #expect(versions[1].assistito.contacts == person.contacts)
    let first = await desk.get("\(path)/_history/1")
    #expect(try PatientResource.decode(first.body).assistito.contacts == person.contacts)
    #expect(await desk.get("\(path)/_history/3").status == 404)
  }

  @Test("tells the time of each version only once, also when the clock stands still or goes back")
  func times() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    for number in 0..<5 {
      try await fixture.registry.update(Contacts(telephone: "\(number)"), of: person.id)
      if number == 2 { fixture.clock.move(to: demoDay.adding(days: -3)) }
    }
    let versions = try await fixture.registry.versions(.patient, id: person.id.rawValue)
    let times = versions.map(\.lastUpdated)
    #expect(times.count == 6 && zip(times, times.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("tells doctors, lists, ambiti, distretti and relations")
  func others() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let view = try #require(try await fixture.registry.medico("mmg-001"))
    var plain = view.medico
    plain.load = nil
    #expect(try MedicoResource.decode(await desk.get("PractitionerRole/mmg-001").body).medico == plain)
    let panel = try PanelResource.decode(await desk.get("Group/\(PanelResource.id(of: "mmg-001"))").body)
    #expect(panel.load == view.medico.load && panel.ceilings == view.medico.ceilings)
    let ambito = try #require(view.ambito)
    #expect(try PlaceResource.decodeAmbito(await desk.get("Location/\(ambito.id.rawValue)").body) == ambito)
    let distretto = await desk.get("Organization/\(ambito.distretto.rawValue)")
    #expect(try PlaceResource.decodeDistretto(distretto.body).id == ambito.distretto)
    let person = try await fixture.person("cambio")
    let relations = try await desk.get("EpisodeOfCare", "patient=\(person.id.rawValue)").bundle
    let scelte = try relations.entries.compactMap(\.resource).map {
      try EpisodeOfCareResource.decode(Array($0)).scelta
    }
    #expect(Set(scelte) == Set(person.posizione.scelte))
  }

  @Test("says without a token what it can do, and nothing else")
  func capabilities() async throws {
    let desk = try await WireDesk(try await Fixture())
    for path in ["metadata", "status"] {
      let response = await desk.fixture.registry.exchange(Request(.get, path))
      #expect(response.status == 200)
      let statement = try CapabilityResource(response.body)
      #expect(statement.resource(.task)?.conditionalCreate == true)
      #expect(statement.resource(.patient)?.parameters.contains { $0.name == "scadenza" } == true)
    }
    let response = await desk.fixture.registry.exchange(Request(.get, "Patient/p-0000001"))
    #expect(response.status == 401 && response.issue?.code == "login")
    #expect(response.headers["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
  }

  @Test("answers HEAD as GET, without a body")
  func head() async throws {
    let desk = try await WireDesk(try await Fixture())
    let response = await desk.send(.head, "Patient/p-0000001")
    #expect(response.status == 200 && response.body.isEmpty && response.headers["ETag"] == "W/\"1\"")
  }

  static let refused: [(Request.Method, String, Int)] = [
    (.delete, "Patient/p-0000001", 405), (.patch, "Patient/p-0000001", 405),
    (.put, "Patient/p-0000001", 405), (.put, "Task/x", 405), (.delete, "Task/x", 405),
    (.post, "Patient", 405), (.get, "Patient/_search", 405), (.options, "Patient", 405),
    (.get, "Observation", 404), (.get, "Observation/1", 404), (.get, "Patient/nobody", 404),
    (.get, "", 404), (.post, "", 404), (.get, "Patient/$everything", 404),
    (.get, "Patient/p-0000001/address", 404), (.get, "Patient/..", 400), (.get, "Patient/../Task", 400),
    (.get, "Patient/%2e%2e", 400), (.get, "Patient//p-0000001", 400), (.get, "Patient/", 400),
    (.get, "/Patient", 400), (.get, "Patient/p_1", 400), (.get, "Patient/a\\b", 400),
    (.get, "Patient/p-0000001;v=1", 400), (.get, "Patient/" + String(repeating: "a", count: 65), 400),
    (.get, "Patient/a\u{0}", 400), (.get, "patient/p-0000001", 404),
  ]

  @Test("refuses other methods, unknown types and paths with tricks", arguments: refused)
  func refusals(method: Request.Method, path: String, status: Int) async throws {
    let desk = try await WireDesk(try await Fixture())
    let response = await desk.send(method, path)
    #expect(response.status == status)
    #expect(response.issue?.severity == .error)
    #expect((response.headers["Allow"] != nil) == (status == 405))
  }

  @Test("refuses other formats and bodies that are too large")
  func formats() async throws {
    let desk = try await WireDesk(try await Fixture())
    for accept in ["application/fhir+xml", "text/html", "application/json;q=0"] {
      #expect(await desk.get("Patient/p-0000001", headers: ["Accept": accept]).status == 406)
    }
    for accept in ["application/fhir+json", "application/json", "*/*", "text/html, application/*;q=0.1"] {
      #expect(await desk.get("Patient/p-0000001", headers: ["Accept": accept]).status == 200)
    }
    #expect(await desk.get("Patient/p-0000001", "_format=xml").status == 406)
    #expect(
      await desk.get("Patient/p-0000001", "_format=json", headers: ["Accept": "text/html"]).status == 200)
    for type in ["application/xml", "text/plain", "application/fhir+json; charset=latin1"] {
      let response = await desk.post(task: [], operation: "x", headers: ["Content-Type": type])
      #expect(response.status == 415)
    }
    let large = [UInt8](repeating: 0x20, count: ReferenceRegistry.bodyLimit + 1)
    #expect(await desk.post(task: large, operation: "x").status == 413)
  }

  @Test("answers with an OperationOutcome when its file fails, and tells no detail")
  func storage() async throws {
    let desk = try await WireDesk(try await Fixture())
    await desk.fixture.registry.failStatement(1, code: 10)
    let response = await desk.get("Patient/p-0000001")
    #expect(response.status == 500 && response.issue?.code == "exception")
    await desk.fixture.registry.failStatement(nil, code: 0)
    #expect(await desk.get("Patient/p-0000001").status == 200)
  }
}
