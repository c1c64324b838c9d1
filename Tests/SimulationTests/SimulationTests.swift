import Simulation
import Sync
import Testing

@Suite("Schedules of faults over the machines of a desk")
struct SimulationTests {
  @Test("10,000 schedules of the sound rules break no promise, and every fault meets every state that it can")
  func sound() async {
    let parts = await withTaskGroup(of: (bad: [ScheduleResult], cells: FaultCells).self) { group in
      for part in 0..<4 {
        group.addTask {
          var simulator = Simulator()
          let results = (1...2500).map { simulator.run(seed: UInt64(part * 2500 + $0)) }
          return (results.filter { $0.violation != nil }, simulator.cells)
        }
      }
      return await group.reduce(into: [(bad: [ScheduleResult], cells: FaultCells)]()) { $0.append($1) }
    }
    for result in parts.flatMap(\.bad) {
      Issue.record("seed \(result.seed): \(result.violation?.rawValue ?? "")")
    }
    var cells = parts[0].cells
    for part in parts.dropFirst() { cells.add(part.cells) }
    for cell in FaultCells.possible {
      #expect(cells.count(cell.fault, cell.state) > 0, "\(cell.fault) never met an operation \(cell.state)")
    }
  }

  @Test("each protection that is taken away is missed within 1,000 schedules", arguments: Variant.all)
  func broken(variant: Variant) {
    var simulator = Simulator(rules: variant.rules)
    let isCaught = (1...1000).contains { simulator.run(seed: $0).violation != nil }
    #expect(isCaught, "\(variant.name) is not caught")
  }

  @Test("there are the thirteen variants of the design and five more at least, each with one protection less")
  func variants() {
    #expect(Variant.all.count >= Variant.ofDesign + 5)
    #expect(Set(Variant.all.map(\.name)).count == Variant.all.count)
    #expect(Set(Variant.all.map(\.rules)).count == Variant.all.count)
    #expect(!Variant.all.contains { $0.rules == .sound })
  }

  /// Schedules that once broke a promise, and what was wrong.
  private static let once: [(seed: UInt64, fault: String)] = [
    (1, "a pull waited for practices that waited for the pull"),
    (14, "everything was read anew before the announced migration had happened"),
    (28, "a practice that was reversed later was not counted"),
    (46, "a window that passed while the desk was off was forgotten"),
    (132, "a practice left in the moment in which a window began"),
    (282, "a question waited for a report of facts, which waited for the question"),
    (9629, "nobody was there when what waited should have been decided again"),
    (8063, "the token was lost while what waited was decided again"),
    (91_620, "a practice that may have travelled was held and closed, and arrived later"),
    (344, "an announced stop that followed one on the wire ended too early, and cost an hour"),
    (5_112, "a reading that ended in another stop counted, and the next one was an hour away"),
    (158_927, "a practice that may have travelled was held and closed, and arrived later"),
  ]

  @Test("schedules that once broke a promise do not any more", arguments: once)
  func regression(seed: UInt64, fault: String) {
    var simulator = Simulator()
    #expect(simulator.run(seed: seed).violation == nil, "\(fault)")
  }

  @Test("a seed is a schedule: its trace is the same each time, and after other schedules")
  func deterministic() {
    var first = Simulator()
    var second = Simulator()
    _ = second.run(seed: 7)
    #expect(first.trace(seed: 3).lines == second.trace(seed: 3).lines)
  }

  @Test("a broken promise ends the trace with its name and the desks as they stand")
  func trace() throws {
    let variant = try #require(Variant.all.first { $0.name == "final-receipt-offline" })
    var simulator = Simulator(rules: variant.rules)
    let (result, lines) = simulator.trace(seed: 1)
    let violation = try #require(result.violation)
    #expect(lines.contains { $0.contains(violation.rawValue) })
  }
}
