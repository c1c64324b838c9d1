public import Domain
package import SQLite
public import Vault

/// The only door to the data of a desk: journal, outbox, touched people, work items and drafts.
///
/// Everything personal is sealed before it reaches the disk. What a call promises is on disk when the call
/// returns, and a call that throws has changed nothing.
public actor DeskStore {
  /// What opening the store found and mended.
  public nonisolated let startUp: StartUpReport

  let database: Tables
  let envelopes: Envelopes
  private let lock: FolderLock?
  var knownKeys: DeskKeys?
  var spool: Spool?
  /// The operations that did not open when the store was opened or last verified.
  var damage: Set<String>
  /// Why the last copy for the second folder could not be written; `nil` when all is well or none is kept.
  public internal(set) var spoolFailure: StoreError?

  /// Opens the store of a data folder, making both when they are missing.
  ///
  /// A damaged database is moved aside, never deleted, and a new one begun; operations that were on their way
  /// when the last run ended become unknown. Both stand in ``startUp``.
  ///
  /// - Parameters:
  ///   - folder: The data folder; its lock is taken and held until the store is gone.
  ///   - key: The data key of the folder.
  ///   - now: The present moment.
  /// - Throws: ``StoreError/locked(pid:)``, ``StoreError/wrongKey``, and errors of disk and folder.
  /// - Complexity: Reads the whole database once to check it.
  public init(folder: String, key: DataKey, now: Instant) throws(StoreError) {
    let lock = try FolderLock(folder: folder)
    try self.init(folder: folder, key: key, now: now, lock: lock)
  }

  /// Opens the store of a data folder whose lock is already held.
  ///
  /// - Parameters:
  ///   - folder: The data folder.
  ///   - key: The data key of the folder.
  ///   - now: The present moment.
  ///   - lock: The lock of this folder.
  /// - Throws: ``StoreError/wrongKey``, and errors of disk and folder.
  public init(
    folder: String, key: DataKey, now: Instant, lock: FolderLock
  ) throws(StoreError) {
    try self.init(folder: folder, key: key, now: now, lock: lock, fileSystem: nil)
  }

  /// Opens the store on a file system of SQLite with this name: a seam for tests of failing disks.
  package init(
    folder: String, key: DataKey, now: Instant, lock: FolderLock, fileSystem: String?
  ) throws(StoreError) {
    let envelopes = try Envelopes(key)
    var opening = Opening(envelopes: envelopes, now: now, fileSystem: fileSystem)
    database = Tables(database: try opening.open(folder: folder))
    startUp = opening.report
    damage = Set(opening.report.altered.map(\.rawValue))
    self.envelopes = envelopes
    self.lock = lock
  }

  /// Makes a store in memory, gone with the value.
  ///
  /// - Throws: ``StoreError/vault(_:)`` when keys cannot be made.
  public init(inMemoryWith key: DataKey) throws(StoreError) {
    let envelopes = try Envelopes(key)
    let memory: Database
    do { memory = try Database(.memory) } catch { throw .database(error) }
    var opening = Opening(envelopes: envelopes, now: Instant(milliseconds: 0))
    try opening.prepare(memory)
    database = Tables(database: memory)
    startUp = opening.report
    damage = Set(opening.report.altered.map(\.rawValue))
    self.envelopes = envelopes
    lock = nil
  }

  /// Makes the statements of tests fail; see ``SQLite/Database/fault``.
  package func setFault(_ fault: (@Sendable (_ ordinal: Int, _ sql: String) -> Int32?)?) {
    database.database.fault = fault
  }

  /// Runs a script of a test on the open database.
  package func executeForTest(_ script: String) throws(StoreError) {
    do { try database.database.execute(script) } catch { throw .database(error) }
  }

  /// Changes rows of the open database for a test.
  @discardableResult
  package func runForTest(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
    try database.run(sql, values)
  }

  /// Reads rows of the open database for a test.
  package func readForTest<Element: Sendable>(
    _ sql: String, _ read: @Sendable (borrowing Row) -> Element
  ) throws(StoreError) -> [Element] {
    try database.rows(sql, [], read)
  }
}
