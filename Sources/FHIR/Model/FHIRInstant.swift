public import Domain

/// Moments and days as FHIR writes them.
public enum FHIRInstant {
  /// A moment with milliseconds and the offset of Italy: what this program writes.
  public static func text(_ instant: Instant) -> String { instant.romeISO }

  /// Reads an `instant` or a `dateTime` with a time of day, with whatever offset.
  ///
  /// - Returns: `nil` for a text without time of day or without offset: it names no moment.
  public static func instant(_ text: String) -> Instant? { Instant(iso: text) }

  /// The civil day that a `date` or `dateTime` names; of a moment its day in Italy.
  ///
  /// - Returns: `nil` for a year or a month alone: nobody knows which day is meant.
  public static func day(_ text: String) -> CivilDate? {
    CivilDate(iso: text) ?? Instant(iso: text)?.romeDate
  }

  /// The moments that a `date`, `dateTime` or `instant` covers: the first inclusive, the last exclusive.
  ///
  /// A year, a month or a day is one of Italy; a moment to the second covers that second.
  public static func range(_ text: String) -> Range<Instant>? {
    if let instant = Instant(iso: text) {
      let hasFraction = text.utf8.contains(UInt8(ascii: "."))
      return instant..<(instant + .milliseconds(hasFraction ? 1 : 1_000))
    }
    guard let days = days(text) else { return nil }
    return RomeTime(date: days.lowerBound, time: .midnight)
      .instant..<RomeTime(date: days.upperBound, time: .midnight).instant
  }

  /// The days that a `date` covers, a year and a month too: the first inclusive, the last exclusive.
  public static func days(_ text: String) -> Range<CivilDate>? {
    switch text.utf8.count {
    case 4:
      guard let first = CivilDate(iso: text + "-01-01") else { return nil }
      return first..<(CivilDate(year: first.year + 1, month: 1, day: 1) ?? .latest)
    case 7:
      guard let first = CivilDate(iso: text + "-01") else { return nil }
      let isLast = first.month == 12
      let next = CivilDate(
        year: isLast ? first.year + 1 : first.year, month: isLast ? 1 : first.month + 1, day: 1)
      return first..<(next ?? .latest)
    case 10: return CivilDate(iso: text).map { $0..<$0.adding(days: 1) }
    default: return nil
    }
  }
}
