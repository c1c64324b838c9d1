import Domain
import Glibc
import Store
import Sync
import Testing
import Vault

@Suite("Practices given to another desk")
struct TransferTests {
  private let folder: TemporaryFolder
  private let origin: DeskStore
  private let other: DeskStore
  private let passphrase: SecretBytes
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/coda"
    origin = try DeskStore(inMemoryWith: .random())
    other = try DeskStore(inMemoryWith: .random())
    var text = Array("quattro parole per un file".utf8)
    passphrase = try SecretBytes(wiping: &text)
  }

  private var recipient: QueueRecipient { .passphrase(passphrase, cost: .least) }

  /// Six practices: waiting, sent, in doubt, refused, confirmed, withdrawn.
  private func fill() async throws {
    for number in 1...6 {
      _ = try await origin.submit(submission("op-\(number)", body: "body \(number)"), at: now)
    }
    for number in 2...5 {
      try await origin.apply(.sendingStarted, to: Identifier(unchecked: "op-\(number)"), at: now)
    }
    try await origin.apply(.accepted, to: "op-2", at: now)
    try await origin.apply(.unanswered, to: "op-3", at: now)
    try await origin.apply(.rejected([RejectionReason(code: "MAX-01")]), to: "op-4", at: now)
    let confirmation = Confirmation(reference: "7", effectiveDate: CivilDate(iso: "2026-03-02")!)
    try await origin.apply(.confirmed(confirmation), to: "op-5", at: now)
    try await origin.apply(.withdrawn, to: "op-6", by: anna, at: now)
  }

  private func export(isHandover: Bool = false, from store: DeskStore? = nil) async throws -> QueueExport {
    // No file is ever written over: the one before has done its part.
    unlink(path)
    return try await (store ?? origin).exportQueue(
      to: path, for: recipient, isHandover: isHandover, by: anna, at: now)
  }

  private func importFile(_ export: QueueExport, into store: DeskStore? = nil) async throws -> QueueImport {
    let store = store ?? other
    let content = try await store.openQueue(try QueueFile(bytes(of: path)), passphrase: passphrase)
    return try await store.importQueue(
      content, signedBy: export.signer, codes: { _ in ["PRVNNA80A41Y000J"] }, by: anna,
      at: now + .seconds(60))
  }

  private func states(_ store: DeskStore) async throws -> [String: OutboxState] {
    let practices = try await store.practices()
    return Dictionary(
      uniqueKeysWithValues: practices.map { ($0.entry.operation.rawValue, $0.entry.state) })
  }

  @Test("what is not settled arrives under its name, with its number, and waiting ones are a question")
  func arrival() async throws {
    try await fill()
    let written = try await export()
    #expect(written.count == 4)
    let report = try await importFile(written)
    #expect([report.imported, report.known, report.takenBack] == [4, 0, 0])
    #expect(
      try await states(other) == [
        "op-1": .unknown(tries: 1), "op-2": .accepted(tries: 1), "op-3": .unknown(tries: 1),
        "op-4": .rejected([RejectionReason(code: "MAX-01")]),
      ])
    let stored = try #require(try await other.practice("op-3"))
    #expect(stored.entry.body == Array("body 3".utf8))
    #expect(stored.number == 3)
    #expect(stored.origin == "D1")
    #expect(stored.signature == anna)
    #expect(stored.entry.submittedAt == now)
    #expect(try await other.openWork().map(\.operation) == ["op-4"])
    #expect(try await other.practices(PracticeFilter(code: "PRVNNA80A41Y000J")).count == 4)
    #expect(try await other.verify().isClean)
    // A copy leaves the origin as it was.
    #expect(try await origin.practice("op-1")?.entry.state == .queued(tries: 0))
    #expect(try await origin.verify().isClean)
  }

  @Test("the same file twice changes nothing, and numbers of this desk go on without holes")
  func twice() async throws {
    try await fill()
    let written = try await export()
    _ = try await importFile(written)
    let before = try await states(other)
    let again = try await importFile(written)
    #expect([again.imported, again.known, again.takenBack] == [0, 4, 0])
    #expect(try await states(other) == before)
    #expect(try await other.submit(submission("own"), at: now).number == 1)
    let home = try await importFile(written, into: origin)
    #expect(home.known == 4)
  }

  @Test("what was handed over is a question at the origin, cannot be sent from there, and can be taken back")
  func handover() async throws {
    try await fill()
    let written = try await export(isHandover: true)
    // What was refused stays with the desk where the citizen stood.
    #expect(written.count == 3)
    #expect(try await origin.handover(of: "op-4") == nil)
    #expect(try await origin.practice("op-1")?.entry.state == .unknown(tries: 1))
    #expect(try await origin.handover(of: "op-1")?.file == written.id)
    #expect(try await origin.openRows().filter(\.isHandedOver).count == 3)
    // The registry does not have it yet: that settles nothing here.
    #expect(try await origin.apply(.absent, to: "op-1", at: now) == .unknown(tries: 1))
    await #expect(throws: StoreError.self) { try await origin.apply(.sendingStarted, to: "op-1", at: now) }
    #expect(try await export(isHandover: true).count == 0)
    #expect(try await export(isHandover: false).count == 4)
    try await origin.takeBack("op-1", by: anna, at: now)
    #expect(try await origin.apply(.absent, to: "op-1", at: now) == .queued(tries: 1))
    await #expect(throws: StoreError.notFound) { try await origin.takeBack("op-1", by: anna, at: now) }
    // An answer settles it also where it was given away from.
    try await origin.apply(.accepted, to: "op-3", at: now)
    let confirmation = Confirmation(reference: "8", effectiveDate: CivilDate(iso: "2026-03-02")!)
    try await origin.apply(.confirmed(confirmation), to: "op-3", at: now)
    #expect(try await origin.handover(of: "op-3") == nil)
  }

  @Test("what is given back with a file is sent from the origin again")
  func givenBack() async throws {
    try await fill()
    _ = try await importFile(try await export(isHandover: true))
    let back = try await export(isHandover: true, from: other)
    #expect(try await importFile(back, into: origin).takenBack == 3)
    #expect(try await origin.handover(of: "op-1") == nil)
    #expect(try await other.handover(of: "op-1") != nil)
    #expect(try await origin.apply(.absent, to: "op-1", at: now) == .queued(tries: 1))
  }

  @Test("wherever a byte of the file is changed, nothing is taken in and the practice is named")
  func tampering() async throws {
    try await fill()
    let written = try await export()
    let sound = bytes(of: path)
    let lines = sound.split(separator: UInt8(ascii: "\n"))
    for place in stride(from: 0, to: sound.count, by: 7) {
      var damaged = sound
      damaged[place] ^= 0x01
      write(damaged, to: path)
      let line = lines.firstIndex { $0.endIndex > place } ?? lines.count
      do {
        _ = try await importFile(written)
        Issue.record("byte \(place) of line \(line) was not noticed")
      } catch let error as QueueFileError {
        if (2...5).contains(line), lines[line].indices.contains(place),
          !damaged[lines[line].startIndex..<lines[line].endIndex].contains(UInt8(ascii: "\n"))
        {
          #expect(error == .altered(row: line - 1), "byte \(place) of line \(line)")
        }
      }
    }
    #expect(try await other.practices().isEmpty)
    for count in [0, 1, 20, sound.count / 2, sound.count - 1] {
      write(Array(sound.prefix(count)), to: path)
      await #expect(throws: QueueFileError.self) { try await importFile(written) }
    }
    #expect(try await other.practices().isEmpty)
  }

  @Test("rows cannot be left out, doubled or taken from another file")
  func splicing() async throws {
    try await fill()
    let written = try await export()
    let lines = bytes(of: path).split(separator: UInt8(ascii: "\n")).map { Array($0) }
    _ = try await export()
    let later = bytes(of: path).split(separator: UInt8(ascii: "\n")).map { Array($0) }
    func attempt(_ lines: [[UInt8]]) async throws {
      write(Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")], to: path)
      await #expect(throws: QueueFileError.self) { try await importFile(written) }
    }
    var left = lines
    left.remove(at: 5)
    try await attempt(left)
    var doubled = lines
    doubled.insert(lines[2], at: 3)
    try await attempt(doubled)
    var swapped = lines
    swapped.swapAt(2, 3)
    try await attempt(swapped)
    var mixed = lines
    mixed[2] = later[2]
    try await attempt(mixed)
    #expect(try await other.practices().isEmpty)
  }

  @Test("a wrong passphrase, another signer and a newer format are told apart")
  func refusals() async throws {
    try await fill()
    let written = try await export()
    let file = try QueueFile(bytes(of: path))
    #expect(file.count == 4)
    #expect(file.desk == "D1")
    #expect(file.signer == written.signer)
    #expect(file.opener == .passphrase)
    var wrong = Array("tre parole sbagliate".utf8)
    let other = other
    let secret = try SecretBytes(wiping: &wrong)
    await #expect(throws: QueueFileError.wrongKey) { try await other.openQueue(file, passphrase: secret) }
    await #expect(throws: QueueFileError.wrongKey) { try await other.openQueue(file) }
    let content = try await other.openQueue(file, passphrase: passphrase)
    let stranger = try await other.signer()
    await #expect(throws: QueueFileError.otherSigner) {
      try await other.importQueue(content, signedBy: stranger, codes: { _ in [] }, by: anna, at: now)
    }
    #expect(Signer(text: written.signer.text) == written.signer)
    #expect(Signer(text: written.signer.text.lowercased()) == written.signer)
    #expect(throws: QueueFileError.newer) { try QueueFile(Array("SPORTELLO-CODA 2\nx\n".utf8)) }
    #expect(throws: QueueFileError.unreadable) { try QueueFile(Array("%PDF-1.4\n".utf8)) }
    #expect(throws: QueueFileError.unreadable) { try QueueFile([]) }
  }

  @Test("a practice that is here with another content stops the whole file")
  func conflict() async throws {
    try await fill()
    _ = try await other.submit(submission("op-3", body: "another body"), at: now)
    let written = try await export()
    await #expect(throws: QueueFileError.conflict(row: 3)) { try await importFile(written) }
    #expect(try await other.practices().count == 1)
    #expect(try await other.verify().isClean)
  }

  @Test("a file for one desk or for the folder itself needs no passphrase and opens nowhere else")
  func addressed() async throws {
    try await fill()
    let address = try await other.address()
    let written = try await origin.exportQueue(
      to: path, for: .desk(address), isHandover: false, by: anna, at: now)
    let file = try QueueFile(bytes(of: path))
    #expect(file.opener == .desk(address))
    let content = try await other.openQueue(file)
    #expect(
      try await other.importQueue(
        content, signedBy: written.signer, codes: { _ in [] }, by: anna, at: now
      ).imported == 4)
    let origin = origin
    await #expect(throws: QueueFileError.wrongKey) { try await origin.openQueue(file) }
    _ = try await origin.exportQueue(to: path + "2", for: .folder, isHandover: false, by: anna, at: now)
    let own = try QueueFile(bytes(of: path + "2"))
    #expect(try await origin.openQueue(own).file.count == 4)
    let other = other
    await #expect(throws: QueueFileError.wrongKey) { try await other.openQueue(own) }
  }

  @Test("a file that is there is never written over, nor taken away when nothing could be marked")
  func existing() async throws {
    try await fill()
    let first = try await export(isHandover: true)
    let kept = bytes(of: path)
    _ = try await origin.submit(submission("op-7"), at: now)
    let (origin, path, recipient) = (origin, path, recipient)
    await #expect(throws: StoreError.exists) {
      try await origin.exportQueue(to: path, for: recipient, isHandover: true, by: anna, at: now)
    }
    #expect(bytes(of: path) == kept)
    #expect(try await origin.handover(of: "op-7") == nil)
    #expect(try await importFile(first).imported == 3)
    // The disk refuses the mark: only the file of this very call goes.
    await origin.setFault { _, sql in sql.hasPrefix("INSERT INTO handover") ? 13 : nil }
    await #expect(throws: StoreError.self) {
      try await origin.exportQueue(to: path + "2", for: recipient, isHandover: true, by: anna, at: now)
    }
    await origin.setFault(nil)
    #expect(access(path + "2", F_OK) != 0 && bytes(of: path) == kept)
    #expect(try await origin.handover(of: "op-1")?.name == "coda")
    #expect(try await origin.queueEntry("op-1")?.handover?.file == first.id)
  }

  @Test("a file is read as large as a queue is, and from a disk that knows no owners")
  func largeAndPublic() async throws {
    let body = String(repeating: "x", count: 300_000)
    for number in 1...16 { _ = try await origin.submit(submission("op-\(number)", body: body), at: now) }
    _ = try await export()
    chmod(path, 0o755)
    let read = try #require(try PrivateFile.readSealed(path))
    #expect(read.count > 5 << 20)
    #expect(try QueueFile(read).count == 16)
    #expect(throws: StoreError.malformed) { try PrivateFile.read(path) }
    #expect(throws: StoreError.self) { try PrivateFile.readSealed("/dev/zero") }
  }

  @Test("a file that cannot be written gives nothing away")
  func unwritable() async throws {
    try await fill()
    let origin = origin
    await #expect(throws: StoreError.self) {
      try await origin.exportQueue(
        to: "/proc/none/coda", for: .folder, isHandover: true, by: anna, at: now)
    }
    #expect(try await origin.practice("op-1")?.entry.state == .queued(tries: 0))
    #expect(try await origin.openRows().allSatisfy { !$0.isHandedOver })
    #expect(try await origin.verify().isClean)
  }

  @Test("a file can be read by its owner only, and names nobody outside its seals")
  func privacy() async throws {
    try await fill()
    _ = try await export()
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let text = String(decoding: bytes(of: path), as: UTF8.self)
    for word in ["op-1", "PRVNNA", "anna", "MAX-01"] { #expect(!text.contains(word)) }
  }
}

