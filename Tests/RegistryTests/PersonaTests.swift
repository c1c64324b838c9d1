import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("A persona of the registry")
struct PersonaTests {
  /// A desk that asks in front of a persona.
  struct Scene {
    let desk: WireDesk
    let persona: Persona
    static let path = "Patient/p-0000001"

    init(_ persona: Persona) async throws {
      self.persona = persona
      desk = try await WireDesk(try await Fixture())
      desk.fixture.clock.move(by: 10_000)
    }

    func ask(
      _ method: Request.Method, _ path: String = Self.path, query: String? = nil, headers: HeaderFields = [:],
      body: [UInt8] = [], named: Bool = true
    ) async -> Response {
      var headers = headers
      headers["Authorization"] = "Bearer \(desk.token)"
      if named { headers["X-Request-ID"] = "22222222-0000-4000-8000-00000000000b" }
      return await desk.fixture.registry.exchange(
        Request(method, path, query: query, headers: headers, body: body), as: persona)
    }

    func practice(_ medico: Identifier<Medico> = "mmg-003", operation: Int = 1) async throws -> Practice {
      try await desk.scelta(
        for: try await desk.fixture.person("cambio"), medico: medico, operation: operation)
    }

    func post(_ practice: Practice) async -> Response {
      var request = desk.request(task: PracticeTask.encode(practice), operation: practice.id)
      request.headers["X-Request-ID"] = practice.id.rawValue
      return await desk.fixture.registry.exchange(request, as: persona)
    }
  }

