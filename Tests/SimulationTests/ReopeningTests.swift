import Simulation
import Testing

@Suite("The reopening of a registry")
struct ReopeningTests {
  @Test("200 desks with 50 practices at 5 requests a second: all settled, none starved, none sent twice")
  func design() {
    let report = ReopeningLoad().run()
    #expect(report.settled.count == 200 && report.open == 0)
    #expect(report.doubled == 0)
    #expect(report.lost > 300)
    #expect(report.last <= 2 * report.median)
    #expect(report.last <= 2_400_000)
  }

  @Test("a small reopening settles whatever the share of lost answers", arguments: [0, 20, 60])
  func lossy(percent: Int) {
    var load = ReopeningLoad()
    load.desks = 10
    load.practices = 10
    load.lostPercent = percent
    let report = load.run()
    #expect(report.open == 0 && report.doubled == 0)
  }

  @Test("a registry that serves nobody is not said to have settled anything")
  func closed() {
    var load = ReopeningLoad()
    load.desks = 2
    load.practices = 3
    load.requestsPerSecond = 0
    let report = load.run()
    #expect(report.open == 6 && report.settled.isEmpty && report.throttled > 0)
  }
}
