public import Domain

/// Which levers of the demo stay pulled: what `DM` reads back.
public struct DemoStanding: Hashable, Sendable {
  /// How the line to the registry behaves.
  public var line: DemoLever.Line
  /// The stop that the registry of the demo announces; `nil` if none, and where the registry is another's.
  public var stop: Suspension?
  /// By how many minutes the clock of the desk is wrong.
  public var clockMinutes: Int

  /// Gathers the parts; nothing is checked.
  public init(line: DemoLever.Line, stop: Suspension? = nil, clockMinutes: Int = 0) {
    self.line = line
    self.stop = stop
    self.clockMinutes = clockMinutes
  }
}
