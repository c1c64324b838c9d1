import Domain
import Store
import Sync
import Testing
import Vault

func pulled(_ id: String, _ version: Int, at second: Int = 0, codes: [String] = [], name: String? = nil)
  -> PulledResource
{
  let line = name.map {
    RosterLine(
      surname: $0, name: "Anna", birthDate: CivilDate(iso: "1980-01-01")!, code: codes.first ?? "",
      municipality: "Y000")
  }
  return PulledResource(
    id: id, version: "W/\"\(version)\"", lastUpdated: now + .seconds(second), codes: codes, line: line,
    body: Array("body \(id) \(version)".utf8))
}

@Suite("The copy of the registry")
struct CacheTests {
  let store: DeskStore
  private let type = "Patient"

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  private func body(_ id: String) async throws -> String? {
    try await store.cached(type, id: id).map { String(decoding: $0.body, as: UTF8.self) }
  }

  @Test("a page is found by id and by every code, and a later one replaces what is older only")
  func upsert() async throws {
    let first = try await store.absorb(
      [pulled("p1", 3, at: 10, codes: ["A", "T"]), pulled("p2", 1)], of: type, source: "registro", at: now)
    #expect([first.added, first.replaced, first.unchanged] == [2, 0, 0])
    let second = try await store.absorb(
      [pulled("p1", 2, at: 9, codes: ["A"]), pulled("p1", 3, at: 20, codes: ["A"]), pulled("p2", 2)],
      of: type, source: "registro", at: now)
    #expect([second.added, second.replaced, second.unchanged] == [0, 1, 2])
    #expect(try await body("p1") == "body p1 3")
    #expect(try await body("p2") == "body p2 2")
    #expect(try await store.cached(type, code: "T")?.id == "p1")
    let third = try await store.absorb(
      [pulled("p1", 4, at: 10, codes: ["B"])], of: type, source: "registro", at: now + .seconds(1))
    #expect(third.replaced == 1)
    #expect(try await store.cached(type, code: "T") == nil)
    let found = try #require(try await store.cached(type, code: "B"))
    #expect(found.version == "W/\"4\"")
    #expect(found.lastUpdated == now + .seconds(10))
    #expect(found.fetchedAt == now + .seconds(1))
    #expect(found.source == "registro")
    #expect(try await store.cached(type, record: found.record) == found)
    #expect(try await store.cached("Group", id: "p1") == nil)
    #expect(try await store.cachedCount(type) == 2)
  }

  @Test("the watermark comes with the last page and never goes back")
  func watermark() async throws {
    #expect(try await store.watermark(of: type) == nil)
    try await store.absorb([pulled("p1", 1)], of: type, source: "registro", at: now)
    #expect(try await store.watermark(of: type) == nil)
    try await store.absorb([], of: type, watermark: now + .seconds(5), source: "registro", at: now)
    try await store.absorb([], of: type, watermark: now, source: "registro", at: now + .seconds(9))
    let state = try await store.pullState(of: type)
    #expect(state.watermark == now + .seconds(5))
    #expect(state.completedAt == now + .seconds(9))
    #expect(try await store.watermark(of: "Group") == nil)
  }

