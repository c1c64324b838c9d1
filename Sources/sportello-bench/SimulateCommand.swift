import Glibc
import Simulation
import Sync

/// `sportello-bench simulate`: schedules of faults over the machines of a desk.
struct SimulateCommand {
  static let help = """
    Usage: sportello-bench simulate [--schedules N] [--seed S] [--variant NAME|all] [--jobs N] [--cells]

    Runs schedules of faults over the machines of a desk in virtual time and checks its promises.
    Prints the trace of the first schedule that breaks one.

    Options:
      --schedules N   how many schedules (default: 10,000; a variant stops at the first broken promise)
      --seed S        the first seed (default: 1)
      --variant NAME  takes one protection away; "all" tries each in turn, and each has to be caught
      --jobs N        how many threads (default: 1)
      --cells         how often each fault met an operation in each state

    Exit code: 0 when every promise is kept and, from 10,000 schedules on, every fault met operations in every
    state that it can meet, or when a variant is caught; 1 otherwise; 64 for a wrong command line.
    """

  var schedules = 10_000
  var seed: UInt64 = 1
  var variant: String?
  var jobs = 1
  var showsCells = false

  /// Reads the words after `simulate`; `nil` when one is not understood.
  init?(_ words: ArraySlice<String>) {
    var rest = words
    while let word = rest.popFirst() {
      switch word {
      case "--cells": showsCells = true
      case "--variant":
        guard let name = rest.popFirst() else { return nil }
        variant = name
      case "--schedules":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
        schedules = count
      case "--seed":
        guard let seed = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
        self.seed = seed
      case "--jobs":
        guard let jobs = rest.popFirst().flatMap({ Int($0) }), (1...64).contains(jobs) else { return nil }
        self.jobs = jobs
      default: return nil
      }
    }
  }

  /// Runs and returns the exit code.
  func run() async -> Int32 {
    guard let variant else { return await sound() }
    let chosen = variant == "all" ? Variant.all : Variant.all.filter { $0.name == variant }
    guard !chosen.isEmpty else {
      print("known variants: \(Variant.all.map(\.name).joined(separator: " "))")
      return 64
    }
    var code: Int32 = 0
    for variant in chosen {
      var simulator = Simulator(rules: variant.rules)
      var caught: ScheduleResult?
      var tried = 0
      while tried < schedules, caught == nil {
        let result = simulator.run(seed: seed &+ UInt64(tried))
        tried += 1
        if result.violation != nil { caught = result }
      }
      let name = Measurement.padded(variant.name, to: 26)
      if let caught, let violation = caught.violation {
        print("  \(name)caught after \(tried): \(violation.rawValue) (seed \(caught.seed))")
        if chosen.count == 1 { printTrace(variant.rules, caught.seed) }
      } else {
        print("  \(name)NOT CAUGHT in \(tried)")
        code = 1
      }
    }
    return code
  }

  private func sound() async -> Int32 {
    let clock = ContinuousClock()
    let start = clock.now
    let share = (schedules + jobs - 1) / jobs
    let (first, seed, schedules) = (self.seed, self.seed, self.schedules)
    let parts = await withTaskGroup(of: (bad: [ScheduleResult], steps: Int, cells: FaultCells).self) {
      group in
      for job in 0..<jobs {
        group.addTask {
          var simulator = Simulator()
          var bad: [ScheduleResult] = []
          var steps = 0
          for number in (job * share)..<min(schedules, (job + 1) * share) {
            let result = simulator.run(seed: seed &+ UInt64(number))
            steps += result.steps
            if result.violation != nil { bad.append(result) }
          }
          return (bad, steps, simulator.cells)
        }
      }
      var parts: [(bad: [ScheduleResult], steps: Int, cells: FaultCells)] = []
      for await part in group { parts.append(part) }
      return parts
    }
    let elapsed = clock.now - start
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let bad = parts.flatMap(\.bad).sorted { $0.seed < $1.seed }
    let steps = parts.reduce(0) { $0 + $1.steps }
    print("simulate: schedules \(schedules) from seed \(first), threads \(jobs)")
    print("  violations            \(bad.count)")
    for violation in Violation.allCases {
      let seeds = bad.filter { $0.violation == violation }.map(\.seed)
      if !seeds.isEmpty { print("    \(seeds.count) \(violation.rawValue): seeds \(seeds.prefix(5))") }
    }
    print("  seconds               \(Measurement.number(seconds))")
    print("  schedules a second    \(Measurement.number(Double(schedules) / seconds))")
    print("  events a schedule     \(Measurement.number(Double(steps) / Double(schedules)))")
    var cells = parts[0].cells
    for part in parts.dropFirst() { cells.add(part.cells) }
    let missed = FaultCells.possible.filter { cells.count($0.fault, $0.state) == 0 }
    print(
      "  cells hit             \(FaultCells.possible.count - missed.count) of \(FaultCells.possible.count)")
    for cell in missed { print("    never: \(cell.fault) while \(cell.state)") }
    if showsCells {
      for cell in FaultCells.possible {
        print("    \(cell.fault) while \(cell.state): \(cells.count(cell.fault, cell.state))")
      }
    }
    if let first = bad.first { printTrace(.sound, first.seed) }
    return bad.isEmpty && (missed.isEmpty || schedules < 10_000) ? 0 : 1
  }

  private func printTrace(_ rules: SyncRules, _ seed: UInt64) {
    var simulator = Simulator(rules: rules)
    for line in simulator.trace(seed: seed).lines { print(line) }
  }
}
