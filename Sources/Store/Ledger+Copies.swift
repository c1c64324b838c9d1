import Domain
import SQLite
import Sync

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
      "UPDATE outbox SET about = ?2, definitive = ?3 WHERE operation = ?1",
      [.text(row.operation), .blob(about), .integer(record.hasDefinitive ? 1 : 0)])
  }

  /// Writes down beside each confirmed practice that it has its definitive receipt, where only its sealed part says so:
  /// what another desk printed, and what earlier programs did.
  ///
  /// - Complexity: Opens the parts of confirmed practices without that mark, and no other.
  func markDefinitive() throws(StoreError) {
    let unmarked = try database.rows(
      "SELECT sequence, operation, submitted, about FROM outbox WHERE state = ?1 AND definitive = 0",
      [.integer(OutboxState.Kind.confirmed.rawValue)]
    ) { (sequence: $0.int(0), operation: $0.text(1), submitted: $0.int(2), about: $0.blob(3)) }
    let printed = unmarked.filter { row in
      let record = try? envelopes.open(
        PracticeRecord.self, row.about, .outboxAbout, row: "\(row.operation)/\(row.sequence)/\(row.submitted)"
      )
      return record?.hasDefinitive ?? false
    }
    guard !printed.isEmpty else { return }
    try database.inTransaction { () throws(StoreError) in
      for row in printed {
        try database.run("UPDATE outbox SET definitive = 1 WHERE sequence = ?1", [.integer(row.sequence)])
      }
    }
  }
}

extension PracticeRecord {
  /// How often a paper was printed; before papers were told apart every print counted as each of them.
  fileprivate func copies(of paper: String) -> Int { copiesByPaper.map { $0[paper] ?? 0 } ?? copies }

  /// Whether the definitive receipt was printed; where papers were not told apart every print counts as one.
  fileprivate var hasDefinitive: Bool { copies(of: ReceiptKind.definitiva.rawValue) > 0 }

  fileprivate mutating func set(_ count: Int, of paper: String) {
    copiesByPaper = (copiesByPaper ?? [:]).merging([paper: count]) { $1 }
  }
}
