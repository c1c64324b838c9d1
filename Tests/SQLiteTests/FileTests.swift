import Glibc
import Testing

@testable import SQLite

@Suite("A database file")
final class FileTests {
  private let folder: String
  private var path: String { folder + "/a.sqlite" }

  init() throws {
    var template = Array("/tmp/sportello-sqlite-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  deinit {
    for name in ["a.sqlite", "b.sqlite"] {
      for end in ["", "-journal", "-wal"] { unlink("\(folder)/\(name)\(end)") }
    }
    rmdir(folder)
  }

  @Test("it and its journal are for their owner only")
  func permissions() throws {
    let database = try Database(.file(path: path))
    try database.execute("CREATE TABLE one(a INTEGER) STRICT")
    for name in [path, path + "-journal"] {
      var status = stat()
      #expect(stat(name, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
  }

  @Test("a second connection is told that it is taken", arguments: Journal.allCases, Journal.allCases)
  func exclusive(journal: Journal, second: Journal) throws {
    let first = try Database(.file(path: path), journal: journal)
    let error = #expect(throws: SQLiteError.self) { try Database(.file(path: path), journal: second) }
    #expect(error?.kind == .busy)
    #expect(try first.isSound())
  }

  @Test(
    "the settings that survive a loss of power are in force",
    arguments: [(Journal.rollback, "truncate"), (.writeAhead, "wal")])
  func settings(journal: Journal, name: String) throws {
    let database = try Database(.file(path: path), journal: journal, cacheKilobytes: 9_000)
    func setting(_ name: String) throws -> String? { try database.first("PRAGMA \(name)") { $0.text(0) } }
    #expect(try setting("journal_mode") == name)
    #expect(try setting("cache_size") == "-9000")
    #expect(try setting("synchronous") == "3")
    #expect(try setting("locking_mode") == "exclusive")
    #expect(try setting("foreign_keys") == "1")
    #expect(try setting("trusted_schema") == "0")
    #expect(try setting("cell_size_check") == "1")
    #expect(try setting("secure_delete") == "1")
  }

  /// Copies the file, with its log if wanted, as a machine that loses power now would leave it.
  private func copyFile(withLog: Bool) throws {
    for end in withLog ? ["", "-wal"] : [""] {
      let from = try #require(fopen(path + end, "r"))
      let to = try #require(fopen("\(folder)/b.sqlite\(end)", "w"))
      while true {
        let character = fgetc(from)
        if character == EOF { break }
        fputc(character, to)
      }
      fclose(from)
      fclose(to)
    }
  }

  private func countInCopy() throws -> Int? {
    let copy = try Database(.file(path: folder + "/b.sqlite"), journal: .writeAhead)
    return try copy.first("SELECT count(*) FROM one") { $0.int(0) }
  }

  @Test("what is written ahead is safe when the commit returns, and in its place once the log is settled")
  func writtenAhead() throws {
    let database = try Database(.file(path: path), journal: .writeAhead)
    try database.execute("CREATE TABLE one(a INTEGER) STRICT")
    try database.settleLog()
    try database.run("INSERT INTO one VALUES (1)")
    #expect(database.pagesWrittenAhead > 0)
    try copyFile(withLog: true)
    #expect(try countInCopy() == 1)
    try copyFile(withLog: false)
    #expect(try countInCopy() == 0)
    try database.settleLog()
    #expect(database.pagesWrittenAhead == 0)
    try copyFile(withLog: false)
    #expect(try countInCopy() == 1)
  }

  @Test("a log that nobody settles is settled by the commit that makes it long")
  func longLog() throws {
    let database = try Database(.file(path: path), journal: .writeAhead)
    try database.execute("CREATE TABLE one(a BLOB) STRICT")
    var longest = 0
    for _ in 0..<60 {
      try database.run("INSERT INTO one VALUES (?)", [.blob([UInt8](repeating: 7, count: 100_000))])
      longest = max(longest, database.pagesWrittenAhead)
    }
    #expect(longest > 0 && longest < WriteAheadLog.limit)
    var found = stat()
    #expect(stat(path + "-wal", &found) == 0 && found.st_size < 8_000_000)
  }

  @Test("a file can change from a log to a journal and back, and loses nothing")
  func changed() throws {
    let database = try Database(.file(path: path), journal: .writeAhead)
    try database.execute("CREATE TABLE one(a INTEGER) STRICT; INSERT INTO one VALUES (1)")
    try database.setJournal(.rollback)
    #expect(try database.first("PRAGMA journal_mode") { $0.text(0) } == "truncate")
    #expect(access(path + "-wal", F_OK) != 0)
    try database.run("INSERT INTO one VALUES (2)")
    try database.inTransaction { () throws(SQLiteError) in try database.setJournal(.writeAhead) }
    #expect(try database.first("PRAGMA journal_mode") { $0.text(0) } == "truncate")
    try database.setJournal(.writeAhead)
    #expect(try database.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
    #expect(try database.first("SELECT count(*) FROM one") { $0.int(0) } == 2)
    let memory = try Database(.memory, journal: .writeAhead)
    try memory.setJournal(.rollback)
    try memory.settleLog()
  }

  @Test("a file that is no database, and a folder that does not exist, are told apart")
  func unusable() throws {
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    let garbage = [UInt8](repeating: 65, count: 5000)
    #expect(write(file, garbage, garbage.count) == garbage.count)
    close(file)
    #expect(#expect(throws: SQLiteError.self) { try Database(.file(path: path)) }?.kind == .corrupt)
    let missing = Database.Location.file(path: folder + "/none/a.sqlite")
    #expect(#expect(throws: SQLiteError.self) { try Database(missing) }?.kind == .cannotOpen)
  }
}
