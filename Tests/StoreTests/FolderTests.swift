import Domain
import Glibc
import Store
import Sync
import Testing
import Vault

@Suite("The data folder")
struct FolderTests {
  private let folder: TemporaryFolder
  private let key: DataKey

  init() throws {
    folder = try TemporaryFolder()
    key = try DataKey.random()
  }

  private func open() throws -> DeskStore { try DeskStore(folder: folder.path, key: key, now: now) }

  @Test("what was stored is there after closing, and the numbers go on")
  func reopen() async throws {
    do {
      let store = try open()
      _ = try await store.submit(submission("op-1"), at: now)
      try await store.saveDraft(screen: "scelta", person: "A", body: [1], at: now)
    }
    let store = try open()
    #expect(store.startUp == StartUpReport())
    #expect(try await store.practice("op-1")?.number == 1)
    #expect(try await store.drafts().count == 1)
    #expect(try await store.submit(submission("op-2"), at: now).number == 2)
  }

  @Test("what was being sent at the end of a run is unknown in the next")
  func interrupted() async throws {
    do {
      let store = try open()
      _ = try await store.submit(submission("op-1"), at: now)
      _ = try await store.submit(submission("op-2"), at: now)
      try await store.apply(.sendingStarted, to: "op-1", at: now)
    }
    let store = try open()
    #expect(store.startUp.interrupted == 1)
    #expect(try await store.practice("op-1")?.entry.state == .unknown(tries: 1))
    #expect(try await store.practice("op-2")?.entry.state == .queued(tries: 0))
    #expect(try await store.verify().isClean)
  }

  @Test("nothing personal stands in the files outside an envelope")
  func sealed() async throws {
    let store = try open()
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.apply(.sendingStarted, to: "op-1", at: now)
    try await store.apply(
      .rejected([RejectionReason(code: "MAX-01", arguments: ["Provolone"])]), to: "op-1", by: anna, at: now)
    let person = CachedPerson(
      codes: ["PRVNNA80A41Y000J"], body: Array("Provolone".utf8), fetchedAt: now, source: "registro")
    try await store.cache(person, at: now)
    try await store.saveDraft(
      screen: "scelta", person: "PRVNNA80A41Y000J", body: Array("Provolone".utf8), at: now)
    try await store.note("login", note: "Provolone", by: anna, at: now)
    try await store.openWork(.other, body: Array("Provolone".utf8), at: now)
    for name in folder.names {
      let text = String(decoding: bytes(of: folder.path + "/" + name), as: UTF8.self)
      for word in ["Provolone", "PRVNNA80A41Y000J", "PRVNNA", "anna", "registro", "MAX-01"] {
        #expect(!text.contains(word), "\(word) in \(name)")
      }
      var status = stat()
      #expect(stat(folder.path + "/" + name, &status) == 0)
      #expect(status.st_mode & 0o077 == 0, "\(name) can be read by others")
    }
  }

  @Test("another key is told from damage, and changes nothing")
  func wrongKey() async throws {
    do { _ = try await open().submit(submission("op-1"), at: now) }
    let before = bytes(of: folder.path + "/sportello.sqlite")
    let other = try DataKey.random()
    // The first store lets go of the folder a moment after its last use.
    var found: StoreError? = .locked(pid: getpid())
    for _ in 0..<500 where found == .locked(pid: getpid()) {
      usleep(10_000)
      do throws(StoreError) {
        _ = try DeskStore(folder: folder.path, key: other, now: now)
        found = nil
      } catch { found = error }
    }
    #expect(found == .wrongKey)
    #expect(bytes(of: folder.path + "/sportello.sqlite") == before)
    #expect(try await open().practice("op-1") != nil)
  }

  @Test("a second store on the same folder names the holder, and comes in when it has gone")
  func lock() throws {
    var first: DeskStore? = try open()
    #expect(throws: StoreError.locked(pid: getpid())) { try open() }
    withExtendedLifetime(first) {}
    first = nil
    _ = try open()
  }

