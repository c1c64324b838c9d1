import Domain
import Testing

@Suite("Events of a day") struct DayEventTests {
  static func position(
    born: String = "1980-01-01", scelta: Scelta? = Fixture.scelta(), until: String? = nil,
    entitlement: Entitlement = .italian, transferNotice: String? = nil
  ) -> Posizione {
    Posizione(
      birthDate: Fixture.day(born), residence: Fixture.residence(Fixture.territory()),
      entitlement: entitlement,
      assistenza: Assistenza(
        asl: Fixture.asl, start: Fixture.day("2020-01-01"),
        kind: until.map { .temporary(until: Fixture.day($0)) } ?? .unlimited),
      scelte: scelta.map { [$0] } ?? [], transferNotice: transferNotice.map(Fixture.day))
  }

  static let pls = Fixture.scelta("P1", kind: .pls, start: "2020-01-01")
  static let extended = Fixture.scelta(
    "P1", kind: .pls, start: "2020-01-01", motive: .pediatricExtension, until: Fixture.day("2028-06-14"))
  static let refused = Fixture.scelta(
    end: .init(on: Fixture.day("2026-06-16"), reason: .ricusazione), notice: Fixture.day("2026-06-01"))

  static let rows: [(position: Posizione, due: String, kind: Expiry.Kind, lastDay: String, shown: String)] = [
    (position(born: "2012-06-14", scelta: pls), "2026-06-14", .fourteenth, "2026-06-14", "2026-06-14"),
    (position(born: "2012-02-29", scelta: pls), "2026-02-28", .fourteenth, "2026-02-28", "2026-02-28"),
    (position(born: "2012-06-14", scelta: extended), "2028-06-14", .sixteenth, "2028-06-14", "2028-06-14"),
    (position(scelta: refused), "2026-06-17", .ricusazione, "2026-06-16", "2026-06-17"),
    (position(transferNotice: "2026-06-01"), "2026-07-02", .transfer, "2026-07-01", "2026-07-01"),
    (position(until: "2026-06-30"), "2026-07-01", .temporary, "2026-06-30", "2026-06-30"),
    (position(scelta: nil, until: "2026-06-30"), "2026-07-01", .temporary, "2026-06-30", "2026-06-30"),
    (
      position(until: "2026-06-30", entitlement: ForeignerRulesTests.permit(.work, until: "2026-06-30")),
      "2026-07-01", .permesso, "2026-06-30", "2026-06-30"
    ),
  ]

  @Test("fall due on one day, not the day before nor after", arguments: rows.indices)
  func due(row: Int) throws {
    let (position, due, kind, lastDay, shown) = Self.rows[row]
    let day = Fixture.day(due)
    #expect(position.dayPassed(day.adding(days: -1)).isEmpty)
    #expect(position.dayPassed(day.adding(days: 1)).isEmpty)
    let event = try #require(position.dayPassed(day).first)
    #expect(event.kind == kind)
    #expect(event.lastDay == Fixture.day(lastDay))
    #expect(event.shownDay == Fixture.day(shown))
  }

  @Test("close what they end, and do not come again", arguments: rows.indices)
  func closes(row: Int) throws {
    let position = Self.rows[row].position
    let event = try #require(position.dayPassed(Fixture.day(Self.rows[row].due)).first)
    let after = position.after(event)
    #expect(after.openScelta == nil)
    #expect(after.activeScelta(on: event.lastDay.adding(days: 1)) == nil)
    #expect(
      after.activeScelta(on: event.lastDay)
        == position.activeScelta(on: event.lastDay).map { old in
          var ended = old
          ended.end = .init(on: event.lastDay, reason: event.ending)
          return ended
        })
    if event.kind != .ricusazione { #expect(after.dayPassed(event.due).isEmpty) }
  }

  @Test(
    "keep the medico on show to the last day, and an open scelta before its first",
    arguments: [("2026-06-02", true), ("2026-06-16", true), ("2026-06-17", false)])
  func present(day: String, isShown: Bool) {
    #expect((Self.position(scelta: Self.refused).presentScelta(on: Fixture.day(day)) != nil) == isShown)
    #expect(Self.position(scelta: Fixture.scelta()).presentScelta(on: .earliest) != nil)
  }

  @Test("leave the dead and the plain adult alone") func none() {
    var position = Self.position(born: "2012-06-14", scelta: Self.pls)
    position.deathDate = Fixture.day("2026-01-01")
    #expect(position.events(from: .earliest, through: .latest).isEmpty)
    #expect(Self.position().events(from: .earliest, through: .latest).isEmpty)
    #expect(Self.position(born: "2012-06-14").events(from: .earliest, through: .latest).isEmpty)
  }

