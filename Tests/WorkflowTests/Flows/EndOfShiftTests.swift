import Domain
import Population
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("The end of a shift") struct EndOfShiftTests {
  private static func harness(_ shapes: [QueueFixture.Shape]) async throws -> Harness {
    let harness = try await Harness()
    let rows = try await QueueFixture.rows(shapes, on: harness.desk)
    harness.desk.set(rows)
    let status = RegistryStatus(
      mode: .active(failures: 0), tally: QueueFixture.tally(rows), heardAt: harness.clock.now)
    try await harness.give(.registry(status))
    return harness
  }

  private static let open: [QueueFixture.Shape] = [
    .init(caseID: "cambio", state: .queued(tries: 0)),
    .init(caseID: "aire", state: QueueFixture.rejected("REG-06")),
    .init(caseID: "ricongiungimento", state: .confirmed(QueueFixture.confirmation)),
  ]

  @Test("lists what is open when somebody leaves, and hands it over")
  func handOver() async throws {
    let harness = try await Self.harness(Self.open)
    try await harness.run(["US", .enter])
    #expect(harness.screen == "turno" && harness.notice == "stato.turno.aperte")
    #expect(!harness.effects.contains(.quit))
    try await harness.run(["BIANCHI", .tab, "RICHIAMARE", .f(10)])
    #expect(harness.desk.handedOver == [HandOver(rows: ["2", "1"], to: "BIANCHI", note: "RICHIAMARE")])
    #expect(harness.effects.last == .quit)
  }

  @Test("lets go whoever insists") func leave() async throws {
    let harness = try await Self.harness(Self.open)
    try await harness.run(["US", .enter, .f(2), "US", .enter])
    #expect(harness.desk.handedOver.isEmpty)
    #expect(harness.effects.last == .quit)
  }

  @Test("asks nothing when nothing is open") func clear() async throws {
    let harness = try await Self.harness([Self.open[2]])
    try await harness.run(["US", .enter])
    #expect(harness.effects.last == .quit)
  }

  @Test("can be looked at any time, and hands over without leaving") func command() async throws {
    let harness = try await Self.harness(Self.open)
    try await harness.run(["FT", .enter, .f(10)])
    #expect(harness.desk.handedOver.count == 1)
    #expect(harness.screen == "home" && !harness.effects.contains(.quit))
  }

  @Test("does not hold back who may not see the queue") func rights() async throws {
    let harness = try await Harness(role: .consultazione)
    var tally = OutboxTally()
    tally.add(.rejected)
    try await harness.give(.registry(RegistryStatus(mode: .active(failures: 0), tally: tally)))
    try await harness.run([.f(2), "US", .enter])
    #expect(harness.effects.last == .quit)
  }
}
