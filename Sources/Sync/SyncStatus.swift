public import Domain

/// Everything that row 2 tells about the registry: counted, never guessed.
///
/// Source: registry-sync §5.5.
public struct SyncStatus: Hashable, Sendable {
  /// How the registry can be reached, and since when.
  public var mode: RegistryMode
  /// How many operations wait for whom.
  public var tally: OutboxTally
  /// When changes were last read to the end; `nil` if never.
  public var pulledAt: Instant?
  /// The ends that were announced for the present or the next suspension, earliest first; hints.
  public var announcedEnds: [Instant]

  /// Gathers the parts; nothing is checked.
  public init(mode: RegistryMode, tally: OutboxTally, pulledAt: Instant?, announcedEnds: [Instant]) {
    self.mode = mode
    self.tally = tally
    self.pulledAt = pulledAt
    self.announcedEnds = announcedEnds
  }

  /// Data older than this is not shown as fresh, in milliseconds.
  public static let freshness = 900_000

  /// Whether nothing is open anywhere and the data is younger than ``freshness``.
  public func isClear(at now: Instant) -> Bool {
    guard mode.isSending, tally.isClear, let pulledAt else { return false }
    return now.milliseconds - pulledAt.milliseconds < Self.freshness
  }
}
