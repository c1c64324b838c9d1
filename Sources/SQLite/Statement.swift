import CSQLite

/// A compiled statement, finalised exactly once.
final class Statement {
  let pointer: OpaquePointer
  let sql: String

  init(pointer: OpaquePointer, sql: String) {
    self.pointer = pointer
    self.sql = sql
  }

  deinit { sqlite3_finalize(pointer) }

  func bind(_ values: [SQLValue]) throws(SQLiteError) {
    guard values.count == Int(sqlite3_bind_parameter_count(pointer)) else {
      throw SQLiteError(code: SQLITE_MISUSE, sql: sql)
    }
    var index: Int32 = 0
    for value in values {
      index += 1
      let code = Self.bind(value, to: pointer, at: index)
      guard code == SQLITE_OK else { throw SQLiteError(code: code, sql: sql) }
    }
  }

  private static func bind(_ value: SQLValue, to pointer: OpaquePointer, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(pointer, index)
    case .integer(let number): return sqlite3_bind_int64(pointer, index, number)
    case .real(let number): return sqlite3_bind_double(pointer, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { chars in
          // An empty Swift string may have no address, which SQLite would take for NULL.
          chars.isEmpty
            ? csqlite_bind_text(pointer, index, "", 0)
            : csqlite_bind_text(pointer, index, chars.baseAddress, Int32(chars.count))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes { csqlite_bind_blob(pointer, index, $0.baseAddress, Int32($0.count)) }
    }
  }

  /// Forgets the bound values, so that no personal data stays in a cached statement.
  func reset() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }
}
