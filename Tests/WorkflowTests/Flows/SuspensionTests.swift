import Domain
import Sync
import Terminal
import Testing

@testable import Workflow

/// A moment around the stop of the profile toscana.
struct Moment: Sendable, CustomTestStringConvertible {
  let day: CivilDate
  let hour: Int
  let minute: Int
  let isStopped: Bool

  var testDescription: String { "\(day.iso) \(hour):\(minute)" }

  private static let friday = CivilDate(year: 2026, month: 2, day: 27)!
  private static let monday = CivilDate(year: 2026, month: 3, day: 2)!

  static let all = [
    Moment(day: friday, hour: 13, minute: 59, isStopped: false),
    Moment(day: friday, hour: 14, minute: 0, isStopped: true),
    Moment(day: monday, hour: 7, minute: 59, isStopped: true),
    Moment(day: monday, hour: 8, minute: 0, isStopped: true),
    Moment(day: monday, hour: 8, minute: 59, isStopped: true),
    Moment(day: monday, hour: 9, minute: 0, isStopped: false),
  ]
}

@Suite("The stop announced in Toscana") struct SuspensionTests {
  @Test("shows both ends, and takes no practice until the later", arguments: Moment.all)
  func moments(moment: Moment) async throws {
    let clock = Clock(moment.day, hour: moment.hour, minute: moment.minute)
    let harness = try await Harness(profile: Resources.profile("toscana"), at: clock)
    // The registry was last heard before the stop: an answer after the first announced end would end it.
    let heard = Clock(CivilDate(year: 2026, month: 2, day: 27)!, hour: 13, minute: 0).now
    try await harness.give(.registry(RegistryStatus(mode: .active(failures: 0), heardAt: heard)))
    try await harness.run(["SM ", .scan(SmallRegion.code("medico-completo")), "1", "SEREN", .tab])
    #expect(harness.findings.contains("SOS-01") == moment.isStopped)
    #expect(harness.rows[1].contains("02/03/2026 08:00") == moment.isStopped)
    #expect(harness.rows[1].contains("02/03/2026 09:00") == moment.isStopped)
    try await harness.run([.f(10), .wait(600), .f(10)])
    #expect((harness.submissions == 0) == moment.isStopped)
    #expect((harness.screen == "scelta") == moment.isStopped)
  }

  @Test("ends as soon as the registry answers after the first announced end", arguments: [7, 8])
  func answers(hour: Int) async throws {
    let clock = Clock(CivilDate(year: 2026, month: 3, day: 2)!, hour: hour, minute: 30)
    let harness = try await Harness(profile: Resources.profile("toscana"), at: clock)
    try await harness.run(["SM ", .scan(SmallRegion.code("medico-completo")), "1", "SEREN", .tab])
    #expect(harness.findings.contains("SOS-01") == (hour < 8))
  }
}
