import Domain
import Testing

@Suite("Decision") struct DecisionTests {
  static let law = Rule("L-01", source: "prova", confidence: .law)

  @Test(
    "follows its gravest finding",
    arguments: [
      (severities: [Severity](), outcome: Decision.Outcome.admitted, second: false),
      ([.note], .admitted, false),
      ([.note, .warn], .admitted, true), ([.warn, .reserve], .provisional, true),
      ([.note, .block], .refused, false), ([.reserve, .block], .refused, true),
    ])
  func outcomes(severities: [Severity], outcome: Decision.Outcome, second: Bool) {
    let decision = Decision(
      findings: severities.map { Finding(Self.law, $0) }, effectiveDate: Fixture.today, endDate: Fixture.today
    )
    #expect(decision.outcome == outcome)
    #expect(decision.headline?.severity == severities.max())
    #expect(decision.needsSecondConfirmation == second)
    #expect((decision.effectiveDate == nil) == (outcome == .refused))
    #expect((decision.endDate == nil) == (outcome == .refused))
  }

  @Test("keeps the check order among equally grave findings") func order() {
    let findings = ["A", "B", "C"].map { Finding(Self.law, $0 == "B" ? .block : .warn, variant: $0) }
    #expect(
      Decision(findings: findings).findings.map(\.messageKey) == [
        "regola.L-01.B", "regola.L-01.A", "regola.L-01.C",
      ])
  }
}
