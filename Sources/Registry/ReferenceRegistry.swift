public import Domain
public import FHIR
public import SQLite
public import Vault

/// The reference registry: what a region's own would do, in this process, over one SQLite database.
///
/// It decides every practice again, by the same rules as the desk but on its own facts of that moment, and
/// writes scelta, counters, protocol and history in one transaction. Calls are served one after the other.
public actor ReferenceRegistry {
  let database: Database
  let profile: Profile
  let isDemo: Bool
  let now: @Sendable () -> Instant
  /// What stands before the path in absolute links, without a slash at the end; empty for relative ones.
  let base: String
  let secrets: RegistrySecrets
  /// How bodies lie in the file.
  let seal: BodySeal
  /// Whether no body is known to lie open in the file although it should not.
  var isSealed = false
  /// Whether the simulated list of the Sistema TS does not answer: a lever, which stays pulled over a restart.
  public internal(set) var mefIsAway = false
  /// Whether exemptions may wait that the worker is to settle by now.
  var mayHaveWaiting = true
  /// Whether Tasks wait for ``decideWaiting(limit:)`` instead of being decided when they come.
  public private(set) var decidesLater = false
  /// What every answer waits for; `nil` for none.
  var delay: (@Sendable () async -> Void)?
  /// Told of every ``RegistryMoment`` that is passed; `nil` outside tests.
  var passing: (@Sendable (RegistryMoment) -> Void)?
  /// Who draws and carries codes, and what is held for hand-overs under way; `nil` where none are made.
  var issuing: CodeIssuing?
  /// The announced stops.
  public internal(set) var calendar: [AnnouncedSuspension] = []
  /// Territory and doctors, read once; their counters are always read from the database.
  var directory: Directory?
  /// The time of the newest version of any resource; `nil` until it is asked for.
  var lastStamp: Int?
  /// The time of the last resource that was written anew from the tables.
  var rebuiltStamp = 0
  /// Whether the resources are known to be there.
  var hasResources = false

  /// Opens a registry, empty unless the file has been filled before.
  ///
  /// - Parameters:
  ///   - location: A file of its own, or memory.
  ///   - profile: The parameters by which it decides.
  ///   - base: Where the registry is reached from outside, such as `http://127.0.0.1:8080/fhir`; links to next
  ///     pages begin with it. Empty for a registry inside a process: its links are relative.
  ///   - cacheKilobytes: How much of its file it remembers at most.
  ///   - key: The key that seals what the file holds of people; `nil` leaves it open, for memory and for tests.
  ///   - isDemo: Whether the people are invented; the rights of a practice's author depend on it.
  ///   - now: The clock of the registry, which stamps what it tells.
  /// - Throws: ``RegistryFailure/storage(_:)``, and ``RegistryFailure/damaged`` for keys that cannot be read.
  public init(
    _ location: Database.Location, profile: Profile, base: String = "", cacheKilobytes: Int = 8_000,
    key: DataKey? = nil, isDemo: Bool, now: @escaping @Sendable () -> Instant
  ) throws(RegistryFailure) {
    self.profile = profile
    self.isDemo = isDemo
    self.now = now
    self.base = base
    do throws(SQLiteError) {
      // A Patient takes up most of a page of the usual size, and a second one no longer fits.
      database = try Database(
        location, pageSize: 8_192, journal: .writeAhead, cacheKilobytes: cacheKilobytes)
      try database.migrate(RegistrySchema.migrations)
      mefIsAway =
        try database.first("SELECT value FROM state WHERE key = ?", [.text(Self.mefState)]) { $0.int(0) } == 1
    } catch { throw .storage(error) }
    secrets = try RegistrySecrets(database)
    do throws(VaultFailure) {
      seal = BodySeal(try key.map { key throws(VaultFailure) in try SealingKey(key.derived(for: .bodies)) })
    } catch { throw .damaged }
  }

  /// Runs `body` and wraps what the database throws.
  @discardableResult
  func storing<Result>(_ body: () throws(SQLiteError) -> Result) throws(RegistryFailure) -> Result {
    do { return try body() } catch { throw .storage(error) }
  }

  // MARK: Ways of working

  /// Lets Tasks wait for ``decideWaiting(limit:)``, or decides them when they come.
  public func setDecidesLater(_ decidesLater: Bool) { self.decidesLater = decidesLater }

  /// Puts what was written ahead of the file in its place, if it has become much; for between two answers.
  ///
  /// What was answered is durable before: whoever never calls this loses nothing, but now and then an answer takes
  /// as long as this does.
  ///
  /// - Complexity: O(pages written since the last time), which ``settledPages`` bounds unless many answers come in
  ///   between.
  public func settleFile() {
    guard database.pagesWrittenAhead >= Self.settledPages else { return }
    // What the disk refuses stays in the log, and is tried again by the next one.
    try? database.settleLog()
  }

  /// How many pages may wait in the log before ``settleFile()`` does anything.
  static let settledPages = 200

  /// Gives back the memory of what was read and written; for after a great work, such as filling the registry.
  public func releaseMemory() { database.releaseMemory() }

  // MARK: State

  /// The day up to which time has passed in the registry; `nil` before it is filled.
  public func currentDay() throws(RegistryFailure) -> CivilDate? {
    try state("day").map(CivilDate.init(daysSinceEpoch:))
  }

  /// The day for which the registry was filled; `nil` before it is.
  public func firstDay() throws(RegistryFailure) -> CivilDate? {
    try state("first").map(CivilDate.init(daysSinceEpoch:))
  }

  func state(_ key: String) throws(RegistryFailure) -> Int? {
    try storing { () throws(SQLiteError) in
      try database.first("SELECT value FROM state WHERE key = ?", [.text(key)]) { $0.int(0) }
    }
  }

  /// The key under which it stands that the list of the Sistema TS does not answer.
  static let mefState = "mef-away"

  func setState(_ key: String, _ value: Int) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run(
        "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [.text(key), .integer(value)])
    }
  }

  /// Has `passing` told of every moment that is passed from now on: a seam for tests.
  package func watch(_ passing: @escaping @Sendable (RegistryMoment) -> Void) { self.passing = passing }

  /// Has `passing` told of every statement before it runs, counted from now on: a seam for tests.
  package func watchStatements(_ passing: @escaping (Int) -> Void) {
    database.fault = { count, _ in
      passing(count)
      return nil
    }
  }

  /// Makes the `ordinal`-th statement from now on fail with `code`: a seam for tests.
  package func failStatement(_ ordinal: Int?, code: Int32) {
    guard let ordinal else {
      database.fault = nil
      return
    }
    database.fault = { count, _ in count == ordinal ? code : nil }
  }
}
