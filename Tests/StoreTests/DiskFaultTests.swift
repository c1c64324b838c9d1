import Domain
import Glibc
import Store
import Sync
import Testing
import Vault

/// Everything that a store holds.
private struct Contents: Equatable {
  let practices: [StoredPractice]
  let work: [WorkItem]
  let drafts: [Draft]
  let people: [CachedResource]
  let roster: [RosterEntry]
  let pull: PullState
  let fact: [UInt8]?
  let handovers: [Handover?]
  let journal: [JournalEntry]

  init(_ store: DeskStore) async throws {
    practices = try await store.practices()
    work = try await store.openWork()
    drafts = try await store.drafts()
    people = try await store.cachedResources("Patient")
    roster = try await store.roster("Patient")
    pull = try await store.pullState(of: "Patient")
    fact = try await store.fact("x")
    var handovers: [Handover?] = []
    var journal: [JournalEntry] = []
    for practice in practices.reversed() {
      handovers.append(try await store.handover(of: practice.entry.operation))
      journal += try await store.journal(of: practice.entry.operation)
    }
    self.handovers = handovers
    self.journal = journal
    #expect(try await store.verify().isClean)
  }
}

private struct Scene: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var prepare: @Sendable (DeskStore) async throws -> Void = { _ in }
  let run: @Sendable (DeskStore, _ folder: String) async throws -> Void

  static let all = [
    Scene(testDescription: "submit") { store, _ in
      let practice = Submission(
        operation: "op-9", kind: .scelta, codes: ["A"], signature: anna,
        body: [UInt8](repeating: 7, count: 9_000), draft: DraftName(screen: "scelta", person: "A"))
      _ = try await store.submit(practice, at: now)
    },
    Scene(testDescription: "refuse") { store, _ in
      try await store.apply(.rejected([RejectionReason(code: "MAX-01")]), to: "op-2", at: now)
    },
    Scene(testDescription: "absorb the last page") { store, _ in
      let page = (1...40).map { pulled("p\($0)", 2, at: 1, codes: ["C\($0)"], name: "Provolo") }
      try await store.absorb(page, of: "Patient", watermark: now + .seconds(9), source: "registro", at: now)
    },
    Scene(
      testDescription: "put a new copy in place",
      prepare: { store in
        try await store.beginRebaseline(of: "Patient")
        try await store.absorbForRebaseline(
          [pulled("p9", 1, codes: ["C9"], name: "Zucca")], of: "Patient", source: "registro", at: now)
      },
      run: { store, _ in
        try await store.completeRebaseline(of: "Patient", watermark: now + .seconds(9), at: now)
      }),
    Scene(testDescription: "close work") { store, _ in
      let item = try #require(try await store.openWork().first)
      try await store.closeWork(item.id, note: "avvisata", by: anna, at: now)
    },
    Scene(testDescription: "hand over") { store, folder in
      _ = try await store.exportQueue(
        to: folder + "/coda", for: .folder, isHandover: true, by: anna, at: now)
    },
    Scene(testDescription: "import") { store, folder in
      let content = try await store.openQueue(try QueueFile(bytes(of: folder + "/other")))
      do {
        try await store.importQueue(
          content, signedBy: content.file.signer, codes: { _ in ["A"] }, by: anna, at: now)
      } catch let error as QueueFileError {
        guard case .store(let inner) = error else { throw error }
        throw inner
      }
    },
    Scene(testDescription: "draft") { store, _ in
      try await store.saveDraft(screen: "scelta", person: "A", body: [9], at: now)
    },
    Scene(testDescription: "print") { store, _ in
      _ = try await store.beginPrint(of: "op-1", by: anna, at: now)
    },
    Scene(testDescription: "remember") { store, _ in try await store.setFact([2], for: "x") },
    Scene(testDescription: "hold") { store, _ in
      try await store.apply(.held([RejectionReason(code: "REG-05")]), to: "op-1", at: now)
    },
  ]
}

