import SQLite

/// The database as the rest of this module sees it: the same calls, failing with a ``StoreError``.
struct Tables {
  let database: Database

  @discardableResult
  func run(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> Int {
    do { return try database.run(sql, values) } catch { throw StoreError(error) }
  }

  func first<Element>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (borrowing Row) -> Element
  ) throws(StoreError) -> Element? {
    do { return try database.first(sql, values, read) } catch { throw StoreError(error) }
  }

  func rows<Element>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (borrowing Row) -> Element
  ) throws(StoreError) -> [Element] {
    do { return try database.rows(sql, values, read) } catch { throw StoreError(error) }
  }

  func each(
    _ sql: String, _ values: [SQLValue] = [], _ visit: (borrowing Row) -> Bool
  ) throws(StoreError) {
    do { try database.each(sql, values, visit) } catch { throw StoreError(error) }
  }

  /// Runs `body` in one transaction: all of it is on disk when this returns, and none of it when this throws.
  ///
  /// A disk can fail at the very last call, when the transaction stands and is perhaps not durable. Then it is made
  /// durable by another one; if that fails as well, ``StoreError/uncertain`` says that nobody knows.
  @discardableResult
  func inTransaction<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    guard !database.isInTransaction else { return try body() }
    var done: (result: Result, stamp: Int)?
    do throws(StoreError) {
      return try database.inTransaction { () throws(StoreError) in
        let before = database.totalChanges
        let result = try body()
        if database.totalChanges != before { done = (result, try nextStamp()) }
        return result
      }
    } catch {
      guard let done else { throw error }
      guard let stamp = try? stamp() else { throw .uncertain }
      guard stamp == done.stamp else { throw error }
      do throws(StoreError) {
        try database.inTransaction { () throws(StoreError) in _ = try nextStamp() }
      } catch { throw .uncertain }
      return done.result
    }
  }

  private func nextStamp() throws(StoreError) -> Int {
    try first(
      """
      INSERT INTO counter(name, value) VALUES ('commit', 1)
      ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
      """
    ) { $0.int(0) } ?? 0
  }

  private func stamp() throws(StoreError) -> Int {
    try first("SELECT value FROM counter WHERE name = 'commit'") { $0.int(0) } ?? 0
  }

  var lastInsertedRow: Int64 { database.lastInsertedRow }
}
