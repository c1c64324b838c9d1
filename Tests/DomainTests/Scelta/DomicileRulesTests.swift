import Domain
import Testing

@Suite("Rules of domicilio sanitario") struct DomicileRulesTests {
  static func content(
    reason: Domicile.Reason = .work, until: String? = nil, asked: String? = nil, born: String = "1980-01-01",
    assistenza: Assistenza? = nil, entitlement: Entitlement = .italian
  ) -> SceltaCase {
    Fixture.content(
      Fixture.assistito(
        born: born, residence: Fixture.residence(Fixture.territory(Fixture.outside)),
        domicile: Fixture.domicile(reason: reason, until: until.map(Fixture.day)), entitlement: entitlement,
        assistenza: assistenza)
    ).with { $0.request.endDate = asked.map(Fixture.day) }
  }

  @Test(
    "last from three to twelve months",
    arguments: [
      (until: String?.none, asked: String?.none, keys: [String](), end: String?.some("2027-06-15")),
      (nil, "2026-09-14", ["DOM-06"], nil),
      (nil, "2026-09-15", [], "2026-09-15"),
      (nil, "2027-06-15", [], "2027-06-15"),
      (nil, "2027-06-16", ["DOM-01.long", "DOM-09.capped"], nil),
      ("2026-12-31", nil, [], "2026-12-31"),
      ("2026-12-31", "2026-10-31", [], "2026-10-31"),
      ("2026-12-31", "2027-01-01", ["DOM-09.capped"], "2026-12-31"),
      ("2026-09-14", nil, ["DOM-06"], nil),
      (nil, "2026-06-14", ["PRA-03.end", "DOM-06"], nil),
    ])
  func durations(until: String?, asked: String?, keys: [String], end: String?) {
    let decision = Fixture.decide(Self.content(until: until, asked: asked))
    #expect(decision.keys() == keys)
    #expect(decision.endDate == end.map(Fixture.day))
  }

  @Test("count a year from 29 February to 28 February") func leapYear() {
    let content = Self.content().with { content in
      content.request.effectiveDate = Fixture.day("2028-02-29")
      content.assistito.posizione.domicile = Fixture.domicile()
    }
    let decision = Fixture.decide(content, now: Fixture.instant("2028-02-29T09:00:00+01:00"))
    #expect(decision.endDate == Fixture.day("2029-02-28"))
  }

  @Test("accept the reasons of the profile only", arguments: Domicile.Reason.allCases)
  func reasons(reason: Domicile.Reason) {
    let decision = Fixture.decide(Self.content(reason: reason))
    let accepted: Set<Domicile.Reason> = [.work, .study, .health]
    #expect(decision.keys() == (accepted.contains(reason) ? [] : ["DOM-03"]))
    #expect(decision.documents.contains { $0.rule.id.hasPrefix("DOM") })
  }

  @Test(
    "accept age as a reason from the profile's birthday on",
    arguments: [("1951-06-15", []), ("1951-06-16", ["DOM-03.age"])])
  func age(born: String, keys: [String]) {
    let profile = Fixture.profile.with { $0.domicileAge = 75 }
    #expect(Fixture.decide(Self.content(reason: .over75, born: born), profile).keys() == keys)
  }

  @Test("want the district's doctor for health where the profile says so", arguments: [true, false])
  func health(needed: Bool) {
    let profile = Fixture.profile.with { $0.healthReasonNeedsDistrictDoctor = needed }
    let decision = Fixture.decide(Self.content(reason: .health), profile)
    #expect(decision.allKeys.contains("DOM-04") == needed)
    #expect(decision.documents.contains { $0.kind == .districtDoctorEvaluation } == needed)
  }

  @Test(
    "ask the home asl's proof until the national registry starts",
    arguments: [
      (proof: SceltaParameters.HomeCancellationProof.always, start: String?.none, asked: true),
      (.otherRegion, nil, true), (.never, nil, false), (.always, "2026-06-16", true),
      (.always, "2026-06-15", false),
    ])
  func homeProof(proof: SceltaParameters.HomeCancellationProof, start: String?, asked: Bool) {
    var profile = Fixture.profile.with { $0.homeCancellationProof = proof }
    profile.nationalRegistryStart = start.map(Fixture.day)
    let decision = Fixture.decide(Self.content(), profile)
    #expect(decision.documents.contains { $0.kind == .homeRevocationProof } == asked)
  }

  @Test("ask the proof within the region only where the profile wants it always") func withinRegion() {
    let content = Self.content().with {
      $0.assistito.posizione.residence = Fixture.residence(Fixture.territory(Fixture.otherAsl))
    }
    let profile = Fixture.profile.with { $0.homeCancellationProof = .otherRegion }
    #expect(!Fixture.decide(content, profile).documents.contains { $0.kind == .homeRevocationProof })
    #expect(Fixture.decide(content).documents.contains { $0.kind == .homeRevocationProof })
  }

  static let running = Assistenza(
    asl: Fixture.asl, start: Fixture.day("2026-01-01"), kind: .temporary(until: Fixture.day("2026-07-31")))

  @Test("keep the end of the running enrolment on a change, or renew it from today") func keepOrRenew() {
    let kept = Fixture.decide(Self.content(assistenza: Self.running))
    #expect(kept.keys() == [])
    #expect(kept.allKeys.contains("DOM-08"))
    #expect(kept.endDate == Fixture.day("2026-07-31"))
    let renewed = Fixture.decide(Self.content(asked: "2027-06-15", assistenza: Self.running))
    #expect(renewed.allKeys.contains("DOM-08.renewed"))
    #expect(renewed.endDate == Fixture.day("2027-06-15"))
  }

  @Test("admit no end for an unlimited enrolment") func unlimited() {
    let content = Fixture.content().with { $0.request.endDate = Fixture.day("2027-01-01") }
    let decision = Fixture.decide(content)
    #expect(decision.keys() == ["DOM-09.unlimited"])
    #expect(decision.endDate == nil)
  }

  @Test("let a longer permit lift the year where the profile says so", arguments: [true, false])
  func longPermit(lifts: Bool) {
    let permit = PermessoDiSoggiorno(category: .work, validUntil: Fixture.day("2028-01-31"))
    let profile = Fixture.profile.with { $0.domicileFollowsPermit = lifts }
    let decision = Fixture.decide(Self.content(entitlement: .thirdCountry(permit)), profile)
    #expect(decision.endDate == Fixture.day(lifts ? "2028-01-31" : "2027-06-15"))
    #expect(decision.allKeys.contains("STR-03") == lifts)
  }

  @Test("use the temporary places, which reserve when they are gone") func places() {
    let content = Self.content().with { $0.medico = CeilingRulesTests.medico("110") }
    let decision = Fixture.decide(content)
    #expect(decision.counter == .temporary)
    #expect(decision.keys() == ["MAX-09.temporary"])
  }
}