@Suite("Failing disks")
struct DiskFaultTests {
  /// A folder in which every scene can play, with a file from another desk.
  private func prepared(_ key: DataKey) async throws -> [String: [UInt8]] {
    let folder = try TemporaryFolder()
    do {
      let store = try DeskStore(folder: folder.path, key: key, now: now)
      for number in 1...3 { _ = try await store.submit(submission("op-\(number)"), at: now) }
      try await store.apply(.sendingStarted, to: "op-2", at: now)
      try await store.apply(.unanswered, to: "op-2", at: now)
      try await store.apply(.sendingStarted, to: "op-3", at: now)
      try await store.apply(.rejected([RejectionReason(code: "MAX-01")]), to: "op-3", at: now)
      try await store.saveDraft(screen: "scelta", person: "A", body: [8], at: now)
      try await store.setFact([1], for: "x")
      let page = (1...20).map { pulled("p\($0)", 1, codes: ["C\($0)"], name: "Provola") }
      try await store.absorb(page, of: "Patient", watermark: now, source: "registro", at: now)
      let other = try DeskStore(inMemoryWith: .random())
      for number in 1...2 { _ = try await other.submit(submission("far-\(number)"), at: now) }
      _ = try await other.exportQueue(
        to: folder.path + "/other", for: .desk(try await store.address()), isHandover: false, by: anna,
        at: now)
    }
    return Dictionary(
      uniqueKeysWithValues: ["sportello.sqlite", "other"].map { ($0, bytes(of: folder.path + "/" + $0)) })
  }

  @Test(
    "whichever call of the disk fails, the step is refused as a whole and the store opens again",
    arguments: Scene.all, [10, 13] as [Int32])
  fileprivate func everyCall(scene: Scene, code: Int32) async throws {
    let key = try DataKey.random()
    let files = try await prepared(key)
    var refused = 0
    for call in FaultDisk.Call.allCases {
      for isLasting in code == 10 ? [false, true] : [false] {
        for ordinal in 1... {
          let folder = try TemporaryFolder()
          for (name, content) in files { write(content, to: folder.path + "/" + name) }
          let disk = try FaultDisk()
          var store: DeskStore? = try disk.store(folder.path, key)
          try await scene.prepare(try #require(store))
          let before = try await Contents(try #require(store))
          disk.arm(call, at: ordinal, code: code, isLasting: isLasting)
          var failure: StoreError?
          do {
            try await scene.run(try #require(store), folder.path)
          } catch let error as StoreError {
            failure = error
          }
          let failures = disk.failures
          disk.disarm()
          store = nil
          let again = try await opened(folder.path, key)
          let after = try await Contents(again)
          let place = Comment("\(call) \(ordinal), lasting \(isLasting)")
          switch failure {
          case nil: #expect(after != before, place)
          case .uncertain:
            // Only a disk that goes on failing leaves a doubt: whether the step can be rolled back is not known.
            #expect(isLasting, place)
          default:
            refused += 1
            #expect(after == before, place)
            #expect(access(folder.path + "/coda", F_OK) != 0, place)
          }
          #expect(again.startUp.movedAside == nil, place)
          if failures == 0 { break }
        }
      }
    }
    #expect(refused >= 2)
  }

  /// Opens the folder as soon as the store of the step before has let go of it.
  private func opened(_ path: String, _ key: DataKey) async throws(StoreError) -> DeskStore {
    while true {
      do {
        return try DeskStore(folder: path, key: key, now: now)
      } catch .locked {
        await Task.yield()
      }
    }
  }

  @Test("a disk that fails while the store opens harms nothing", arguments: [10, 13] as [Int32])
  func opening(code: Int32) async throws {
    let key = try DataKey.random()
    let files = try await prepared(key)
    for call in FaultDisk.Call.allCases {
      for ordinal in 1... {
        let folder = try TemporaryFolder()
        for (name, content) in files { write(content, to: folder.path + "/" + name) }
        let disk = try FaultDisk()
        disk.arm(call, at: ordinal, code: code)
        do { _ = try disk.store(folder.path, key) } catch is StoreError {}
        let failures = disk.failures
        disk.disarm()
        let again = try await opened(folder.path, key)
        #expect(again.startUp.movedAside == nil, "\(call) \(ordinal)")
        #expect(try await again.practices().count == 3, "\(call) \(ordinal)")
        if failures == 0 { break }
      }
    }
  }
}
