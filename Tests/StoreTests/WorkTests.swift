import Domain
import Store
import Sync
import Testing
import Vault

@Suite("Work items")
struct WorkTests {
  let store: DeskStore

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  private func refused(_ operation: String, _ reasons: [RejectionReason]) async throws {
    _ = try await store.submit(submission(operation), at: now)
    try await store.apply(.sendingStarted, to: Identifier(unchecked: operation), at: now)
    try await store.apply(.rejected(reasons), to: Identifier(unchecked: operation), at: now)
  }

  @Test("a refusal opens an item with its reasons, and closing the item closes the practice")
  func refusal() async throws {
    try await refused("op-1", [RejectionReason(code: "MAX-01", arguments: ["12"])])
    let item = try #require(try await store.openWork().first)
    #expect(item.kind == .rejected)
    #expect(item.operation == "op-1")
    #expect(item.reasons == [WorkReason(code: "MAX-01", arguments: ["12"])])
    let attempt = ContactAttempt(
      at: now + .seconds(1), signature: anna, channel: "telefono", isReached: false, note: "non risponde")
    try await store.addContactAttempt(attempt, to: item.id, at: now + .seconds(1))
    #expect(try await store.openWork().first?.attempts == [attempt])
    try await store.closeWork(item.id, note: "avvisata", by: anna, at: now + .seconds(2))
    #expect(try await store.openWork().isEmpty)
    let closing = Closing(closedBy: "anna", closedAt: now + .seconds(2), note: "avvisata")
    #expect(
      try await store.practice("op-1")?.entry.state
        == .closed([RejectionReason(code: "MAX-01", arguments: ["12"])], closing))
    let closed = try #require(try await store.work(about: "op-1").first)
    #expect(closed.ending == WorkItem.Ending(note: "avvisata", signature: anna))
    #expect(closed.closedAt == now + .seconds(2))
    await #expect(throws: StoreError.notFound) {
      try await store.addContactAttempt(attempt, to: item.id, at: now)
    }
    #expect(
      try await store.journal(of: "op-1").map(\.what)
        == ["submitted", "sending", "rejected", "contact", "work-closed", "closed"])
    #expect(try await store.verify().isClean)
  }

  @Test("a held practice has an item until it is released, a reversed one until it is closed")
  func heldAndReversed() async throws {
    for number in 1...3 { _ = try await store.submit(submission("op-\(number)"), at: now) }
    _ = try await store.submit(submission("op-4", codes: ["PRVGNI65T10Y001V"]), at: now)
    try await store.apply(.sendingStarted, to: "op-2", at: now)
    try await store.apply(.sendingStarted, to: "op-3", at: now)
    try await store.apply(.notSent, to: "op-3", at: now)
    let reasons = [RejectionReason(code: "REG-05")]
    for operation: Identifier<Practice> in ["op-1", "op-3"] {
      try await store.apply(.held(reasons), to: operation, at: now)
    }
    #expect(try await store.openWork().map(\.kind) == [.personChanged, .personChanged])
    #expect(try await store.practice("op-1")?.entry.state == .held(tries: 0, reasons))
    try await store.apply(.released, to: "op-1", by: anna, at: now)
    #expect(try await store.openWork().map(\.operation) == ["op-3"])
    #expect(try await store.practice("op-1")?.entry.state == .queued(tries: 0))
    let confirmation = Confirmation(reference: "7", effectiveDate: CivilDate(iso: "2026-03-02")!)
    try await store.apply(.confirmed(confirmation), to: "op-2", at: now)
    try await store.apply(.reversed(RejectionReason(code: "stornata")), to: "op-2", at: now)
    let item = try #require(try await store.work(about: "op-2").first)
    #expect(item.kind == .reversed)
    try await store.closeWork(item.id, by: anna, at: now)
    #expect(try await store.practice("op-2")?.entry.state.kind == .closed)
  }

  @Test("what is in doubt for too long has one item, which an answer closes")
  func doubt() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.apply(.sendingStarted, to: "op-1", at: now)
    try await store.apply(.unanswered, to: "op-1", at: now)
    let first = try await store.openWork(.unknownTooLong, about: "op-1", at: now)
    #expect(try await store.openWork(.unknownTooLong, about: "op-1", at: now + .seconds(1)) == first)
    try await store.openWork(.integrity, about: "op-1", at: now)
    try await store.apply(.accepted, to: "op-1", at: now)
    #expect(try await store.openWork().map(\.kind) == [.integrity])
    try await store.closeWork(.integrity, about: "op-1", at: now)
    #expect(try await store.openWork().isEmpty)
  }

  @Test("an item about a person is opened once, whichever of the codes names the person")
  func persons() async throws {
    let id = try await store.openWork(.personChanged, codes: ["A", "B"], at: now)
    #expect(try await store.openWork(.personChanged, codes: ["B"], at: now) == id)
    #expect(try await store.openWork(.personChanged, codes: ["C"], at: now) != id)
    #expect(try await store.openWork().map(\.id) == [id, id + 1])
  }

  @Test("an attempt is written into the open item of a practice, or into one that is opened for it")
  func attempts() async throws {
    try await refused("op-1", [RejectionReason(code: "MAX-01")])
    _ = try await store.submit(submission("op-2"), at: now)
    let attempt = ContactAttempt(at: now, signature: anna, channel: "", isReached: false, note: "assente")
    let item = try #require(try await store.openWork().first)
    #expect(try await store.addContactAttempt(attempt, about: "op-1", at: now) == item.id)
    let opened = try await store.addContactAttempt(attempt, about: "op-2", at: now)
    #expect(try await store.addContactAttempt(attempt, about: "op-2", at: now) == opened)
    #expect(try await store.openWork().map(\.attempts.count) == [1, 2])
    #expect(try await store.practice("op-1")?.entry.state.kind == .rejected)
    #expect(try await store.verify().isClean)
  }

  @Test("a damaged item hides no other, is named, and closes without touching a practice")
  func damaged() async throws {
    try await refused("op-1", [RejectionReason(code: "MAX-01")])
    try await refused("op-2", [RejectionReason(code: "MAX-01")])
    try await store.executeForTest("UPDATE work SET sealed = x'00' WHERE id = 1")
    #expect(try await store.openWork().map(\.id) == [2])
    let queue = try await store.queue(finished: 0)
    #expect(queue.entries.map(\.work?.id) == [2, nil])
    #expect(queue.damagedWork == [DamagedWork(id: 1, openedAt: now)])
    try await store.closeWork(1, by: anna, at: now)
    #expect(try await store.queue(finished: 0).damagedWork.isEmpty)
    #expect(try await store.practice("op-1")?.entry.state.kind == .rejected)
  }

  @Test("open rows tell the worker what it needs, without the body")
  func openRows() async throws {
    for number in 1...3 { _ = try await store.submit(submission("op-\(number)"), at: now + .seconds(number)) }
    try await store.apply(.withdrawn, to: "op-1", by: anna, at: now)
    let rows = try await store.openRows()
    #expect(rows.map(\.operation) == ["op-2", "op-3"])
    #expect(rows.map(\.kind) == [.queued, .queued])
    #expect(rows.map(\.sequence) == [2, 3] && rows.allSatisfy { !$0.isHandedOver })
    #expect(try await store.oldestUnsent() == now + .seconds(2))
  }

  @Test("a correction names what it corrects, and a contact comes back")
  func corrections() async throws {
    try await refused("op-1", [RejectionReason(code: "MAX-01")])
    let correction = Submission(
      operation: "op-2", kind: .scelta, codes: ["PRVNNA80A41Y000J"], signature: anna, body: [1],
      partOf: "op-1", contact: "347 0000000")
    _ = try await store.submit(correction, at: now)
    #expect(try await store.corrections(of: "op-1") == ["op-2"])
    #expect(try await store.corrections(of: "op-2").isEmpty)
    let stored = try #require(try await store.practice("op-2"))
    #expect(stored.partOf == "op-1")
    #expect(stored.contact == "347 0000000")
    #expect(stored.origin == nil)
  }
}
