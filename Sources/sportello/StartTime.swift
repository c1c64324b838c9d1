import Domain

/// The time given to `--at`: a day, a day and an hour in Rome, or a full ISO 8601 instant.
enum StartTime {
  /// Reads `2026-02-27`, `2026-02-27T13:55`, `2026-02-27T13:55+01:00` or `2026-02-27T12:55:00Z`.
  ///
  /// A day alone means nine o'clock in Rome; an hour without offset is Rome's.
  static func parse(_ text: String) -> Instant? {
    if let instant = Instant(iso: text) { return instant }
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = parts.first.flatMap({ CivilDate(iso: String($0)) }) else { return nil }
    guard parts.count == 2 else {
      return CivilTime(hour: 9, minute: 0).map { RomeTime(date: day, time: $0).instant }
    }
    if let time = CivilTime(iso: String(parts[1])) { return RomeTime(date: day, time: time).instant }
    let hour = parts[1].prefix(5)
    return Instant(iso: "\(day.iso)T\(hour):00\(parts[1].dropFirst(5))")
  }
}
