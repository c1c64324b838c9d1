public import Domain
import SQLite
public import Sync

/// One line of the journal, opened.
public struct JournalEntry: Hashable, Sendable {
  /// Its place in the journal, from 1.
  public let sequence: Int
  /// When it was written.
  public let at: Instant
  /// What happened: `submitted`, `printing`, `printed`, `print-failed`, the name of an event of the outbox, or a word of ``DeskStore/note(_:note:by:at:)``.
  public let what: String
  /// Who did it; `nil` when the program or the registry did.
  public let signature: Signature?
  /// The state of the operation after it; `nil` when that did not change.
  public let state: OutboxState?
  /// Details of a note.
  public let note: String?
}

extension JournalEntry: CustomStringConvertible, CustomReflectable {
  /// Its place only.
  public var description: String { "JournalEntry(\(sequence))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension DeskStore {
  /// What happened to an operation at this desk, oldest first; none for an unknown one.
  ///
  /// - Throws: ``StoreError/altered`` when a line does not open.
  public func journal(of operation: Identifier<Practice>) throws(StoreError) -> [JournalEntry] {
    try journal(operation: operation.rawValue)
  }

  /// What was written down here that belongs to no operation: who looked, who printed, who handed over.
  ///
  /// - Parameter what: The word of ``note(_:note:by:at:)``.
  /// - Returns: The lines with that word, oldest first.
  /// - Throws: ``StoreError/altered`` when a line does not open.
  /// - Complexity: O(*n*) in the lines without an operation: each is opened.
  public func notes(of what: String) throws(StoreError) -> [JournalEntry] {
    try journal(operation: "").filter { $0.what == what }
  }

  private func journal(operation: String) throws(StoreError) -> [JournalEntry] {
    let rows = try database.rows(
      "SELECT sequence, at, sealed FROM journal WHERE operation = ?1 ORDER BY sequence",
      [.text(operation)]
    ) { ($0.int(0), $0.int(1), $0.blob(2)) }
    var entries: [JournalEntry] = []
    for (sequence, at, sealed) in rows {
      let record = try envelopes.open(JournalRecord.self, sealed, .journal, row: "\(sequence)")
      entries.append(
        JournalEntry(
          sequence: sequence, at: Instant(milliseconds: at), what: record.what,
          signature: record.signature, state: record.progress?.state, note: record.note))
    }
    return entries
  }
}
