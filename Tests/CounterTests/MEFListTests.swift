import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Store
import Testing
import Workflow

@testable import Counter

@Suite("What a desk learns of the list of the Sistema TS")
struct MEFListDeskTests {
  private let registry: TestRegistry
  private let desk: TestDesk
  private let person: Assistito
  private static let code = CodiceEsenzione("E01")!

  init() async throws {
    var profile = Profile(id: "italia", scelta: SceltaParameters())
    profile.esenzioni = EsenzioneCertaintyTests.parameters
    registry = try await TestRegistry(profile: profile)
    desk = try TestDesk(registry, role: .sportello)
    person = try await registry.revoca().assistito
  }

  private func facts() async throws -> CaseFacts {
    let access = desk.access(await desk.workingDriver())
    _ = try await access.person(.id(person.id))
    return try await access.facts(
      FactsQuery(person: person.id, medico: nil, relative: nil, esenzione: Self.code))
  }

  @Test("is what the registry passes on: missing from it, or that it does not answer")
  func passedOn() async throws {
    #expect(try await facts().mef == .notListed)
    try await registry.registry.setMEF(away: true)
    #expect(try await facts().mef == .unavailable)
  }

  @Test(
    "is that it does not answer whenever the question fails, and nothing where nobody passes it on",
    arguments: [
      (Response(status: 500), MEFAnswer?.some(.unavailable)), (Response(status: 504), .unavailable),
      (Response(status: 429), .unavailable), (Response(status: 200), .unavailable),
      (
        Response(status: 200, headers: ["Content-Type": "application/fhir+json"], body: Array("{}".utf8)),
        .unavailable
      ),
      (Response(status: 404), nil), (Response(status: 403), nil),
    ])
  func fault(response: Response, expected: MEFAnswer?) async throws {
    registry.answer { $0.path.hasSuffix("$elenco-mef") ? response : nil }
    #expect(try await facts().mef == expected)
  }

  @Test("with the line cut is that it does not answer, never that the person is missing from it")
  func cut() async throws {
    _ = try await facts()
    registry.breakLine(.down)
    #expect(try await facts().mef == .unavailable)
  }

  @Test("a copy that was read without exemptions says so to who may see them")
  func unread() async throws {
    let raw = try await registry.link(of: desk.author.desk).client.person(person.id, role: .consultazione)
    guard case .found(let record) = raw.value,
      let resource = ResourceCopy.pulled(record.resource, now: registry.clock.now, isPartial: true)
    else {
      Issue.record("not read")
      return
    }
    #expect(try await facts().lacksExemptions == false)
    try await desk.store.remember(
      resource, of: "Patient", source: registry.link.client.base, at: registry.clock.now)
    registry.breakLine(.down)
    let access = desk.access(await desk.workingDriver())
    let found = try await access.facts(FactsQuery(person: person.id, medico: nil, relative: nil))
    #expect(found.lacksExemptions)
  }
}
