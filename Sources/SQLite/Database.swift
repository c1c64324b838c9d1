import CSQLite
import Glibc

/// Owns the C pointer and closes it exactly once.
private struct Handle: ~Copyable {
  let pointer: OpaquePointer
  deinit { sqlite3_close_v2(pointer) }
}

/// One connection to one SQLite database: the only door to the C library.
///
/// It is not `Sendable`: an actor owns it. Statements are compiled once and kept by their text, so a caller
/// writes the SQL where it is used and binds every value.
public final class Database {
  /// Where a database lives.
  public enum Location: Sendable {
    /// In memory, gone with the connection.
    case memory
    /// In a file that is created, readable by its owner only, when it does not exist.
    case file(path: String)
  }

  private let handle: Handle
  let log = WriteAheadLog()
  private var cache: [String: Statement] = [:]
  /// Whether a transaction is running, so that an inner one would join it.
  package private(set) var isInTransaction = false

  /// Asked before each statement with its ordinal, from 1, and its text; a code makes it fail.
  ///
  /// A seam for tests. The rollback after a failure is not asked for.
  package var fault: ((_ ordinal: Int, _ sql: String) -> Int32?)? {
    didSet { statementOrdinal = 0 }
  }
  private var statementOrdinal = 0

  /// Opens a database for one exclusive connection that survives a loss of power.
  ///
  /// A file is written with `synchronous=EXTRA`, and stays locked until the connection ends.
  ///
  /// - Parameters:
  ///   - location: Where it lives.
  ///   - pageSize: The bytes of a page of a new file, a power of two from 512 to 65,536; a file that is there keeps
  ///     its own. Larger ones waste less where a row takes up much of a page.
  ///   - journal: How a file is kept whole; ``setJournal(_:)`` changes it later. Memory needs none.
  ///   - cacheKilobytes: How much of a file the connection remembers at most.
  /// - Throws: ``SQLiteError`` with the kind `cannotOpen`, `readOnly`, `busy` or `corrupt` for a file that
  ///   cannot be used.
  public convenience init(
    _ location: Location, pageSize: Int = 4_096, journal: Journal = .rollback, cacheKilobytes: Int = 8_000
  ) throws(SQLiteError) {
    try self.init(
      location, pageSize: pageSize, journal: journal, cacheKilobytes: cacheKilobytes, fileSystem: nil)
  }

