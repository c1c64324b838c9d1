import Domain
import Testing

@Suite("Dates as typed") struct DateShorthandTests {
  static let today = CivilDate(year: 2026, month: 11, day: 21) ?? .earliest

  @Test(
    "are understood in every form",
    arguments: [
      ("o", "2026-11-21"), ("O", "2026-11-21"), ("oggi", "2026-11-21"), (" o ", "2026-11-21"),
      ("h", "2026-11-21"), ("heute", "2026-11-21"), ("a", "2026-11-21"), ("aujourd'hui", "2026-11-21"),
      ("d", "2026-11-21"), ("danes", "2026-11-21"), ("t", "2026-11-21"), ("Today", "2026-11-21"),
      ("o-7", "2026-11-14"), ("o+30", "2026-12-21"), ("oggi + 1", "2026-11-22"), ("-1", "2026-11-20"),
      ("010280", "1980-02-01"), ("01021980", "1980-02-01"), ("1.2.80", "1980-02-01"),
      ("1/2/1980", "1980-02-01"), ("1-2-80", "1980-02-01"), ("1 2 80", "1980-02-01"),
      ("1980-02-01", "1980-02-01"), ("1980-2-1", "1980-02-01"), ("29022024", "2024-02-29"),
    ])
  func forms(text: String, expected: String) throws {
    #expect(try DateShorthand.parse(text, today: Self.today, century: .past).iso == expected)
  }

  @Test(
    "complete a year of two digits",
    arguments: [
      ("211126", "2026-11-21", "2026-11-21"), ("221126", "1926-11-22", "2026-11-22"),
      ("010127", "1927-01-01", "2027-01-01"), ("010175", "1975-01-01", "2075-01-01"),
      ("010178", "1978-01-01", "1978-01-01"), ("010100", "2000-01-01", "2000-01-01"),
      ("290200", "2000-02-29", "2000-02-29"), ("290296", "1996-02-29", "1996-02-29"),
    ])
  func century(text: String, past: String, nearest: String) throws {
    #expect(try DateShorthand.parse(text, today: Self.today, century: .past).iso == past)
    #expect(try DateShorthand.parse(text, today: Self.today, century: .nearest).iso == nearest)
  }

  @Test(
    "are refused with the reason",
    arguments: [
      ("", DateShorthandError.empty), ("  ", .empty), ("ieri", .unreadable), ("o7", .unreadable),
      ("o-", .unreadable), ("o-7-7", .unreadable), ("o--7", .unreadable), ("0102198", .unreadable),
      ("1.2", .unreadable), ("1.2/80", .unreadable), ("1.2.3.80", .unreadable), ("1.2.980", .unreadable),
      ("1..80", .unreadable), ("001.2.80", .unreadable), ("1980/2/1", .unreadable),
      ("o+9999999", .unreadable),
      ("310280", .noSuchDay), ("29022023", .noSuchDay), ("290201", .noSuchDay), ("011380", .noSuchDay),
      ("000180", .noSuchDay), ("20260102", .noSuchDay), ("1980-02-30", .noSuchDay),
    ])
  func errors(text: String, error: DateShorthandError) {
    #expect(throws: error) { try DateShorthand.parse(text, today: Self.today, century: .past) }
  }
}
