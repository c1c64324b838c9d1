/// The clock on the wall in Italy: a day and a minute of Europe/Rome.
///
/// Summer time runs from the last Sunday of March, 01:00 UTC, to the last Sunday of October,
/// 01:00 UTC. The rule holds since 1996; before that year the result can be one hour off.
///
/// - Source: directive 2000/84/EC, art. 2 and 3, from 2002; the directives before it from 1996.
public struct RomeTime: Hashable, Comparable, Sendable {
  /// The civil day in Italy.
  public let date: CivilDate
  /// The civil time in Italy.
  public let time: CivilTime

  /// Takes what a clock in Italy shows, even in an hour that summer time leaves out.
  public init(date: CivilDate, time: CivilTime) {
    self.date = date
    self.time = time
  }

  /// What a clock in Italy shows at `instant`; seconds are dropped.
  public init(at instant: Instant) {
    let minutes = instant.milliseconds.flooredQuotient(60_000) + Self.offsetMinutes(at: instant)
    let days = minutes.flooredQuotient(1_440)
    self.init(date: CivilDate(daysSinceEpoch: days), time: CivilTime(minutes: minutes - days * 1_440))
  }

  /// The moment at which a clock in Italy shows this.
  ///
  /// In October the hour from 02:00 to 02:59 comes twice: the first, in summer time, is meant.
  /// In March it does not come: the clock is read as if it had not been moved yet, so 02:30 is
  /// the moment at which the clock shows 03:30.
  public var instant: Instant {
    let minutes = date.daysSinceEpoch * 1_440 + time.minutesSinceMidnight
    let summer = Instant(milliseconds: (minutes - 120) * 60_000)
    let winter = Instant(milliseconds: (minutes - 60) * 60_000)
    return Self.offsetMinutes(at: summer) == 120 ? summer : winter
  }

  /// Minutes by which a clock in Italy is ahead of universal time at `instant`: 60 or 120.
  public static func offsetMinutes(at instant: Instant) -> Int {
    let year = CivilDate(daysSinceEpoch: instant.milliseconds.flooredQuotient(86_400_000)).year
    let summer = change(year: year, month: 3)..<change(year: year, month: 10)
    return summer.contains(instant) ? 120 : 60
  }

  /// 01:00 UTC of the last Sunday of a month that has 31 days.
  private static func change(year: Int, month: Int) -> Instant {
    let last = CivilDate(year: year, month: month, day: 31) ?? .latest
    let sunday = last.adding(days: -(last.weekday.rawValue % 7))
    return Instant(milliseconds: (sunday.daysSinceEpoch * 24 + 1) * 3_600_000)
  }

  /// Whether the clock shows `left` before `right`.
  public static func < (left: Self, right: Self) -> Bool {
    (left.date, left.time) < (right.date, right.time)
  }
}

extension Instant {
  /// The civil day in Italy.
  public var romeDate: CivilDate { RomeTime(at: self).date }

  /// The moment as `YYYY-MM-DDThh:mm:ss.sss±hh:mm` with the offset of Italy.
  public var romeISO: String {
    let offset = RomeTime.offsetMinutes(at: self)
    return iso(offsetMinutes: offset) + (offset == 120 ? "+02:00" : "+01:00")
  }
}