  @Test("are listed for ninety days ahead", arguments: [("2026-03-16", true), ("2026-03-15", false)])
  func expiries(today: String, listed: Bool) {
    var assistito = Fixture.assistito(born: "2012-06-14", scelte: [Self.pls])
    #expect(
      assistito.expiries(from: Fixture.day(today), exemptionDays: 60).map(\.on)
        == (listed ? [Fixture.day("2026-06-14")] : []))
    assistito.identity.codes = []
    #expect(assistito.expiries(from: Fixture.day(today), exemptionDays: 60).isEmpty)
  }
}

@Suite("Positions after a practice") struct PosizioneChangesTests {
  static func after(_ content: SceltaCase) -> Posizione {
    content.assistito.posizione.after(.scelta(content), decision: Fixture.decide(content), author: "prova")
  }

  @Test("have one open scelta, which begins the day after the old one ended") func change() {
    let after = Self.after(Fixture.content(Fixture.assistito(scelte: [Fixture.scelta("M0")])))
    #expect(after.scelte.map(\.medico) == ["M1", "M0"])
    #expect(after.scelte.count { $0.end == nil } == 1)
    #expect(after.scelte[1].end == .init(on: Fixture.day("2026-06-14"), reason: .change))
    #expect(after.scelte[0].motive == .change)
    #expect(after.assistenza?.kind == .unlimited)
  }

  @Test("are the same after a refusal") func refused() {
    let content = Fixture.content(medico: CeilingRulesTests.medico("000"))
    #expect(Self.after(content) == content.assistito.posizione)
  }

  @Test("carry the motive and the end of the scelta", arguments: Scelta.Motive.allCases)
  func motives(motive: Scelta.Motive) throws {
    let content: SceltaCase? =
      switch motive {
      case .first: Fixture.content()
      case .change: Fixture.content(Fixture.assistito(scelte: [Fixture.scelta("M0")]))
      case .renewal: Fixture.content(Fixture.assistito(scelte: [Fixture.scelta("M1")]))
      case .reunion: ReunionRulesTests.content()
      case .derogaTerritoriale: TerritoryRulesTests.deroga(borders: true)
      case .derogaMassimale:
        Fixture.content(medico: CeilingRulesTests.medico("000")).with {
          $0.request.overrideReason = "urgenza"
        }
      case .pediatricExtension:
        Fixture.content(Fixture.assistito(born: "2012-06-20"), medico: Fixture.medico(kind: .pls)).with {
          $0.request.pediatricExtension = .init(requestedOn: Fixture.today, reason: .handicap)
          $0.request.medicoAcceptance = true
        }
      case .exOfficio: nil
      }
    guard let content else { return }
    let after = Self.after(content)
    #expect(after.scelte.first?.motive == motive)
    #expect((after.scelte.first?.until != nil) == (motive == .pediatricExtension))
    #expect(after.assistenza?.kind == .unlimited, "the end of an extension is not the enrolment's")
  }

  @Test("close by the reason of a revoca", arguments: RevocaCase.Reason.allCases)
  func revoca(reason: RevocaCase.Reason) {
    var person = Fixture.assistito(
      assistenza: Assistenza(asl: Fixture.asl, start: Fixture.day("2020-01-01"), kind: .unlimited),
      scelte: [Fixture.scelta("M2", start: "2024-01-01"), Fixture.scelta("M1")])
    person.posizione.transferNotice = Fixture.day("2026-04-01")
    if reason == .death { person.posizione.deathDate = Fixture.day("2026-06-01") }
    if reason == .aire { person.posizione.residence = .abroad(state: "CH", since: Fixture.day("2026-06-01")) }
    let content = PracticeCase.revoca(RevocaTests.revoca(reason, person))
    let decision = content.decide(profile: Fixture.profile, now: Fixture.now)
    let after = person.posizione.after(content, decision: decision, author: "prova")
    #expect(decision.outcome != .refused)
    #expect((after.openScelta == nil) == (reason != .doubleEnrolment))
    #expect(after.scelte[1].end?.reason == reason.ending)
    if reason == .doubleEnrolment { #expect(after.scelte[1].end?.on == Fixture.day("2023-12-31")) }
    #expect((after.assistenza?.ended != nil) == [.death, .aire, .temporaryEnd].contains(reason))
  }
}
