import Domain
import Glibc
import SQLite
import Store
import Sync
import Testing
import Vault

/// What a store holds, for a comparison before and after a failure.
private struct Snapshot: Equatable {
  let practices: [StoredPractice]
  let work: [WorkItem]
  let drafts: [Draft]
  let people: [CachedPerson]
  let report: StartUpReport

  init(_ store: DeskStore) async throws {
    practices = try await store.practices()
    work = try await store.openWork()
    drafts = try await store.drafts()
    people = try await store.cachedPeople()
    report = try await store.verify()
  }
}

/// What a test does to a store.
private struct Act: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let run: @Sendable (DeskStore) async throws -> Void

  static let all = [
    Act(testDescription: "submit") { _ = try await $0.submit(submission("op-9"), at: now) },
    Act(testDescription: "submit a draft") {
      let practice = Submission(
        operation: "op-8", kind: .scelta, codes: ["A"], signature: anna, body: [1],
        draft: DraftName(screen: "scelta", person: "A"))
      _ = try await $0.submit(practice, at: now)
    },
    Act(testDescription: "reject") {
      try await $0.apply(.rejected([RejectionReason(code: "MAX-01")]), to: "op-1", by: anna, at: now)
    },
    Act(testDescription: "withdraw") { try await $0.apply(.withdrawn, to: "op-2", by: anna, at: now) },
    Act(testDescription: "begin a print") { _ = try await $0.beginPrint(of: "op-1", by: anna, at: now) },
    Act(testDescription: "end a print") {
      try await $0.endPrint(of: "op-1", copy: 0, isDelivered: false, by: anna, at: now)
    },
    Act(testDescription: "cache") {
      let person = CachedPerson(codes: ["A", "B"], body: [1], fetchedAt: now, source: "registro")
      try await $0.cache(person, at: now)
    },
    Act(testDescription: "draft") {
      try await $0.saveDraft(screen: "scelta", person: "A", body: [9], at: now)
    },
    Act(testDescription: "open work") { try await $0.openWork(.other, body: [1], at: now) },
    Act(testDescription: "note") { try await $0.note("login", by: anna, at: now) },
  ]
}

@Suite("Faults of the disk")
struct FaultTests {
  private func filled() async throws -> DeskStore {
    let store = try DeskStore(inMemoryWith: .random())
    _ = try await store.submit(submission("op-1"), at: now)
    _ = try await store.submit(submission("op-2"), at: now)
    try await store.apply(.sendingStarted, to: "op-1", at: now)
    try await store.cache(CachedPerson(codes: ["A"], body: [0], fetchedAt: now, source: "registro"), at: now)
    try await store.saveDraft(screen: "scelta", person: "A", body: [8], at: now)
    return store
  }

  @Test("whichever statement fails, nothing is half written", arguments: Act.all, [10, 13, 8, 11])
  fileprivate func everyStatement(act: Act, code: Int32) async throws {
    let store = try await filled()
    let before = try await Snapshot(store)
    var failures = 0
    for ordinal in 1... {
      await store.setFault { number, _ in number == ordinal ? code : nil }
      do {
        try await act.run(store)
        await store.setFault(nil)
        break
      } catch StoreError.database(let error) {
        #expect(error.code == code)
      }
      await store.setFault(nil)
      #expect(try await Snapshot(store) == before)
      failures += 1
    }
    #expect(failures >= 1)
    #expect(try await Snapshot(store).report.isClean)
  }

  @Test("a failed submission uses up no receipt number")
  func numbers() async throws {
    let store = try await filled()
    await store.setFault { _, sql in sql == "COMMIT" ? 13 : nil }
    await #expect(throws: StoreError.self) { try await store.submit(submission("op-3"), at: now) }
    await store.setFault(nil)
    #expect(try await store.submit(submission("op-4"), at: now).number == 3)
  }

  @Test("a full disk is said as such, and work goes on when there is room again")
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let store = try DeskStore(folder: folder.path, key: .random(), now: now)
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.executeForTest("PRAGMA max_page_count = 1")
    let body = String(repeating: "x", count: 20_000)
    let before = try await Snapshot(store)
    let error = await #expect(throws: StoreError.self) {
      try await store.submit(submission("op-2", body: body), at: now)
    }
    #expect(error?.messageKey == "errore.archivio.disco_pieno")
    #expect(try await Snapshot(store) == before)
    try await store.executeForTest("PRAGMA max_page_count = 1000000")
    #expect(try await store.submit(submission("op-2", body: body), at: now).number == 2)
  }

  @Test("a folder that cannot be made is said as such")
  func noFolder() throws {
    let error = #expect(throws: StoreError.self) {
      try DeskStore(folder: "/proc/sportello", key: .random(), now: now)
    }
    #expect(error?.messageKey == "errore.archivio.cartella")
  }

  @Test("something that is no file in the place of the database is not moved or deleted")
  func notAFile() throws {
    let folder = try TemporaryFolder()
    mkdir(folder.path + "/sportello.sqlite", 0o700)
    defer { rmdir(folder.path + "/sportello.sqlite") }
    let error = #expect(throws: StoreError.self) {
      try DeskStore(folder: folder.path, key: .random(), now: now)
    }
    #expect(error?.messageKey == "errore.archivio.sola_lettura")
    #expect(folder.names == ["lock", "sportello.sqlite"])
  }

  @Test("a database of a newer program is refused and left alone")
  func newer() async throws {
    let folder = try TemporaryFolder()
    let key = try DataKey.random()
    do {
      let store = try DeskStore(folder: folder.path, key: key, now: now)
      try await store.executeForTest("PRAGMA user_version = 99")
    }
    let error = #expect(throws: StoreError.self) {
      try DeskStore(folder: folder.path, key: key, now: now)
    }
    #expect(error?.messageKey == "errore.archivio.versione")
  }
}
