import Domain
import Testing

@Suite("Civil date") struct CivilDateTests {
  static func date(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  @Test("walks through every day of eight hundred years as a slow calendar does") func everyDay() {
    var (year, month, day) = (1600, 1, 1)
    // 1600-01-01 was a Saturday, 135,140 days before 1970-01-01.
    var weekday = 6
    for number in -135_140..<157_054 {
      let date = CivilDate(daysSinceEpoch: number)
      guard date.year == year, date.month == month, date.day == day, date.daysSinceEpoch == number,
        date.weekday.rawValue == weekday
      else {
        Issue.record("day \(number)")
        return
      }
      weekday = weekday == 7 ? 1 : weekday + 1
      day += 1
      if CivilDate(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
      if month == 13 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2400, 1, 1))
  }

  @Test("exists for the days of the calendar and for no other", arguments: 1...12) func months(month: Int) {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for year in [1900, 1999, 2000, 2023, 2024, 2100] {
      let isLeap = year == 2000 || year == 2024
      let last = month == 2 && isLeap ? 29 : lengths[month - 1]
      for day in -1...40 {
        #expect((CivilDate(year: year, month: month, day: day) != nil) == (1...last).contains(day))
      }
      #expect(CivilDate(year: year, month: month, day: 15)?.lastDayOfMonth.day == last)
      #expect(CivilDate(year: year, month: month, day: 15)?.firstDayOfMonth.day == 1)
    }
  }

  @Test(
    "reads ISO 8601 and nothing else",
    arguments: [
      ("1980-01-01", true), ("0001-01-01", true), ("9999-12-31", true), ("0000-01-01", false),
      ("1980-02-30", false), ("1980-13-01", false), ("1980-1-01", false), ("80-01-01", false),
      ("1980/01/01", false), (" 1980-01-01", false), ("1980-01-01T", false), ("+980-01-01", false),
      ("1980-01-0a", false), ("１980-01-01", false), ("", false),
    ])
  func iso(text: String, isDate: Bool) {
    #expect((CivilDate(iso: text) != nil) == isDate)
    if let date = CivilDate(iso: text) { #expect(date.iso == text) }
  }

  @Test(
    "adds months, clamped to the end of the month",
    arguments: [
      ("2023-01-31", 1, "2023-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2024-03-31", -1, "2024-02-29"),
      ("2023-12-15", 1, "2024-01-15"), ("2024-01-15", -1, "2023-12-15"), ("2023-05-31", 6, "2023-11-30"),
      ("2023-05-31", 0, "2023-05-31"), ("2023-05-31", -24, "2021-05-31"), ("9999-12-31", 1, "9999-12-31"),
      ("0001-01-15", -1, "0001-01-01"),
    ])
  func months(from: String, months: Int, to: String) throws {
    #expect(try Self.date(from).adding(months: months).iso == to)
  }

  @Test(
    "adds years, 29 February becoming the 28th of a common year",
    arguments: [
      ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2023-02-28", 1, "2024-02-28"),
      ("1980-06-30", 18, "1998-06-30"), ("2000-02-29", -100, "1900-02-28"),
    ])
  func years(from: String, years: Int, to: String) throws {
    #expect(try Self.date(from).adding(years: years).iso == to)
  }

  @Test("stays at the first and the last day that can be written") func ends() {
    #expect(CivilDate.latest.adding(days: 1) == .latest)
    #expect(CivilDate.earliest.adding(days: -1) == .earliest)
    #expect(CivilDate.latest.adding(days: .max) == .latest)
    #expect(CivilDate.earliest.adding(days: .min) == .earliest)
    #expect(CivilDate.latest.adding(years: .max) == .latest)
    #expect(CivilDate.latest.adding(months: .min) == .earliest)
    #expect(CivilDate.latest.iso == "9999-12-31")
    #expect(CivilDate.earliest.iso == "0001-01-01")
  }

  @Test("counts days and orders") func distance() throws {
    let (first, last) = (try Self.date("2024-02-28"), try Self.date("2024-03-01"))
    #expect(first.days(until: last) == 2)
    #expect(last.days(until: first) == -2)
    #expect((first...last).map(\.iso) == ["2024-02-28", "2024-02-29", "2024-03-01"])
    #expect(first < last)
    #expect(try Self.date("2023-12-31") < first)
  }

  @Test(
    "completes a year of age on the birthday",
    arguments: [
      ("1980-01-01", "1979-12-31", -1), ("1980-01-01", "1980-01-01", 0), ("1980-01-01", "1980-12-31", 0),
      ("1980-01-01", "1981-01-01", 1), ("2012-11-21", "2026-11-20", 13), ("2012-11-21", "2026-11-21", 14),
      ("2020-02-29", "2026-02-27", 5), ("2020-02-29", "2026-02-28", 6), ("2020-02-29", "2024-02-28", 3),
      ("2020-02-29", "2024-02-29", 4), ("2020-03-01", "2026-02-28", 5), ("1926-01-01", "2026-01-01", 100),
    ])
  func age(birth: String, day: String, age: Int) throws {
    #expect(try Self.date(birth).age(on: Self.date(day)) == age)
  }

  @Test("has age and birthday agree for every birth day of a leap year and every age to 120")
  func birthdays() throws {
    for birth in try Self.date("2000-01-01")...(try Self.date("2000-12-31")) {
      for age in 0...120 {
        let birthday = birth.birthday(age)
        guard birth.age(on: birthday) == age, birth.age(on: birthday.adding(days: -1)) == age - 1 else {
          Issue.record("\(birth) at \(age)")
          return
        }
      }
    }
  }

  @Test("periods include both ends and may be open") func periods() throws {
    let (start, end) = (try Self.date("2024-01-10"), try Self.date("2024-01-20"))
    let closed = try #require(Period(from: start, to: end))
    #expect(closed.contains(start) && closed.contains(end))
    #expect(!closed.contains(start.adding(days: -1)) && !closed.contains(end.adding(days: 1)))
    #expect(Period(from: end, to: start) == nil)
    #expect(Period(from: start, to: start) != nil)
    #expect(closed.overlaps(Period(from: end)))
    #expect(!closed.overlaps(Period(from: end.adding(days: 1))))
    #expect(Period(from: .earliest).overlaps(closed))
    #expect(Period(from: start).contains(.latest))
  }
}
