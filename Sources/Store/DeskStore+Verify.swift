import Domain
import SQLite

/// A row that is not what was stored, beside practices and journal.
public struct DamagedRow: Hashable, Sendable {
  /// What kind of row it is.
  public let table: Table
  /// Which one: its number, or its name on disk, which tells nothing.
  public let row: String

  /// The kinds of rows.
  public enum Table: String, Sendable, CaseIterable {
    /// A work item, with its end and the tries to reach somebody.
    case work
    /// A form that was begun.
    case draft
    /// A person that this desk dealt with.
    case person
    /// A small thing of the program.
    case fact
    /// The mark that an operation was given to another desk.
    case handover
    /// How far the copy of one kind of resource has come.
    case pullState = "pull-state"
    /// A resource of the registry's copy.
    case resource
    /// A line of the list of names.
    case line
  }
}

extension DeskStore {
  /// Checks every link of the journal, every operation and every small row; the registry's copy is not among them.
  ///
  /// - Returns: A report whose `movedAside` and `interrupted` are always empty.
  /// - Throws: Errors of the disk.
  /// - Complexity: Reads the whole journal and outbox.
  public func verify() throws(StoreError) -> StartUpReport {
    var report = StartUpReport()
    report.brokenLink = try ledger.firstBrokenLink(last: nil)
    report.altered = try ledger.alteredOperations(last: nil)
    report.damagedRows = try damagedSmallRows()
    damage = Set(report.altered.map(\.rawValue))
    return report
  }

  /// Checks every row of the registry's copy of one kind of resource.
  ///
  /// - Returns: The rows that do not open; pulling everything anew mends them.
  /// - Throws: Errors of the disk.
  /// - Complexity: Opens every row: some seconds for a million people.
  public func verifyCopy(of type: String) throws(StoreError) -> [DamagedRow] {
    guard let number = try resources.state(of: type).slot else { return [] }
    let slot = CacheSlot(number)
    var damaged: [DamagedRow] = []
    for row in try database.rows("SELECT row FROM cache_\(number) ORDER BY row", [], { $0.int(0) }) {
      try look(.resource, "\(row)", &damaged) { () throws(StoreError) in
        _ = try resources.resource(of: type, row: row, in: slot)
      }
    }
    for row in try database.rows("SELECT row FROM cache_line_\(number) ORDER BY row", [], { $0.int(0) }) {
      try look(.line, "\(row)", &damaged) { () throws(StoreError) in
        _ = try resources.rosterEntries(of: type, records: [Int32(clamping: row)])
      }
    }
    return damaged
  }

  private func damagedSmallRows() throws(StoreError) -> [DamagedRow] {
    var damaged = try WorkList(database: database, envelopes: envelopes).damaged().map {
      DamagedRow(table: .work, row: "\($0)")
    }
    let drafts = try database.rows("SELECT key, saved, sealed FROM draft ORDER BY key") {
      ($0.blob(0), $0.int(1), $0.blob(2))
    }
    for (key, saved, sealed) in drafts {
      try look(.draft, hexadecimal(key), &damaged) { () throws(StoreError) in
        _ = try draft(key: key, saved: saved, sealed: sealed)
      }
    }
    let people = try database.rows("SELECT id, fetched, sealed FROM person ORDER BY id") {
      ($0.int(0), $0.int(1), $0.blob(2))
    }
    for (id, fetched, sealed) in people {
      try look(.person, "\(id)", &damaged) { () throws(StoreError) in
        _ = try person(id: id, fetched: fetched, sealed: sealed)
      }
    }
    for name in try database.rows("SELECT name FROM fact ORDER BY name", [], { $0.text(0) }) {
      try look(.fact, name, &damaged) { () throws(StoreError) in _ = try fact(name) }
    }
    for name in try database.rows("SELECT operation FROM handover ORDER BY 1", [], { $0.text(0) }) {
      try look(.handover, name, &damaged) { () throws(StoreError) in _ = try ledger.handover(of: name) }
    }
    for name in try database.rows("SELECT type FROM cache_type ORDER BY type", [], { $0.text(0) }) {
      try look(.pullState, name, &damaged) { () throws(StoreError) in _ = try resources.state(of: name) }
    }
    return damaged
  }

  /// Reads a row and notes it when it is not what was stored.
  private func look(
    _ table: DamagedRow.Table, _ row: String, _ damaged: inout [DamagedRow],
    _ read: () throws(StoreError) -> Void
  ) throws(StoreError) {
    do throws(StoreError) { try read() } catch {
      guard error == .altered else { throw error }
      damaged.append(DamagedRow(table: table, row: row))
    }
  }
}
