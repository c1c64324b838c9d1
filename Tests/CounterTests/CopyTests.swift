import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Store
import Sync
import Testing
import Vault
import Workflow

@testable import Counter

@Suite("What a desk copies of the registry, whatever single answers are like")
struct CopyTests {
  private static func hasPulled(_ driver: RegistryDriver) async -> Bool {
    await driver.machine.memory.pulledAt != nil
  }

  private static let realigning = Array(#"{"owesRebaseline":true}"#.utf8)

  private static func failure(_ status: Int) -> Response {
    Response(status: status, headers: ["Content-Type": "application/fhir+json"], body: Array("{}".utf8))
  }

  private static func page(_ type: String, next: String? = nil) -> Response {
    Response(
      status: 200, headers: ["Content-Type": "application/fhir+json"],
      body: BundleResource(.searchset, selfLink: type, nextLink: next, entries: []).bytes)
  }

  /// Lets a desk remember a few people as if they had been opened.
  private func remember(_ count: Int, _ desk: TestDesk, _ registry: TestRegistry) async throws -> [String] {
    let codes = Population.DemoCase.all(on: testDay).prefix(count).map(\.code)
    await FirstCopy.make(
      of: Array(codes), over: registry.link, into: desk.store, as: .responsabile, clock: registry.clock)
    return try await desk.store.cachedResources("Patient", after: 0, limit: 100).map(\.id)
  }

  @Test(
    "a role that may not read something is helped by another one of the desk, or does without",
    arguments: [
      (DeskKind.asl, Role.amministratore, CacheScope.touched), (.asl, .amministratore, .asl),
      (.asl, .consultazione, .touched), (.asl, .consultazione, .asl), (.asl, .sportello, .asl),
      (.farmacia, .farmacista, .touched), (.farmacia, .farmacista, .asl),
      (.comune, .consultazione, .asl),
    ])
  func roles(_ kind: DeskKind, _ role: Role, _ scope: CacheScope) async throws {
    let registry = try await TestRegistry(kind)
    let desk = try TestDesk(registry, role: role)
    try await desk.store.setCacheScope(scope)
    try await desk.store.setFact(Self.realigning, for: "registry-memory")
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 3)
    #expect(await Self.hasPulled(driver))
    #expect(await driver.machine.memory.owesRebaseline == false)
    let mayListPeople = kind == .asl && scope == .asl
    let holdsPeople = try await desk.store.cachedCount("Patient") > 0
    #expect(holdsPeople == mayListPeople)
  }

