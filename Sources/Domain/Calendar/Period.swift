/// The days from a first one to a last one, both included, or without an end.
public struct Period: Hashable, Sendable {
  /// The first day.
  public let start: CivilDate
  /// The last day, which still counts; none if the end is not known.
  public let end: CivilDate?

  /// Takes a first and a last day; none if the last lies before the first.
  public init?(from start: CivilDate, to end: CivilDate?) {
    if let end, end < start { return nil }
    self.start = start
    self.end = end
  }

  /// Takes a first day and no end.
  public init(from start: CivilDate) {
    self.start = start
    end = nil
  }

  /// Whether `day` is one of the days.
  public func contains(_ day: CivilDate) -> Bool {
    day >= start && (end.map { day <= $0 } ?? true)
  }

  /// Whether the two have at least one day in common.
  public func overlaps(_ other: Period) -> Bool {
    start <= (other.end ?? .latest) && other.start <= (end ?? .latest)
  }
}
