import Simulation

/// `sportello-bench reopening`: many desks come back to a registry that serves few requests a second.
enum ReopeningCommand {
  /// Runs the load of the design in virtual time, prints the figures and returns the exit code.
  static func run(seed: UInt64) -> Int32 {
    var load = ReopeningLoad()
    load.seed = seed
    let clock = ContinuousClock()
    let start = clock.now
    let report = load.run()
    let elapsed = clock.now - start
    let measurements = [
      measurement("practices still open", Double(report.open), "", 0),
      measurement("practices sent twice", Double(report.doubled), "", 0),
      measurement("first desk settled", Double(report.settled.first ?? 0) / 60_000, "min", nil),
      measurement("median desk settled", Double(report.median) / 60_000, "min", nil),
      measurement("last desk settled", Double(report.last) / 60_000, "min", 40),
      measurement("last by median", Double(report.last) / Double(max(1, report.median)), "", 2),
      measurement("requests served", Double(report.served), "", nil),
      measurement("requests turned away", Double(report.throttled), "", nil),
      measurement("answers lost", Double(report.lost), "", nil),
      measurement(
        "real time", Double(elapsed.components.attoseconds) / 1e18 + Double(elapsed.components.seconds), "s",
        nil),
    ]
    print(
      "reopening: \(load.desks) desks x \(load.practices) practices, \(load.requestsPerSecond) requests/s")
    for measurement in measurements { print(measurement.row) }
    return measurements.allSatisfy(\.isMet) ? 0 : 1
  }

  private static func measurement(
    _ quantity: String, _ value: Double, _ unit: String, _ limit: Double?
  ) -> Measurement {
    Measurement(benchmark: "reopening", quantity: quantity, value: value, unit: unit, limit: limit)
  }
}
