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
    let total = try database.first("SELECT coalesce(max(sequence), 0) FROM journal") { $0.int(0) } ?? 0
    let start = last.map { max(0, total - $0) } ?? 0
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

  /// Open operations whose body, state or journal row is not what was stored.
  func alteredOpenOperations() throws(StoreError) -> [Identifier<Practice>] {
    let open = OutboxState.Kind.allCases.filter(\.isOpen).map { String($0.rawValue) }
    let rows: [(operation: String, body: [UInt8], hash: [UInt8], progress: [UInt8], isJournalled: Bool)] =
      try database.rows(
        """
        SELECT operation, body, body_hash, progress,
          EXISTS (SELECT 1 FROM journal WHERE journal.operation = outbox.operation)
        FROM outbox WHERE state IN (\(open.joined(separator: ","))) ORDER BY sequence
        """
      ) { ($0.text(0), $0.blob(1), $0.blob(2), $0.blob(3), $0.int(4) != 0) }
    return rows.filter { row in
      guard row.isJournalled, let body = try? envelopes.open(row.body, .outboxBody, row: row.operation),
        (try? envelopes.open(ProgressRecord.self, row.progress, .outboxProgress, row: row.operation))?.state
          != nil
      else { return true }
      return envelopes.hash(body: body) != row.hash
    }.compactMap { Identifier($0.operation) }
  }
}
