import Cases
import Domain
import FHIR
import Population
import SQLite

@testable import Registry

/// A desk in front of a small registry: asks by the wire, with a token of its own.
struct WireDesk {
  let fixture: Fixture
  let desk: Desk
  let role: Role
  let token: String

  init(
    _ fixture: Fixture, kind: DeskKind = .asl, role: Role = .sportello, id: Identifier<Desk> = "sportello 2"
  ) async throws {
    self.fixture = fixture
    self.role = role
    desk = Desk(id: id, kind: kind, asl: Region.homeAsl, distretto: Region.homeDistretto)
    token = try await fixture.registry.issueToken(desk: desk, role: role, validFor: 7_200)
  }

  var author: Author { Author(operatorName: "r.prova", role: role, desk: desk) }

  func send(
    _ method: Request.Method, _ path: String, query: String? = nil, headers: HeaderFields = [:],
    body: [UInt8] = []
  ) async -> Response {
    var headers = headers
    if headers["Authorization"] == nil { headers["Authorization"] = "Bearer \(token)" }
    return await fixture.registry.exchange(
      Request(method, path, query: query, headers: headers, body: body))
  }

  func get(_ path: String, _ query: String? = nil, headers: HeaderFields = [:]) async -> Response {
    await send(.get, path, query: query, headers: headers)
  }

  /// The Patients that a search finds.
  func people(_ query: String) async throws -> [PatientResource.Record] {
    try await get("Patient", query).patients
  }

  func post(
    _ practice: Practice, headers: HeaderFields = [:], condition: Bool = true
  ) async -> Response {
    await post(
      task: PracticeTask.encode(practice), operation: practice.id, headers: headers, condition: condition)
  }

  func post(
    task: [UInt8], operation: Identifier<Practice>, headers: HeaderFields = [:], condition: Bool = true
  ) async -> Response {
    await fixture.registry.exchange(
      request(task: task, operation: operation, headers: headers, condition: condition))
  }

  func request(
    task: [UInt8], operation: Identifier<Practice>, headers: HeaderFields = [:], condition: Bool = true
  ) -> Request {
    var headers = headers
    headers["Authorization"] = "Bearer \(token)"
    if headers["Content-Type"] == nil { headers["Content-Type"] = "application/fhir+json; charset=utf-8" }
    if condition {
      headers["If-None-Exist"] = "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(operation.rawValue)"
    }
    return Request(.post, "Task", headers: headers, body: task)
  }

  /// A plain scelta by this desk.
  func scelta(
    for person: Assistito, medico: Identifier<Medico>, operation: Int = 1,
    _ edit: (inout SceltaRequest) -> Void = { _ in }
  ) async throws -> Practice {
    let made = try await fixture.scelta(for: person, medico: medico, operation: operation, edit)
    return practice(made.content, operation: operation)
  }

  func practice(_ content: PracticeCase, operation: Int) -> Practice {
    let made = fixture.practice(content, operation: operation)
    return Practice(id: made.id, content: content, author: author, createdAt: made.createdAt)
  }

  /// What the registry says of the practice with this operation.
  func record(_ operation: Identifier<Practice>) async throws -> TaskRecord? {
    let page = try await get("Task", "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(operation.rawValue)").bundle
    return try page.entries.first?.resource.map { try PracticeTask.record(in: Array($0)) }
  }
}

extension Response {
  var bundle: BundleResource {
    get throws { try BundleResource(body) }
  }

  var patients: [PatientResource.Record] {
    get throws { try bundle.entries.compactMap(\.resource).map { try PatientResource.decode(Array($0)) } }
  }

  var issue: OperationOutcome.Issue? { (try? OperationOutcome(body))?.issues.first }

  /// The query of the link to the next page.
  var nextQuery: String? {
    (try? bundle.nextLink).flatMap { $0.split(separator: "?").last.map(String.init) }
  }
}
