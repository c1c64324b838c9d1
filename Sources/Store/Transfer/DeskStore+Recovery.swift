public import Domain
import SQLite

/// What became of the copies of a second folder.
public struct SpoolRecovery: Hashable, Sendable {
  /// Practices that are stored here now.
  public var recovered = 0
  /// Practices that were stored here anyway.
  public var known = 0
  /// Files that this folder cannot open: of another desk, sealed to somebody else, or damaged.
  public var unreadable = 0

  /// Counts nothing.
  public init() {}
}

extension DeskStore {
  /// Takes in the copies that lie in a second folder, after the database of this one was lost.
  ///
  /// Only the data key of this folder opens them, which proves whence they come: the key that signed them was lost
  /// with the database. What is stored here already is left alone, so that it can be done twice. The practices keep
  /// the numbers of their receipts, and new numbers go on behind them; what was waiting is a question until the
  /// registry was asked.
  ///
  /// - Parameters:
  ///   - folder: The second folder; nothing in it is changed.
  ///   - codes: The codes in a body by which a person is found, in canonical form.
  ///   - desk: The name of this desk.
  ///   - signature: Who does it.
  ///   - now: The present moment.
  /// - Returns: What became of the copies.
  /// - Throws: ``StoreError/folder(code:)`` when the folder cannot be read, and errors of the disk; then the copies
  ///   before the one that failed are stored.
  public func recover(
    from folder: String, codes: ([UInt8]) -> [String], desk: String, by signature: Signature, at now: Instant
  ) throws(StoreError) -> SpoolRecovery {
    let spool = Spool(folder: folder, recipient: .folder, desk: desk)
    var report = SpoolRecovery()
    for name in try spool.names().sorted() {
      guard let content = copy(at: spool.path(name)) else {
        report.unreadable += 1
        continue
      }
      let done = try database.inTransaction { () throws(StoreError) in
        try take(content, codes: codes, desk: desk, by: signature, at: now)
      }
      report.recovered += done.imported
      report.known += done.known
      for record in content.records { copyToSpool(Identifier(unchecked: record.operation), at: now) }
    }
    return report
  }

  /// A copy that the data key of this folder opens; `nil` for any other file.
  private func copy(at path: String) -> QueueContent? {
    guard let bytes = (try? PrivateFile.readSealed(path)) ?? nil, let file = try? QueueFile(bytes),
      case .folder = file.opener
    else { return nil }
    return try? openQueue(file)
  }

  private func take(
    _ content: QueueContent, codes: ([UInt8]) -> [String], desk: String, by signature: Signature,
    at now: Instant
  ) throws(StoreError) -> QueueImport {
    var report = QueueImport()
    for record in content.records {
      let origin = content.file.desk == desk ? nil : content.file.desk
      try ledger.take(
        record, from: content.file, origin: origin, codes: codes(record.body), by: signature, at: now, &report
      )
      guard record.about.origin == nil, origin == nil else { continue }
      try database.run(
        """
        INSERT INTO counter(name, value) VALUES ('receipt', ?1)
        ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)
        """, [.integer(record.about.number)])
    }
    return report
  }
}
