import CSQLite

/// One row of an answer, readable only inside the closure that receives it.
///
/// Columns count from 0. A type other than the stored one is converted by the rules of SQLite; with
/// `STRICT` tables that never happens by accident.
public struct Row: ~Copyable {
  private let statement: OpaquePointer

  init(statement: OpaquePointer) { self.statement = statement }

  /// Whether the column is empty.
  public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  /// The column as an integer, 0 when it is empty.
  public func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  /// The column as a machine integer, 0 when it is empty.
  public func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

  /// The column as a floating-point number, 0 when it is empty.
  public func real(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

  /// The column as text, "" when it is empty.
  public func text(_ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The column as bytes, none when it is empty.
  public func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(statement, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
  }

  /// The column as an integer, or `nil` when it is empty.
  public func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  /// The column as text, or `nil` when it is empty.
  public func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// The column as bytes, or `nil` when it is empty.
  public func optionalBlob(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : blob(column) }
}
