import Domain
import SQLite
import Sync

extension Ledger {
  private struct StoredRow {
    let sequence: Int
    let operation: String
    let submitted: Int
    let changed: Int
    let about: [UInt8]
    let progress: [UInt8]
    let body: [UInt8]

    init(_ row: borrowing Row) {
      sequence = row.int(0)
      operation = row.text(1)
      submitted = row.int(2)
      changed = row.int(3)
      about = row.blob(4)
      progress = row.blob(5)
      body = row.blob(6)
    }
  }

  private static let columns = "sequence, operation, submitted, changed, about, progress, body"

  func practice(_ operation: Identifier<Practice>) throws(StoreError) -> StoredPractice? {
    let row: StoredRow? = try database.first(
      "SELECT \(Self.columns) FROM outbox WHERE operation = ?1", [.text(operation.rawValue)]
    ) { StoredRow($0) }
    guard let row else { return nil }
    return try opened(row)
  }

  func practices(_ filter: PracticeFilter) throws(StoreError) -> [StoredPractice] {
    var conditions = ["sequence < ?1"]
    var values: [SQLValue] = [.integer(filter.before ?? Int.max), .integer(max(1, filter.limit))]
    if !filter.states.isEmpty {
      let states = filter.states.map { String($0.rawValue) }.sorted().joined(separator: ",")
      conditions.append("state IN (\(states))")
    }
    if let code = filter.code {
      conditions.append("sequence IN (SELECT sequence FROM outbox_person WHERE person = ?3)")
      values.append(.blob(envelopes.hash(code: code)))
    }
    let rows: [StoredRow] = try database.rows(
      """
      SELECT \(Self.columns) FROM outbox WHERE \(conditions.joined(separator: " AND "))
      ORDER BY sequence DESC LIMIT ?2
      """, values
    ) { StoredRow($0) }
    var practices: [StoredPractice] = []
    practices.reserveCapacity(rows.count)
    for row in rows { practices.append(try opened(row)) }
    return practices
  }

  private func opened(_ row: StoredRow) throws(StoreError) -> StoredPractice {
    let name = row.operation
    let about = try envelopes.open(PracticeRecord.self, row.about, .outboxAbout, row: name)
    let progress = try envelopes.open(ProgressRecord.self, row.progress, .outboxProgress, row: name)
    let body = try envelopes.open(row.body, .outboxBody, row: name)
    guard let state = progress.state, let kind = PracticeKind(rawValue: about.kind),
      let operation = Identifier<Practice>(name)
    else { throw .altered }
    let entry = OutboxEntry(
      operation: operation, sequence: row.sequence, submittedAt: Instant(milliseconds: row.submitted),
      body: body, state: state)
    return StoredPractice(
      entry: entry, kind: kind, signature: about.signature, number: about.number,
      reprints: about.reprints, changedAt: Instant(milliseconds: row.changed))
  }

  func tally() throws(StoreError) -> OutboxTally {
    let counts: [(state: Int, count: Int)] = try database.rows(
      "SELECT state, count(*) FROM outbox GROUP BY state"
    ) {
      ($0.int(0), $0.int(1))
    }
    var tally = OutboxTally()
    for (state, count) in counts {
      guard let kind = OutboxState.Kind(rawValue: state) else { throw .altered }
      tally.add(kind, count: count)
    }
    return tally
  }
}
