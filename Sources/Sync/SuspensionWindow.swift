public import Domain

/// An announced stop of the whole registry, from its own calendar or from the profile.
public struct SuspensionWindow: Hashable, Sendable {
  /// From this instant, inclusive.
  public let start: Instant
  /// The announced ends: hints that may contradict each other, since only the wire says when it is over.
  public let ends: [Instant]
  /// Whether the registry changes its contents meanwhile, so that the desk has to read everything anew.
  public let isMigration: Bool

  /// Gathers the parts; nothing is checked.
  public init(start: Instant, ends: [Instant], isMigration: Bool) {
    self.start = start
    self.ends = ends
    self.isMigration = isMigration
  }

  /// Whether `now` lies between the start and the latest announced end; without an end it does not end by itself.
  public func holds(at now: Instant) -> Bool {
    guard now >= start else { return false }
    guard let last = ends.max() else { return true }
    return now < last
  }
}
