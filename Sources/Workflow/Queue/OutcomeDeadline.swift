public import Domain

/// By when a citizen hears what became of a provisional request.
public enum OutcomeDeadline {
  /// The day that a provisional receipt promises: the next working day, counted from the latest end announced for
  /// a stop that holds.
  ///
  /// - Parameters:
  ///   - kind: The practice.
  ///   - now: When it was taken.
  ///   - suspensions: The stops that are announced.
  /// - Returns: `nil` during a stop without an announced end: nobody can say.
  public static func day(for kind: PracticeKind, at now: Instant, suspensions: [Suspension]) -> CivilDate? {
    var start = now.romeDate
    for stop in suspensions where stop.stops(kind, at: now) {
      guard let end = stop.announcedEnds.max() else { return nil }
      start = max(start, end.romeDate)
    }
    var day = start.adding(days: 1)
    while !QueueAge.isWorking(day) { day = day.adding(days: 1) }
    return day
  }
}
