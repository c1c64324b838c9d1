import Domain
import SQLite

extension ResourceCache {
  /// Begins a new copy beside the one in use; what an earlier attempt gathered is given up.
  func beginRebaseline(of type: String) throws(StoreError) {
    var state = try state(of: type)
    if let old = state.shadow { try retire(old) }
    let slot = CacheSlot(try nextSlot())
    try slot.make(in: database)
    state.shadow = slot.number
    try save(state, of: type)
  }

  func abandonRebaseline(of type: String) throws(StoreError) {
    var state = try state(of: type)
    guard let shadow = state.shadow else { return }
    try retire(shadow)
    state.shadow = nil
    try save(state, of: type)
  }

  /// Indexes the new copy, drops what came twice, and returns how many resources it holds.
  func indexShadow(_ slot: CacheSlot) throws(StoreError) -> Int {
    try slot.index(in: database)
    try dropDoubles(in: slot)
    return try slot.count(in: database)
  }

  /// A page that was read again, or a change while the pages were read, has left several rows of one resource.
  private func dropDoubles(in slot: CacheSlot) throws(StoreError) {
    let suspects = try database.rows(
      "SELECT hash FROM cache_code_\(slot.number) GROUP BY hash HAVING count(*) > 1"
    ) { $0.int(0) }
    for hash in suspects {
      let rows: [Int] = try database.rows(
        """
        SELECT row FROM cache_\(slot.number)
        WHERE row IN (SELECT row FROM cache_code_\(slot.number) WHERE hash = ?1)
        ORDER BY updated DESC, row DESC
        """, [.integer(hash)]
      ) { $0.int(0) }
      var seen: Set<String> = []
      for row in rows {
        guard let resource = try resource(of: "", row: row, in: slot) else { continue }
        // Two people may share a code; only the same id is the same resource.
        if !seen.insert(resource.id).inserted { try slot.remove(row: row, in: database) }
      }
    }
  }

  /// Puts the new copy in the place of the old one.
  func swap(_ state: inout CacheState) throws(StoreError) {
    if let old = state.slot { try retire(old) }
    state.slot = state.shadow
    state.shadow = nil
  }

  func retire(_ slot: Int) throws(StoreError) {
    try database.run("INSERT OR IGNORE INTO cache_retired(slot) VALUES (?1)", [.integer(slot)])
  }

  /// Overwrites up to `limit` rows of copies that are not used any more.
  ///
  /// - Returns: Whether there are more.
  func purge(limit: Int) throws(StoreError) -> Bool {
    guard
      let number = try database.first("SELECT min(slot) FROM cache_retired", [], { $0.optionalInteger(0) })
    else { return false }
    guard let slot = number.map({ Int($0) }) else { return false }
    for table in ["cache_code", "cache_line", "cache"] {
      let name = "\(table)_\(slot)"
      let last = try database.first(
        "SELECT max(row) FROM (SELECT row FROM \(name) ORDER BY row LIMIT ?1)", [.integer(limit)]
      ) { $0.optionalInteger(0) }
      guard let row = last ?? nil else { continue }
      try database.run("DELETE FROM \(name) WHERE row <= ?1", [.integer(row)])
      return true
    }
    for table in ["cache_code", "cache_line", "cache"] { try database.run("DROP TABLE \(table)_\(slot)") }
    try database.run("DELETE FROM cache_retired WHERE slot = ?1", [.integer(slot)])
    return try database.first("SELECT count(*) FROM cache_retired") { $0.int(0) > 0 } ?? false
  }
}
