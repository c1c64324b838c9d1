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
  /// Up to when the desk's copy of the registry is complete; `nil` if there is no copy.
  public var dataAsOf: Instant?
  /// Whether the desk has a token: without one nothing is sent.
  public var isAuthorized = true
  /// By how much the desk's clock is ahead of the registry's, in milliseconds; `nil` if unknown.
  public var clockAhead: Int?
  /// Whether something that is not the registry answers in its place.
  public var isCaptivePortal = false
  /// Whether nothing has answered yet since the program began: nobody knows whether the registry is there.
  public var isSought = false
  /// Whether the certificate of what answers is not accepted.
  public var isCertificateRefused = false
  /// The code under which the assistance finds why the configuration stopped the queue; "" if none.
  public var stopCode = ""
  /// What somebody has to mend so that the queue goes on; means something only while the mode is stopped.
  public var stopCause = StopCause.configuration
  /// The stops that the registry itself announces.
  public var windows: [Suspension] = []
  /// When the oldest practice that has not left was stored; `nil` if all have left.
  public var oldestUnsent: Instant?

  /// What keeps a registry that answers from serving this desk.
  public enum StopCause: String, CaseIterable, Hashable, Sendable {
    /// Address, certificate, rights: the code tells the assistance which.
    case configuration
    /// There is no token for the role, or none that can be read.
    case tokenMissing
    /// The token has expired, or is not one of this registry.
    case tokenRefused
  }

  /// Gathers the parts; nothing is checked.
  public init(mode: RegistryMode, tally: OutboxTally = OutboxTally(), heardAt: Instant? = nil) {
    self.mode = mode
    self.tally = tally
    self.heardAt = heardAt
  }

  /// From so many milliseconds on the difference of the clocks is shown (registry-sync §5.5).
  public static let clockTolerance = 60_000

  /// Whether the desk's clock differs from the registry's by more than is tolerated.
  public var isClockOff: Bool { clockAhead.map { abs($0) > Self.clockTolerance } ?? false }
}
