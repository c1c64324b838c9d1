import Testing

@testable import SQLite

@Suite("Migrations")
struct MigrationTests {
  private let steps = [
    Migration(version: 1, sql: "CREATE TABLE one(a INTEGER) STRICT"),
    Migration(version: 2, sql: "CREATE TABLE two(a INTEGER) STRICT; INSERT INTO two VALUES (7)"),
  ]

  @Test("only the missing steps run", arguments: [(0, [1, 2]), (1, [2]), (2, [])])
  func pending(version: Int, expected: [Int]) {
    #expect(Migration.pending(steps, after: version).map(\.version) == expected)
  }

  @Test("a second run changes nothing")
  func twice() throws {
    let database = try Database(.memory)
    try database.migrate([steps[0]])
    try database.migrate(steps)
    try database.migrate(steps)
    #expect(try database.userVersion() == 2)
    #expect(try database.first("SELECT count(*) FROM two") { $0.int(0) } == 1)
  }

  @Test("a file of a newer program is refused")
  func downgrade() throws {
    let database = try Database(.memory)
    try database.migrate(steps)
    let error = #expect(throws: SQLiteError.self) { try database.migrate([steps[0]]) }
    #expect(error?.kind == .newerSchema(found: 2, known: 1))
  }

  @Test("a step that fails leaves neither tables nor a version")
  func failingStep() throws {
    let database = try Database(.memory)
    let broken = Migration(version: 1, sql: "CREATE TABLE one(a INTEGER) STRICT; CREATE TABLE one(a INTEGER)")
    #expect(throws: SQLiteError.self) { try database.migrate([broken]) }
    #expect(try database.userVersion() == 0)
    #expect(try database.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 0)
  }
}
