public import Domain
public import Sync

/// What row 2 tells about the registry; every number is counted, none is guessed.
public struct RegistryStatus: Hashable, Sendable {
  /// Whether the registry answers.
  public var mode: RegistryMode
  /// How many practices stand in each open state.
  public var tally: OutboxTally
  /// When the registry was last heard; `nil` if never.
  public var heardAt: Instant?

  /// Gathers the parts; nothing is checked.
  public init(mode: RegistryMode, tally: OutboxTally = OutboxTally(), heardAt: Instant? = nil) {
    self.mode = mode
    self.tally = tally
    self.heardAt = heardAt
  }
}
