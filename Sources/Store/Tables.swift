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

  @discardableResult
  func inTransaction<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    try database.inTransaction(body)
  }

  var lastInsertedRow: Int64 { database.lastInsertedRow }
}
