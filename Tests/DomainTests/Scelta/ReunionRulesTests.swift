import Domain
import Testing

@Suite("Rules of reunion") struct ReunionRulesTests {
  static func content(
    relative: PersonCode = Fixture.relativeCode, kinship: Kinship = .spouse, medico: String? = "M1",
    sameFamily: Bool = true, digits: String = "010", kind: Medico.Kind = .mmg, born: String = "1980-01-01"
  ) -> SceltaCase {
    Fixture.content(
      Fixture.assistito(born: born), medico: CeilingRulesTests.medico(digits, kind: kind)
    ).with {
      $0.request.reunion = .init(
        relative: relative, kinship: kinship, relativeMedico: medico.map { Identifier(unchecked: $0) },
        sameFamily: sameFamily)
    }
  }

  @Test("open the reunion places of a full medico") func granted() {
    let decision = Fixture.decide(Self.content())
    #expect(decision.outcome == .admitted)
    #expect(decision.counter == .reunion)
    #expect(decision.allKeys.contains("REC-01.granted"))
  }

  @Test("ask for the same family, the circle, another person and today's medico")
  func refused() {
    #expect(Fixture.decide(Self.content(sameFamily: false)).keys() == ["REC-01.family", "MAX-01"])
    #expect(Fixture.decide(Self.content(kinship: .cohabitant)).keys() == ["REC-01.circle", "MAX-01"])
    #expect(Fixture.decide(Self.content(relative: Fixture.adultCode)).keys() == ["MAX-01", "REC-02.self"])
    #expect(Fixture.decide(Self.content(medico: "M9")).keys() == ["MAX-01", "REC-02"])
  }

  @Test("keep with reserve what cannot be verified") func unverified() {
    let decision = Fixture.decide(Self.content(medico: nil))
    #expect(decision.keys() == ["REC-02.unknown"])
    #expect(decision.outcome == .provisional)
  }

  @Test("find the relative's medico in the family certificate") func family() {
    var content = Self.content(medico: nil)
    content.assistito.family = [
      FamilyMember(
        code: Fixture.relativeCode, fullName: "Prova Gino", birthDate: Fixture.day("1965-12-10"),
        kinship: .spouse, medico: "M1", medicoName: nil)
    ]
    #expect(Fixture.decide(content).outcome == .admitted)
  }

  @Test(
    "are offered where they would open a full list",
    arguments: [("010", true), ("000", false), ("110", false)])
  func offered(digits: String, offered: Bool) {
    let decision = Fixture.decide(Fixture.content(medico: CeilingRulesTests.medico(digits)))
    #expect(decision.allKeys.contains("REC-01") == offered)
  }

  @Test("refuse when the reunion places are gone too") func full() {
    #expect(Fixture.decide(Self.content(digits: "000")).keys() == ["MAX-01.reunionFull"])
  }

  @Test("let a sibling of a child on a full PLS's list in with reserve") func sibling() {
    let content = Self.content(kinship: .sibling, digits: "000", kind: .pls, born: "2018-01-01")
    #expect(Fixture.decide(content).keys() == ["MAX-10"])
  }

  @Test("refuse nothing when the places suffice without") func unneeded() {
    let decision = Fixture.decide(Self.content(sameFamily: false, digits: "111"))
    #expect(decision.outcome == .admitted)
    #expect(decision.allKeys.contains("REC-01.unneeded"))
    #expect(decision.counter == .permanent)
  }
}
