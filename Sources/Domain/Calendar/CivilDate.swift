/// A day of the calendar, without a time and without a time zone.
///
/// From 0001-01-01 to 9999-12-31 in the Gregorian calendar, also before its introduction. What
/// computes a day beyond these ends stays at the end.
public struct CivilDate: Hashable, Sendable {
  private let packedYear: Int16
  private let packedMonth: UInt8
  private let packedDay: UInt8

  /// The first day that can be written.
  public static let earliest = CivilDate(unchecked: 1, 1, 1)

  /// The last day that can be written.
  public static let latest = CivilDate(unchecked: 9999, 12, 31)

  /// The year, 1 to 9999.
  public var year: Int { Int(packedYear) }

  /// The month, 1 to 12.
  public var month: Int { Int(packedMonth) }

  /// The day of the month, from 1.
  public var day: Int { Int(packedDay) }

  /// Takes a day that exists; there is none for 30 February, nor for the year 0.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// Reads `YYYY-MM-DD`, and nothing else.
  public init?(iso text: String) {
    self.init(isoBytes: Array(text.utf8)[...])
  }

  init?(isoBytes bytes: ArraySlice<UInt8>) {
    let start = bytes.startIndex
    guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
      let year = ASCII.number(bytes[start..<start + 4]),
      let month = ASCII.number(bytes[start + 5..<start + 7]),
      let day = ASCII.number(bytes[start + 8..<start + 10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that lies `daysSinceEpoch` days after 1970-01-01; negative before it.
  public init(daysSinceEpoch: Int) {
    // The year is taken to begin on 1 March, so that the leap day is its last (era = 400 years).
    let bounded = min(max(daysSinceEpoch, Self.firstDay), Self.lastDay)
    let shifted = bounded + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(unchecked: year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    packedYear = Int16(year)
    packedMonth = UInt8(month)
    packedDay = UInt8(day)
  }

  private static let firstDay = -719_162
  private static let lastDay = 2_932_896

  /// Days after 1970-01-01; negative before it.
  public var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day as `YYYY-MM-DD`.
  public var iso: String {
    "\(ASCII.padded(year, to: 4))-\(ASCII.padded(month, to: 2))-\(ASCII.padded(day, to: 2))"
  }
}

extension CivilDate: Comparable {
  private var order: Int { year << 9 | month << 5 | day }

  /// Whether `left` comes before `right`.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }
}

extension CivilDate: Strideable {
  /// The same as ``days(until:)``, so that `from...to` can be walked day by day.
  public func distance(to other: CivilDate) -> Int { days(until: other) }

  /// The same as ``adding(days:)``.
  public func advanced(by days: Int) -> CivilDate { adding(days: days) }
}

extension CivilDate: CustomStringConvertible {
  /// The day as `YYYY-MM-DD`.
  public var description: String { iso }
}
