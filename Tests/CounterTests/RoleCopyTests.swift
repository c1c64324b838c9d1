import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Store
import Testing
import Workflow

@testable import Counter

@Suite("One copy of the desk for roles that see exemptions and roles that do not")
struct RoleCopyTests {
  private let registry: TestRegistry
  private let clerk: TestDesk
  private let reader: TestDesk
  private let person: Assistito

  init() async throws {
    var profile = Profile(id: "italia", scelta: SceltaParameters())
    profile.esenzioni = EsenzioneCertaintyTests.parameters
    registry = try await TestRegistry(profile: profile)
    clerk = try TestDesk(registry, role: .sportello)
    reader = try TestDesk(registry, store: clerk.store, role: .consultazione)
    person = try await registry.revoca().assistito
    try await registry.registry.otherDeskIssues(
      CodiceEsenzione("E02")!, until: testDay.adding(days: 30), to: person.id)
  }

  /// Which exemptions a role reads of the person, and whether from the copy.
  private func read(_ desk: TestDesk) async throws -> (codes: [String], isFromCache: Bool) {
    let access = desk.access(await desk.workingDriver())
    let found = try await access.person(.id(person.id))
    let codes = try #require(found.assistito).posizione.esenzioni.map(\.code.rawValue)
    return (codes, found.isFromCache)
  }

  @Test("who sees exemptions reads them although somebody who does not has opened the person before")
  func readerFirst() async throws {
    let first = try await read(reader).codes
    #expect(first == [])
    let seen = try await read(clerk)
    #expect(seen.codes == ["E02"] && !seen.isFromCache)
    let again = try await read(reader).codes
    #expect(again == [])
    registry.breakLine(.down)
    let offline = try await read(clerk)
    #expect(offline.codes == ["E02"] && offline.isFromCache)
  }

  @Test("who does not see exemptions reads none, neither from an unchanged copy nor with the line cut")
  func clerkFirst() async throws {
    let whole = try await read(clerk).codes
    #expect(whole == ["E02"])
    let before = registry.requests.count
    let unchanged = try await read(reader).codes
    #expect(unchanged == [])
    let conditions = registry.requests.dropFirst(before).filter { $0.path == "Patient/\(person.id.rawValue)" }
      .map { $0.headers["If-None-Match"] }
    #expect(!conditions.isEmpty && conditions.allSatisfy { $0 != nil })
    registry.breakLine(.down)
    let without = try await read(reader).codes
    #expect(without == [])
  }

  @Test("with the line cut only who sees exemptions is told which of them end soon")
  func expiries() async throws {
    _ = try await read(clerk)
    registry.breakLine(.down)
    func ends(_ desk: TestDesk) async throws -> Int {
      let access = desk.access(await desk.workingDriver())
      return try await access.expiries().found.count { $0.kind == .esenzione && $0.person.id == person.id }
    }
    let ofClerk = try await ends(clerk)
    #expect(ofClerk == 1)
    let ofReader = try await ends(reader)
    #expect(ofReader == 0)
  }

  @Test("a copy that was pulled without exemptions is read again by who sees them")
  func pulled() async throws {
    let raw = try await registry.link(of: reader.author.desk).client.person(person.id, role: .consultazione)
    guard case .found(let record) = raw.value,
      let resource = ResourceCopy.pulled(record.resource, now: registry.clock.now, isPartial: true)
    else {
      Issue.record("not read")
      return
    }
    #expect(resource.version != record.resource.version)
    try await clerk.store.remember(
      resource, of: "Patient", source: registry.link.client.base, at: registry.clock.now)
    let reread = try await read(clerk).codes
    #expect(reread == ["E02"])
  }
}
