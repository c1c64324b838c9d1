import Domain
import SQLite
import Store
import Sync
import Testing
import Vault

@Suite("Practices in the store")
struct PracticeTests {
  let store: DeskStore

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  @Test("a submitted practice comes back with its body, its author and a number")
  func roundTrip() async throws {
    let first = try await store.submit(submission("op-1"), at: now)
    let second = try await store.submit(submission("op-2", codes: ["PRVGNI65T10Y001V"]), at: now)
    #expect([first.number, first.sequence, second.number, second.sequence] == [1, 1, 2, 2])
    let stored = try #require(try await store.practice("op-1"))
    #expect(stored.entry.body == Array("body of Provolone".utf8))
    #expect(stored.entry.state == .queued(tries: 0))
    #expect(stored.signature == anna)
    #expect(stored.kind == .scelta)
    #expect(stored.number == 1)
    #expect(stored.entry.submittedAt == now)
    #expect(try await store.practice("op-3") == nil)
    #expect(try await store.tally().toSend == 2)
    #expect(try await store.verify().isClean)
  }

  @Test("the same submission twice is one practice, another body under the same id is refused")
  func idempotence() async throws {
    let first = try await store.submit(submission("op-1"), at: now)
    #expect(try await store.submit(submission("op-1"), at: now) == first)
    await #expect(throws: StoreError.duplicate) {
      try await store.submit(submission("op-1", body: "other"), at: now)
    }
    #expect(try await store.practices().count == 1)
    #expect(try await store.submit(submission("op-2"), at: now).number == 2)
  }

  @Test("a list is filtered by state and person and read in pages, newest first")
  func lists() async throws {
    for number in 1...5 {
      let code = number.isMultiple(of: 2) ? "PRVNNA80A41Y000J" : "PRVGNI65T10Y001V"
      _ = try await store.submit(submission("op-\(number)", codes: [code, "80000000000000000001"]), at: now)
    }
    try await store.apply(.withdrawn, to: "op-4", by: anna, at: now)
    func sequences(_ filter: PracticeFilter) async throws -> [Int] {
      try await store.practices(filter).map(\.entry.sequence)
    }
    #expect(try await sequences(PracticeFilter()) == [5, 4, 3, 2, 1])
    #expect(try await sequences(PracticeFilter(code: "PRVNNA80A41Y000J")) == [4, 2])
    #expect(try await sequences(PracticeFilter(states: [.queued], code: "PRVNNA80A41Y000J")) == [2])
    #expect(try await sequences(PracticeFilter(states: [.withdrawn, .closed])) == [4])
    #expect(try await sequences(PracticeFilter(limit: 2)) == [5, 4])
    #expect(try await sequences(PracticeFilter(before: 4, limit: 2)) == [3, 2])
    #expect(try await sequences(PracticeFilter(code: "X")) == [])
  }

  @Test("a refusal opens a work item, and closing the operation closes it")
  func refusal() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.apply(.sendingStarted, to: "op-1", at: now)
    let reasons = [RejectionReason(code: "MAX-01", arguments: ["12"])]
    #expect(try await store.apply(.rejected(reasons), to: "op-1", at: now) == .rejected(reasons))
    #expect(try await store.openWork().map(\.operation) == ["op-1"])
    #expect(try await store.tally().toMend == 1)
    #expect(try await store.practice("op-1")?.entry.state == .rejected(reasons))
    let closing = Closing(closedBy: "anna", closedAt: now)
    try await store.apply(.closed(closing), to: "op-1", by: anna, at: now)
    #expect(try await store.openWork().isEmpty)
    #expect(try await store.practice("op-1")?.entry.state == .closed(reasons, closing))
    #expect(try await store.verify().isClean)
  }

  @Test(
    "a confirmation is kept whole, and a day that was not told stays untold",
    arguments: [CivilDate(iso: "2026-03-02"), nil], EsenzioneBirth.allCases.map(Optional.init) + [nil])
  func confirmation(day: CivilDate?, birth: EsenzioneBirth?) async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    let confirmation = Confirmation(
      reference: birth == .valid ? "" : "2026/7", effectiveDate: day, tookSecondChoice: birth == nil,
      birth: birth, term: birth.map { $0 == .valid ? .until(now.romeDate) : .unlimited })
    try await store.apply(.sendingStarted, to: "op-1", at: now)
    try await store.apply(.confirmed(confirmation), to: "op-1", at: now + .seconds(1))
    let stored = try #require(try await store.practice("op-1"))
    #expect(stored.entry.state == .confirmed(confirmation))
    #expect(stored.changedAt == now + .seconds(1))
    #expect(try await store.tally().isClear)
  }

  @Test("what cannot happen is refused and changes nothing")
  func impossible() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    await #expect(throws: StoreError.impossible(.queued)) {
      try await store.apply(.absent, to: "op-1", at: now)
    }
    await #expect(throws: StoreError.notFound) { try await store.apply(.absent, to: "op-9", at: now) }
    #expect(try await store.practice("op-1")?.entry.state == .queued(tries: 0))
  }

  @Test("the journal tells who did what, in order")
  func journal() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    _ = try await store.submit(submission("op-2"), at: now)
    try await store.apply(.sendingStarted, to: "op-1", at: now + .seconds(1))
    _ = try await store.beginPrint(of: "op-1", by: anna, at: now + .seconds(2))
    let entries = try await store.journal(of: "op-1")
    #expect(entries.map(\.what) == ["submitted", "sending", "printing"])
    #expect(entries.map(\.signature) == [anna, nil, anna])
    #expect(entries.map(\.state) == [.queued(tries: 0), .sending(tries: 1), nil])
    #expect(entries.map(\.at) == [now, now + .seconds(1), now + .seconds(2)])
    #expect(try await store.journal(of: "op-9").isEmpty)
  }

  @Test("work items that no practice opened are opened and closed by number")
  func work() async throws {
    let id = try await store.openWork(.other, body: [1, 2], at: now)
    #expect(try await store.openWork().map(\.body) == [[1, 2]])
    try await store.closeWork(id, by: anna, at: now)
    #expect(try await store.openWork().isEmpty)
    await #expect(throws: StoreError.notFound) { try await store.closeWork(id, by: anna, at: now) }
  }

  @Test("the journal and the outbox cannot be rewritten")
  func growsOnly() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.note("login", by: anna, at: now)
    for script in [
      "DELETE FROM journal", "UPDATE journal SET at = 0", "DELETE FROM outbox",
      "UPDATE outbox SET body = x'00'",
    ] {
      await #expect(throws: StoreError.self) { try await store.executeForTest(script) }
    }
  }
}

