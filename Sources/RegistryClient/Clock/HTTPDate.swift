public import Domain

/// Dates in header fields.
///
/// Source: RFC 9110 §5.6.7.
public enum HTTPDate {
  /// Reads the form in use and both obsolete ones: `Sun, 06 Nov 1994 08:49:37 GMT`,
  /// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
  ///
  /// The name of the day is not compared with the date. Two digits of a year up to 69 are of this century.
  ///
  /// - Returns: `nil` for anything else.
  public static func instant(_ text: String) -> Instant? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    switch words.count {
    case 6 where words[5] == "GMT" || words[5] == "UTC":
      return instant(day: words[1], month: words[2], year: words[3], time: words[4])
    case 4 where words[3] == "GMT":
      let parts = words[1].split(separator: "-").map(String.init)
      guard parts.count == 3, let year = number(parts[2], digits: 2) else { return nil }
      return instant(
        day: parts[0], month: parts[1], year: String(year < 70 ? 2000 + year : 1900 + year), time: words[2])
    case 5: return instant(day: words[2], month: words[1], year: words[4], time: words[3])
    default: return nil
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func instant(day: String, month: String, year: String, time: String) -> Instant? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard clock.count == 3, let hour = number(clock[0], digits: 2), hour < 24,
      let minute = number(clock[1], digits: 2), minute < 60,
      // A leap second counts as the one before it.
      let second = number(clock[2], digits: 2), second <= 60,
      let month = months.firstIndex(of: month), let year = number(year, digits: 4),
      let day = number(day, digits: 1) ?? number(day, digits: 2),
      let date = CivilDate(year: year, month: month + 1, day: day)
    else { return nil }
    let seconds = ((date.daysSinceEpoch * 24 + hour) * 60 + minute) * 60 + min(second, 59)
    return Instant(milliseconds: seconds * 1000)
  }

  private static func number(_ text: String, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
      return nil
    }
    return Int(text)
  }
}
