/// A time of the day to the minute, from 00:00 to 23:59.
public struct CivilTime: Hashable, Comparable, Sendable {
  /// Minutes after midnight, 0 to 1439.
  public let minutesSinceMidnight: Int

  /// The hour, 0 to 23.
  public var hour: Int { minutesSinceMidnight / 60 }

  /// The minute, 0 to 59.
  public var minute: Int { minutesSinceMidnight % 60 }

  /// The beginning of the day.
  public static let midnight = CivilTime(minutes: 0)

  /// Takes a time that exists; 24:00 does not.
  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    minutesSinceMidnight = hour * 60 + minute
  }

  /// Reads `HH:MM`, and nothing else.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = ASCII.number(bytes[0..<2]),
      let minute = ASCII.number(bytes[3..<5])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  init(minutes: Int) { minutesSinceMidnight = minutes }

  /// The time as `HH:MM`.
  public var iso: String { "\(ASCII.padded(hour, to: 2)):\(ASCII.padded(minute, to: 2))" }

  /// Whether `left` comes before `right` on the same day.
  public static func < (left: Self, right: Self) -> Bool {
    left.minutesSinceMidnight < right.minutesSinceMidnight
  }
}

extension CivilTime: CustomStringConvertible {
  /// The time as `HH:MM`.
  public var description: String { iso }
}