@Suite("Drafts and people in the store")
struct DraftAndPeopleTests {
  let store: DeskStore

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  @Test("a draft is kept for one screen and person, and replaced")
  func drafts() async throws {
    try await store.saveDraft(screen: "scelta", person: "A", body: [1], at: now)
    try await store.saveDraft(screen: "scelta", person: "B", body: [2], at: now + .seconds(1))
    try await store.saveDraft(screen: "scelta", person: "A", body: [3], at: now + .seconds(2))
    #expect(try await store.loadDraft(screen: "scelta", person: "A")?.body == [3])
    #expect(try await store.loadDraft(screen: "revoca", person: "A") == nil)
    #expect(try await store.drafts().map(\.person) == ["A", "B"])
    try await store.deleteDraft(screen: "scelta", person: "A")
    try await store.deleteDraft(screen: "scelta", person: "A")
    #expect(try await store.loadDraft(screen: "scelta", person: "A") == nil)
  }

  @Test("a commit forgets the draft it came from and no other, also when it is repeated")
  func committedDraft() async throws {
    let name = DraftName(screen: "scelta", person: "A")
    let practice = Submission(
      operation: "op-1", kind: .scelta, codes: [], signature: anna, body: [1], draft: name)
    for _ in 1...2 {
      try await store.saveDraft(screen: "scelta", person: "A", body: [1], at: now)
      try await store.saveDraft(screen: "revoca", person: "A", body: [2], at: now)
      _ = try await store.submit(practice, at: now)
      #expect(try await store.drafts().map(\.screen) == ["revoca"])
    }
  }

  @Test("a commit that is refused leaves the draft")
  func refusedDraft() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.saveDraft(screen: "scelta", person: "A", body: [1], at: now)
    let other = Submission(
      operation: "op-1", kind: .scelta, codes: [], signature: anna, body: [9],
      draft: DraftName(screen: "scelta", person: "A"))
    await #expect(throws: StoreError.duplicate) { try await store.submit(other, at: now) }
    #expect(try await store.drafts().count == 1)
  }

  @Test("a person is found by each code, and replaced when one of them is known")
  func people() async throws {
    let first = CachedPerson(codes: ["A", "T"], body: [1], fetchedAt: now, source: "registro")
    try await store.cache(first, at: now)
    #expect(try await store.cached("A") == first)
    #expect(try await store.cached("T") == first)
    #expect(try await store.cached("B") == nil)
    let second = CachedPerson(codes: ["B", "T"], body: [2], fetchedAt: now, source: "registro")
    try await store.cache(second, at: now + .seconds(5))
    #expect(try await store.cached("T") == second)
    #expect(try await store.cached("A") == nil)
    #expect(try await store.cachedPeople() == [second])
    #expect(try await store.forgetPeople(touchedBefore: now + .seconds(5)) == 0)
    #expect(try await store.forgetPeople(touchedBefore: now + .seconds(6)) == 1)
    #expect(try await store.cached("B") == nil)
  }
}
