import Domain
import Testing

@Suite("Stops of the registry") struct SuspensionTests {
  static let stop = Suspension(
    start: Fixture.instant("2026-02-27T14:00:00+01:00"),
    announcedEnds: [
      Fixture.instant("2026-03-02T09:00:00+01:00"), Fixture.instant("2026-03-02T08:00:00+01:00"),
    ], policy: .blocco, kinds: [.scelta, .revoca], source: "prova")

  @Test(
    "hold from the first minute to the later announced end, unless the registry answers",
    arguments: [
      (at: "2026-02-27T13:59:59.999+01:00", phase: Suspension.Phase.before, stops: false, answered: false),
      ("2026-02-27T14:00:00+01:00", .closed, true, true),
      ("2026-03-01T12:00:00+01:00", .closed, true, true),
      ("2026-03-02T07:59:59+01:00", .closed, true, true),
      ("2026-03-02T08:00:00+01:00", .awaited, true, false),
      ("2026-03-02T08:59:59+01:00", .awaited, true, false),
      ("2026-03-02T09:00:00+01:00", .over, false, false),
    ])
  func edges(at: String, phase: Suspension.Phase, stops: Bool, answered: Bool) {
    let now = Fixture.instant(at)
    #expect(Self.stop.phase(at: now) == phase)
    #expect(Self.stop.stops(.scelta, at: now) == stops)
    #expect(Self.stop.stops(.scelta, at: now, registryAnswers: true) == answered)
    #expect(!Self.stop.stops(.ricusazione, at: now))
    var profile = Fixture.profile
    profile.suspensions = [Self.stop]
    let content = Fixture.content(on: now.romeDate)
    #expect(
      (Scelta.decide(content, profile: profile, now: now).outcome == .refused) == stops)
    #expect(
      (Scelta.decide(content, profile: profile, now: now, registryAnswers: true).outcome == .refused)
        == answered)
  }

  @Test("do not end by themselves without an announced end") func open() {
    let stop = Suspension(
      start: Self.stop.start, announcedEnds: [], policy: .blocco, kinds: [.scelta], source: "prova")
    #expect(stop.phase(at: Fixture.instant("2030-01-01T00:00:00Z")) == .closed)
  }

  @Test("take a request in charge with reserve where the policy says so") func inCharge() {
    var profile = Fixture.profile
    profile.suspensions = [
      Suspension(
        start: Self.stop.start, announcedEnds: Self.stop.announcedEnds, policy: .presaInCarico,
        kinds: [.scelta], source: "prova")
    ]
    let now = Fixture.instant("2026-03-01T12:00:00+01:00")
    let decision = Fixture.decide(Fixture.content(on: now.romeDate), profile, now: now)
    #expect(decision.outcome == .provisional)
    #expect(decision.headline?.messageKey == "regola.SOS-01.somePresaInCarico")
  }

  @Test(
    "say whether the whole registry stops or some practices only",
    arguments: [
      (Set(PracticeKind.allCases), "promemoria", "awaited", "presaInCarico"),
      (Set([PracticeKind.scelta]), "somePromemoria", "someAwaited", "somePresaInCarico"),
    ])
  func extent(kinds: Set<PracticeKind>, closed: String, awaited: String, inCharge: String) {
    func key(_ policy: Suspension.Policy, _ moment: String) -> String? {
      var profile = Fixture.profile
      profile.suspensions = [
        Suspension(
          start: Self.stop.start, announcedEnds: Self.stop.announcedEnds, policy: policy, kinds: kinds,
          source: "prova")
      ]
      let now = Fixture.instant(moment)
      return Fixture.decide(Fixture.content(on: now.romeDate), profile, now: now).headline?.messageKey
    }
    #expect(key(.blocco, "2026-03-01T12:00:00+01:00") == "regola.SOS-01.\(closed)")
    #expect(key(.blocco, "2026-03-02T08:30:00+01:00") == "regola.SOS-01.\(awaited)")
    #expect(key(.presaInCarico, "2026-03-01T12:00:00+01:00") == "regola.SOS-01.\(inCharge)")
  }

  @Test("show both announced ends in order") func shownEnds() throws {
    var profile = Fixture.profile
    profile.suspensions = [Self.stop]
    let now = Fixture.instant("2026-03-02T08:30:00+01:00")
    let finding = try #require(Fixture.decide(Fixture.content(on: now.romeDate), profile, now: now).headline)
    #expect(finding.messageKey == "regola.SOS-01.someAwaited")
    #expect(finding.arguments == ["2026-02-27 14:00", "2026-03-02 08:00 / 2026-03-02 09:00"])
  }

  @Test(
    "come back every month for the accounts",
    arguments: [
      (at: "2026-06-15T22:59:00+02:00", stops: false), ("2026-06-15T23:00:00+02:00", true),
      ("2026-06-16T01:59:00+02:00", true), ("2026-06-16T02:00:00+02:00", false),
      ("2026-06-14T23:30:00+02:00", false),
    ])
  func accounts(at: String, stops: Bool) throws {
    let stop = try #require(
      SceltaParameters.AccountingStop(
        fromDay: 15, fromTime: CivilTime(iso: "23:00")!, untilTime: CivilTime(iso: "02:00")!
      ))
    let now = Fixture.instant(at)
    #expect(stop.stops(at: now) == stops)
    let decision = Fixture.decide(
      Fixture.content(on: now.romeDate), Fixture.profile.with { $0.accountingStop = stop }, now: now)
    #expect(decision.keys() == (stops ? ["REV-15"] : []))
  }
}
