import Testing

@testable import SQLite

@Suite("The database")
struct DatabaseTests {
  private func table() throws -> Database {
    let database = try Database(.memory)
    try database.execute("CREATE TABLE thing(a INTEGER, b REAL, c TEXT, d BLOB) STRICT")
    return database
  }

  @Test("every kind of value comes back as it went in")
  func values() throws {
    let database = try table()
    let insert = "INSERT INTO thing VALUES (?1, ?2, ?3, ?4)"
    try database.run(insert, [.integer(Int64.min), .real(0.1), .text("Citt\u{e0} \0 di"), .blob([0, 255])])
    try database.run(insert, [.integer(0), .real(0), .text(""), .blob([])])
    try database.run(insert, [.null, .null, .null, .null])
    let rows = try database.rows("SELECT a, b, c, d FROM thing ORDER BY rowid") { row in
      (row.optionalInteger(0), row.isNull(1) ? nil : row.real(1), row.optionalText(2), row.optionalBlob(3))
    }
    #expect(rows.count == 3)
    #expect(rows[0] == (Int64.min, 0.1, "Citt\u{e0} \0 di", [0, 255]))
    #expect(rows[1] == (0, 0, "", []))
    #expect(rows[2] == (nil, nil, nil, nil))
  }

  @Test("a wrong number of values is refused, and so is a wrong type")
  func bindings() throws {
    let database = try table()
    #expect(throws: SQLiteError.self) { try database.run("INSERT INTO thing(a) VALUES (?1)", []) }
    let error = #expect(throws: SQLiteError.self) {
      try database.run("INSERT INTO thing(a) VALUES (?1)", [.text("Rossi")])
    }
    #expect(error?.kind == .constraint)
    #expect(error.map { !String(reflecting: $0).contains("Rossi") } == true)
  }

  @Test("a visitor may run the statement that is being visited")
  func reentrancy() throws {
    let database = try table()
    for number in 1...3 { try database.run("INSERT INTO thing(a) VALUES (?1)", [.integer(number)]) }
    var seen = 0
    try database.each("SELECT a FROM thing") { _ in
      seen += (try? database.rows("SELECT a FROM thing") { $0.int(0) }.count) ?? 0
      return true
    }
    #expect(seen == 9)
  }

  @Test("a failed body takes back everything, an inner transaction included")
  func rollback() throws {
    let database = try table()
    #expect(throws: SQLiteError.self) {
      try database.inTransaction { () throws(SQLiteError) in
        try database.run("INSERT INTO thing(a) VALUES (1)")
        try database.inTransaction { () throws(SQLiteError) in
          try database.run("INSERT INTO thing(a) VALUES (2)")
        }
        try database.run("INSERT INTO nowhere VALUES (1)")
      }
    }
    #expect(try database.first("SELECT count(*) FROM thing") { $0.int(0) } == 0)
    try database.inTransaction { () throws(SQLiteError) in
      try database.run("INSERT INTO thing(a) VALUES (1)")
    }
    #expect(try database.first("SELECT count(*) FROM thing") { $0.int(0) } == 1)
  }

  @Test("a fault at the n-th statement leaves nothing behind", arguments: 1...4)
  func fault(ordinal: Int) throws {
    let database = try table()
    database.fault = { number, _ in number == ordinal ? 13 : nil }
    let error = #expect(throws: SQLiteError.self) {
      try database.inTransaction { () throws(SQLiteError) in
        try database.run("INSERT INTO thing(a) VALUES (1)")
        try database.run("INSERT INTO thing(a) VALUES (2)")
      }
    }
    #expect(error?.kind == .full)
    database.fault = nil
    #expect(try database.first("SELECT count(*) FROM thing") { $0.int(0) } == 0)
  }

  @Test(
    "a result code is sorted by what to do next",
    arguments: [
      (13, .full), (8, .readOnly), (3, .readOnly), (11, .corrupt), (26, .corrupt), (5, .busy),
      (6, .busy), (14, .cannotOpen), (19, .constraint), (10, .inputOutput), (1, .other), (267, .corrupt),
      (2067, .constraint), (776, .readOnly),
    ] as [(Int32, SQLiteError.Kind)])
  func kinds(code: Int32, kind: SQLiteError.Kind) {
    #expect(SQLiteError(code: code, sql: "").kind == kind)
  }

  @Test("a value never prints itself")
  func redaction() {
    let value = SQLValue.text("Rossi")
    var dumped = ""
    dump(value, to: &dumped)
    #expect(!"\(value)\(String(reflecting: value))\(dumped)".contains("Rossi"))
  }
}
