import Domain
import Testing

@Suite("Revoca, change and ricusazione") struct RevocaTests {
  static func revoca(
    _ reason: RevocaCase.Reason, _ assistito: Assistito = Fixture.assistito(scelte: [Fixture.scelta()]),
    note: String = "trasloco"
  ) -> RevocaCase {
    RevocaCase(
      assistito: assistito, reason: reason, effectiveDate: Fixture.today,
      documentsSeen: [.identityDocument], note: note)
  }

  static func decide(_ content: RevocaCase, now: Instant = Fixture.now) -> Decision {
    Revoca.decide(content, profile: Fixture.profile, now: now)
  }

  @Test("warns that the person stays without a medico, and asks why") func alone() {
    #expect(Self.decide(Self.revoca(.citizenWish)).keys() == ["REV-02"])
    #expect(Self.decide(Self.revoca(.citizenWish, note: "")).keys() == ["REV-02.noReason", "REV-02"])
    #expect(Self.decide(Self.revoca(.movesAbroad)).findings.map(\.messageKey) == ["regola.REV-02.moving"])
    // Who moves away knows it: a second confirmation would only cost time.
    #expect(!Self.decide(Self.revoca(.movesAbroad)).needsSecondConfirmation)
    #expect(Self.decide(Self.revoca(.citizenWish)).needsSecondConfirmation)
    #expect(Self.decide(Self.revoca(.movesToOtherRegion)).effectiveDate == Fixture.today)
  }

  @Test("attests nothing where there is nothing to revoke") func nothing() {
    #expect(Self.decide(Self.revoca(.movesAbroad, Fixture.assistito())).keys().first == "PRA-04")
  }

  @Test("follows the death that the registry knows") func death() {
    var dead = Fixture.assistito(scelte: [Fixture.scelta()])
    #expect(Self.decide(Self.revoca(.death, dead)).keys() == ["REV-06.unknown"])
    dead.posizione.deathDate = Fixture.day("2026-06-10")
    let decision = Self.decide(Self.revoca(.death, dead))
    #expect(decision.outcome == .admitted)
    #expect(decision.effectiveDate == Fixture.day("2026-06-10"))
    #expect(Self.decide(Self.revoca(.citizenWish, dead)).headline?.messageKey == "regola.REV-06.dead")
  }

  @Test(
    "waits thirty days after the communication of a transfer",
    arguments: [
      (notice: String?.none, keys: ["REV-07.noNotice"]), ("2026-05-16", ["REV-07.early"]),
      ("2026-05-15", []), ("2026-04-01", []),
    ])
  func transfer(notice: String?, keys: [String]) {
    var moved = Fixture.assistito(scelte: [Fixture.scelta()])
    moved.posizione.transferNotice = notice.map(Fixture.day)
    #expect(Self.decide(Self.revoca(.transferNotice, moved)).keys() == keys)
  }

  @Test("closes by AIRE only who has gone abroad") func aire() {
    #expect(Self.decide(Self.revoca(.aire)).keys() == ["REV-13.resident"])
    let abroad = Fixture.assistito(
      residence: .abroad(state: "CH", since: Fixture.day("2026-05-01")), scelte: [Fixture.scelta()])
    #expect(Self.decide(Self.revoca(.aire, abroad)).effectiveDate == Fixture.day("2026-05-01"))
  }

  @Test("prefers suspension while a renewal runs, and confirms a double only if there is one") func others() {
    let assistenza = Assistenza(
      asl: Fixture.asl, start: Fixture.day("2025-01-01"), kind: .temporary(until: Fixture.day("2026-05-31")))
    var person = Fixture.assistito(
      entitlement: ForeignerRulesTests.permit(.work, until: "2026-05-31", receipt: "2026-05-01"),
      assistenza: assistenza, scelte: [Fixture.scelta()])
    #expect(Self.decide(Self.revoca(.temporaryEnd, person)).keys() == ["REV-12.renewal"])
    person.posizione.entitlement = .italian
    #expect(Self.decide(Self.revoca(.temporaryEnd, person)).effectiveDate == Fixture.day("2026-05-31"))
    #expect(Self.decide(Self.revoca(.doubleEnrolment)).keys() == ["REV-08.single"])
    person.posizione.scelte.append(Fixture.scelta("M9"))
    #expect(Self.decide(Self.revoca(.doubleEnrolment, person)).keys() == [])
  }

  static func ricusazione(notice: String = "2026-06-01") -> RicusazioneCase {
    RicusazioneCase(
      assistito: Fixture.assistito(scelte: [Fixture.scelta("M1")]), medico: Fixture.medico(),
      noticeDate: Fixture.day(notice), reason: "fiducia", otherMedicoAvailable: true)
  }

  static func decide(_ content: RicusazioneCase) -> Decision {
    Ricusazione.decide(content, profile: Fixture.profile, now: Fixture.now)
  }

