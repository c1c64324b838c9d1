import Domain
import Glibc
import Store
import Sync
import Testing
import Vault

@Suite("Stores of earlier programs")
struct SchemaTests {
  private static let golden =
    #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Golden"

  private func copied(_ schema: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["key", "sportello.sqlite"] {
      let content = bytes(of: "\(Self.golden)/\(schema)/\(name)")
      try #require(!content.isEmpty)
      write(content, to: "\(folder.path)/\(name)")
    }
    return folder
  }

  private static let states: [String: OutboxState] = [
    "op-1": .queued(tries: 0), "op-2": .unknown(tries: 1), "op-3": .unknown(tries: 1),
    "op-4": .accepted(tries: 1),
    "op-5": .confirmed(Confirmation(reference: "7", effectiveDate: CivilDate(iso: "2026-03-02")!)),
    "op-6": .rejected([RejectionReason(code: "MAX-01", arguments: ["12"])]),
    "op-7": .closed([RejectionReason(code: "MAX-02")], Closing(closedBy: "anna", closedAt: now)),
    "op-8": .withdrawn, "op-9": .queued(tries: 0),
  ]

  @Test("a store of the first schema opens with every row in every state, and goes on")
  func firstSchema() async throws {
    let folder = try copied("schema-1")
    let key = try KeyFile.read(path: folder.path + "/key")
    let store = try DeskStore(folder: folder.path, key: key, now: now)
    #expect(store.startUp.isClean)
    #expect(store.startUp.interrupted == 1)
    #expect(try await store.verify().isClean)
    let practices = try await store.practices()
    let found = Dictionary(uniqueKeysWithValues: practices.map { ($0.entry.operation.rawValue, $0) })
    #expect(found.mapValues(\.entry.state) == Self.states)
    for number in 1...9 {
      let practice = try #require(found["op-\(number)"])
      #expect(practice.number == number)
      #expect(practice.entry.body == Array("body \(number)".utf8))
      #expect(practice.signature == anna)
      #expect(practice.partOf == nil && practice.contact == nil && practice.origin == nil)
    }
    let open = try await store.openWork()
    #expect(open.map(\.kind) == [.rejected, .other])
    #expect(open.map(\.operation) == ["op-6", nil])
    #expect(open.last?.body == [1, 2])
    #expect(try await store.loadDraft(screen: "scelta", person: "A")?.body == [8])
    #expect(try await store.cached("T")?.body == [7])
    try await store.closeWork(try #require(open.first).id, note: "avvisata", by: anna, at: now)
    #expect(try await store.practice("op-6")?.entry.state.kind == .closed)
    #expect(try await store.submit(submission("op-10"), at: now).number == 10)
    #expect(try await store.verify().isClean)
  }

  @Test("practices of the first schema can be given to another desk")
  func transfer() async throws {
    let folder = try copied("schema-1")
    let key = try KeyFile.read(path: folder.path + "/key")
    let store = try DeskStore(folder: folder.path, key: key, now: now)
    let other = try DeskStore(inMemoryWith: .random())
    let written = try await store.exportQueue(
      to: folder.path + "/coda", for: .desk(try await other.address()), isHandover: true, by: anna, at: now)
    // Of the six that were not over one had been refused, and stays with the desk that has to look after it.
    #expect(written.count == 5)
    let content = try await other.openQueue(try QueueFile(bytes(of: folder.path + "/coda")))
    let report = try await other.importQueue(
      content, signedBy: written.signer, codes: { _ in [] }, by: anna, at: now)
    #expect(report.imported == 5)
    #expect(try await other.verify().isClean)
  }

  @Test("a step of the schema that fails leaves the file as it was, and the next start takes it")
  func failingStep() async throws {
    let folder = try copied("schema-1")
    let key = try KeyFile.read(path: folder.path + "/key")
    for ordinal in 1...4 {
      let disk = try FaultDisk()
      disk.arm(.sync, at: ordinal, code: 10)
      do { _ = try disk.store(folder.path, key) } catch is StoreError {}
      disk.disarm()
    }
    let store = try DeskStore(folder: folder.path, key: key, now: now)
    #expect(store.startUp.movedAside == nil)
    #expect(try await store.practices().count == 9)
    #expect(try await store.verify().isClean)
  }
}
