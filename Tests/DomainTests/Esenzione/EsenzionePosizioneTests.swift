import Domain
import Testing

private typealias F = EsenzioneFixture

@Suite("A position and its exemptions") struct EsenzionePosizioneTests {
  private static let day = Fixture.day

  @Test("takes in what was issued, with the id of the practice, newest first") func issued() {
    let old = F.record("059")
    let content = F.content("013", F.assistito(records: [old]))
    let next = content.assistito.posizione.after(
      .esenzioneRilascio(content), decision: F.decide(content), author: "prova", practice: "p-1", on: F.today)
    #expect(next.esenzioni.count == 2)
    #expect(next.esenzioni[0].id == "p-1")
    #expect(next.esenzioni[0].code == content.code && next.esenzioni[0].issuer == F.asl)
    #expect(next.esenzioni[0].start == F.today && next.esenzioni[0].end == nil)
    #expect(next.esenzioni[0].origin == .certificate && next.esenzioni[0].practice == "p-1")
    #expect(next.esenzioni[1] == old)
    let refused = F.content("999")
    let same = refused.assistito.posizione.after(
      .esenzioneRilascio(refused), decision: F.decide(refused), author: "prova")
    #expect(same == refused.assistito.posizione)
  }

  @Test(
    "closes the civil code and the waiting for a transplant that another one replaces",
    arguments: [
      ("C01", "C03", true), ("C03", "C01", true), ("C01", "L02", false), ("052", "050", true),
      ("C02", "C04", true), ("C01", "C05", false), ("C05", "C01", false), ("C06", "C05", false),
      ("050", "052", false),
      ("013", "059", false),
    ]) func replaced(asked: String, running: String, isClosed: Bool)
  {
    let content = F.content(asked, F.assistito(records: [F.record(running)]))
    let decision = F.decide(content)
    #expect(decision.outcome == .admitted, "\(decision.allKeys)")
    #expect(decision.closes == (isClosed ? [F.record(running).id] : []))
    let next = content.assistito.posizione.after(
      .esenzioneRilascio(content), decision: decision, author: "prova")
    let expected: Esenzione.State =
      isClosed ? .ended(on: F.today.adding(days: -1), cause: .superseded) : .valid
    #expect(next.esenzioni[1].state == expected)
  }

  @Test("closes nothing for an exemption that waits, until it is confirmed") func waiting() {
    let content = F.content("052", F.assistito(records: [F.record("050")])).certifying {
      $0.certifier = .accreditedRecord
    }
    let decision = F.decide(content)
    #expect(decision.birth == .inEvaluation && decision.closes == ["r-050"])
    var next = content.assistito.posizione.after(
      .esenzioneRilascio(content), decision: decision, author: "prova", practice: "p-1", on: F.today)
    #expect(next.esenzioni.map(\.state) == [.inEvaluation, .valid])
    next.makeRoom(from: F.today, closing: decision.closes)
    #expect(next.esenzioni[1].state == .ended(on: F.today.adding(days: -1), cause: .superseded))
    let agreed = F.decide(content.agreedByDoctor)
    #expect(agreed.birth == .valid && agreed.outcome == .admitted && agreed.receipt == .definitiva)
  }

  @Test(
    "annuls what begins no earlier than what takes its place, and gives it back when that is undone",
    arguments: ["2026-06-15", "2026-09-01"]) func sameDay(start: String)
  {
    let content = F.content("C01", F.assistito(records: [F.record("C03", start: start)]))
    let decision = F.decide(content)
    #expect(decision.closes == ["r-C03"] && decision.allKeys.contains("GE-05.annulled"))
    var next = content.assistito.posizione.after(
      .esenzioneRilascio(content), decision: decision, author: "prova", practice: "p-1", on: F.today)
    #expect(next.esenzioni[1].state == .annulled(on: Self.day(start), reason: "GE-05"))
    next.undoIssue(by: "p-1", closed: decision.closes, on: F.today, reason: "x")
    #expect(next.esenzioni[1].state == .valid)
  }

