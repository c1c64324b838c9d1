import Domain
import Testing

private typealias F = EsenzioneFixture
private typealias Reason = EsenzioneRevocaCase.Reason

@Suite("The reasons for which a record may change") struct EsenzioneReasonTests {
  private static let day = F.today
  private static let ends: [Reason] = [
    .citizen, .requirementLost, .officeControl, .superseded, .enrolmentEnded, .death,
  ]
  private static let blocked = Esenzione.State.revoked(on: day, reason: .officeControl, isBlocked: true)

  /// How a record stands, and all that may be asked for it.
  private static let table: [(state: Esenzione.State, reasons: [Reason])] = [
    (.draft, []), (.valid, ends + [.permitRenewal]), (.suspended(since: day), ends + [.permitRenewed]),
    (.inVerification, ends.filter { $0 != .officeControl }),
    (.inEvaluation, ends.filter { $0 != .officeControl }),
    (.ended(on: day, cause: .expiry), [.officeControl]),
    (.revoked(on: day, reason: .citizen, isBlocked: false), [.officeControl]), (blocked, [.blockLifted]),
    (.annulled(on: day, reason: "x"), []), (.notValid, []),
  ]

  @Test("follow from its state, one by one") func states() {
    for row in Self.table {
      let record = F.record("013", state: row.state)
      #expect(Reason.possible(for: record, on: Self.day) == row.reasons, "\(row.reasons)")
    }
  }

  @Test("of the list of the Sistema TS are neither giving up nor an error; of today's issue an error is one")
  func origin() {
    var listed = F.record("E01")
    listed.origin = .mefList
    #expect(
      Reason.possible(for: listed, on: Self.day) == Self.ends.filter { $0 != .citizen } + [.permitRenewal])
    listed.issuedOn = Self.day
    #expect(!Reason.possible(for: listed, on: Self.day).contains(.issuedInError))
    let fresh = F.record("013", issued: Self.day.iso)
    #expect(Reason.possible(for: fresh, on: Self.day).contains(.issuedInError))
    #expect(!Reason.possible(for: fresh, on: Self.day.adding(days: 1)).contains(.issuedInError))
  }

  @Test("lead through suspension and back to the same last day, and lift a block once") func after() {
    var person = F.assistito(records: [F.record("013", end: "2027-03-31")])
    person.posizione.entitlement = .thirdCountry(
      .init(category: .work, validUntil: Fixture.day("2027-06-30")))
    func change(_ reason: Reason) {
      let content = EsenzioneRevocaCase(
        assistito: person, esenzione: "r-013", reason: reason, effectiveDate: Self.day, deskAsl: F.asl,
        note: "prova")
      let decision = F.decide(content)
      #expect(decision.outcome == .admitted, "\(reason)")
      person.posizione = person.posizione.after(
        .esenzioneRevoca(content), decision: decision, author: "a", practice: nil, on: Self.day)
    }
    change(.permitRenewal)
    #expect(person.posizione.esenzioni[0].state == .suspended(since: Self.day))
    #expect(!person.posizione.esenzioni[0].counts(on: Self.day))
    change(.permitRenewed)
    #expect(person.posizione.esenzioni[0].state == .valid)
    #expect(person.posizione.esenzioni[0].lastDay == Fixture.day("2027-03-31"))
    person.posizione.esenzioni[0].state = Self.blocked
    change(.blockLifted)
    #expect(
      person.posizione.esenzioni[0].state
        == .revoked(on: Self.day, reason: .officeControl, isBlocked: false))
  }

  @Test(
    "of a block ask for the right of the office of controls, all others for exemptions alone",
    arguments: Reason.allCases)
  private func rights(reason: Reason) {
    let needed = PracticeCase.esenzioneRevoca(F.revoca(reason)).requiredCapabilities
    #expect(needed.contains(.blockEsenzione) == (reason == .officeControl || reason == .blockLifted))
    #expect(needed.contains(.esenzioni))
  }

  @Test("undoing an issue suspends again what had been suspended before it was closed") func undone() {
    var position = F.assistito(records: [F.record("050", state: .suspended(since: Self.day))]).posizione
    position.esenzioni.insert(F.record("052", start: Self.day.iso), at: 0)
    position.esenzioni[0].practice = "p-1"
    position.makeRoom(from: Self.day, closing: ["r-050"])
    #expect(position.esenzioni[1].state == .ended(on: Self.day.adding(days: -1), cause: .superseded))
    position.undoIssue(
      by: "p-1", closed: ["r-050"], standing: ["r-050": .suspended(since: Self.day)], on: Self.day,
      reason: "x")
    #expect(position.esenzioni[1].state == .suspended(since: Self.day))
  }

  @Test(
    "a record is renewed once another one of its code begins later, whatever became of a request",
    arguments: [
      (Esenzione.State.valid, true), (.inVerification, true), (.inEvaluation, true),
      (.ended(on: day, cause: .expiry), true), (.notValid, false), (.annulled(on: day, reason: "x"), false),
    ])
  func later(state: Esenzione.State, isRenewed: Bool) {
    let old = F.record("E02", start: "2025-04-01", end: "2026-03-31")
    var new = F.record("E02", start: "2026-04-01", end: "2027-03-31", state: state)
    let position = F.assistito(records: [new.renamed(), old]).posizione
    #expect(position.hasLater(than: old) == isRenewed)
    new.code = F.code("E03")
    #expect(!F.assistito(records: [new.renamed(), old]).posizione.hasLater(than: old))
  }
}

extension Esenzione {
  /// The same record under another id.
  fileprivate func renamed() -> Esenzione {
    Esenzione(
      id: "r-other", code: code, scope: scope, issuer: issuer, start: start, end: end, issuedOn: issuedOn,
      origin: origin, state: state)
  }
}