@Suite("The second folder")
struct SpoolTests {
  private let folder: TemporaryFolder
  private let store: DeskStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DeskStore(inMemoryWith: .random())
  }

  private var copies: [String] { folder.names.filter { $0.hasSuffix(".coda") } }

  @Test("a copy lies there from the commit until the practice is settled, and can be imported")
  func copy() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    try await store.keepSpool(in: folder.path, desk: "D1", at: now)
    #expect(copies.count == 1)
    _ = try await store.submit(submission("../op-2"), at: now)
    #expect(copies.count == 2)
    let other = try DeskStore(inMemoryWith: .random())
    try await store.keepSpool(in: folder.path, for: .desk(other.address()), desk: "D1", at: now)
    let signer = try await store.signer()
    for name in copies {
      let content = try await other.openQueue(try QueueFile(bytes(of: folder.path + "/" + name)))
      try await other.importQueue(content, signedBy: signer, codes: { _ in [] }, by: anna, at: now)
    }
    #expect(try await other.practices().count == 2)
    try await store.apply(.withdrawn, to: "op-1", by: anna, at: now)
    #expect(copies.count == 1)
    #expect(await store.spoolFailure == nil)
  }

  @Test("copies of what is settled here go, copies of what is not stored here stay")
  func others() async throws {
    for number in 1...2 { _ = try await store.submit(submission("op-\(number)"), at: now) }
    try await store.keepSpool(in: folder.path, desk: "D1", at: now)
    let kept = copies.map { ($0, bytes(of: folder.path + "/" + $0)) }
    try await store.apply(.withdrawn, to: "op-1", by: anna, at: now)
    // A copy that a crash left behind, and one that nobody here knows.
    for (name, bytes) in kept { write(bytes, to: folder.path + "/" + name) }
    write([1], to: folder.path + "/0000.coda")
    #expect(try await store.keepSpool(in: folder.path, desk: "D1", at: now) == 1)
    #expect(copies.count == 2 && copies.contains("0000.coda"))
  }

  @Test("after the database was lost the copies survive every start and are taken in with their numbers")
  func recovery() async throws {
    let data = try TemporaryFolder()
    let key = try DataKey.random()
    do {
      let lost = try DeskStore(folder: data.path, key: key, now: now)
      try await lost.keepSpool(in: folder.path, desk: "D1", at: now)
      for number in 1...4 { _ = try await lost.submit(submission("op-\(number)"), at: now) }
      try await lost.apply(.withdrawn, to: "op-2", by: anna, at: now)
      try await lost.apply(.sendingStarted, to: "op-3", at: now)
    }
    write(Array("no database".utf8), to: data.path + "/sportello.sqlite")
    for _ in 1...2 {
      let fresh = try DeskStore(folder: data.path, key: key, now: now)
      #expect(try await fresh.keepSpool(in: folder.path, desk: "D1", at: now) == 3)
      #expect(copies.count == 3)
    }
    let fresh = try DeskStore(folder: data.path, key: key, now: now)
    try await fresh.keepSpool(in: folder.path, desk: "D1", at: now)
    write([1], to: folder.path + "/0000.coda")
    for count in [3, 0] {
      let report = try await fresh.recover(
        from: folder.path, codes: { _ in ["PRVNNA80A41Y000J"] }, desk: "D1", by: anna, at: now)
      #expect([report.recovered, report.known, report.unreadable] == [count, 3 - count, 1])
    }
    let practices = try await fresh.practices()
    #expect(Set(practices.map(\.number)) == [1, 3, 4] && practices.allSatisfy { $0.origin == nil })
    #expect(practices.allSatisfy { $0.entry.state.kind == .unknown })
    #expect(try await fresh.submit(submission("op-5"), at: now).number == 5)
    #expect(try await fresh.practices(PracticeFilter(code: "PRVNNA80A41Y000J")).count == 4)
    #expect(try await fresh.keepSpool(in: folder.path, desk: "D1", at: now) == 1)
    #expect(try await fresh.verify().isClean)
    let stranger = try DeskStore(inMemoryWith: .random())
    let report = try await stranger.recover(
      from: folder.path, codes: { _ in [] }, desk: "D2", by: anna, at: now)
    #expect(report.recovered == 0 && report.unreadable == 5)
  }

  @Test("a folder that is gone stops nothing and is told, until it is back")
  func failure() async throws {
    let second = folder.path + "/second"
    mkdir(second, 0o700)
    defer { rmdir(second) }
    try await store.keepSpool(in: second, desk: "D1", at: now)
    rmdir(second)
    _ = try await store.submit(submission("op-1"), at: now)
    #expect(await store.spoolFailure?.messageKey == "errore.archivio.cartella")
    mkdir(second, 0o700)
    try await store.apply(.sendingStarted, to: "op-1", at: now)
    #expect(await store.spoolFailure == nil)
    let confirmation = Confirmation(reference: "8", effectiveDate: CivilDate(iso: "2026-03-02")!)
    try await store.apply(.confirmed(confirmation), to: "op-1", at: now)
    #expect(await store.spoolFailure == nil)
    let store = store
    await #expect(throws: StoreError.self) {
      try await store.keepSpool(in: "/proc/none", desk: "D1", at: now)
    }
  }
}