  @Test("leaves what another region issued to somebody who lives there") func foreign() {
    let away = F.assistito(records: [F.record("C03", issuer: Fixture.outside)], asl: Fixture.outside)
    #expect(!F.record("C03", issuer: Fixture.outside).isChangeable(of: away.posizione, at: F.asl))
    let here = F.assistito(records: [F.record("C03", issuer: Fixture.outside)])
    #expect(F.decide(F.content("C01", here)).closes == ["r-C03"])
  }

  @Test("never ends a record before it began, nor after it had ended") func clamped() {
    let day = F.today
    var position = F.assistito(records: [
      F.record("013", start: "2026-07-01"), F.record("E02", end: "2026-03-31"),
      F.record("059", start: "2026-06-15"),
    ]).posizione
    position.closeEsenzioni(on: day.adding(days: -1), cause: .death)
    #expect(
      position.esenzioni.map(\.state) == [
        .annulled(on: Self.day("2026-07-01"), reason: "GE-06"), .valid,
        .annulled(on: day, reason: "GE-06"),
      ])
    let dead = F.revoca(.death, F.record("E02", end: "2026-03-31"), on: day) {
      $0.assistito.posizione.deathDate = day
    }
    let after = dead.assistito.posizione.after(
      .esenzioneRevoca(dead), decision: F.decide(dead), author: "prova")
    #expect(after.esenzioni[0].state == .ended(on: Self.day("2026-03-31"), cause: .expiry))
  }

  @Test("ends what is revoked, and annuls what was an error") func revoked() {
    func after(_ content: EsenzioneRevocaCase) -> Esenzione.State? {
      content.assistito.posizione.after(
        .esenzioneRevoca(content), decision: F.decide(content), author: "prova"
      ).esenzioni.first?.state
    }
    #expect(after(F.revoca(.citizen)) == .revoked(on: F.today, reason: .citizen, isBlocked: false))
    #expect(
      after(F.revoca(.officeControl) { $0.note = "falsa" })
        == .revoked(on: F.today, reason: .officeControl, isBlocked: true))
    #expect(after(F.revoca(.superseded)) == .ended(on: F.today, cause: .superseded))
    #expect(
      after(F.revoca(.issuedInError, F.record("013", issued: "2026-06-15")) { $0.note = "errore" })
        == .annulled(on: F.today, reason: "errore"))
    #expect(
      after(F.revoca(.death) { $0.assistito.posizione.deathDate = Self.day("2026-06-01") })
        == .ended(on: Self.day("2026-06-01"), cause: .death))
    #expect(after(F.revoca(.citizen, on: Self.day("2024-01-01"))) == .valid)
  }

  @Test("lets them end by time: the day after the last one, once") func expiry() {
    let person = F.assistito(records: [F.record("E02", end: "2027-03-31"), F.record("013")])
    #expect(person.posizione.dayPassed(Self.day("2027-03-31")).isEmpty)
    let events = person.posizione.dayPassed(Self.day("2027-04-01"))
    #expect(events.map(\.kind) == [.esenzione])
    let next = person.posizione.after(events[0])
    #expect(next.esenzioni.map(\.state) == [.ended(on: Self.day("2027-03-31"), cause: .expiry), .valid])
    #expect(next.dayPassed(Self.day("2027-04-01")).isEmpty)
    #expect(next.scelte == person.posizione.scelte && next.assistenza == person.posizione.assistenza)
  }

  @Test(
    "lets the age end those of a child, whoever recorded them",
    arguments: [
      ("E01", "2021-05-10", "2027-05-10"), ("C04", "2009-05-10", "2027-05-10"),
    ]) func ages(code: String, born: String, due: String)
  {
    let person = F.assistito(born: born, records: [F.record(code, end: "2028-03-31")])
    let events = person.posizione.events(from: F.today, through: Self.day("2028-12-31"))
    #expect(events.map(\.due) == [Self.day(due)])
    #expect(
      person.posizione.after(events[0]).esenzioni[0].state
        == .ended(on: Self.day(due).adding(days: -1), cause: .age))
  }

  @Test("ends them with the death and with the enrolment") func bounds() {
    var dead = F.assistito(records: [F.record("013")])
    dead.posizione.deathDate = Self.day("2026-06-20")
    let events = dead.posizione.dayPassed(Self.day("2026-06-21"))
    #expect(events.map(\.cause) == [.death])
    #expect(
      dead.posizione.after(events[0]).esenzioni[0].state == .ended(on: Self.day("2026-06-20"), cause: .death))
    #expect(dead.expiries(from: F.today, exemptionDays: 60).isEmpty)

    let until = Self.day("2026-08-31")
    let temporary = F.assistito(records: [F.record("013")]) {
      $0.posizione.assistenza?.kind = .temporary(until: until)
    }
    var position = temporary.posizione
    for event in position.dayPassed(until.adding(days: 1)) { position = position.after(event) }
    #expect(position.assistenza?.ended?.on == until)
    #expect(position.esenzioni[0].state == .ended(on: until, cause: .enrolment))

    var gone = F.assistito(records: [F.record("013"), F.record("E02", end: "2026-06-01")]).posizione
    gone.closeEsenzioni(on: F.today, cause: .enrolment)
    #expect(gone.esenzioni.map(\.state) == [.ended(on: F.today, cause: .enrolment), .valid])
  }

  @Test("shows those of the next sixty days among what ends, and not later ones") func expiries() {
    let records = [F.record("E02", end: "2026-08-14"), F.record("E03", end: "2026-08-15")]
    let person = F.assistito(records: records)
    let expiries = person.expiries(from: F.today, exemptionDays: 60)
    #expect(expiries.map(\.esenzione) == [F.code("E02")])
    #expect(expiries.map(\.on) == [Self.day("2026-08-14")])
    #expect(person.expiries(from: F.today, exemptionDays: 61).count == 2)
    #expect(person.expiries(from: F.today, exemptionDays: 59).isEmpty)
  }

  @Test("keeps on a move what holds where the person goes") func lapse() {
    let records = [
      F.record("013"), F.record("E90", end: "2027-03-31", scope: .region("09")),
      F.record("7RQ", end: "2027-03-31", scope: .region("05")),
      F.record("E05", end: "2026-06-01", scope: .region("01")),
    ]
    let yesterday = F.today.adding(days: -1)
    func states(outside region: String?) -> [Esenzione.State] {
      var position = F.assistito(records: records).posizione
      position.lapseEsenzioni(outside: region, on: yesterday)
      return position.esenzioni.map(\.state)
    }
    let over = Esenzione.State.ended(on: yesterday, cause: .region)
    #expect(states(outside: "05") == [.valid, over, .valid, .valid])
    #expect(states(outside: "09") == [.valid, .valid, over, .valid])
    #expect(states(outside: nil) == [.valid, over, over, .valid])
  }

  @Test(
    "undoes an issue: what had made room counts again, unless it has ended by now for another reason",
    arguments: [
      ("2026-06-15", nil, nil, Esenzione.State.valid),
      ("2026-07-01", "2026-06-30", nil, .ended(on: Fixture.day("2026-06-30"), cause: .expiry)),
      ("2026-06-30", "2026-06-30", nil, .valid),
      ("2026-07-01", nil, "2026-06-20", .ended(on: Fixture.day("2026-06-20"), cause: .death)),
    ] as [(String, String?, String?, Esenzione.State)])
  func undone(on day: String, end: String?, death: String?, expected: Esenzione.State) {
    let other = F.record("L02", state: .ended(on: F.today.adding(days: -1), cause: .superseded))
    let content = F.content("C01", F.assistito(records: [F.record("C03", end: end), other]))
    let decision = F.decide(content)
    var position = content.assistito.posizione.after(
      .esenzioneRilascio(content), decision: decision, author: "prova", practice: "p-1", on: F.today)
    position.deathDate = death.map(Self.day)
    position.undoIssue(by: "p-0", closed: decision.closes, on: Self.day(day), reason: "x")
    #expect(position.esenzioni[0].state == .valid)
    position.undoIssue(by: "p-1", closed: decision.closes, on: Self.day(day), reason: "x")
    #expect(position.esenzioni[0].state == .annulled(on: Self.day(day), reason: "x"))
    #expect(position.esenzioni[1].state == expected)
    #expect(position.esenzioni[2] == other, "it was not this issue that ended it")
  }
}
