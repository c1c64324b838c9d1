public import Domain
import Glibc
import SQLite
import Sync

/// What opening a store found and mended.
public struct StartUpReport: Hashable, Sendable {
  /// The new name of a damaged database, in the same folder; `nil` when it was sound.
  public var movedAside: String?
  /// How many operations were on their way when the last run ended, and are unknown now.
  public var interrupted = 0
  /// Open and recent operations that are not what was stored; lists leave them out.
  public var altered: [Identifier<Practice>] = []
  /// The first row of the checked end of the journal whose link is wrong; `nil` when the chain holds.
  public var brokenLink: Int?
  /// Small rows that do not open; looked for by ``DeskStore/verify()`` only.
  public var damagedRows: [DamagedRow] = []

  /// Reports nothing.
  public init() {}

  /// Whether there is nothing that a person has to know.
  public var isClean: Bool {
    movedAside == nil && altered.isEmpty && brokenLink == nil && damagedRows.isEmpty
  }
}

/// The steps that turn a folder into an open, checked database.
struct Opening {
  /// How many rows at the end of journal and outbox are checked at each start.
  static let checkedTail = 256

  let envelopes: Envelopes
  let now: Instant
  let fileSystem: String?
  private(set) var report = StartUpReport()

  init(envelopes: Envelopes, now: Instant, fileSystem: String? = nil) {
    self.envelopes = envelopes
    self.now = now
    self.fileSystem = fileSystem
  }

  /// Opens the database of a folder, moving a damaged one aside.
  mutating func open(folder: String) throws(StoreError) -> Database {
    let path = folder + "/sportello.sqlite"
    do {
      return try openSound(path)
    } catch {
      guard case .database(let failure) = error, failure.isDamageAtStart else { throw error }
    }
    try moveAside(folder: folder)
    return try openSound(path)
  }

  private mutating func openSound(_ path: String) throws(StoreError) -> Database {
    let database: Database
    do throws(SQLiteError) {
      database = try Database(.file(path: path), fileSystem: fileSystem)
      guard try database.isSound() else { throw SQLiteError.damaged }
    } catch { throw .database(error) }
    try prepare(database)
    return database
  }

  private mutating func moveAside(folder: String) throws(StoreError) {
    let stamp = now.iso.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
    var name = "sportello.sqlite.corrupt-\(stamp)"
    var attempt = 1
    while access("\(folder)/\(name)", F_OK) == 0 {
      attempt += 1
      name = "sportello.sqlite.corrupt-\(stamp)-\(attempt)"
    }
    // The journal first: were the program to die between the two, a sound file must not meet it.
    let journal = "\(folder)/sportello.sqlite-journal"
    if access(journal, F_OK) == 0, rename(journal, "\(folder)/\(name)-journal") != 0 {
      throw .folder(code: errno)
    }
    guard rename("\(folder)/sportello.sqlite", "\(folder)/\(name)") == 0 else { throw .folder(code: errno) }
    report.movedAside = name
  }

  /// Brings the schema up to date, proves the key, and recovers from the last run.
  mutating func prepare(_ database: Database) throws(StoreError) {
    do { try database.migrate(Schema.migrations) } catch { throw .database(error) }
    let tables = Tables(database: database)
    try proveKey(tables)
    try recover(tables)
    let ledger = Ledger(database: tables, envelopes: envelopes)
    report.brokenLink = try ledger.firstBrokenLink(last: Self.checkedTail)
    report.altered = try ledger.alteredOperations(last: Self.checkedTail)
  }

  private func proveKey(_ database: Tables) throws(StoreError) {
    guard let sealed = try database.first("SELECT sealed FROM keycheck", [], { $0.blob(0) }) else {
      let sealed = envelopes.seal([1], .keyCheck, row: "1")
      try database.run("INSERT INTO keycheck(id, sealed) VALUES (1, ?1)", [.blob(sealed)])
      return
    }
    if (try? envelopes.open(sealed, .keyCheck, row: "1")) != nil { return }
    // One bad byte in this row must not lock the desk out: any row that opens proves the key as well.
    let rows = try database.rows("SELECT sequence, sealed FROM journal ORDER BY sequence DESC LIMIT 3") {
      ($0.int(0), $0.blob(1))
    }
    let isProved = rows.contains { (try? envelopes.open($0.1, .journal, row: "\($0.0)")) != nil }
    guard isProved else { throw .wrongKey }
    let mended = envelopes.seal([1], .keyCheck, row: "1")
    try database.run("UPDATE keycheck SET sealed = ?1", [.blob(mended)])
  }

  /// What was travelling when the last run ended may have arrived: nobody knows.
  private mutating func recover(_ database: Tables) throws(StoreError) {
    let ledger = Ledger(database: database, envelopes: envelopes)
    let sending: [String] = try database.rows(
      "SELECT operation FROM outbox WHERE state = ?1", [.integer(OutboxState.Kind.sending.rawValue)]
    ) { $0.text(0) }
    for operation in sending {
      do {
        _ = try ledger.apply(.restarted, to: Identifier(unchecked: operation), by: nil, at: now)
        report.interrupted += 1
      } catch {
        // The row does not open: the check of the bodies reports it.
        guard error == .altered else { throw error }
      }
    }
  }
}

extension SQLiteError {
  /// Whether this error of the first statements means that the file is not the one we wrote.
  ///
  /// One wrong byte in the text of the schema makes our own statements fail as if they were misspelled.
  fileprivate var isDamageAtStart: Bool {
    switch kind {
    case .corrupt: true
    case .other, .constraint: [1, 19, 20].contains(code & 0xFF)
    case .full, .readOnly, .busy, .cannotOpen, .inputOutput, .newerSchema: false
    }
  }
}