  @Test(
    "a single person who cannot be read again keeps no desk from sending after a migration",
    arguments: [500, 404, 405, 200])
  func onePerson(status: Int) async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    let people = try await remember(3, desk, registry)
    #expect(people.count == 3)
    _ = try await desk.commit(registry.revoca())
    try await desk.store.setFact(Self.realigning, for: "registry-memory")
    let odd = "Patient/\(people[1])"
    registry.answer { $0.path == odd ? Self.failure(status) : nil }
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.confirmed])
    #expect(desk.notices.count { $0 == "avviso.registro.non_riletti" } == (status == 404 ? 0 : 1))
    if case .stopped = await driver.machine.memory.mode { Issue.record("one answer stopped the desk") }
  }

  @Test("what waits for somebody whose record is refused after a migration is held")
  func refusedPerson() async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    let content = try await registry.revoca()
    let code = try #require(content.assistito.identity.currentCode)
    await FirstCopy.make(
      of: [code], over: registry.link, into: desk.store, as: .responsabile, clock: registry.clock)
    _ = try await desk.commit(content)
    try await desk.store.setFact(Self.realigning, for: "registry-memory")
    let id = content.assistito.id.rawValue
    registry.answer { $0.path == "Patient/\(id)" ? Self.failure(403) : nil }
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.held])
    #expect(await driver.machine.memory.mode == .active(failures: 0))
  }

  @Test("too many requests in the middle of a realignment cost a pause, and nothing is read twice")
  func throttledRealignment() async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    let people = try await remember(3, desk, registry)
    _ = try await desk.commit(registry.revoca())
    try await desk.store.setFact(Self.realigning, for: "registry-memory")
    let busy = "Patient/\(people[2])"
    let throttling = Response(status: 429, headers: ["Retry-After": "5"])
    registry.answer { $0.path == busy ? throttling : nil }
    let before = registry.requests.count
    let driver = await desk.workingDriver()
    #expect(await !Self.hasPulled(driver))
    registry.answer(nil)
    await desk.advance(by: 4_999)
    await driver.tryNow()
    await desk.settle()
    #expect(try await desk.states() == [.queued])
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.confirmed])
    let paths = registry.requests.dropFirst(before).map(\.path)
    // The practice is about the first one, who is read once more after it.
    #expect(paths.count { $0 == "Patient/\(people[0])" } == 2)
    #expect(paths.count { $0 == "Patient/\(people[1])" } == 1)
    #expect(paths.count { $0 == busy } == 2)
  }

  @Test("an empty page takes nothing away, unless it is still empty a quarter of an hour later")
  func shrinking() async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    let driver = await desk.workingDriver()
    #expect(await driver.machine.memory.rebaselinedAt != nil)
    let held = try await desk.store.cachedCount("PractitionerRole")
    #expect(held > 0)
    registry.answer { $0.path == "PractitionerRole" ? Self.page("PractitionerRole") : nil }
    await driver.startPull(.rebaseline)
    await desk.settle()
    #expect(try await desk.store.cachedCount("PractitionerRole") == held)
    #expect(desk.notices.count { $0 == "avviso.registro.ridotto" } == 1)
    await desk.advance(by: SyncStatus.freshness)
    await driver.startPull(.rebaseline)
    await desk.settle()
    #expect(try await desk.store.cachedCount("PractitionerRole") == 0)
    #expect(desk.notices.count { $0 == "avviso.registro.ridotto" } == 1)
  }

  @Test("a registry that announces more than it gives is not believed")
  func total() async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    registry.answer { request in
      guard request.path == "Location" else { return nil }
      let bundle = BundleResource(.searchset, total: 40, selfLink: "Location", entries: [])
      return Response(
        status: 200, headers: ["Content-Type": "application/fhir+json"], body: bundle.bytes)
    }
    let driver = await desk.workingDriver()
    #expect(await driver.machine.memory.rebaselinedAt == nil)
    #expect(try await desk.store.pullState(of: "Location").completedAt == nil)
  }

  @Test("pages that lead in a circle are read once")
  func circle() async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    registry.answer { request in
      guard request.path == "Location", let query = request.query else { return nil }
      guard query.contains("page=") else {
        return Self.page("Location", next: "Location?page=a")
      }
      return Self.page("Location", next: query == "page=a" ? "Location?page=b" : "Location?page=a")
    }
    let driver = await desk.workingDriver()
    #expect(await Self.hasPulled(driver))
    #expect(registry.requests.count { $0.path == "Location" } == 3)
  }

  @Test("a reversal that the disk refuses to take down is read again")
  func reversal() async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    let driver = await desk.workingDriver()
    _ = try await desk.deliver(registry.revoca(), driver)
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
    let undone = try await registry.registry.reverseLast()
    #expect(undone != nil)
    await desk.store.setFault { _, sql in sql.hasPrefix("UPDATE outbox") ? 10 : nil }
    await driver.startPull(.changes)
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
    await desk.store.setFault(nil)
    await driver.startPull(.changes)
    await desk.settle()
    #expect(try await desk.states() == [.reversed])
    #expect(await driver.machine.status(at: registry.clock.now).tally.toMend == 1)
  }

  @Test("a desk asks for the practices of its own alone, and for all where that is refused")
  func ownPractices() async throws {
    let registry = try await TestRegistry()
    let desk = try TestDesk(registry)
    let driver = await desk.workingDriver()
    await driver.startPull(.changes)
    await desk.settle()
    let asked = registry.requests.filter { $0.path == "Task" && $0.query?.contains("_lastUpdated") ?? false }
    #expect(!asked.isEmpty && asked.allSatisfy { $0.query?.contains("postazione=SPORTELLO-1") ?? false })
    registry.answer { $0.query?.contains("postazione") ?? false ? Self.failure(400) : nil }
    let (before, pulledAt) = (registry.requests.count, await driver.machine.memory.pulledAt)
    for _ in 1...2 {
      await driver.startPull(.changes)
      await desk.settle()
    }
    #expect(await driver.machine.memory.pulledAt != pulledAt)
    let later = registry.requests.dropFirst(before).filter { $0.path == "Task" }
    #expect(later.count == 3 && later.last?.query?.contains("postazione") == false)
  }
}
