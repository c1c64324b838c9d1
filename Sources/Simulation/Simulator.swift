public import Sync

/// Runs schedules over the machines of Sync; a seed is a schedule, the same on every machine.
public struct Simulator {
  private var world: World

  /// A simulator of desks with these rules.
  public init(rules: SyncRules = .sound) { world = World(rules: rules) }

  /// Runs one schedule.
  public mutating func run(seed: UInt64) -> ScheduleResult {
    world.isTracing = false
    return world.run(seed: seed)
  }

  /// Runs one schedule and tells everything that happened, a line each, with milliseconds from its beginning.
  public mutating func trace(seed: UInt64) -> (result: ScheduleResult, lines: [String]) {
    world.isTracing = true
    let result = world.run(seed: seed)
    return (result, world.trace)
  }

  /// How often each fault met an operation in each state, over all schedules so far.
  public var cells: FaultCells { world.cells }
}
