import Simulation

/// `sportello-bench reopening`: many desks come back to a registry that serves few requests a second.
struct ReopeningCommand {
  static let help = """
    Usage: sportello-bench reopening [SEED] [--real [--scale N]]

    200 desks with 50 practices each come back to a registry that serves 5 requests a second for all of them and
    loses 5 answers in a hundred.

    Options:
      --real     in real time: the client over a socket, a registry on disk; about 35 minutes
      --scale N  with --real: clocks and registry run N times as fast, 1 to 60 (default 1); a trial, whose times
                 are told in the minutes of the fast clock

    Exit code: 0 when all promises are kept, 1 when one is not, 64 for a wrong command line,
    70 when the benchmark could not be run.
    """

  private var seed: UInt64 = 1
  private var isReal = false
  private var scale = 1

  /// Reads the words after `reopening`; `nil` when one is not understood.
  init?(_ words: ArraySlice<String>) {
    var rest = words
    while let word = rest.popFirst() {
      switch word {
      case "--real": isReal = true
      case "--scale":
        guard let scale = rest.popFirst().flatMap({ Int($0) }), (1...60).contains(scale) else { return nil }
        self.scale = scale
      default:
        guard let seed = UInt64(word) else { return nil }
        self.seed = seed
      }
    }
    guard isReal || scale == 1 else { return nil }
  }

  /// Runs the load of the design, prints the figures and returns the exit code.
  func run() async -> Int32 {
    var load = ReopeningLoad()
    load.seed = seed
    let clock = ContinuousClock()
    let start = clock.now
    let report: ReopeningReport
    var accepted: Int?
    if isReal {
      let folder = Demo.makeFolder()
      defer { Demo.remove(folder) }
      do throws(BenchError) {
        (report, accepted) = try await ReopeningStreet(load: load, scale: scale).run(in: folder)
      } catch {
        print("sportello-bench: reopening: \(error.message)")
        return 70
      }
    } else {
      report = load.run()
    }
    let elapsed = clock.now - start
    let measurements =
      [
        Self.measurement("practices still open", Double(report.open), "", 0),
        Self.measurement("practices carried out twice", Double(report.doubled), "", 0),
        accepted.map { Self.measurement("practices accepted", Double($0), "", nil) },
        Self.measurement("first desk settled", Double(report.settled.first ?? 0) / 60_000, "min", nil),
        Self.measurement("median desk settled", Double(report.median) / 60_000, "min", nil),
        Self.measurement("last desk settled", Double(report.last) / 60_000, "min", 40),
        Self.measurement(
          "last by median", Double(report.last) / Double(max(1, report.median)), "", 2),
        Self.measurement("requests served", Double(report.served), "", nil),
        Self.measurement("requests turned away", Double(report.throttled), "", nil),
        Self.measurement("answers lost", Double(report.lost), "", nil),
        Self.measurement(
          "real time",
          Double(elapsed.components.attoseconds) / 1e18 + Double(elapsed.components.seconds), "s", nil),
      ].compactMap { $0 }
    print(
      "reopening: \(load.desks) desks x \(load.practices) practices, \(load.requestsPerSecond) requests/s"
        + (isReal ? ", over a socket, clock x \(scale)" : ", in virtual time"))
    for measurement in measurements { print(measurement.row) }
    return measurements.allSatisfy(\.isMet) ? 0 : 1
  }

  private static func measurement(
    _ quantity: String, _ value: Double, _ unit: String, _ limit: Double?
  ) -> Measurement {
    Measurement(benchmark: "reopening", quantity: quantity, value: value, unit: unit, limit: limit)
  }
}