  @Test("of two that open at once exactly one comes in, 100 times")
  func race() async throws {
    for _ in 0..<100 {
      let folder = try TemporaryFolder()
      let key = key
      let path = folder.path
      let results = await withTaskGroup(of: Result<DeskStore, any Error>.self) { group in
        for _ in 0..<2 {
          group.addTask { Result { try DeskStore(folder: path, key: key, now: now) } }
        }
        var results: [Result<DeskStore, any Error>] = []
        for await result in group { results.append(result) }
        return results
      }
      #expect(results.count { (try? $0.get()) != nil } == 1)
      for result in results {
        if case .failure(let error) = result {
          guard case .locked(let pid)? = error as? StoreError else {
            Issue.record("not told that the folder is taken")
            continue
          }
          #expect(pid == nil || pid == getpid())
        }
      }
    }
  }

  @Test("a folder is made with the ones above it, for its owner only")
  func makesFolders() throws {
    let path = folder.path + "/a/b"
    defer {
      for name in ["lock", "sportello.sqlite", "sportello.sqlite-journal"] { unlink("\(path)/\(name)") }
      rmdir(path)
      rmdir(folder.path + "/a")
    }
    _ = try DeskStore(folder: path, key: key, now: now)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
  }
}

@Suite("A damaged database")
struct DamageTests {
  private let key: DataKey

  init() throws { key = try DataKey.random() }

  private func filledFolder() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let store = try DeskStore(folder: folder.path, key: key, now: now)
    for number in 1...30 { _ = try await store.submit(submission("op-\(number)"), at: now) }
    for number in 1...5 {
      try await store.apply(.withdrawn, to: Identifier(unchecked: "op-\(number)"), at: now)
    }
    return folder
  }

  @Test(
    "a file that is no database is moved aside whole, and a new one begun",
    arguments: ["no database at all, but long enough to be taken for one", "SQLite format 3\u{0}"])
  func garbage(text: String) async throws {
    let folder = try TemporaryFolder()
    let garbage = Array(String(repeating: text, count: 50).utf8)
    write(garbage, to: folder.path + "/sportello.sqlite")
    for round in 1...2 {
      do {
        let store = try DeskStore(folder: folder.path, key: key, now: now)
        let name = try #require(store.startUp.movedAside)
        #expect(!store.startUp.isClean)
        #expect(bytes(of: folder.path + "/" + name) == garbage)
        #expect(try await store.submit(submission("op-1"), at: now).number == 1)
      }
      #expect(folder.names.count { $0.contains(".corrupt-") && !$0.hasSuffix("-journal") } == round)
      write(garbage, to: folder.path + "/sportello.sqlite")
    }
  }

  /// Opens the folder as soon as the store of the step before has let go of it.
  private func openedWhenFree(_ path: String) async throws(StoreError) -> DeskStore {
    while true {
      do {
        return try DeskStore(folder: path, key: key, now: now)
      } catch .locked {
        await Task.yield()
      }
    }
  }

  @Test("wherever a byte is flipped, the damage is noticed or nothing is lost", arguments: 0..<8)
  func flips(part: Int) async throws {
    let folder = try await filledFolder()
    let path = folder.path + "/sportello.sqlite"
    let sound = bytes(of: path)
    for step in 0..<40 {
      var damaged = sound
      let place = (step * 8 + part) * sound.count / 320 + Int.random(in: 0..<(sound.count / 320))
      damaged[place] ^= UInt8.random(in: 1...255)
      write(damaged, to: path)
      let store: DeskStore
      do {
        store = try await openedWhenFree(folder.path)
      } catch {
        // Only a number that says "written by a newer program" stops the start; nothing was touched.
        #expect(error.messageKey == "errore.archivio.versione", "byte \(place)")
        #expect(bytes(of: path) == damaged)
        continue
      }
      if let name = store.startUp.movedAside {
        #expect(bytes(of: folder.path + "/" + name) == damaged)
        unlink(folder.path + "/" + name)
        continue
      }
      let report = try? await store.verify()
      let good = (try? await store.practices())?.filter {
        $0.entry.body == Array("body of Provolone".utf8)
      }
      let isWhole = good?.count == 30 && good?.count { $0.entry.state == .withdrawn } == 5
      #expect(isWhole || report?.isClean != true, "byte \(place) was not noticed")
    }
  }
}
