import Domain
import SQLite
import Sync
import Vault

/// What stands in a sealed row of the journal.
struct JournalRecord: Codable {
  var what: String
  var signature: Signature?
  var number: Int?
  var bodyHash: [UInt8]?
  var progress: ProgressRecord?
  var note: String?
}

extension Ledger {
  private struct Link {
    let sequence: Int
    let operation: String
    let at: Int
    let sealed: [UInt8]
    let link: [UInt8]
  }

  /// Adds a row to the journal; `operation` is "" for what concerns no practice.
  func append(_ record: JournalRecord, operation: String, at now: Instant) throws(StoreError) {
    let tail: (sequence: Int, link: [UInt8])? = try database.first(
      "SELECT sequence, link FROM journal ORDER BY sequence DESC LIMIT 1"
    ) {
      ($0.int(0), $0.blob(1))
    }
    let sequence = (tail?.sequence ?? 0) + 1
    let sealed = try envelopes.seal(record, .journal, row: "\(sequence)")
    let link = envelopes.chain.link(
      after: tail?.link ?? [UInt8](repeating: 0, count: 32),
      of: Self.chained(sequence: sequence, operation: operation, at: now.milliseconds, sealed: sealed))
    try database.run(
      "INSERT INTO journal(sequence, operation, at, sealed, link) VALUES (?1, ?2, ?3, ?4, ?5)",
      [
        .integer(sequence), .text(operation), .integer(now.milliseconds), .blob(sealed), .blob(link),
      ])
  }

  private static func chained(sequence: Int, operation: String, at: Int, sealed: [UInt8]) -> [UInt8] {
    Array("\(sequence)/\(operation)/\(at)/".utf8) + sealed
  }

  /// Checks the links of the last rows, or of all when `last` is `nil`.
  ///
  /// - Returns: The sequence of the first row that does not follow from the one before it.
  func firstBrokenLink(last: Int?) throws(StoreError) -> Int? {
    var broken: Int?
    var previous: Link?
    let start = try journalStart(last: last)
    try database.each(
      """
      SELECT sequence, operation, at, sealed, link FROM journal WHERE sequence >= ?1 ORDER BY sequence
      """, [.integer(start)]
    ) { row in
      let link = Link(
        sequence: row.int(0), operation: row.text(1), at: row.int(2), sealed: row.blob(3),
        link: row.blob(4))
      defer { previous = link }
      if isFollowed(previous, by: link, isFirst: start == 0) { return true }
      broken = link.sequence
      return false
    }
    return broken
  }

  /// The sequence from which the last rows of the journal are checked, 0 for all of them.
  private func journalStart(last: Int?) throws(StoreError) -> Int {
    guard let last else { return 0 }
    let total = try database.first("SELECT coalesce(max(sequence), 0) FROM journal") { $0.int(0) } ?? 0
    return max(0, total - last)
  }

  /// Whether `link` is right; the first row of a checked tail has nothing to be compared with.
  private func isFollowed(_ previous: Link?, by link: Link, isFirst: Bool) -> Bool {
    guard previous != nil || isFirst else { return true }
    guard link.sequence == (previous?.sequence ?? 0) + 1 else { return false }
    let expected = envelopes.chain.link(
      after: previous?.link ?? [UInt8](repeating: 0, count: 32),
      of: Self.chained(
        sequence: link.sequence, operation: link.operation, at: link.at, sealed: link.sealed))
    return expected == link.link
  }

  /// Operations whose row does not open, or that stand in only one of journal and outbox.
  ///
  /// `last` says how many of the newest rows are checked beside all open ones; all when `nil`.
  func alteredOperations(last: Int?) throws(StoreError) -> [Identifier<Practice>] {
    let total = try database.first("SELECT coalesce(max(sequence), 0) FROM outbox") { $0.int(0) } ?? 0
    let start = last.map { total - $0 } ?? -1
    let final = OutboxState.Kind.allCases.filter { !$0.isOpen }.map { String($0.rawValue) }
    var altered: [String] = []
    try database.each(
      """
      SELECT \(OutboxRow.columns),
        EXISTS (SELECT 1 FROM journal WHERE journal.operation = outbox.operation)
      FROM outbox WHERE sequence > ?1 OR state NOT IN (\(final.joined(separator: ",")))
      ORDER BY sequence
      """, [.integer(start)]
    ) { row in
      let isJournalled = row.int(10) != 0
      let stored = OutboxRow(row)
      if !isJournalled || (try? stored.practice(envelopes)) == nil { altered.append(stored.operation) }
      return true
    }
    altered += try database.rows(
      """
      SELECT DISTINCT operation FROM journal
      WHERE sequence > ?1 AND operation <> '' AND operation NOT IN (SELECT operation FROM outbox)
      """, [.integer(try journalStart(last: last) - 1)]
    ) { $0.text(0) }
    return altered.compactMap { Identifier($0) }
  }
}
