import Domain
import SQLite

/// The table of work items.
struct WorkList {
  let database: Tables
  let envelopes: Envelopes

  private struct Stored {
    let id: Int
    let operation: String?
    let opened: Int
    let closed: Int?
    let sealed: [UInt8]
    let closing: [UInt8]?
    let kind: Int

    static let columns = "id, operation, opened, closed, sealed, closing, kind"

    init(_ row: borrowing Row) {
      id = row.int(0)
      operation = row.optionalText(1)
      opened = row.int(2)
      closed = row.optionalInteger(3).map { Int($0) }
      sealed = row.blob(4)
      closing = row.optionalBlob(5)
      kind = row.int(6)
    }
  }

  /// Opens a work item, or returns the open one of the same kind and operation, or kind and person.
  @discardableResult
  func open(
    _ kind: WorkItem.Kind, about operation: String?, persons: [[UInt8]] = [], record: WorkRecord,
    at now: Instant
  ) throws(StoreError) -> Int {
    if let known = try known(kind, about: operation, persons: persons) { return known }
    let id = try database.first("SELECT coalesce(max(id), 0) + 1 FROM work") { $0.int(0) } ?? 1
    let sealed = try envelopes.seal(
      record, .workItem, row: Self.row(id, kind.rawValue, operation, now.milliseconds))
    try database.run(
      "INSERT INTO work(id, operation, opened, sealed, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
      [
        .integer(id), .text(optional: operation), .integer(now.milliseconds), .blob(sealed),
        .integer(kind.rawValue),
      ])
    for person in persons {
      try database.run(
        "INSERT OR IGNORE INTO work_person(person, work) VALUES (?1, ?2)", [.blob(person), .integer(id)])
    }
    return id
  }

  private static func row(_ id: Int, _ kind: Int, _ operation: String?, _ opened: Int) -> String {
    "\(id)/\(kind)/\(operation ?? "")/\(opened)"
  }

  private func known(
    _ kind: WorkItem.Kind, about operation: String?, persons: [[UInt8]]
  ) throws(StoreError) -> Int? {
    guard kind != .other else { return nil }
    if let operation {
      return try database.first(
        "SELECT id FROM work WHERE operation = ?1 AND kind = ?2 AND closed IS NULL",
        [.text(operation), .integer(kind.rawValue)]
      ) { $0.int(0) }
    }
    for person in persons {
      let found = try database.first(
        """
        SELECT id FROM work JOIN work_person ON work = id
        WHERE person = ?1 AND kind = ?2 AND operation IS NULL AND closed IS NULL
        """, [.blob(person), .integer(kind.rawValue)]
      ) { $0.int(0) }
      if let found { return found }
    }
    return nil
  }

  /// Closes what is open about an operation, of one kind or of all, without a person having done it.
  func close(about operation: String, kind: WorkItem.Kind?, at now: Instant) throws(StoreError) {
    try database.run(
      """
      UPDATE work SET closed = ?2 WHERE operation = ?1 AND closed IS NULL AND (?3 IS NULL OR kind = ?3)
      """,
      [
        .text(operation), .integer(now.milliseconds), .integer(optional: kind.map { Int64($0.rawValue) }),
      ])
  }

  /// Closes one item by hand.
  func close(id: Int, ending: WorkEndRecord, at now: Instant) throws(StoreError) {
    let closing = try envelopes.seal(ending, .workEnd, row: "\(id)/\(now.milliseconds)")
    let count: Int = try database.run(
      "UPDATE work SET closed = ?2, closing = ?3 WHERE id = ?1 AND closed IS NULL",
      [.integer(id), .integer(now.milliseconds), .blob(closing)])
    guard count == 1 else { throw .notFound }
  }

  /// The operation of an open item; `nil` inside when it is about none.
  func operation(ofOpen id: Int) throws(StoreError) -> String? {
    let found: String?? = try database.first(
      "SELECT operation FROM work WHERE id = ?1 AND closed IS NULL", [.integer(id)]
    ) { $0.optionalText(0) }
    guard let found else { throw .notFound }
    return found
  }

