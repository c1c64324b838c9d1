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
    for name in ["a.sqlite", "a.sqlite-journal"] { unlink("\(folder)/\(name)") }
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

  @Test("a second connection is told that it is taken")
  func exclusive() throws {
    let first = try Database(.file(path: path))
    let error = #expect(throws: SQLiteError.self) { try Database(.file(path: path)) }
    #expect(error?.kind == .busy)
    #expect(try first.isSound())
  }

  @Test("the settings that survive a loss of power are in force")
  func settings() throws {
    let database = try Database(.file(path: path))
    func setting(_ name: String) throws -> String? { try database.first("PRAGMA \(name)") { $0.text(0) } }
    #expect(try setting("journal_mode") == "truncate")
    #expect(try setting("synchronous") == "3")
    #expect(try setting("locking_mode") == "exclusive")
    #expect(try setting("foreign_keys") == "1")
    #expect(try setting("trusted_schema") == "0")
    #expect(try setting("cell_size_check") == "1")
    #expect(try setting("secure_delete") == "1")
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
