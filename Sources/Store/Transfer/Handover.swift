public import Domain
import SQLite
import Sync

/// That another desk has taken an operation over.
public struct Handover: Hashable, Sendable {
  /// When it was given away.
  public let at: Instant
  /// The id of the file with which it was given away; "" when the mark does not open.
  public let file: String
  /// The last part of the path where the file was written; `nil` when it is not known.
  public let name: String?
}

struct HandoverRecord: Codable {
  var file: String
  var name: String?
}

extension Ledger {
  func handover(of operation: String) throws(StoreError) -> Handover? {
    let row: (at: Int, sealed: [UInt8])? = try database.first(
      "SELECT at, sealed FROM handover WHERE operation = ?1", [.text(operation)]
    ) { ($0.int(0), $0.blob(1)) }
    guard let row else { return nil }
    let record = try envelopes.open(
      HandoverRecord.self, row.sealed, .handover, row: "\(operation)/\(row.at)")
    return Handover(at: Instant(milliseconds: row.at), file: record.file, name: record.name)
  }

  /// Every mark, or that of one operation; one that does not open tells only when.
  func handovers(of operation: String? = nil) throws(StoreError) -> [String: Handover] {
    let rows = try database.rows(
      "SELECT operation, at FROM handover WHERE ?1 IS NULL OR operation = ?1", [.text(optional: operation)]
    ) { ($0.text(0), $0.int(1)) }
    var marks: [String: Handover] = [:]
    for (operation, at) in rows {
      do throws(StoreError) { marks[operation] = try handover(of: operation) } catch {
        guard error == .altered else { throw error }
        marks[operation] = Handover(at: Instant(milliseconds: at), file: "", name: nil)
      }
    }
    return marks
  }

  /// Marks an operation as given away; an earlier mark gives way.
  ///
  /// One that waited is unknown from now on: the other desk may be sending it at any moment.
  func handOver(
    _ operation: String, file: String, name: String?, by signature: Signature, at now: Instant
  ) throws(StoreError) {
    if try row(operation)?.stateCode == OutboxState.Kind.queued.rawValue {
      _ = try apply(.sendingStarted, to: Identifier(unchecked: operation), by: signature, at: now)
      _ = try apply(.unanswered, to: Identifier(unchecked: operation), by: signature, at: now)
    }
    let sealed = try envelopes.seal(
      HandoverRecord(file: file, name: name), .handover, row: "\(operation)/\(now.milliseconds)")
    try database.run(
      """
      INSERT INTO handover(operation, at, sealed) VALUES (?1, ?2, ?3)
      ON CONFLICT (operation) DO UPDATE SET at = excluded.at, sealed = excluded.sealed
      """, [.text(operation), .integer(now.milliseconds), .blob(sealed)])
    try append(
      JournalRecord(what: "handed-over", signature: signature, note: file), operation: operation, at: now)
  }
}

extension DeskStore {
  /// Whom an operation was given to, or `nil` when this desk sends it itself.
  ///
  /// An operation that was given away is asked about and never sent from here.
  ///
  /// - Throws: ``StoreError/altered`` when the mark does not open.
  public func handover(of operation: Identifier<Practice>) throws(StoreError) -> Handover? {
    try ledger.handover(of: operation.rawValue)
  }

  /// Takes an operation back that was given away, because the other desk did not send it.
  ///
  /// Were it sent from both desks all the same, the registry would keep it once: it has one name.
  ///
  /// - Parameters:
  ///   - operation: The operation.
  ///   - signature: Who takes it back.
  ///   - now: The present moment.
  /// - Throws: ``StoreError/notFound`` when it was not given away, and errors of the disk.
  public func takeBack(
    _ operation: Identifier<Practice>, by signature: Signature, at now: Instant
  ) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      let count = try database.run("DELETE FROM handover WHERE operation = ?1", [.text(operation.rawValue)])
      guard count > 0 else { throw .notFound }
      try ledger.append(
        JournalRecord(what: "taken-back", signature: signature), operation: operation.rawValue, at: now)
    }
  }
}