  @Test(
    "lets a ricusazione count from the sixteenth day after the notice",
    arguments: [("2026-06-01", "2026-06-17"), ("2026-02-15", "2026-03-03"), ("2024-02-15", "2024-03-02")])
  func sixteenth(notice: String, effect: String) {
    #expect(Ricusazione.effectiveDate(notice: Fixture.day(notice)) == Fixture.day(effect))
    #expect(Self.decide(Self.ricusazione(notice: notice)).effectiveDate == Fixture.day(effect))
  }

  @Test("refuses a ricusazione that the agreement does not allow") func notAllowed() {
    func keys(_ change: (inout RicusazioneCase) -> Void) -> [String] {
      var content = Self.ricusazione()
      change(&content)
      return Self.decide(content).keys()
    }
    #expect(keys { _ in } == [])
    #expect(keys { $0.reason = "" } == ["REV-03.reason"])
    #expect(keys { $0.toReduceList = true } == ["REV-04.ceiling"])
    #expect(keys { $0.otherMedicoAvailable = false } == ["REV-04"])
    #expect(keys { $0.otherMedicoAvailable = nil } == ["REV-04.unknown"])
    #expect(
      keys {
        $0.otherMedicoAvailable = false
        $0.committeeHeard = true
      } == ["REV-04.committee"])
    #expect(keys { $0.noticeDate = Fixture.day("2026-06-16") } == ["PRA-03.notice"])
    #expect(keys { $0.medico = Fixture.medico("M2") } == ["PRA-04.medico"])
    #expect(keys { $0.pending = "X" } == ["PRA-01"])
  }

  @Test(
    "refuses to end once more what ends by then, and moves no end to a later day",
    arguments: [("2026-06-15", true), ("2026-06-16", true), ("2026-06-17", false), ("2026-09-30", false)])
  func ended(end: String, isRefused: Bool) {
    let end = Scelta.Ending(on: Fixture.day(end), reason: .revoca)
    var content = Self.ricusazione()
    content.assistito.posizione.scelte = [Fixture.scelta("M1", end: end)]
    let decision = Self.decide(content)
    #expect(decision.keys() == (isRefused ? ["PRA-04.ended"] : []))
    // What would follow is told only of what can be registered.
    #expect(decision.allKeys.contains("REV-03") == !isRefused)
    // Whatever was decided, the earlier end stands.
    let forced = Decision(findings: [], effectiveDate: Fixture.day("2026-06-17"))
    let after = content.assistito.posizione.after(.ricusazione(content), decision: forced, author: "prova")
    #expect(after.scelte[0].end?.on == min(end.on, Fixture.day("2026-06-16")))
    #expect(after.scelte[0].end?.reason == (isRefused ? .revoca : .ricusazione))
  }

  @Test(
    "revokes nothing that is revoked for that day or earlier",
    arguments: [("2026-06-15", ["PRA-04.ended"]), ("2026-06-16", ["REV-02"]), ("2026-12-31", ["REV-02"])])
  func revoked(end: String, keys: [String]) {
    let end = Scelta.Ending(on: Fixture.day(end), reason: .revoca)
    let person = Fixture.assistito(scelte: [Fixture.scelta(end: end)])
    #expect(Self.decide(Self.revoca(.citizenWish, person)).keys().prefix(1) == keys.prefix(1))
  }

  @Test("tells the last day with the medico, but of nobody who is left without one") func lastDays() {
    let day = Fixture.today
    for reason in RevocaCase.Reason.allCases {
      switch reason {
      case .transferNotice: #expect(reason.lastDay(effective: day) == day.adding(days: -1))
      case .death, .doubleEnrolment: #expect(reason.lastDay(effective: day) == nil)
      default: #expect(reason.lastDay(effective: day) == day)
      }
    }
  }

  @Test("lets a person choose again the medico whose relation ends") func sameAgain() {
    func keys(_ end: Scelta.Ending?) -> [String] {
      var content = Fixture.content()
      content.assistito.posizione.scelte = [Fixture.scelta("M1", end: end)]
      return Fixture.decide(content).keys()
    }
    #expect(keys(nil) == ["PRA-02"])
    #expect(keys(Scelta.Ending(on: Fixture.today, reason: .revoca)) == ["REV-02.stands"])
    #expect(keys(Scelta.Ending(on: Fixture.today, reason: .transfer)) == [])
  }

  @Test(
    "keeps the end that a revoca set: what is chosen up to that day counts from the next one",
    arguments: [
      (end: "2026-06-15", reason: Scelta.Ending.Reason.revoca, medico: "M1", start: "2026-06-16"),
      ("2026-06-15", .revoca, "M2", "2026-06-16"), ("2026-06-30", .revoca, "M2", "2026-07-01"),
      ("2026-06-14", .revoca, "M2", "2026-06-15"), ("2026-06-30", .medicoCeased, "M2", "2026-06-15"),
    ])
  func stands(end: String, reason: Scelta.Ending.Reason, medico: String, start: String) {
    let ending = Scelta.Ending(on: Fixture.day(end), reason: reason)
    var content = Fixture.content(medico: Fixture.medico(medico))
    content.assistito.posizione.scelte = [Fixture.scelta("M1", end: ending)]
    let decision = Fixture.decide(content)
    #expect(decision.effectiveDate == Fixture.day(start))
    #expect(decision.allKeys.contains("REV-02.stands") == (start != "2026-06-15"))
    // What another desk decided on its own day moves the end as little.
    for decision in [decision, Decision(findings: [], effectiveDate: Fixture.today)] {
      let after = content.assistito.posizione.after(.scelta(content), decision: decision, author: "prova")
      #expect(after.scelte.map(\.start) == [Fixture.day(start), Fixture.day("2020-01-01")])
      #expect(
        after.scelte[1].end
          == (reason == .revoca ? ending : .init(on: Fixture.day("2026-06-14"), reason: .change)))
    }
  }

  @Test("says of a relation that began on the same day that it is replaced, not that it ended before")
  func sameDay() {
    func keys(_ start: String) -> [String] {
      Fixture.decide(Fixture.content(Fixture.assistito(scelte: [Fixture.scelta(start: start)]))).allKeys
    }
    #expect(keys("2026-06-15").contains("REV-01.sameDay") && !keys("2026-06-15").contains("REV-01"))
    #expect(keys("2026-06-14").contains("REV-01") && !keys("2026-06-14").contains("REV-01.sameDay"))
  }

  @Test("decides a second choice as if it were the first, without what was granted for the first alone")
  func second() {
    var content = Fixture.content(medico: Fixture.medico("M1", ambito: "A2", distretto: "D2"))
    content.request.deroga = .init(ground: .proximity, reason: "prova")
    content.request.medicoAcceptance = true
    content.request.overrideReason = "prova"
    content.request.secondChoice = "M2"
    func keys(_ medico: Medico) -> [String] {
      Fixture.decide(content.asking(MedicoView(medico: medico, ambito: nil))).keys(atLeast: .block)
    }
    #expect(keys(Fixture.medico("M2")) == [])
    #expect(keys(Fixture.medico("M2", ambito: "A2", distretto: "D2")) == ["AMB-02.acceptance"])
    #expect(keys(Fixture.medico("M2", load: .init(permanent: 1_575, temporary: 0))) == ["MAX-01"])
  }

  @Test("keeps the medico on days 1 to 15 and bans the choice of the same medico") func clock() {
    let content = PracticeCase.ricusazione(Self.ricusazione())
    let before = content.assistito.posizione
    let after = before.after(
      content, decision: content.decide(profile: Fixture.profile, now: Fixture.now), author: "prova")
    #expect(after.activeScelta(on: Fixture.day("2026-06-16"))?.medico == "M1")
    #expect(after.activeScelta(on: Fixture.day("2026-06-17")) == nil)
    for day in ["2026-06-15", "2026-06-20"] {
      var again = Fixture.content(on: Fixture.day(day))
      again.assistito.posizione = after
      #expect(Fixture.decide(again).keys().contains("REV-05"))
    }
  }

  @Test("keeps the ban when the citizen changes before the sixteenth day") func changeInBetween() {
    var content = Fixture.content(medico: Fixture.medico("M2"))
    content.assistito.posizione.scelte = [
      Fixture.scelta(
        "M1", end: .init(on: Fixture.day("2026-06-20"), reason: .ricusazione),
        notice: Fixture.day("2026-06-05"))
    ]
    let decision = Fixture.decide(content)
    #expect(decision.keys() == [])
    #expect(decision.allKeys.contains("REV-03.running"))
    let after = content.assistito.posizione.after(.scelta(content), decision: decision, author: "prova")
    #expect(after.scelte[1].end == .init(on: Fixture.day("2026-06-14"), reason: .change))
    var back = Fixture.content(medico: Fixture.medico("M1"), on: Fixture.day("2026-07-01"))
    back.assistito.posizione = after
    #expect(Fixture.decide(back).keys() == ["REV-05"])
  }

  @Test("looks at the last movement with that medico only") func lastMovement() {
    var content = Fixture.content()
    content.assistito.posizione.scelte = [
      Fixture.scelta("M1", start: "2023-01-01", end: .init(on: Fixture.day("2024-01-01"), reason: .change)),
      Fixture.scelta("M1", end: .init(on: Fixture.day("2022-01-01"), reason: .ricusazione)),
    ]
    #expect(Fixture.decide(content).keys() == [])
  }

  @Test(
    "holds a second change within the profile's interval",
    arguments: [(0, "2026-06-15", []), (31, "2026-05-16", ["REV-16"]), (31, "2026-05-15", [])])
  func interval(days: Int, start: String, keys: [String]) {
    let content = Fixture.content(Fixture.assistito(scelte: [Fixture.scelta(start: start)]))
    let profile = Fixture.profile.with { $0.minimumDaysBetweenChanges = days }
    #expect(Fixture.decide(content, profile).keys() == keys)
  }
}
