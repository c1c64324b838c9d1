import SQLite
import Vault

/// One set of numbered tables: a whole copy of one kind of resource.
///
/// Rows are only appended while a copy is gathered, and found by their hashes once the index stands, so that a
/// million people do not cost a random page of the disk each.
struct CacheSlot {
  let number: Int
  let find: String
  let stampOf: String
  let insert: String
  let replace: String
  let insertCode: String
  let deleteCodes: String
  let putLine: String
  let deleteLine: String
  let read: String
  let roster: String

  init(_ number: Int) {
    self.number = number
    find = "SELECT row FROM cache_code_\(number) WHERE hash = ?1 ORDER BY row LIMIT 1"
    stampOf = "SELECT version, updated FROM cache_\(number) WHERE row = ?1"
    insert = """
      INSERT INTO cache_\(number)(row, version, updated, fetched, touched, sealed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """
    replace = """
      UPDATE cache_\(number)
      SET version = ?2, updated = ?3, fetched = ?4, touched = max(touched, ?5), sealed = ?6 WHERE row = ?1
      """
    insertCode = "INSERT OR IGNORE INTO cache_code_\(number)(row, hash) VALUES (?1, ?2)"
    deleteCodes = "DELETE FROM cache_code_\(number) WHERE row = ?1"
    putLine = "INSERT OR REPLACE INTO cache_line_\(number)(row, sealed) VALUES (?1, ?2)"
    deleteLine = "DELETE FROM cache_line_\(number) WHERE row = ?1"
    read = "SELECT row, version, updated, fetched, sealed FROM cache_\(number) WHERE row = ?1"
    roster = "SELECT row, sealed FROM cache_line_\(number) WHERE row > ?1 ORDER BY row LIMIT ?2"
  }

  func make(in database: Tables) throws(StoreError) {
    try database.run(
      """
      CREATE TABLE cache_\(number)(
        row INTEGER PRIMARY KEY, version TEXT NOT NULL, updated INTEGER NOT NULL,
        fetched INTEGER NOT NULL, touched INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT
      """)
    try database.run(
      "CREATE TABLE cache_line_\(number)(row INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT")
    try database.run(
      """
      CREATE TABLE cache_code_\(number)(
        row INTEGER NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY (row, hash)) STRICT, WITHOUT ROWID
      """)
  }

  /// Makes the rows findable; until then they can only be added.
  func index(in database: Tables) throws(StoreError) {
    try database.run("CREATE INDEX cache_code_\(number)_by_hash ON cache_code_\(number)(hash)")
  }

  func count(in database: Tables) throws(StoreError) -> Int {
    try database.first("SELECT count(*) FROM cache_\(number)") { $0.int(0) } ?? 0
  }

  func lastRow(in database: Tables) throws(StoreError) -> Int {
    try database.first("SELECT coalesce(max(row), 0) FROM cache_\(number)") { $0.int(0) } ?? 0
  }

  func remove(row: Int, in database: Tables) throws(StoreError) {
    try database.run(deleteCodes, [.integer(row)])
    try database.run(deleteLine, [.integer(row)])
    try database.run("DELETE FROM cache_\(number) WHERE row = ?1", [.integer(row)])
  }
}

extension Envelopes {
  /// What a sealed resource belongs to: its place and the open columns beside it.
  func context(slot: Int, row: Int, version: String, updated: Int, fetched: Int) -> [UInt8] {
    var writer = FieldWriter(capacity: 48)
    writer.text("resource")
    writer.number(slot)
    writer.number(row)
    writer.text(version)
    writer.number(updated)
    writer.number(fetched)
    return writer.bytes
  }

  /// What a sealed line of the list of names belongs to.
  func context(lineOf row: Int, slot: Int) -> [UInt8] {
    var writer = FieldWriter(capacity: 24)
    writer.text("line")
    writer.number(slot)
    writer.number(row)
    return writer.bytes
  }

  /// The first 64 bits of the keyed hash of a code: what a copied row is found by.
  ///
  /// Two of a million codes meet once in 37 million copies; what is read is compared with what was asked for.
  func shortHash(code: String) -> Int { Self.short(hash(code: code)) }

  /// The same of the id of a resource.
  func shortHash(of id: String, type: String) -> Int { Self.short(hash(resource: id, type: type)) }

  static func short(_ hash: [UInt8]) -> Int {
    Int(truncatingIfNeeded: hash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
