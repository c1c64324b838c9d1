import Domain
import SQLite

extension Ledger {
  /// Takes the next copy number before the page is on its way: a crash in between can only mark a copy too many
  /// as a reprint, never make two originals.
  func beginPrint(
    of operation: Identifier<Practice>, paper: String, by signature: Signature, at now: Instant
  ) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      guard let row = try row(operation.rawValue) else { throw .notFound }
      var record = try row.record(envelopes)
      let copy = record.copies(of: paper)
      record.copies += 1
      record.set(copy + 1, of: paper)
      try replace(record, in: row)
      try append(
        JournalRecord(what: "printing", signature: signature, number: record.number, note: "\(copy)"),
        operation: row.operation, at: now)
      return copy
    }
  }

  /// Writes down that a copy was delivered, or gives its number back.
  func endPrint(
    of operation: Identifier<Practice>, paper: String, copy: Int, isDelivered: Bool,
    by signature: Signature, at now: Instant
  ) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      guard let row = try row(operation.rawValue) else { throw .notFound }
      var record = try row.record(envelopes)
      // Only the last number can be given back: a later copy that was delivered keeps its own.
      if !isDelivered, record.copies(of: paper) == copy + 1 {
        record.copies -= 1
        record.set(copy, of: paper)
        try replace(record, in: row)
      }
      try append(
        JournalRecord(
          what: isDelivered ? "printed" : "print-failed", signature: signature, number: record.number,
          note: "\(copy)"),
        operation: row.operation, at: now)
    }
  }

  private func replace(_ record: PracticeRecord, in row: OutboxRow) throws(StoreError) {
    let about = try OutboxRow.seal(
      record, operation: row.operation, sequence: row.sequence, submitted: row.submitted, envelopes)
    try database.run(
      "UPDATE outbox SET about = ?2 WHERE operation = ?1", [.text(row.operation), .blob(about)])
  }
}

extension PracticeRecord {
  /// How often a paper was printed; before papers were told apart every print counted as each of them.
  fileprivate func copies(of paper: String) -> Int { copiesByPaper.map { $0[paper] ?? 0 } ?? copies }

  fileprivate mutating func set(_ count: Int, of paper: String) {
    copiesByPaper = (copiesByPaper ?? [:]).merging([paper: count]) { $1 }
  }
}
