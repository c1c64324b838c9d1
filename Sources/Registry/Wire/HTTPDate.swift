import Domain

/// Moments as header fields write them: RFC 9110 §5.6.7.
enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func text(_ instant: Instant) -> String {
    let iso = instant.iso
    let day = instant.milliseconds >= 0 ? instant.milliseconds / 86_400_000 : 0
    let date = CivilDate(daysSinceEpoch: day)
    let time = iso.dropFirst(11).prefix(8)
    return "\(days[day % 7]), \(two(date.day)) \(months[date.month - 1]) \(date.year) \(time) GMT"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
