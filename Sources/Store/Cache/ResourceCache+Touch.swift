import Domain
import SQLite
import Sync

extension ResourceCache {
  func row(of id: String, type: String, in slot: CacheSlot) throws(StoreError) -> Int? {
    try database.first(slot.find, [.integer(envelopes.shortHash(of: id, type: type))]) { $0.int(0) }
  }

  /// Notes that a resource was looked at; a fresh one is sealed again with the new time.
  func touch(
    id: String, of type: String, in slot: CacheSlot, at now: Instant, isFresh: Bool
  ) throws(StoreError) -> Int? {
    guard let row = try row(of: id, type: type, in: slot) else { return nil }
    try database.run(
      "UPDATE cache_\(slot.number) SET touched = max(touched, ?2) WHERE row = ?1",
      [.integer(row), .integer(now.milliseconds)])
    guard isFresh, let found = try resource(of: type, row: row, in: slot),
      found.fetchedAt.milliseconds < now.milliseconds
    else { return row }
    let record = ResourceRecord(
      id: found.id, source: found.source, codes: found.codes, body: found.body)
    let context = envelopes.context(
      slot: slot.number, row: row, version: found.version, updated: found.lastUpdated.milliseconds,
      fetched: now.milliseconds)
    try database.run(
      "UPDATE cache_\(slot.number) SET fetched = ?2, sealed = ?3 WHERE row = ?1",
      [
        .integer(row), .integer(now.milliseconds),
        .blob(envelopes.seal(record.bytes, context: context)),
      ])
    return row
  }

  /// Forgets what was not touched since `limit` and bears no code of an open practice.
  func forget(in slot: CacheSlot, touchedBefore limit: Instant) throws(StoreError) -> Int {
    let open = OutboxState.Kind.allCases.filter(\.isOpen).map { String($0.rawValue) }
    let busy = Set(
      try database.rows(
        """
        SELECT DISTINCT person FROM outbox_person JOIN outbox USING (sequence)
        WHERE state IN (\(open.joined(separator: ",")))
        """
      ) { Envelopes.short($0.blob(0)) })
    let stale = try database.rows(
      "SELECT row FROM cache_\(slot.number) WHERE touched < ?1", [.integer(limit.milliseconds)]
    ) { $0.int(0) }
    var count = 0
    for row in stale {
      let hashes = try database.rows(
        "SELECT hash FROM cache_code_\(slot.number) WHERE row = ?1", [.integer(row)]
      ) { $0.int(0) }
      guard busy.isDisjoint(with: hashes) else { continue }
      try slot.remove(row: row, in: database)
      count += 1
    }
    return count
  }
}
