import Domain
import Testing

@Suite("Rules of places") struct CeilingRulesTests {
  static func medico(
    _ digits: String, kind: Medico.Kind = .mmg, selfLimited: Bool = false, zeroToSix: Int? = nil
  ) -> Medico {
    let flags = digits.map { $0 == "1" }
    return Fixture.medico(
      kind: kind,
      ceilings: Medico.Ceilings(
        permanent: flags[0] ? 102 : 100, reunion: flags[1] ? 102 : 100, temporary: flags[2] ? 2 : 0,
        zeroToSix: zeroToSix),
      selfLimited: selfLimited, load: Medico.Load(permanent: 100, temporary: 0, zeroToSix: 10))
  }

  @Test(
    "have a phrase for each combination of full, reunion and temporary places",
    arguments: ["111", "110", "101", "100", "011", "010", "001", "000"])
  func phrases(digits: String) {
    let availability = Availability(of: Self.medico(digits), on: Fixture.today)
    #expect(availability.phraseKey == "posti.\(digits)")
    #expect(availability.isWatchable == digits.hasPrefix("0"))
    #expect(Availability.phraseKeys.contains(availability.phraseKey))
  }

  @Test("take the reunion places from a medico who limited the list") func selfLimited() {
    #expect(
      Availability(of: Self.medico("010", selfLimited: true), on: Fixture.today).phraseKey == "posti.000")
    #expect(
      Availability(of: Self.medico("101", selfLimited: true), on: Fixture.today).phraseKey == "posti.111")
  }

  @Test("take unknown for unknown, and a missing ceiling for no ceiling") func unknown() {
    let unknown = Availability(of: Fixture.medico(load: nil), on: Fixture.today)
    #expect(unknown.isUnknown)
    #expect(unknown.phraseKey == "posti.sconosciuto")
    #expect(PlaceCounter.allCases.allSatisfy { !unknown.isFree($0) })
    let none = Medico.Ceilings(permanent: nil, reunion: nil, temporary: nil)
    let unlimited = Availability(of: Fixture.medico(ceilings: none), on: Fixture.today)
    #expect(PlaceCounter.allCases.allSatisfy { unlimited.places($0) == .unlimited })
  }

  @Test(
    "count temporary scelte only where the profile says so", arguments: [(false, true), (true, false)])
  func temporaryCounts(counts: Bool, free: Bool) {
    let medico = Fixture.medico(
      ceilings: Medico.Ceilings(permanent: 100, reunion: 100, temporary: 20),
      load: Medico.Load(permanent: 95, temporary: 5))
    #expect(Availability(of: medico, on: Fixture.today, temporaryCounts: counts).isFree(.permanent) == free)
  }

  @Test(
    "decide a permanent scelta by the places",
    arguments: [
      (digits: "111", keys: []), ("100", []), ("011", ["MAX-01.reunion"]), ("010", ["MAX-01.reunion"]),
      ("001", ["MAX-01"]), ("000", ["MAX-01"]),
    ])
  func permanent(digits: String, keys: [String]) {
    #expect(Fixture.decide(Fixture.content(medico: Self.medico(digits))).keys() == keys)
  }

  @Test(
    "decide at the last place, and not beyond",
    arguments: [
      (load: 98, keys: []), (99, ["MAX-01.last"]), (100, ["MAX-01.reunion", "REC-01"]),
      (109, ["MAX-01.reunion", "REC-01"]),
      (110, ["MAX-01"]), (111, ["MAX-01"]),
    ])
  func lastPlace(load: Int, keys: [String]) {
    let medico = Fixture.medico(
      ceilings: Medico.Ceilings(permanent: 100, reunion: 110, temporary: 10),
      load: Medico.Load(permanent: load, temporary: 0))
    #expect(Fixture.decide(Fixture.content(medico: medico)).allKeys == keys)
  }

  @Test("keep an unknown load with reserve") func unknownLoad() {
    let decision = Fixture.decide(Fixture.content(medico: Fixture.medico(load: nil)))
    #expect(decision.keys() == ["MAX-01.unknown"])
    #expect(decision.outcome == .provisional)
  }

  @Test("turn a full list into a reserve by the supervisor's reason") func override() {
    let content = Fixture.content(medico: Self.medico("000")).with { $0.request.overrideReason = "urgenza" }
    #expect(Fixture.decide(content).keys() == ["MAX-04"])
    #expect(PracticeCase.scelta(content).requiredCapabilities == [.scelta, .grantDeroga])
  }

  @Test("ask no place of who is already on the list") func onList() {
    let content = Fixture.content(
      Fixture.assistito(scelte: [Fixture.scelta("M1")]), medico: Self.medico("000"))
    #expect(Fixture.decide(content).keys() == ["PRA-02"])
  }

  @Test(
    "count children under six of a PLS apart",
    arguments: [
      (born: "2022-01-01", ceiling: 11, keys: [String](), counter: PlaceCounter.zeroToSix),
      ("2022-01-01", 10, ["MAX-07.zeroToSix"], .zeroToSix),
      ("2020-06-15", 10, [], .permanent),
    ])
  func zeroToSix(born: String, ceiling: Int, keys: [String], counter: PlaceCounter) {
    let decision = Fixture.decide(
      Fixture.content(
        Fixture.assistito(born: born), medico: Self.medico("111", kind: .pls, zeroToSix: ceiling)))
    #expect(decision.keys() == keys)
    #expect(decision.counter == counter)
  }

  @Test("warn of a medico in training with too long a list", arguments: [(799, []), (800, ["MAX-08"])])
  func trainee(load: Int, keys: [String]) {
    let medico = Fixture.medico(
      load: Medico.Load(permanent: load, temporary: 0),
      engagement: Medico.Engagement(start: Fixture.day("2020-01-01"), end: nil, qualification: .trainee))
    #expect(Fixture.decide(Fixture.content(medico: medico)).keys() == keys)
  }

  @Test("keep the load in step with the counters", arguments: PlaceCounter.allCases)
  func load(counter: PlaceCounter) {
    let load = Medico.Load(permanent: 5, temporary: 5, zeroToSix: 5)
    #expect(load.adding(counter).removing(counter) == load)
    #expect((load.adding(counter).permanent == 5) == (counter == .temporary))
  }

  @Test(
    "refuse a medico who has ceased, and hold one who is not yet there",
    arguments: [
      (start: "2000-01-01", end: String?.none, suspended: false, keys: [String]()),
      ("2000-01-01", "2026-06-15", false, []),
      ("2000-01-01", "2026-06-14", false, ["REV-09.ended"]),
      ("2026-06-15", nil, false, []),
      ("2026-06-16", nil, false, ["MED-01.notStarted"]),
      ("2000-01-01", nil, true, ["MED-01.suspended"]),
    ])
  func engagement(start: String, end: String?, suspended: Bool, keys: [String]) {
    let medico = Fixture.medico(
      engagement: Medico.Engagement(
        start: Fixture.day(start), end: end.map(Fixture.day), suspended: suspended))
    #expect(Fixture.decide(Fixture.content(medico: medico)).keys() == keys)
  }
}
