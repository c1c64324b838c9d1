import Domain
import FoundationEssentials
import SQLite

/// What is sealed of the state of one kind of resource.
struct CacheState: Codable {
  var slot: Int?
  var shadow: Int?
  var watermark: Int?
  var baseline: String?
  var completed: Int?
  var rebaselined: Int?
}

/// The desk's copy of what stands in the registry: it can be thrown away and pulled again at any time.
struct ResourceCache {
  let database: Tables
  let envelopes: Envelopes

  // MARK: State

  func state(of type: String) throws(StoreError) -> CacheState {
    let sealed = try database.first("SELECT sealed FROM cache_type WHERE type = ?1", [.text(type)]) {
      $0.blob(0)
    }
    guard let sealed else { return CacheState() }
    return try envelopes.open(CacheState.self, sealed, .cacheState, row: type)
  }

  func save(_ state: CacheState, of type: String) throws(StoreError) {
    let sealed = try envelopes.seal(state, .cacheState, row: type)
    try database.run(
      """
      INSERT INTO cache_type(type, sealed) VALUES (?1, ?2)
      ON CONFLICT (type) DO UPDATE SET sealed = excluded.sealed
      """, [.text(type), .blob(sealed)])
  }

  /// The slot in use, made when there is none.
  func currentSlot(_ state: inout CacheState, of type: String) throws(StoreError) -> CacheSlot {
    if let number = state.slot { return CacheSlot(number) }
    let slot = CacheSlot(try nextSlot())
    try slot.make(in: database)
    try slot.index(in: database)
    state.slot = slot.number
    try save(state, of: type)
    return slot
  }

  func nextSlot() throws(StoreError) -> Int {
    try database.first(
      """
      INSERT INTO counter(name, value) VALUES ('cache', 1)
      ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
      """
    ) { $0.int(0) } ?? 1
  }

  // MARK: Rows

  /// Writes one page; rows that are not newer than what is there are left alone.
  func absorb(
    _ page: [PulledResource], of type: String, into slot: CacheSlot, isIndexed: Bool, source: String,
    fetchedAt: Instant, touchedAt: Instant?
  ) throws(StoreError) -> Absorbed {
    var absorbed = Absorbed()
    var next = try slot.lastRow(in: database) + 1
    for resource in page {
      let hash = envelopes.shortHash(of: resource.id, type: type)
      let known = isIndexed ? try database.first(slot.find, [.integer(hash)]) { $0.int(0) } : nil
      if let known {
        guard try isNewer(resource, thanRow: known, in: slot) else {
          absorbed.unchanged += 1
          continue
        }
        absorbed.replaced += 1
      } else {
        absorbed.added += 1
      }
      let row = known ?? next
      if known == nil { next += 1 }
      try put(
        resource, at: row, isNew: known == nil, hash: hash, in: slot, source: source,
        fetched: fetchedAt.milliseconds, touched: touchedAt?.milliseconds ?? 0)
    }
    return absorbed
  }

  private func isNewer(
    _ resource: PulledResource, thanRow row: Int, in slot: CacheSlot
  ) throws(StoreError) -> Bool {
    let stamp: (version: String, updated: Int)? = try database.first(slot.stampOf, [.integer(row)]) {
      ($0.text(0), $0.int(1))
    }
    guard let stamp else { return true }
    return resource.version != stamp.version && resource.lastUpdated.milliseconds >= stamp.updated
  }

  private func put(
    _ resource: PulledResource, at row: Int, isNew: Bool, hash: Int, in slot: CacheSlot, source: String,
    fetched: Int, touched: Int
  ) throws(StoreError) {
    let updated = resource.lastUpdated.milliseconds
    let record = ResourceRecord(
      id: resource.id, source: source, codes: resource.codes, body: resource.body)
    let sealed = envelopes.seal(
      record.bytes,
      context: envelopes.context(
        slot: slot.number, row: row, version: resource.version, updated: updated, fetched: fetched))
    try database.run(
      isNew ? slot.insert : slot.replace,
      [
        .integer(row), .text(resource.version), .integer(updated), .integer(fetched), .integer(touched),
        .blob(sealed),
      ])
    if !isNew { try database.run(slot.deleteCodes, [.integer(row)]) }
    try database.run(slot.insertCode, [.integer(row), .integer(hash)])
    for code in resource.codes {
      try database.run(slot.insertCode, [.integer(row), .integer(envelopes.shortHash(code: code))])
    }
    if let line = resource.line {
      let sealed = envelopes.seal(
        line.bytes, context: envelopes.context(lineOf: row, slot: slot.number))
      try database.run(slot.putLine, [.integer(row), .blob(sealed)])
    } else if !isNew {
      try database.run(slot.deleteLine, [.integer(row)])
    }
  }
}
