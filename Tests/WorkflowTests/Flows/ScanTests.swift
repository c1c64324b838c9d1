import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("A scan") struct ScanTests {
  private let anna = SmallRegion.code("cambio")
  private let carla = SmallRegion.code("medico-completo")

  @Test("opens the person on home, whatever stands in the field")
  func home() async throws {
    let harness = try await Harness()
    try await harness.run(["ROS", .scan(anna)])
    #expect(harness.screen == "assistito")
    try await harness.run([.f(3)])
    #expect(harness.form.value(of: "entry") == "")
  }

  @Test("puts the next person in the place of the one on the screen")
  func position() async throws {
    let harness = try await Harness()
    try await harness.run([.scan(anna), .scan(carla)])
    #expect(harness.screen == "assistito")
    #expect(harness.session.person?.identity.name == "Carla")
    try await harness.run([.escape])
    #expect(harness.screen == "home")
  }

  @Test("is no part of a practice that has its person", arguments: ["SM", "RM", "RC"])
  func practice(code: String) async throws {
    let harness = try await Harness()
    try await harness.run([.type(code + " "), .scan(anna)])
    let before = harness.form.draft
    try await harness.run([.scan(carla)])
    #expect(harness.session.person?.identity.name == "Anna")
    #expect(harness.notice == "errore.scansione.inattesa")
    #expect(harness.form.draft == before)
  }

  @Test("names the person of a practice that has none", arguments: ["SM", "RM", "RC"])
  func subject(code: String) async throws {
    let harness = try await Harness()
    try await harness.run([.type(code), .enter, .scan(anna)])
    #expect(harness.session.person?.identity.name == "Anna")
    #expect(harness.form.isVisible("person"))
  }

  @Test("never enters a secret field")
  func secret() async throws {
    let harness = try await Harness()
    try await harness.run([.control("l"), .scan(anna)])
    #expect(harness.screen == "accesso")
    #expect(harness.form.value(of: "passphrase") == "")
    #expect(harness.session.isLocked)
  }

  @Test("that is damaged opens nobody and says so")
  func damaged() async throws {
    let harness = try await Harness()
    try await harness.run([.scan("PRVNNA80A41Y000X")])
    #expect(harness.screen == "home")
    #expect(harness.notice != nil || harness.form.error(of: "entry") != nil)
  }
}
