extension CivilDate {
  /// A day of the week, numbered as ISO 8601 does.
  public enum Weekday: Int, CaseIterable, Sendable {
    /// The days from Monday, 1, to Sunday, 7.
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let fromMonday = (daysSinceEpoch % 7 + 7 + 3) % 7
    return Weekday.allCases[fromMonday]
  }

  /// The day `days` later, or earlier if negative.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    if overflow { return days < 0 ? .earliest : .latest }
    return CivilDate(daysSinceEpoch: sum)
  }

  /// The same day of the month `months` later, or earlier if negative.
  ///
  /// Where that month has no such day, its last day: 31 January and one month is 28 or 29 February.
  ///
  /// - Source: art. 2963 c.c., fourth and fifth paragraph.
  public func adding(months: Int) -> CivilDate {
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, (12..<120_000).contains(total) else { return months < 0 ? .earliest : .latest }
    let target = (year: total / 12, month: total % 12 + 1)
    let clamped = min(day, Self.length(ofMonth: target.month, year: target.year))
    return CivilDate(year: target.year, month: target.month, day: clamped) ?? .latest
  }

  /// The same day of the same month `years` later, or earlier if negative.
  ///
  /// 29 February becomes 28 February where the year is not a leap year.
  ///
  /// - Source: art. 2963 c.c., fourth and fifth paragraph.
  public func adding(years: Int) -> CivilDate {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    if overflow { return years < 0 ? .earliest : .latest }
    return adding(months: months)
  }

  /// How many days `later` lies after this day; negative if it lies before.
  public func days(until later: CivilDate) -> Int { later.daysSinceEpoch - daysSinceEpoch }

  /// The first day of the month.
  public var firstDayOfMonth: CivilDate { adding(days: 1 - day) }

  /// The last day of the month.
  public var lastDayOfMonth: CivilDate {
    adding(days: Self.length(ofMonth: month, year: year) - day)
  }

  /// Whether 29 February exists in `year`.
  public static func isLeap(year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// How many days `month`, 1 to 12, has in `year`.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