  @Test("a whole new copy takes the place of the old one at once, without what came twice")
  func rebaseline() async throws {
    try await store.absorb(
      [pulled("old", 1, codes: ["O"]), pulled("p1", 1, codes: ["A"])], of: type, watermark: now,
      source: "registro", at: now)
    try await store.beginRebaseline(of: type)
    try await store.absorbForRebaseline(
      [pulled("p1", 5, at: 5, codes: ["A"]), pulled("p2", 1, codes: ["B"])], of: type, source: "registro",
      at: now)
    try await store.absorbForRebaseline(
      [pulled("p2", 2, at: 2, codes: ["B"]), pulled("p1", 4, at: 4, codes: ["A"])], of: type,
      source: "registro", at: now)
    #expect(try await body("p1") == "body p1 1")
    #expect(try await store.pullState(of: type).isRebaselining)
    let later = now + .seconds(60)
    #expect(
      try await store.completeRebaseline(
        of: type, watermark: later, expected: 2, baseline: "b2", at: later) == 2)
    #expect(try await body("p1") == "body p1 5")
    #expect(try await body("p2") == "body p2 2")
    #expect(try await body("old") == nil)
    #expect(try await store.cached(type, code: "O") == nil)
    #expect(try await store.cachedCount(type) == 2)
    let state = try await store.pullState(of: type)
    #expect(state.watermark == later)
    #expect(state.baseline == "b2")
    #expect(state.rebaselinedAt == later)
    #expect(!state.isRebaselining)
    while try await store.purgeRetiredCopies(limit: 1) {}
    #expect(try await body("p1") == "body p1 5")
  }

  @Test("two people who share a code both stay in a new copy")
  func sharedCode() async throws {
    try await store.beginRebaseline(of: type)
    try await store.absorbForRebaseline(
      [pulled("p1", 1, codes: ["A", "T"]), pulled("p2", 1, codes: ["B", "T"])], of: type, source: "registro",
      at: now)
    #expect(try await store.completeRebaseline(of: type, watermark: now, at: now) == 2)
  }

  @Test("a new copy that holds too little does not replace anything, and another attempt begins anew")
  func incomplete() async throws {
    try await store.absorb([pulled("p1", 1)], of: type, watermark: now, source: "registro", at: now)
    await #expect(throws: StoreError.notFound) {
      try await store.absorbForRebaseline([pulled("p2", 1)], of: type, source: "registro", at: now)
    }
    await #expect(throws: StoreError.notFound) {
      try await store.completeRebaseline(of: type, watermark: now, at: now)
    }
    try await store.beginRebaseline(of: type)
    try await store.absorbForRebaseline([pulled("p2", 1)], of: type, source: "registro", at: now)
    await #expect(throws: StoreError.incomplete(found: 1, expected: 2)) {
      try await store.completeRebaseline(of: type, watermark: now + .seconds(9), expected: 2, at: now)
    }
    #expect(try await body("p1") == "body p1 1")
    #expect(try await store.watermark(of: type) == now)
    try await store.beginRebaseline(of: type)
    try await store.absorbForRebaseline([pulled("p3", 1)], of: type, source: "registro", at: now)
    #expect(try await store.completeRebaseline(of: type, watermark: now, expected: 1, at: now) == 1)
    #expect(try await body("p2") == nil)
    try await store.beginRebaseline(of: type)
    try await store.abandonRebaseline(of: type)
    #expect(!(try await store.pullState(of: type).isRebaselining))
    #expect(try await body("p3") == "body p3 1")
  }

  @Test("the list of names is read in pages and follows every change")
  func roster() async throws {
    try await store.absorb(
      (1...5).map { pulled("p\($0)", 1, codes: ["C\($0)"], name: "Provolo\($0)") }, of: type,
      source: "registro", at: now)
    var seen: [RosterEntry] = []
    while true {
      let page = try await store.roster(type, after: seen.last?.record ?? 0, limit: 2)
      seen += page
      guard page.count == 2 else { break }
    }
    #expect(seen.map(\.line.surname) == (1...5).map { "Provolo\($0)" })
    #expect(seen.first?.line.code == "C1")
    #expect(seen.first?.line.birthDate == CivilDate(iso: "1980-01-01"))
    try await store.absorb(
      [pulled("p2", 2, codes: ["C2"], name: "Zucca"), pulled("p3", 2)], of: type, source: "registro", at: now)
    try await store.forget("p4", of: type)
    #expect(
      try await store.roster(type).map(\.line.surname).sorted() == ["Provolo1", "Provolo5", "Zucca"])
    let records = [seen[4].record, seen[1].record, seen[3].record]
    #expect(try await store.roster(type, records: records).map(\.line.surname) == ["Provolo5", "Zucca"])
    #expect(try await store.cached(type, id: "p4") == nil)
  }

  @Test("what was not touched for long is forgotten, but not while a practice of the person is open")
  func forgetting() async throws {
    for (id, code) in [("p1", "PRVNNA80A41Y000J"), ("p2", "B"), ("p3", "C")] {
      try await store.remember(pulled(id, 1, codes: [code]), of: type, source: "registro", at: now)
    }
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.touch("p3", of: type, at: now + .seconds(100))
    try await store.touch("nobody", of: type, at: now + .seconds(100))
    try await store.setCacheScope(.asl)
    #expect(try await store.forgetResources(type, touchedBefore: now + .seconds(50)) == 0)
    try await store.setCacheScope(.touched)
    #expect(try await store.forgetResources(type, touchedBefore: now + .seconds(50)) == 1)
    #expect(try await body("p1") != nil)
    #expect(try await body("p2") == nil)
    #expect(try await body("p3") != nil)
    try await store.apply(.withdrawn, to: "op-1", by: anna, at: now)
    #expect(try await store.forgetResources(type, touchedBefore: now + .seconds(50)) == 1)
  }

  @Test("what the registry calls unchanged is as fresh as the answer, in the same version")
  func freshness() async throws {
    let record = try await store.remember(pulled("p1", 1), of: type, source: "registro", at: now)
    let later = now + .seconds(60)
    try await store.touch("p1", of: type, at: later)
    #expect(try await store.cached(type, id: "p1")?.fetchedAt == now)
    try await store.touch("p1", of: type, isFresh: true, at: later)
    let found = try #require(try await store.cached(type, id: "p1"))
    #expect(found.fetchedAt == later)
    #expect(found.version == "W/\"1\"")
    #expect(
      try await store.remember(pulled("p1", 1), of: type, source: "registro", at: later + .seconds(1))
        == record)
    #expect(try await store.cached(type, id: "p1")?.fetchedAt == later + .seconds(1))
  }

  @Test("small things are kept, replaced and forgotten")
  func facts() async throws {
    #expect(try await store.fact("x") == nil)
    try await store.setFact([1], for: "x")
    try await store.setFact([2], for: "x")
    #expect(try await store.fact("x") == [2])
    try await store.setFact(nil, for: "x")
    #expect(try await store.fact("x") == nil)
    let stop = LearnedSuspension(
      Suspension(
        start: now, announcedEnds: [now + .seconds(5)], policy: .blocco, kinds: [.scelta, .revoca],
        source: "registro"), isMigration: true)
    try await store.saveLearnedSuspensions([stop])
    #expect(try await store.learnedSuspensions() == [stop])
  }

  @Test(
    "every mode of the registry comes back as it was saved",
    arguments: [
      .active(failures: 2), .unreachable(since: now), .suspended(.announced(ends: [now]), since: now),
      .suspended(.wire, since: now), .stopped(since: now),
    ] + RegistryMode.Realignment.allCases.map { RegistryMode.realigning($0, since: now) })
  func modes(mode: RegistryMode) async throws {
    #expect(try await store.registryMode() == nil)
    try await store.saveRegistryMode(mode)
    #expect(try await store.registryMode() == mode)
  }
}
