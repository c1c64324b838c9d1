import Domain
import Testing

@Suite("Report on codes") struct PersonCodeReportTests {
  static let places = Result { () throws(PlaceTableError) in
    try PlaceTable(
      tsv: Array(
        "\(PlaceTable.format)\n\(PlaceTable.header)\nY000\tcomune\tCà \"Finta\"\tXV\t1900-01-01\t1979-12-31\n"
          .utf8))
  }

  static func report(
    _ text: String, _ depth: PersonCodeReport.Depth, _ format: PersonCodeReport.Format
  ) throws -> (line: String, isRight: Bool) {
    let today = try #require(CivilDate(iso: "2026-11-21"))
    let report = PersonCodeReport(depth: depth, format: format, places: try places.get(), today: today)
    var bytes: [UInt8] = []
    let isRight = report.append(Array(text.utf8)[...], to: &bytes)
    return (String(decoding: bytes, as: UTF8.self), isRight)
  }

  @Test(
    "verifies in columns",
    arguments: [
      ("PRVNNA80A41Y000J", "PRVNNA80A41Y000J\tok\t\n", true),
      ("PRVNNA80A41Y000K", "PRVNNA80A41Y000K\terrore.cf.controllo\t\n", false),
      ("0123\t4", "0123 4\terrore.provvisorio.lunghezza\t6,11\n", false),
      ("", "\terrore.codice.vuoto\t\n", false),
    ])
  func verify(text: String, line: String, isRight: Bool) throws {
    let report = try Self.report(text, .verify, .tsv)
    #expect(report.line == line)
    #expect(report.isRight == isRight)
  }

  @Test(
    "describes in as many columns as it names",
    arguments: [
      (
        "PRVNNA80A41Y000J",
        "codiceFiscale\tF\t1980-01-01\tY000\tCà \"Finta\"\tfalse\tPRVNNA80A41Y000J\tavviso.luogo.data"
      ),
      ("01234567890", "provvisorio\t\t\t\t\t\t\tavviso.provvisorio.controllo"),
      ("STP0900010000001", "stp\t\t\t\t\t\t\t"), ("ENI0900010000001", "eni\t\t\t\t\t\t\t"),
    ])
  func describe(text: String, facts: String) throws {
    let report = try Self.report(text, .describe, .tsv)
    #expect(report.line == "\(text)\tok\t\t\(facts)\n")
    let columns = report.line.split(separator: "\t", omittingEmptySubsequences: false)
    #expect(columns.count == PersonCodeReport.columns(depth: .describe).count)
    let wrong = try Self.report("X", .describe, .tsv).line
    #expect(wrong.split(separator: "\t", omittingEmptySubsequences: false).count == columns.count)
  }

  @Test("writes JSON, with what must be escaped and without what is unknown") func json() throws {
    let anna = try Self.report("PRVNNA80A41Y000J", .describe, .jsonLines)
    #expect(
      anna.line == #"{"code":"PRVNNA80A41Y000J","verdict":"ok","kind":"codiceFiscale","sex":"F","#
        + #""birthDate":"1980-01-01","placeCode":"Y000","placeName":"Cà \"Finta\"","omocodia":false,"#
        + #""baseCode":"PRVNNA80A41Y000J","warning":"avviso.luogo.data"}"# + "\n")
    let wrong = try Self.report("a\\\"\u{1}", .verify, .jsonLines)
    #expect(
      wrong.line == #"{"code":"a\\\"\u0001","verdict":"errore.cf.lunghezza","detail":"4"}"# + "\n")
    #expect(!wrong.isRight)
  }

  @Test("tells omocodia, its base, and a birth that is still to come") func omocodia() throws {
    let code = try CodiceFiscale("PRVNNA80A41Y000J").withOmocodia(at: [14])
    let line = try Self.report(code.rawValue, .describe, .tsv).line
    #expect(line.contains("\ttrue\tPRVNNA80A41Y000J\t"))
    let today = try #require(CivilDate(iso: "1900-01-01"))
    let report = PersonCodeReport(depth: .describe, format: .tsv, places: .empty, today: today)
    var bytes: [UInt8] = []
    #expect(report.append(Array("PRVNNA80A41Y000J".utf8)[...], to: &bytes))
    #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\tavviso.cf.futuro\n"))
  }
}
