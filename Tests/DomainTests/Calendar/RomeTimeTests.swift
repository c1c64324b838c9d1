import Domain
import Testing

@Suite("Time in Rome") struct RomeTimeTests {
  /// The last Sundays of March and October, written out from a printed calendar.
  static let changes: [(year: Int, march: Int, october: Int)] = [
    (1996, 31, 27), (1997, 30, 26), (1998, 29, 25), (1999, 28, 31), (2000, 26, 29), (2001, 25, 28),
    (2002, 31, 27), (2003, 30, 26), (2004, 28, 31), (2005, 27, 30), (2006, 26, 29), (2007, 25, 28),
    (2008, 30, 26), (2009, 29, 25), (2010, 28, 31), (2011, 27, 30), (2012, 25, 28), (2013, 31, 27),
    (2014, 30, 26), (2015, 29, 25), (2016, 27, 30), (2017, 26, 29), (2018, 25, 28), (2019, 31, 27),
    (2020, 29, 25), (2021, 28, 31), (2022, 27, 30), (2023, 26, 29), (2024, 31, 27), (2025, 30, 26),
    (2026, 29, 25), (2027, 28, 31), (2028, 26, 29), (2029, 25, 28), (2030, 31, 27), (2031, 30, 26),
    (2032, 28, 31), (2033, 27, 30), (2034, 26, 29), (2035, 25, 28), (2036, 30, 26), (2037, 29, 25),
  ]

  static func instant(_ iso: String) throws -> Instant { try #require(Instant(iso: iso)) }

  @Test("changes at 01:00 UTC to the millisecond, every year from 1996 to 2037", arguments: changes)
  func edges(year: Int, march: Int, october: Int) throws {
    let spring = try Self.instant("\(year)-03-\(march)T01:00:00Z")
    let autumn = try Self.instant("\(year)-10-\(october)T01:00:00Z")
    #expect(RomeTime.offsetMinutes(at: spring - .milliseconds(1)) == 60)
    #expect(RomeTime.offsetMinutes(at: spring) == 120)
    #expect(RomeTime.offsetMinutes(at: autumn - .milliseconds(1)) == 120)
    #expect(RomeTime.offsetMinutes(at: autumn) == 60)
    #expect(RomeTime(at: spring - .milliseconds(1)).time.iso == "01:59")
    #expect(RomeTime(at: spring).time.iso == "03:00")
    #expect(RomeTime(at: autumn - .milliseconds(1)).time.iso == "02:59")
    #expect(RomeTime(at: autumn).time.iso == "02:00")
  }

  @Test("comes back from the clock to the moment for every quarter of an hour of a year")
  func roundTrip() throws {
    let start = try Self.instant("2026-01-01T00:00:00Z")
    let secondTurn = try Self.instant("2026-10-25T01:00:00Z")..<(try Self.instant("2026-10-25T02:00:00Z"))
    for quarter in 0..<(365 * 96) {
      let moment = start + .seconds(quarter * 900)
      let back = RomeTime(at: moment).instant
      let expected = secondTurn.contains(moment) ? moment - .seconds(3600) : moment
      guard back == expected else {
        Issue.record("\(moment)")
        return
      }
    }
  }

  @Test("takes the first of two hours, and reads the missing hour as if the clock had not moved")
  func ambiguity() throws {
    let october = try #require(CivilDate(iso: "2026-10-25"))
    let march = try #require(CivilDate(iso: "2026-03-29"))
    let half = try #require(CivilTime(hour: 2, minute: 30))
    #expect(RomeTime(date: october, time: half).instant.iso == "2026-10-25T00:30:00.000Z")
    #expect(RomeTime(date: march, time: half).instant.iso == "2026-03-29T01:30:00.000Z")
    #expect(RomeTime(at: RomeTime(date: march, time: half).instant).time.iso == "03:30")
  }

  @Test(
    "begins the civil day at midnight in Italy",
    arguments: [
      ("2026-07-14T21:59:59.999Z", "2026-07-14"), ("2026-07-14T22:00:00Z", "2026-07-15"),
      ("2026-12-31T22:59:59Z", "2026-12-31"), ("2026-12-31T23:00:00Z", "2027-01-01"),
      ("1969-12-31T23:00:00Z", "1970-01-01"), ("1960-01-01T00:00:00Z", "1960-01-01"),
    ])
  func days(iso: String, day: String) throws {
    #expect(try Self.instant(iso).romeDate.iso == day)
  }
}

@Suite("Instant") struct InstantTests {
  @Test(
    "reads ISO 8601 with an offset",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31T23:30:00-00:30", 0),
      ("1970-01-01T00:00:00.5Z", 500), ("1970-01-01T00:00:00.1239Z", 123),
      ("1969-12-31T23:59:59.999Z", -1), ("2026-11-21T08:54:01.007+01:00", 1_795_247_641_007),
    ])
  func reads(text: String, milliseconds: Int) {
    #expect(Instant(iso: text)?.milliseconds == milliseconds)
  }

  @Test(
    "refuses what names no moment",
    arguments: [
      "", "2026-11-21", "2026-11-21T08:54:01", "2026-11-21T08:54Z", "2026-11-21T24:00:00Z",
      "2026-11-21T08:60:00Z", "2026-11-21T08:00:60Z", "2026-02-30T08:00:00Z", "2026-11-21T08:54:01.Z",
      "2026-11-21T08:54:01+1:00", "2026-11-21T08:54:01+0100", "2026-11-21 08:54:01Z", "2026-11-21T08:54:01ZZ",
      "2026-11-21T08:54:01*01:00", "2026-11-21T08:54:01z",
    ])
  func refuses(text: String) {
    #expect(Instant(iso: text) == nil)
  }

  @Test("writes universal time, and the time in Italy with its offset") func writes() throws {
    let summer = try #require(Instant(iso: "2026-07-14T22:05:09.003Z"))
    #expect(summer.iso == "2026-07-14T22:05:09.003Z")
    #expect(summer.romeISO == "2026-07-15T00:05:09.003+02:00")
    let winter = try #require(Instant(iso: "1965-12-09T23:30:00Z"))
    #expect(winter.iso == "1965-12-09T23:30:00.000Z")
    #expect(winter.romeISO == "1965-12-10T00:30:00.000+01:00")
    #expect(Instant(iso: summer.romeISO) == summer)
  }

  @Test("adds and compares durations") func durations() {
    let start = Instant(milliseconds: 1_000)
    #expect((start + .seconds(2)).milliseconds == 3_000)
    #expect((start - .milliseconds(1_500)).milliseconds == -500)
    #expect(start.since(Instant(milliseconds: 4_000)) == .seconds(-3))
    #expect(start < start + .milliseconds(1))
  }

  @Test("times of the day exist from 00:00 to 23:59") func times() {
    #expect(CivilTime(iso: "00:00") == .midnight)
    #expect(CivilTime(iso: "23:59")?.minutesSinceMidnight == 1_439)
    for text in ["24:00", "12:60", "1:00", "12.30", "12:3a", ""] { #expect(CivilTime(iso: text) == nil) }
    #expect(CivilTime(hour: -1, minute: 0) == nil)
    #expect(CivilTime(hour: 7, minute: 5)?.iso == "07:05")
  }
}
