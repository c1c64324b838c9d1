/// A moment of the world's time, to the millisecond and without leap seconds.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds after 1970-01-01T00:00:00Z; negative before it.
  public let milliseconds: Int

  /// Takes milliseconds after 1970-01-01T00:00:00Z; negative before it.
  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// Whether `left` comes before `right`.
  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  /// The moment `duration` later, to the millisecond below.
  public static func + (start: Self, duration: Duration) -> Self {
    Instant(milliseconds: start.milliseconds + duration.wholeMilliseconds)
  }

  /// The moment `duration` earlier, to the millisecond below.
  public static func - (end: Self, duration: Duration) -> Self { end + (.zero - duration) }

  /// The time from `earlier` to this moment; negative if `earlier` is later.
  public func since(_ earlier: Instant) -> Duration {
    .milliseconds(milliseconds - earlier.milliseconds)
  }
}

extension Instant {
  /// Reads `YYYY-MM-DDThh:mm:ss`, with or without a fraction of the second, then `Z` or `±hh:mm`.
  ///
  /// Digits after the third of the fraction are dropped. A text without offset is refused: it
  /// names no moment.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, let date = CivilDate(isoBytes: bytes[0..<10]),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = ASCII.number(bytes[11..<13]), hour < 24,
      let minute = ASCII.number(bytes[14..<16]), minute < 60,
      let second = ASCII.number(bytes[17..<19]), second < 60
    else { return nil }
    var rest = bytes[19...]
    var thousandths = 0
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: ASCII.isDigit)
      guard !fraction.isEmpty else { return nil }
      let kept = Array(fraction.prefix(3)) + [ASCII.zero, ASCII.zero]
      thousandths = ASCII.number(kept.prefix(3)) ?? 0
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard let offset = Self.offsetMinutes(rest) else { return nil }
    let minutes = (date.daysSinceEpoch * 24 + hour) * 60 + minute - offset
    self.init(milliseconds: (minutes * 60 + second) * 1_000 + thousandths)
  }

  private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.elementsEqual("Z".utf8) { return 0 }
    let parts = Array(bytes)
    guard parts.count == 6, parts[3] == UInt8(ascii: ":"), let hours = ASCII.number(parts[1..<3]),
      let minutes = ASCII.number(parts[4..<6]), hours < 24, minutes < 60
    else { return nil }
    switch parts[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }

  /// The moment in universal time as `YYYY-MM-DDThh:mm:ss.sssZ`, always of the same width.
  public var iso: String { iso(offsetMinutes: 0) + "Z" }

  /// The wall-clock text at an offset, without the offset itself.
  func iso(offsetMinutes: Int) -> String {
    let local = milliseconds + offsetMinutes * 60_000
    let day = CivilDate(daysSinceEpoch: local.flooredQuotient(86_400_000))
    let rest = local - local.flooredQuotient(86_400_000) * 86_400_000
    let time = CivilTime(minutes: rest / 60_000)
    let second = ASCII.padded(rest / 1_000 % 60, to: 2)
    return "\(day.iso)T\(time.iso):\(second).\(ASCII.padded(rest % 1_000, to: 3))"
  }
}

extension Instant: CustomStringConvertible {
  /// The moment in universal time as ``iso``.
  public var description: String { iso }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  fileprivate var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000 + Int(attoseconds).flooredQuotient(1_000_000_000_000_000)
  }
}

extension Int {
  /// The quotient rounded down, also of a negative number; `divisor` is positive.
  func flooredQuotient(_ divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
