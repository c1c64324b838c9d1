import Domain
import Testing

@Suite("Table of places") struct PlaceTableTests {
  static let head = PlaceTable.format + "\n" + PlaceTable.header + "\n"

  static func table(_ rows: String) throws(PlaceTableError) -> PlaceTable {
    try PlaceTable(tsv: Array((head + rows).utf8))
  }

  @Test(
    "names the line and the column that is wrong",
    arguments: [
      ("Y00\tcomune\tAlba Finta\tXV\t1900-01-01\t\n", PlaceRowError.code),
      ("Y000\tcitta\tAlba Finta\tXV\t1900-01-01\t\n", .kind),
      ("Y000\tcomune\t\tXV\t1900-01-01\t\n", .name),
      ("Y000\tcomune\tAlba Finta\t\t1900-01-01\t\n", .province),
      ("Y090\tstato\tAlba Finta\tXV\t1900-01-01\t\n", .province),
      ("Y000\tcomune\tAlba Finta\tXV\t\t\n", .period),
      ("Y000\tcomune\tAlba Finta\tXV\t1900-02-30\t\n", .period),
      ("Y000\tcomune\tAlba Finta\tXV\t1900-02-02\t1900-02-01\n", .period),
      ("Y000\tcomune\tAlba Finta\tXV\t1900-02-02\n", .columns),
      ("\n", .columns),
    ])
  func rows(row: String, error: PlaceRowError) {
    let good = "Y001\tcomune\tBorgo Finto\tXV\t1900-01-01\t\n"
    #expect(throws: PlaceTableError.row(line: 4, error)) { try Self.table(good + row) }
  }

  @Test(
    "refuses another format",
    arguments: [
      ("", 1), ("# luoghi 2\n", 1), ("# luoghi 1\n", 2), ("# luoghi 1\ncodice\n", 2),
    ])
  func header(text: String, line: Int) {
    #expect(throws: PlaceTableError.header(line: line)) { try PlaceTable(tsv: Array(text.utf8)) }
  }

  @Test("takes rows in any order, a last line without its end, and gives them back by time")
  func order() throws {
    let table = try Self.table(
      "Y001\tcomune\tSecondo\tXV\t1950-01-01\t\nY000\tcomune\tAltro\tXC\t1900-01-01\t\n"
        + "Y001\tcomune\tPrimo\tXV\t1900-01-01\t1949-12-31")
    let code = try #require(PlaceCode("y001"))
    #expect(table.places(for: code).map(\.name) == ["Primo", "Secondo"])
    #expect(table.count == 3)
  }

  @Test("finds names without regard to accents and case, on a day and up to a limit") func names() throws {
    let table = try Self.table(
      "Y001\tcomune\tCà Bianca\tXV\t1950-01-01\t\nY000\tcomune\tCa' Nera\tXC\t1900-01-01\t1999-12-31\n")
    let day = try #require(CivilDate(iso: "1980-01-01"))
    #expect(table.places(named: "ca", on: day, limit: 9).map(\.name) == ["Ca' Nera", "Cà Bianca"])
    #expect(table.places(named: "CA", on: day, limit: 1).count == 1)
    #expect(table.places(named: "cà", on: .latest, limit: 9).map(\.name) == ["Cà Bianca"])
  }
}
