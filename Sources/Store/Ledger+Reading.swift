import Domain
import SQLite
import Sync

extension Ledger {
  func practice(_ operation: Identifier<Practice>) throws(StoreError) -> StoredPractice? {
    try row(operation.rawValue)?.practice(envelopes)
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
    let rows = try database.rows(
      """
      SELECT \(OutboxRow.columns) FROM outbox WHERE \(conditions.joined(separator: " AND "))
      ORDER BY sequence DESC LIMIT ?2
      """, values
    ) { OutboxRow($0) }
    // One damaged row must not hide all others; the report of the start and `verify` name it.
    return rows.compactMap { try? $0.practice(envelopes) }
  }

  func operations(in states: Set<OutboxState.Kind>) throws(StoreError) -> [Identifier<Practice>] {
    let list = states.map { String($0.rawValue) }.sorted().joined(separator: ",")
    let found = try database.rows(
      "SELECT operation FROM outbox WHERE state IN (\(list)) ORDER BY sequence"
    ) { $0.text(0) }
    return found.compactMap { Identifier($0) }
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