  func addAttempt(_ record: ContactRecord, to id: Int, at now: Instant) throws(StoreError) {
    _ = try operation(ofOpen: id)
    let number = try database.first("SELECT coalesce(max(id), 0) + 1 FROM work_contact") { $0.int(0) } ?? 1
    let sealed = try envelopes.seal(record, .workContact, row: "\(number)/\(id)/\(now.milliseconds)")
    try database.run(
      "INSERT INTO work_contact(id, work, at, sealed) VALUES (?1, ?2, ?3, ?4)",
      [.integer(number), .integer(id), .integer(now.milliseconds), .blob(sealed)])
  }

  // MARK: Reading

  func items(_ condition: String, _ values: [SQLValue] = []) throws(StoreError) -> [WorkItem] {
    let rows = try database.rows(
      "SELECT \(Stored.columns) FROM work WHERE \(condition) ORDER BY id", values
    ) { Stored($0) }
    var items: [WorkItem] = []
    for row in rows {
      do { items.append(try item(row)) } catch {
        // One damaged item must not hide all others; the queue and `verify` name it.
        guard error == .altered else { throw error }
      }
    }
    return items
  }

  /// Whether an item opens.
  func isSound(_ id: Int) throws(StoreError) -> Bool { try items("id = ?1", [.integer(id)]).count == 1 }

  /// The open items that do not open, oldest first.
  func damagedOpen() throws(StoreError) -> [DamagedWork] {
    let rows = try database.rows(
      "SELECT \(Stored.columns) FROM work WHERE closed IS NULL ORDER BY id"
    ) { Stored($0) }
    var damaged: [DamagedWork] = []
    for row in rows {
      do { _ = try item(row) } catch {
        guard error == .altered else { throw error }
        damaged.append(DamagedWork(id: row.id, openedAt: Instant(milliseconds: row.opened)))
      }
    }
    return damaged
  }

  /// The numbers of the items that do not open.
  func damaged() throws(StoreError) -> [Int] {
    var damaged: [Int] = []
    for row in try database.rows("SELECT \(Stored.columns) FROM work ORDER BY id", [], { Stored($0) }) {
      do { _ = try item(row) } catch {
        guard error == .altered else { throw error }
        damaged.append(row.id)
      }
    }
    return damaged
  }

  private func item(_ row: Stored) throws(StoreError) -> WorkItem {
    let (kind, record) = try content(row)
    return WorkItem(
      id: row.id, kind: kind, operation: row.operation.flatMap { Identifier($0) },
      openedAt: Instant(milliseconds: row.opened), reasons: record.reasons, body: record.body ?? [],
      attempts: try attempts(of: row.id), ending: try ending(row),
      closedAt: row.closed.map { Instant(milliseconds: $0) })
  }

  /// Rows of the first schema hold plain bytes and no kind: those about an operation were refusals.
  private func content(_ row: Stored) throws(StoreError) -> (WorkItem.Kind, WorkRecord) {
    guard row.kind != 0 else {
      let body = try envelopes.open(row.sealed, .work, row: "\(row.id)")
      return (row.operation == nil ? .other : .rejected, WorkRecord(reasons: [], body: body))
    }
    guard let kind = WorkItem.Kind(rawValue: row.kind) else { throw .altered }
    let record = try envelopes.open(
      WorkRecord.self, row.sealed, .workItem, row: Self.row(row.id, row.kind, row.operation, row.opened))
    return (kind, record)
  }

  private func ending(_ row: Stored) throws(StoreError) -> WorkItem.Ending? {
    guard let closing = row.closing, let closed = row.closed else { return nil }
    if let record = try? envelopes.open(WorkEndRecord.self, closing, .workEnd, row: "\(row.id)/\(closed)") {
      return WorkItem.Ending(note: record.note, signature: record.signature)
    }
    let signature = try envelopes.open(Signature.self, closing, .workClosing, row: "\(row.id)")
    return WorkItem.Ending(note: "", signature: signature)
  }

  private func attempts(of id: Int) throws(StoreError) -> [ContactAttempt] {
    let rows = try database.rows(
      "SELECT id, at, sealed FROM work_contact WHERE work = ?1 ORDER BY id", [.integer(id)]
    ) { ($0.int(0), $0.int(1), $0.blob(2)) }
    var attempts: [ContactAttempt] = []
    for (number, at, sealed) in rows {
      let record = try envelopes.open(
        ContactRecord.self, sealed, .workContact, row: "\(number)/\(id)/\(at)")
      attempts.append(
        ContactAttempt(
          at: Instant(milliseconds: at), signature: record.signature, channel: record.channel,
          isReached: record.isReached, note: record.note))
    }
    return attempts
  }
}
