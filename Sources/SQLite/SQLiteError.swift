import CSQLite

/// Why the database did not do what it was told.
///
/// Carries the statement and the code, never a bound value.
public struct SQLiteError: Error, Hashable, Sendable {
  /// What went wrong, sorted by what the program can do next.
  public enum Kind: Hashable, Sendable {
    /// No room left: free some and try again.
    case full
    /// The file or its folder cannot be written: mend the permissions.
    case readOnly
    /// The file is damaged or is no database: move it aside.
    case corrupt
    /// Another connection holds the database.
    case busy
    /// The file cannot be opened or created.
    case cannotOpen
    /// A rule of the schema refused the change.
    case constraint
    /// The disk failed while reading or writing.
    case inputOutput
    /// A newer program wrote this file: `found` is its schema, `known` the newest we know.
    case newerSchema(found: Int, known: Int)
    /// Anything else, which is a mistake of ours.
    case other
  }

  /// What went wrong.
  public let kind: Kind
  /// The extended result code of SQLite, 0 when the refusal is our own.
  public let code: Int32
  /// The statement as it was written, without values.
  public let sql: String

  /// Classifies an extended result code.
  public init(code: Int32, sql: String) {
    self.init(kind: SQLiteError.kind(ofCode: code), code: code, sql: sql)
  }

  /// The file is damaged, although no statement has said so yet.
  public static let damaged = SQLiteError(code: SQLITE_CORRUPT, sql: "PRAGMA quick_check")

  init(kind: Kind, code: Int32, sql: String) {
    self.kind = kind
    self.code = code
    self.sql = sql
  }

  private static func kind(ofCode code: Int32) -> Kind {
    switch code & 0xFF {
    case SQLITE_FULL: .full
    case SQLITE_READONLY, SQLITE_PERM: .readOnly
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CANTOPEN: .cannotOpen
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_IOERR: .inputOutput
    default: .other
    }
  }
}

/// An error type that can carry an ``SQLiteError``, so that one transaction may also fail for a reason of its owner.
public protocol DatabaseFailure: Error {
  /// Wraps an error of the database.
  init(_ error: SQLiteError)
}

extension SQLiteError: DatabaseFailure {
  /// Returns the error itself.
  public init(_ error: SQLiteError) { self = error }
}
