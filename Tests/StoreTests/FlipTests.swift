import Domain
import SQLite
import Store
import Sync
import Testing
import Vault

/// A sealed column, with how its rows are named and where the report of a check has to point.
private struct Sealed: Sendable, CustomTestStringConvertible {
  let table: String
  let column: String
  let name: String
  let place: DamagedRow.Table?

  var testDescription: String { "\(table).\(column)" }

  init(_ table: String, _ column: String, name: String, _ damaged: DamagedRow.Table? = nil) {
    self.table = table
    self.column = column
    self.name = name
    place = damaged
  }

  static let all = [
    Sealed("journal", "sealed", name: "sequence"), Sealed("journal", "link", name: "sequence"),
    Sealed("outbox", "about", name: "operation"), Sealed("outbox", "progress", name: "operation"),
    Sealed("outbox", "body", name: "operation"), Sealed("outbox", "body_hash", name: "operation"),
    Sealed("work", "sealed", name: "id", .work), Sealed("work", "closing", name: "id", .work),
    Sealed("work_contact", "sealed", name: "work", .work),
    Sealed("draft", "sealed", name: "hex(key)", .draft),
    Sealed("person", "sealed", name: "id", .person), Sealed("fact", "sealed", name: "name", .fact),
    Sealed("handover", "sealed", name: "operation", .handover),
    Sealed("cache_type", "sealed", name: "type", .pullState),
    Sealed("cache_1", "sealed", name: "row", .resource), Sealed("cache_line_1", "sealed", name: "row", .line),
  ]
}

@Suite("Changed bytes")
struct FlipTests {
  private func filled() async throws -> DeskStore {
    let store = try DeskStore(inMemoryWith: .random())
    for number in 1...4 { _ = try await store.submit(submission("op-\(number)"), at: now) }
    try await store.apply(.sendingStarted, to: "op-1", at: now)
    try await store.apply(.rejected([RejectionReason(code: "MAX-01")]), to: "op-1", at: now)
    try await store.openWork(.integrity, about: "op-2", at: now)
    let items = try await store.openWork()
    let attempt = ContactAttempt(at: now, signature: anna, channel: "telefono", isReached: true)
    for item in items { try await store.addContactAttempt(attempt, to: item.id, at: now) }
    try await store.closeWork(items[0].id, note: "avvisata", by: anna, at: now)
    for person in ["A", "B"] {
      try await store.saveDraft(screen: "scelta", person: person, body: [1], at: now)
      try await store.cache(
        CachedPerson(codes: [person], body: [1, 2], fetchedAt: now, source: "registro"), at: now)
      try await store.setFact([1], for: person)
    }
    try await store.absorb(
      (1...4).map { pulled("p\($0)", 1, codes: ["C\($0)"], name: "Provola") }, of: "Patient", watermark: now,
      source: "registro", at: now)
    try await store.absorb([pulled("g1", 1)], of: "Group", source: "registro", at: now)
    let folder = try TemporaryFolder()
    _ = try await store.exportQueue(
      to: folder.path + "/coda", for: .folder, isHandover: true, by: anna, at: now)
    #expect(try await store.verify().isClean)
    for trigger in ["journal_is_not_changed", "outbox_body_is_frozen"] {
      try await store.executeForTest("DROP TRIGGER \(trigger)")
    }
    return store
  }

  /// 16 columns of 125 places are 2,000.
  @Test("one byte flipped anywhere in a sealed row is noticed, and the row is named", arguments: Sealed.all)
  fileprivate func flips(column: Sealed) async throws {
    let store = try await filled()
    let rows: [(name: String, content: [UInt8])] = try await store.readForTest(
      "SELECT \(column.name), \(column.column) FROM \(column.table) WHERE \(column.column) IS NOT NULL"
    ) { ($0.text(0), $0.blob(1)) }
    #expect(!rows.isEmpty)
    let update = "UPDATE \(column.table) SET \(column.column) = ?2 WHERE \(column.name) = ?1"
    for place in 0..<125 {
      let (name, sound) = rows[place % rows.count]
      var damaged = sound
      // The ends of an envelope first, then anywhere.
      let offset = [0, 23, 24, sound.count - 17, sound.count - 16, sound.count - 1]
      let at = place < rows.count * 6 ? offset[place / rows.count] : Int.random(in: 0..<sound.count)
      damaged[min(at, sound.count - 1)] ^= 1 << UInt8.random(in: 0..<8)
      #expect(try await store.runForTest(update, [.text(name), .blob(damaged)]) == 1)
      try await expectNamed(name, column, store, "byte \(at) of \(name)")
      try await store.runForTest(update, [.text(name), .blob(sound)])
    }
    #expect(try await store.verify().isClean)
    #expect(try await store.verifyCopy(of: "Patient").isEmpty)
  }

  private func expectNamed(_ name: String, _ column: Sealed, _ store: DeskStore, _ place: Comment)
    async throws
  {
    if column.place == .resource || column.place == .line {
      let damaged = try await store.verifyCopy(of: "Patient")
      #expect(damaged.map(\.row) == [name] && damaged.first?.table == column.place, place)
      return
    }
    let report = try await store.verify()
    switch column.table {
    case "journal": #expect(report.brokenLink.map(String.init) == name, place)
    case "outbox": #expect(report.altered.map(\.rawValue) == [name], place)
    default:
      let rows = report.damagedRows.map { $0.row.split(separator: ".").count > 1 ? "" : $0.row }
      #expect(report.damagedRows.count == 1 && report.damagedRows.first?.table == column.place, place)
      #expect(column.table == "draft" || rows == [name], place)
    }
  }

  @Test(
    "an open column that is changed is noticed like its sealed neighbour",
    arguments: [
      ("outbox", "submitted"), ("outbox", "changed"), ("outbox", "state"), ("outbox", "sequence"),
      ("journal", "at"), ("work", "opened"), ("work", "kind"), ("person", "id"), ("handover", "at"),
      ("cache_1", "updated"), ("cache_1", "fetched"), ("cache_line_1", "row"),
    ])
  func openColumns(table: String, column: String) async throws {
    let store = try await filled()
    try await store.executeForTest("PRAGMA foreign_keys = OFF")
    try await store.executeForTest(
      """
      UPDATE \(table) SET \(column) = \(column) + 1
      WHERE rowid = (SELECT max(rowid) FROM \(table))
      """.replacingRowid(in: table))
    let report = try await store.verify()
    let copy = try await store.verifyCopy(of: "Patient")
    #expect(!report.isClean || !copy.isEmpty)
  }

  @Test("a part of a practice cannot be taken for that of another one")
  func exchange() async throws {
    for column in ["about", "progress", "body"] {
      let store = try await filled()
      try await store.executeForTest(
        """
        UPDATE outbox SET \(column) = (SELECT \(column) FROM outbox WHERE operation = 'op-3')
        WHERE operation = 'op-4'
        """)
      #expect(try await store.verify().altered == ["op-4"])
    }
  }
}

extension String {
  /// Tables without row numbers are told apart by their key.
  fileprivate func replacingRowid(in table: String) -> String {
    guard table == "handover" else { return self }
    return split(separator: "rowid").joined(separator: "operation")
  }
}
