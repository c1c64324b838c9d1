import Domain
import Sync
import Terminal

/// How long a row has been waiting, and whether that is too long.
enum QueueAge {
  /// A practice that has not left while the registry answers: half an hour (registry-sync §9.7).
  static let unsentLimit = Duration.seconds(30 * 60)

  /// `12 min`, `3 h`, `2 d`: the greatest unit that fits.
  static func text(since start: Instant, _ scene: Scene) -> String {
    let minutes = max(0, Int(scene.now.since(start).components.seconds / 60))
    if minutes < 60 { return scene.text("eta.minuti", "\(minutes)") }
    if minutes < 24 * 60 { return scene.text("eta.ore", "\(minutes / 60)") }
    return scene.text("eta.giorni", "\(minutes / (24 * 60))")
  }

  /// Whether an open row waits longer than it should.
  ///
  /// Thirty minutes while the registry serves, one working day whatever happens.
  static func isLate(_ row: QueueRow, _ scene: Scene) -> Bool {
    guard let start = row.work?.openedAt ?? row.since, row.state?.isOpen ?? false || row.work != nil else {
      return false
    }
    if isOverWorkingDay(since: start, scene.now) { return true }
    switch row.state {
    case .queued, .sending, .unknown:
      return scene.registry.mode.isSending && scene.now.since(start) > unsentLimit
    case .accepted, .confirmed, .rejected, .withdrawn, .closed, .held, .reversed, nil: return false
    }
  }

  /// Whether the same time of the next working day has passed.
  static func isOverWorkingDay(since start: Instant, _ now: Instant) -> Bool {
    let began = RomeTime(at: start)
    var day = began.date.adding(days: 1)
    while !isWorking(day) { day = day.adding(days: 1) }
    return now > RomeTime(date: day, time: began.time).instant
  }

  /// Monday to Friday but for the holidays of the whole country.
  static func isWorking(_ day: CivilDate) -> Bool {
    switch day.weekday {
    case .saturday, .sunday: return false
    case .monday, .tuesday, .wednesday, .thursday, .friday: break
    }
    return !fixedHolidays.contains(day.month * 100 + day.day)
      && day != easter(of: day.year).adding(days: 1)
  }

  /// Month and day of the holidays of law 260/1949 and of law 151/2025, as `MDD`.
  private static let fixedHolidays: Set<Int> = [
    101, 106, 425, 501, 602, 815, 1004, 1101, 1208, 1225, 1226,
  ]

  /// Easter Sunday of the Gregorian calendar by the rule of Meeus, Jones and Butcher.
  static func easter(of year: Int) -> CivilDate {
    let (golden, century) = (year % 19, year / 100)
    let leap = century - century / 4 - (8 * century + 13) / 25
    let moon = (19 * golden + leap + 15) % 30
    let full = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11))
    let weekday = (year + year / 4 + full + 2 - century + century / 4) % 7
    let offset = full - weekday
    let month = 3 + (offset + 40) / 44
    let day = offset + 28 - 31 * (month / 4)
    return CivilDate(year: year, month: month, day: day) ?? CivilDate.latest
  }
}
