import Domain
import Testing

@Suite("Rules of territory") struct TerritoryRulesTests {
  /// Every way in which residence, domicile and medico can share an asl or not, in and out of the region.
  @Test(
    "classify every combination of residence, domicile and medico",
    arguments: [
      (residence: "090201", domicile: "090201", medico: "090201", combination: AslCombination.same),
      ("090202", "090201", "090201", .domicileOfMedico),
      ("080101", "090201", "090201", .fromOutside),
      ("090202", "090202", "090201", .medicoElsewhere),
      ("090201", "090202", "090201", .domicileElsewhere),
      ("090202", "090203", "090201", .allDifferent),
      ("090201", "080101", "090201", .domicileOutside),
      ("090202", "080101", "090201", .domicileOutside),
      ("080101", "090202", "090201", .outsideMedicoElsewhere),
      ("080101", "080101", "090201", .outside),
      ("080101", "080102", "090201", .outside),
      ("080101", "070101", "090201", .outside),
    ])
  func combinations(residence: String, domicile: String, medico: String, combination: AslCombination) {
    #expect(
      AslCombination(
        residence: CodiceAsl(residence)!, domicile: CodiceAsl(domicile)!, medico: CodiceAsl(medico)!)
        == combination)
  }

  static let asls = [Fixture.asl, Fixture.otherAsl, Fixture.thirdAsl, Fixture.outside, CodiceAsl("080102")!]

  @Test("admit three combinations only, whichever asl they are made of") func exhausted() {
    for residence in Self.asls {
      for domicile in Self.asls {
        for medico in Self.asls {
          let admission = AslCombination(residence: residence, domicile: domicile, medico: medico).admission
          let unlimited = residence == domicile && domicile == medico
          let temporary = residence != domicile && domicile == medico
          #expect((admission == .unlimited) == unlimited)
          #expect((admission == .temporary) == temporary)
        }
      }
    }
  }

  @Test(
    "decide each combination",
    arguments: [
      (residence: "090201", domicile: String?.none, medico: "090201", keys: [String](), until: String?.none),
      ("090202", "090201", "090201", [], "2027-06-15"),
      ("080101", "090201", "090201", [], "2027-06-15"),
      ("090202", nil, "090201", ["DOM-02.needed", "AMB-05"], nil),
      ("090201", "090202", "090201", ["AMB-05"], nil),
      ("090202", "090203", "090201", ["DOM-02.needed", "AMB-05"], nil),
      ("090201", "080101", "090201", ["AMB-05"], nil),
      ("090202", "080101", "090201", ["DOM-02.needed", "AMB-05"], nil),
      ("080101", "090202", "090201", ["DOM-02.needed", "AMB-05"], nil),
      ("080101", nil, "090201", ["DOM-02.needed", "AMB-05"], nil),
    ])
  func decided(residence: String, domicile: String?, medico: String, keys: [String], until: String?) {
    let assistito = Fixture.assistito(
      residence: Fixture.residence(Fixture.territory(CodiceAsl(residence)!)),
      domicile: domicile.map { Fixture.domicile(CodiceAsl($0)!) })
    let decision = Fixture.decide(
      Fixture.content(assistito, medico: Fixture.medico(asl: CodiceAsl(medico)!)))
    #expect(decision.keys() == keys)
    #expect(decision.endDate == until.map(Fixture.day))
    #expect(decision.findings.filter { $0.rule.id == "AMB-05" }.allSatisfy { $0.severity == .reserve })
  }

  @Test(
    "ask reason and acceptance for another ambito",
    arguments: [
      (deroga: false, accepted: false, keys: ["AMB-02"]), (false, true, ["AMB-02"]),
      (true, false, ["AMB-02.acceptance"]), (true, true, []),
    ])
  func otherAmbito(deroga: Bool, accepted: Bool, keys: [String]) {
    let content = Fixture.content(medico: Fixture.medico(ambito: "A2")).with {
      $0.request.deroga = deroga ? .init(ground: .proximity) : nil
      $0.request.medicoAcceptance = accepted
    }
    let decision = Fixture.decide(content)
    #expect(decision.keys() == keys)
    #expect(decision.allKeys.contains("AMB-08") == !keys.isEmpty, "a refusal is reasoned")
  }

  @Test("speak of keeping the medico when the person has moved") func keepsMedico() {
    let content = Fixture.content(
      Fixture.assistito(scelte: [Fixture.scelta("M1")]), medico: Fixture.medico(ambito: "A2"))
    #expect(Fixture.decide(content).headline?.messageKey == "regola.AMB-06")
  }

  @Test(
    "let the profile say who decides a deroga",
    arguments: [
      (decider: SceltaParameters.DerogaDecider.desk, borders: Bool?.some(false), keys: [String]()),
      (.deskIfBordering, true, []), (.deskIfBordering, false, ["AMB-03.committee"]),
      (.deskIfBordering, nil, ["AMB-03.unknown"]), (.office, true, ["AMB-03.office"]),
      (.committee, true, ["AMB-03.committee"]),
    ])
  func deciders(decider: SceltaParameters.DerogaDecider, borders: Bool?, keys: [String]) {
    let decision = Fixture.decide(
      Self.deroga(borders: borders), Fixture.profile.with { $0.derogaDecider = decider })
    #expect(decision.keys() == keys)
    #expect(decision.outcome == (keys.isEmpty ? .admitted : .provisional))
  }

  @Test(
    "keep a deroga to bordering ambiti where the profile says so",
    arguments: [(Bool?.some(true), []), (false, ["AMB-03.bordering"]), (nil, ["AMB-03.unknown"])])
  func onlyBordering(borders: Bool?, keys: [String]) {
    let profile = Fixture.profile.with { $0.derogaOnlyBordering = true }
    #expect(Fixture.decide(Self.deroga(borders: borders), profile).keys() == keys)
  }

  static func deroga(borders: Bool?) -> SceltaCase {
    Fixture.content(medico: Fixture.medico(ambito: "A2")).with { content in
      content.request.deroga = .init(ground: .proximity)
      content.request.medicoAcceptance = true
      content.medicoAmbito = borders.map {
        Ambito(id: "A2", name: "Due", distretto: "D1", asl: Fixture.asl, neighbours: $0 ? ["A1"] : [])
      }
    }
  }

  @Test(
    "compare as the asl does",
    arguments: [
      (check: SceltaParameters.AmbitoCheck.ambito, ambito: "A2", distretto: "D1", keys: ["AMB-02"]),
      (.distretto, "A2", "D1", []), (.distretto, "A2", "D2", ["AMB-02"]), (.none, "A2", "D2", []),
    ])
  func checks(check: SceltaParameters.AmbitoCheck, ambito: String, distretto: String, keys: [String]) {
    let content = Fixture.content(medico: Fixture.medico(ambito: ambito, distretto: distretto))
    let byAsl = Fixture.profile.with { $0.ambitoCheckByAsl = [Fixture.asl: check] }
    #expect(Fixture.decide(content, byAsl).keys() == keys)
    #expect(Fixture.decide(content, Fixture.profile.with { $0.ambitoCheck = check }).keys() == keys)
  }

  @Test("skip the territory on the renewal of a temporary enrolment") func renewal() {
    let assistito = Fixture.assistito(
      residence: Fixture.residence(Fixture.territory(Fixture.outside)), domicile: Fixture.domicile(),
      assistenza: Assistenza(
        asl: Fixture.asl, start: Fixture.day("2025-07-01"), kind: .temporary(until: Fixture.day("2026-06-30"))
      ),
      scelte: [Fixture.scelta("M1", start: "2025-07-01", until: Fixture.day("2026-06-30"))])
    let content = Fixture.content(assistito, medico: Fixture.medico(ambito: "A2")).with {
      $0.request.endDate = Fixture.day("2027-06-15")
    }
    let decision = Fixture.decide(content)
    #expect(decision.keys() == [])
    #expect(decision.allKeys.contains("AMB-07"))
    #expect(decision.endDate == Fixture.day("2027-06-15"))
  }

  @Test("hold the ban of a ricusazione on a renewal too") func refusedRenewal() {
    let assistito = Fixture.assistito(
      residence: Fixture.residence(Fixture.territory(Fixture.outside)), domicile: Fixture.domicile(),
      assistenza: Assistenza(
        asl: Fixture.asl, start: Fixture.day("2025-07-01"), kind: .temporary(until: Fixture.day("2026-06-30"))
      ),
      scelte: [
        Fixture.scelta(
          "M1", end: .init(on: Fixture.day("2026-06-20"), reason: .ricusazione),
          notice: Fixture.day("2026-06-05"))
      ])
    #expect(Fixture.decide(Fixture.content(assistito)).keys().contains("REV-05"))
  }

  static func association(_ form: Medico.Association.Form, until: String? = nil) -> Medico.Association {
    Medico.Association(
      id: "G1", name: "Gruppo", form: form, start: Fixture.day("2020-01-01"), end: until.map(Fixture.day))
  }

  @Test(
    "ask for the acceptance of a medico of the same association, while it runs",
    arguments: [
      (form: Medico.Association.Form.group, until: String?.none, accepted: false, keys: ["ASS-01"]),
      (.group, nil, true, []), (.group, "2026-06-15", false, ["ASS-01"]), (.group, "2026-06-14", false, []),
      (.network, nil, false, ["ASS-01"]), (.simple, nil, false, ["ASS-01"]),
    ])
  func association(form: Medico.Association.Form, until: String?, accepted: Bool, keys: [String]) {
    let content = Self.associated(form, until: until).with { $0.request.medicoAcceptance = accepted }
    #expect(Fixture.decide(content).keys() == keys)
  }

  @Test("ask only for the forms the profile names") func associationForms() {
    let profile = Fixture.profile.with { $0.associationConsentMMG = [.group] }
    #expect(Fixture.decide(Self.associated(.simple), profile).keys() == [])
    #expect(Fixture.decide(Self.associated(.group), profile).keys() == ["ASS-01"])
  }

  static func associated(_ form: Medico.Association.Form, until: String? = nil) -> SceltaCase {
    Fixture.content(
      Fixture.assistito(scelte: [Fixture.scelta("M0")]),
      medico: Fixture.medico(association: association(form, until: until))
    ).with { $0.currentMedico = Fixture.medico("M0", association: association(form, until: until)) }
  }
}
