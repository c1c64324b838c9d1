public import Workflow

/// The levers of the demo, handed over beside the registry; a real desk has none.
public struct DemoAccess: Sendable {
  /// The cases worth showing.
  public var cases: @Sendable () async throws(Failure) -> [DemoCase]
  /// Pulls a lever in the demo's registry or on the line to it; the desk's own clock is the desk's to move.
  public var pull: @Sendable (DemoLever) async throws(Failure) -> Void

  /// Which levers are pulled now, but for the desk's own clock.
  public var standing: @Sendable () async -> DemoStanding

  /// The exercises for trainees, by their series, and what is wrong with a file of others; read anew each time.
  public var drills: @Sendable () -> (series: [DrillSeries], fault: Failure?) = { ([], nil) }

  /// Gathers the closures; there are no exercises then.
  public init(
    cases: @escaping @Sendable () async throws(Failure) -> [DemoCase],
    pull: @escaping @Sendable (DemoLever) async throws(Failure) -> Void,
    standing: @escaping @Sendable () async -> DemoStanding
  ) {
    self.cases = cases
    self.pull = pull
    self.standing = standing
  }
}