  @Test("serves reads, searches and Tasks all the same", arguments: Persona.allCases)
  func common(persona: Persona) async throws {
    let scene = try await Scene(persona)
    #expect(await scene.ask(.get).status == 200)
    #expect(try await scene.ask(.get, "Patient", query: "_count=7").bundle.entries.count == 7)
    let practice = try await scene.practice()
    let response = await scene.post(practice)
    #expect([200, 201].contains(response.status))
    #expect(try PracticeTask.record(in: response.body).status == .completed)
    scene.desk.fixture.clock.move(by: 10_000)
    let query = "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(practice.id.rawValue)"
    let found = try await scene.ask(.get, "Task", query: query).bundle
    #expect(
      try found.entries.compactMap(\.resource).map { try PracticeTask.record(in: Array($0)).status } == [
        .completed
      ])
  }

  @Test("may have no CapabilityStatement", arguments: Persona.allCases)
  func metadata(persona: Persona) async throws {
    let scene = try await Scene(persona)
    #expect(await scene.ask(.get, "metadata").status == (persona == .nhs ? 404 : 200))
  }

  @Test("may want every request named", arguments: Persona.allCases)
  func requestID(persona: Persona) async throws {
    let scene = try await Scene(persona)
    #expect(await scene.ask(.get, named: false).status == (persona == .nhs ? 400 : 200))
  }

  static let stale: [Persona: Int] = [
    .nhs: 409, .azure: 412, .healthlake: 405, .blaze: 412, .hapi: 409, .google: 412, .lombardia: 405,
    .medplum: 412,
  ]

  @Test("answers a change of a stale version in its own way", arguments: Persona.allCases)
  func staleVersion(persona: Persona) async throws {
    let scene = try await Scene(persona)
    for method in [Request.Method.put, .patch] {
      let response = await scene.ask(method, headers: ["If-Match": "W/\"99\""])
      #expect(response.status == Self.stale[persona])
    }
  }

  @Test("answers a change without version in its own way", arguments: Persona.allCases)
  func missingVersion(persona: Persona) async throws {
    let scene = try await Scene(persona)
    #expect(await scene.ask(.patch).status == ([.nhs, .azure].contains(persona) ? 412 : 405))
  }

  @Test("may take what is there already without a new version", arguments: Persona.allCases)
  func identicalPut(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let body = await scene.ask(.get).body
    let response = await scene.ask(.put, body: body)
    #expect((response.status == 200) == (persona == .blaze))
    if persona == .blaze { #expect(try PatientResource.decode(response.body).assistito.id == "p-0000001") }
    #expect(try await scene.desk.fixture.registry.versions(.patient, id: "p-0000001").count == 1)
  }

  @Test("may refuse ids that a client chose", arguments: Persona.allCases)
  func clientID(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let response = await scene.ask(.put, "Patient/of-a-client")
    #expect(response.status == (persona == .medplum ? 404 : 405))
  }

  @Test("may know GET and POST only, and no search by form", arguments: Persona.allCases)
  func methods(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let isPoor = persona == .lombardia
    #expect(await scene.ask(.head).status == (isPoor ? 405 : 200))
    if isPoor { #expect(await scene.ask(.delete).headers["Allow"] == "GET, POST") }
    let form = await scene.ask(
      .post, "Patient/_search", headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array("_count=3".utf8))
    #expect(form.status == (isPoor ? 404 : 200))
  }

  @Test("may read the parameters of a form from the address alone", arguments: Persona.allCases)
  func forms(persona: Persona) async throws {
    guard persona != .lombardia else { return }
    let scene = try await Scene(persona)
    let type: HeaderFields = ["Content-Type": "application/x-www-form-urlencoded"]
    let inBody = try await scene.ask(.post, "Patient/_search", headers: type, body: Array("_count=3".utf8))
      .bundle
    #expect(inBody.entries.count == (persona == .google ? SearchQuery.usualCount : 3))
    let inAddress = try await scene.ask(.post, "Patient/_search", query: "_count=3", headers: type).bundle
    #expect(inAddress.entries.count == 3)
  }

  @Test("tells or hides status, place and version of what was created", arguments: Persona.allCases)
  func creation(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let isPoor = persona == .lombardia
    let response = await scene.post(try await scene.practice())
    #expect(response.status == (isPoor ? 200 : 201))
    #expect((response.headers["Location"] == nil) == isPoor)
    #expect((response.headers["ETag"] == nil) == isPoor)
  }

  @Test(
    "answers what was created before with it, or with a conflict that shows it", arguments: Persona.allCases)
  func match(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let practice = try await scene.practice()
    let first = await scene.post(practice)
    scene.desk.fixture.clock.move(by: 1_000)
    let second = await scene.post(practice)
    #expect(second.status == (persona == .healthlake ? 409 : 200))
    #expect(second.body == first.body)
  }

  @Test("may take in both of two that race, of which the worker cancels one", arguments: Persona.allCases)
  func race(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let practice = try await scene.practice()
    let load = try await scene.desk.fixture.load("mmg-003")
    _ = await scene.post(practice)
    _ = await scene.post(practice)
    let query = "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(practice.id.rawValue)"
    let found = try await scene.desk.get("Task", query).bundle.entries.compactMap(\.resource).map {
      try PracticeTask.record(in: Array($0)).status
    }
    #expect(found == (persona == .hapi ? [.completed, .cancelled] : [.completed]))
    #expect(try await scene.desk.fixture.load("mmg-003").permanent == load.permanent + 1)
  }

  @Test("may forget its pages", arguments: Persona.allCases)
  func pages(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let link = try #require(await scene.ask(.get, "Patient", query: "_count=5").nextQuery)
    #expect(await scene.ask(.get, "Patient", query: link).status == 200)
    scene.desk.fixture.clock.move(by: 61_000)
    #expect(await scene.ask(.get, "Patient", query: link).status == (persona == .hapi ? 410 : 200))
    scene.desk.fixture.clock.move(by: 3_600_000)
    let status = await scene.ask(.get, "Patient", query: link).status
    #expect(status == (persona == .hapi ? 410 : persona == .blaze ? 404 : 200))
  }

  @Test("may not find yet what it has written", arguments: Persona.allCases)
  func lag(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let practice = try await scene.practice()
    let id = try #require(try PracticeTask.record(in: await scene.post(practice).body).id)
    #expect(await scene.ask(.get, "Task/\(id)").status == 200)
    let query = "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(practice.id.rawValue)"
    func found() async throws -> Int { try await scene.ask(.get, "Task", query: query).bundle.entries.count }
    #expect(try await found() == (persona == .healthlake ? 0 : 1))
    scene.desk.fixture.clock.move(by: 5_000)
    #expect(try await found() == 1)
  }

  @Test("may number versions over the whole store", arguments: Persona.allCases)
  func versions(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let isGlobal = persona == .blaze
    let response = await scene.ask(.get)
    let record = try PatientResource.decode(response.body)
    let version = try #require(record.meta.versionId)
    #expect((version == "1") != isGlobal)
    if persona != .lombardia { #expect(response.headers["ETag"] == "W/\"\(version)\"") }
    #expect(await scene.ask(.get, headers: ["If-None-Match": "W/\"\(version)\""]).status == 304)
    #expect(await scene.ask(.get, "\(Scene.path)/_history/\(version)").status == 200)
    #expect(await scene.ask(.get, "\(Scene.path)/_history/7").status == 404)
    let page = try await scene.ask(.get, "Patient", query: "_count=5").patients
    #expect(Set(page.map(\.meta.versionId)).count == (isGlobal ? 5 : 1))
  }

  @Test("may tell errors in a form of its own", arguments: Persona.allCases)
  func errors(persona: Persona) async throws {
    let scene = try await Scene(persona)
    let response = await scene.ask(.get, "Patient/nobody")
    #expect(response.status == 404)
    #expect((response.issue == nil) == (persona == .google))
  }
}
