import CSQLite

/// How a file of a database is kept whole while it is changed.
public enum Journal: Sendable, CaseIterable {
  /// What was there before is kept beside until the change is on disk: nothing but the file afterwards, and four
  /// waits for the disk for each transaction.
  case rollback
  /// What is new is appended to a log, with one wait for the disk, and put in its place later.
  case writeAhead

  var pragma: String {
    switch self {
    case .rollback: "TRUNCATE"
    case .writeAhead: "WAL"
    }
  }
}

/// How much stands in the log of a connection and not yet in its file.
final class WriteAheadLog {
  /// Pages that a commit has left in the log.
  fileprivate(set) var pages = 0

  /// So many pages in the log are put in their place by the very commit that wrote the last of them, in case that
  /// nobody asks for it before.
  static let limit = 1_000

  /// Hears of every commit of a connection; this object has to outlive it.
  func watch(_ pointer: OpaquePointer) {
    _ = sqlite3_wal_hook(
      pointer,
      { context, pointer, name, pages in
        guard let context else { return SQLITE_OK }
        let log = Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue()
        log.pages = Int(pages)
        guard log.pages >= WriteAheadLog.limit else { return SQLITE_OK }
        // What cannot be put in its place stays in the log, where it is as safe: the commit has succeeded.
        if sqlite3_wal_checkpoint_v2(pointer, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil) == SQLITE_OK {
          log.pages = 0
        }
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}

extension Database {
  /// How many pages were written ahead of the file since they were last put in their place.
  public var pagesWrittenAhead: Int { log.pages }

  /// Puts what was written ahead in its place; durable it was before.
  ///
  /// - Throws: Errors of the disk; what was written stays in the log then, and nothing is lost.
  public func settleLog() throws(SQLiteError) {
    guard log.pages > 0 else { return }
    try execute("PRAGMA wal_checkpoint(PASSIVE)")
    log.pages = 0
  }

  /// Keeps the file whole in another way from now on; does nothing in memory and in a transaction.
  ///
  /// - Throws: Errors of the disk; the file is kept whole as before then.
  public func setJournal(_ journal: Journal) throws(SQLiteError) {
    guard !isInTransaction else { return }
    try execute("PRAGMA journal_mode = \(journal.pragma)")
    log.pages = 0
  }
}
