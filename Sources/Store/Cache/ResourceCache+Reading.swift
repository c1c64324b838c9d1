import Domain
import SQLite

extension ResourceCache {
  private struct StoredRow {
    let row: Int
    let version: String
    let updated: Int
    let fetched: Int
    let sealed: [UInt8]
  }

  /// The resource under any of these hashes that `isWanted` recognises.
  func resource(
    of type: String, hash: Int, where isWanted: (ResourceRecord) -> Bool
  ) throws(StoreError) -> CachedResource? {
    guard let number = try state(of: type).slot else { return nil }
    let slot = CacheSlot(number)
    let rows = try database.rows(
      "SELECT row FROM cache_code_\(number) WHERE hash = ?1 ORDER BY row", [.integer(hash)]
    ) { $0.int(0) }
    for row in rows {
      if let found = try resource(of: type, row: row, in: slot, where: isWanted) { return found }
    }
    return nil
  }

  func resource(
    of type: String, row: Int, in slot: CacheSlot, where isWanted: (ResourceRecord) -> Bool = { _ in true }
  ) throws(StoreError) -> CachedResource? {
    let stored = try database.first(slot.read, [.integer(row)]) {
      StoredRow(
        row: $0.int(0), version: $0.text(1), updated: $0.int(2), fetched: $0.int(3), sealed: $0.blob(4))
    }
    guard let stored else { return nil }
    let record = try open(stored, in: slot)
    guard isWanted(record) else { return nil }
    return CachedResource(
      type: type, id: record.id, record: Int32(clamping: row), version: stored.version,
      lastUpdated: Instant(milliseconds: stored.updated),
      fetchedAt: Instant(milliseconds: stored.fetched), source: record.source, codes: record.codes,
      body: record.body)
  }

  private func open(_ stored: StoredRow, in slot: CacheSlot) throws(StoreError) -> ResourceRecord {
    let context = envelopes.context(
      slot: slot.number, row: stored.row, version: stored.version, updated: stored.updated,
      fetched: stored.fetched)
    guard let record = ResourceRecord(try envelopes.open(stored.sealed, context: context)) else {
      throw .altered
    }
    return record
  }

  /// A page of resources in the order of their records.
  func resources(of type: String, after record: Int, limit: Int) throws(StoreError) -> [CachedResource] {
    guard let number = try state(of: type).slot else { return [] }
    let slot = CacheSlot(number)
    let rows = try database.rows(
      "SELECT row FROM cache_\(number) WHERE row > ?1 ORDER BY row LIMIT ?2",
      [.integer(record), .integer(limit)]
    ) { $0.int(0) }
    var found: [CachedResource] = []
    for row in rows {
      if let resource = try resource(of: type, row: row, in: slot) { found.append(resource) }
    }
    return found
  }

  /// A page of the list of names in the order of their records.
  func roster(of type: String, after record: Int32, limit: Int) throws(StoreError) -> [RosterEntry] {
    guard let number = try state(of: type).slot else { return [] }
    let slot = CacheSlot(number)
    let rows: [(row: Int, sealed: [UInt8])] = try database.rows(
      slot.roster, [.integer(Int(record)), .integer(limit)]
    ) { ($0.int(0), $0.blob(1)) }
    var entries: [RosterEntry] = []
    entries.reserveCapacity(rows.count)
    for (row, sealed) in rows { entries.append(try entry(row: row, sealed: sealed, in: slot)) }
    return entries
  }

  func rosterEntries(of type: String, records: [Int32]) throws(StoreError) -> [RosterEntry] {
    guard let number = try state(of: type).slot else { return [] }
    let slot = CacheSlot(number)
    var entries: [RosterEntry] = []
    for record in records {
      let sealed = try database.first(
        "SELECT sealed FROM cache_line_\(number) WHERE row = ?1", [.integer(Int(record))]
      ) { $0.blob(0) }
      if let sealed { entries.append(try entry(row: Int(record), sealed: sealed, in: slot)) }
    }
    return entries
  }

  private func entry(row: Int, sealed: [UInt8], in slot: CacheSlot) throws(StoreError) -> RosterEntry {
    let bytes = try envelopes.open(sealed, context: envelopes.context(lineOf: row, slot: slot.number))
    guard let line = RosterLine(bytes) else { throw .altered }
    return RosterEntry(record: Int32(clamping: row), line: line)
  }
}
