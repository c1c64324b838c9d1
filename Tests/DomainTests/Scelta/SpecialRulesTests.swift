import Domain
import Testing

@Suite("Rules for special populations and hard stops") struct SpecialRulesTests {
  @Test(
    "tell residence abroad, none, struck off and pending apart",
    arguments: [
      (residence: Residence.abroad(state: "CH", since: Fixture.day("2025-01-01")), keys: ["SP-04"]),
      (.none(struckOff: false), ["SP-05"]), (.none(struckOff: true), ["SP-10"]),
      (
        .italy(
          Fixture.address(Fixture.territory()), since: nil, state: .pending(since: Fixture.day("2026-06-01"))),
        ["RES-01"]
      ),
    ])
  func residences(residence: Residence, keys: [String]) {
    #expect(Fixture.decide(Fixture.content(Fixture.assistito(residence: residence))).keys() == keys)
  }

  @Test(
    "know the special standings",
    arguments: [
      (standing: Standing.ordinary, keys: [String]()), (.detained, ["SP-06"]), (.restricted, ["SP-08"]),
      (.stateAssisted(since: Fixture.day("2025-01-01")), ["SP-07"]),
    ])
  func standings(standing: Standing, keys: [String]) {
    let content = Fixture.content().with { $0.assistito.posizione.standing = standing }
    #expect(Fixture.decide(content).keys() == keys)
  }

  @Test("stop at death before anything else") func dead() {
    let content = Fixture.content().with {
      $0.assistito.posizione.deathDate = Fixture.day("2026-06-01")
      $0.pending = "X"
      $0.medico = CeilingRulesTests.medico("000")
    }
    let decision = Fixture.decide(content)
    #expect(decision.keys() == ["REV-06.dead", "PRA-01", "MAX-01"])
    #expect(decision.effectiveDate == nil)
  }

  @Test("stop at a pending practice and at a person without a code") func pending() {
    #expect(Fixture.decide(Fixture.content().with { $0.pending = "X" }).keys() == ["PRA-01"])
    #expect(Fixture.decide(Fixture.content().with { $0.assistito.identity.codes = [] }).keys() == ["IDE-01"])
  }

  @Test(
    "question an effective date that is past or far, and refuse one before the birth",
    arguments: [
      (on: "2026-06-15", keys: [String]()), ("2026-06-14", ["PRA-03.past"]), ("2026-09-13", []),
      ("2026-09-14", ["PRA-03.future"]), ("1979-12-31", ["PRA-03.birth"]),
    ])
  func days(on: String, keys: [String]) {
    let content = Fixture.content().with { $0.request.effectiveDate = Fixture.day(on) }
    #expect(Fixture.decide(content).keys().filter { $0.hasPrefix("PRA") } == keys)
  }

  @Test("note a newborn and a provisional code") func newborn() throws {
    let code = try PersonCode.parse("01234567897")
    let content = Fixture.content(
      Fixture.assistito(born: "2026-06-01"), medico: Fixture.medico(kind: .pls)
    ).with { $0.assistito.identity.codes = [code] }
    let decision = Fixture.decide(content)
    #expect(decision.outcome == .admitted)
    #expect(decision.allKeys.contains("SP-01"))
    #expect(decision.allKeys.contains("SP-02"))
    #expect(decision.documents.contains { $0.kind == .birthAndFamilyDeclaration })
  }

  @Test("warn while the enrolment is suspended", arguments: [("2026-06-15", true), ("2026-06-14", false)])
  func suspended(until: String, warned: Bool) {
    let assistenza = Assistenza(
      asl: Fixture.asl, start: Fixture.day("2010-01-01"), kind: .unlimited, suspendedUntil: Fixture.day(until)
    )
    let decision = Fixture.decide(Fixture.content(Fixture.assistito(assistenza: assistenza)))
    #expect(decision.keys().contains("SP-07.suspended") == warned)
  }

  @Test("refuse while mandatory papers are missing, and warn of those a declaration replaces") func papers() {
    let content = Fixture.content().with { $0.request.documentsSeen = [] }
    #expect(Fixture.decide(content).keys() == ["DOC-01", "DOC-02"])
    let declared = content.with {
      $0.request.documentsSeen = [.identityDocument]
      $0.request.documentsDeclared = [.residenceDeclaration]
    }
    #expect(Fixture.decide(declared).keys() == [])
  }

  @Test("take no declaration for a mandatory paper") func mandatory() {
    let content = Fixture.content().with {
      $0.request.documentsSeen = []
      $0.request.documentsDeclared = Set(DocumentKind.allCases)
    }
    #expect(Fixture.decide(content).keys() == ["DOC-01"])
  }
}