  /// Opens a database on a file system of SQLite with this name: a seam for tests of failing disks.
  package init(
    _ location: Location, pageSize: Int = 4_096, journal: Journal = .rollback, cacheKilobytes: Int = 8_000,
    fileSystem: String?
  ) throws(SQLiteError) {
    let path: String
    switch location {
    case .memory: path = ":memory:"
    case .file(let file):
      path = file
      // SQLite gives the journal the permissions of the database, so this one call protects both.
      let descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw Database.openingError(errno) }
      Glibc.close(descriptor)
    }
    var pointer: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &pointer, flags, fileSystem)
    guard let pointer else { throw SQLiteError(code: SQLITE_NOMEM, sql: "") }
    handle = Handle(pointer: pointer)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, sql: "") }
    switch location {
    case .memory: try execute(Self.commonPragmas)
    case .file:
      try execute("PRAGMA page_size = \(pageSize)")
      try execute(Self.commonPragmas)
      // Before the first look into the file: a log beside it then needs no shared memory.
      try execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = \(journal.pragma)")
      try execute(Self.filePragmas)
      try execute("PRAGMA cache_size = -\(cacheKilobytes)")
      log.watch(handle.pointer)
      // The exclusive lock is taken now, so that a second opener fails here and not at its first write.
      try execute("BEGIN EXCLUSIVE; COMMIT")
    }
  }

  private static let commonPragmas = """
    PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON
    """
  private static let filePragmas = """
    PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON
    """

  private static func openingError(_ number: Int32) -> SQLiteError {
    switch number {
    case EACCES, EROFS, EPERM: SQLiteError(code: SQLITE_READONLY, sql: "")
    case ENOSPC, EDQUOT: SQLiteError(code: SQLITE_FULL, sql: "")
    default: SQLiteError(code: SQLITE_CANTOPEN, sql: "")
    }
  }

  // MARK: Running

  /// Runs every statement of a script; answers are thrown away and nothing can be bound.
  ///
  /// - Throws: The error of the first statement that fails; the ones before it stand unless a transaction
  ///   surrounds them.
  public func execute(_ script: String) throws(SQLiteError) {
    if let code = injectedFault(script) { throw SQLiteError(code: code, sql: script) }
    let code = sqlite3_exec(handle.pointer, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, sql: script) }
  }

  /// Runs one statement that changes something.
  ///
  /// - Returns: How many rows it inserted, changed or deleted.
  /// - Throws: ``SQLiteError``; then the statement changed nothing.
  @discardableResult
  public func run(_ sql: String, _ values: [SQLValue] = []) throws(SQLiteError) -> Int {
    try each(sql, values) { _ in true }
    return Int(sqlite3_changes64(handle.pointer))
  }

  /// How many rows were inserted, changed or deleted since the connection was opened.
  package var totalChanges: Int64 { sqlite3_total_changes64(handle.pointer) }

  /// The row number that the last insert was given.
  public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle.pointer) }

  /// Reads all rows of an answer.
  ///
  /// - Returns: What `read` made of each row, in order.
  public func rows<Element>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (borrowing Row) -> Element
  ) throws(SQLiteError) -> [Element] {
    var elements: [Element] = []
    try each(sql, values) { row in
      elements.append(read(row))
      return true
    }
    return elements
  }

  /// Reads the first row of an answer, or returns `nil` when there is none.
  public func first<Element>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (borrowing Row) -> Element
  ) throws(SQLiteError) -> Element? {
    var element: Element?
    try each(sql, values) { row in
      element = read(row)
      return false
    }
    return element
  }

  /// Visits the rows of an answer until `visit` returns `false`.
  ///
  /// The visitor may run other statements, even the same one.
  public func each(
    _ sql: String, _ values: [SQLValue] = [], _ visit: (borrowing Row) -> Bool
  ) throws(SQLiteError) {
    if let code = injectedFault(sql) { throw SQLiteError(code: code, sql: sql) }
    let statement = try statement(for: sql)
    defer {
      statement.reset()
      cache[sql] = statement
    }
    try statement.bind(values)
    while true {
      let code = sqlite3_step(statement.pointer)
      switch code {
      case SQLITE_ROW:
        guard visit(Row(statement: statement.pointer)) else { return }
      case SQLITE_DONE: return
      default: throw SQLiteError(code: code, sql: sql)
      }
    }
  }

  /// Takes the statement out of the cache, so that a visitor who runs the same text gets another one.
  private func statement(for sql: String) throws(SQLiteError) -> Statement {
    if let kept = cache.removeValue(forKey: sql) { return kept }
    return try compile(sql)
  }

  private func compile(_ sql: String) throws(SQLiteError) -> Statement {
    var pointer: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle.pointer, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else {
      throw SQLiteError(code: code == SQLITE_OK ? SQLITE_MISUSE : code, sql: sql)
    }
    return Statement(pointer: pointer, sql: sql)
  }

  private func injectedFault(_ sql: String) -> Int32? {
    guard let fault else { return nil }
    statementOrdinal += 1
    return fault(statementOrdinal, sql)
  }

  // MARK: Transactions and health

  /// Runs `body` in one transaction: all of it is on disk when this returns, or none of it ever was.
  ///
  /// An inner call joins the transaction that is already running.
  ///
  /// - Throws: What `body` threw, or the error of the commit, after rolling everything back.
  @discardableResult
  public func inTransaction<Result, Failure: DatabaseFailure>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard !isInTransaction else { return try body() }
    do { try run("BEGIN IMMEDIATE") } catch { throw Failure(error) }
    isInTransaction = true
    defer { isInTransaction = false }
    do throws(Failure) {
      let result = try body()
      do { try run("COMMIT") } catch { throw Failure(error) }
      return result
    } catch {
      // A full disk may have rolled back by itself; then this says so and there is nothing left to do.
      sqlite3_exec(handle.pointer, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  /// Gives back the pages that the connection remembers, and what the process has freed before.
  ///
  /// For the end of a great work after which little is to be done: what is asked next is read from the file again.
  public func releaseMemory() {
    sqlite3_db_release_memory(handle.pointer)
    csqlite_release_free_memory()
  }

  /// Whether the structure of the file is sound, by `PRAGMA quick_check`.
  ///
  /// - Returns: `false` also when the check itself finds the file unreadable.
  /// - Throws: Errors that say nothing about the file, such as a failing disk.
  /// - Complexity: Reads the whole file.
  public func isSound() throws(SQLiteError) -> Bool {
    do {
      return try first("PRAGMA quick_check(1)") { $0.text(0) == "ok" } ?? false
    } catch {
      guard error.kind == .corrupt else { throw error }
      return false
    }
  }
}
