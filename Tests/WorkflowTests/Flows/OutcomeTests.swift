import Domain
import Population
import Registry
import Terminal
import Testing

@testable import Workflow

@Suite("The outcome of a practice") struct OutcomeTests {
  @Test(
    "shows as the registry's only what the registry told",
    arguments: ["2026/000123", ""], [CivilDate(year: 2026, month: 3, day: 27), nil])
  func untold(number: String, day: CivilDate?) async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    let code = SmallRegion.region.demoCases[0].code
    let person = try #require(try await harness.desk.registry.person(code))
    let content = PracticeCase.revoca(
      RevocaCase(assistito: person, reason: .movesAbroad, effectiveDate: testDay))
    let practice = Practice(
      id: "22222222-0000-4000-8000-000000000001", content: content, author: scene.author,
      createdAt: scene.now)
    let answers: [RegistryAnswer] = [
      .accepted(protocolNumber: number, effectiveDate: day, decision: Decision(findings: [])),
      .alreadyAnswered(protocolNumber: number, effectiveDate: day),
    ]
    for answer in answers {
      var flow = OutcomeFlow(Submission(practice: practice, receiptNumber: 7, answer: answer), scene)
      _ = flow.start(scene)
      let shown = (flow.form.value(of: "protocolNumber"), flow.form.value(of: "effectiveDate"))
      #expect(shown.0 == (number.isEmpty ? "non comunicato" : number))
      #expect(shown.1 == (day.map { scene.shown($0) } ?? "non comunicata"))
    }
  }
}
