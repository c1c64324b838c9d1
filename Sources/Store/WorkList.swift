public import Domain
import SQLite

/// Something that a person has to look after.
public struct WorkItem: Hashable, Sendable {
  /// Its number on this desk.
  public let id: Int
  /// The practice it is about; `nil` for something else.
  public let operation: Identifier<Practice>?
  /// When it was opened.
  public let openedAt: Instant
  /// What it is about, in a form that the store does not know; empty when the practice says it all.
  public let body: [UInt8]
}

extension WorkItem: CustomStringConvertible, CustomReflectable {
  /// The number only.
  public var description: String { "WorkItem(\(id))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The table of work items.
struct WorkList {
  let database: Tables
  let envelopes: Envelopes

  @discardableResult
  func open(about operation: String?, body: [UInt8], at now: Instant) throws(StoreError) -> Int {
    let id = try database.first("SELECT coalesce(max(id), 0) + 1 FROM work") { $0.int(0) } ?? 1
    let sealed = envelopes.seal(body, .work, row: "\(id)")
    try database.run(
      "INSERT INTO work(id, operation, opened, sealed) VALUES (?1, ?2, ?3, ?4)",
      [.integer(id), .text(optional: operation), .integer(now.milliseconds), .blob(sealed)])
    return id
  }

  func close(about operation: String, at now: Instant) throws(StoreError) {
    try database.run(
      "UPDATE work SET closed = ?2 WHERE operation = ?1 AND closed IS NULL",
      [.text(operation), .integer(now.milliseconds)])
  }

  func close(id: Int, by signature: Signature, at now: Instant) throws(StoreError) {
    let closing = try envelopes.seal(signature, .workClosing, row: "\(id)")
    let count: Int = try database.run(
      "UPDATE work SET closed = ?2, closing = ?3 WHERE id = ?1 AND closed IS NULL",
      [.integer(id), .integer(now.milliseconds), .blob(closing)])
    guard count == 1 else { throw .notFound }
  }

  func openItems() throws(StoreError) -> [WorkItem] {
    let rows: [(id: Int, operation: String?, opened: Int, sealed: [UInt8])] = try database.rows(
      "SELECT id, operation, opened, sealed FROM work WHERE closed IS NULL ORDER BY id"
    ) { ($0.int(0), $0.optionalText(1), $0.int(2), $0.blob(3)) }
    var items: [WorkItem] = []
    for row in rows {
      items.append(
        WorkItem(
          id: row.id, operation: row.operation.flatMap { Identifier($0) },
          openedAt: Instant(milliseconds: row.opened),
          body: try envelopes.open(row.sealed, .work, row: "\(row.id)")))
    }
    return items
  }
}

extension DeskStore {
  private var workList: WorkList { WorkList(database: database, envelopes: envelopes) }

  /// Opens a work item.
  ///
  /// - Parameters:
  ///   - operation: The practice it is about, if any.
  ///   - body: What it is about; sealed, never looked at.
  ///   - now: When it was opened.
  /// - Returns: Its number.
  /// - Throws: Errors of the disk.
  @discardableResult
  public func openWork(
    about operation: Identifier<Practice>? = nil, body: [UInt8], at now: Instant
  ) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      try workList.open(about: operation?.rawValue, body: body, at: now)
    }
  }

  /// Closes a work item.
  ///
  /// - Throws: ``StoreError/notFound`` when no open one has this number, and errors of the disk.
  public func closeWork(_ id: Int, by signature: Signature, at now: Instant) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      try workList.close(id: id, by: signature, at: now)
    }
  }

  /// The open work items, oldest first.
  ///
  /// - Throws: ``StoreError/altered`` when one of them does not open.
  public func openWork() throws(StoreError) -> [WorkItem] { try workList.openItems() }
}
