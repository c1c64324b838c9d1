import Domain
import Testing

private typealias F = EsenzioneFixture

@Suite("The record of an exemption goes through its states") struct EsenzioneStateTests {
  private static let day = Fixture.day("2026-06-15")
  private static let states: [Esenzione.State] = [
    .draft, .valid, .suspended(since: day), .inVerification, .inEvaluation, .ended(on: day, cause: .expiry),
    .revoked(on: day, reason: .citizen, isBlocked: false),
    .revoked(on: day, reason: .officeControl, isBlocked: true), .annulled(on: day, reason: "x"), .notValid,
  ]
  private static let events: [EsenzioneEvent] = [
    .submit(.valid), .submit(.inVerification), .submit(.inEvaluation), .confirm, .reject, .suspend(day),
    .resume,
    .end(day, .death), .revoke(day, .citizen, isBlocked: false), .annul(day, reason: "x"), .unblock,
    .revoke(day, .officeControl, isBlocked: true),
    .revoke(day.adding(days: -1), .citizen, isBlocked: false),
  ]

  /// Every pair that is legal, by its place in the two lists; every other one is refused.
  private static let legal: [Int: [Int: Int]] = [
    0: [0: 1, 1: 3, 2: 4, 9: 8], 1: [5: 2, 7: 10, 8: 6, 9: 8, 11: 7, 12: 13],
    2: [6: 1, 7: 10, 8: 6, 9: 8, 11: 7, 12: 13], 3: [3: 1, 4: 9, 7: 10, 8: 12, 9: 8, 12: 14],
    4: [3: 1, 4: 9, 7: 10, 8: 12, 9: 8, 12: 14], 5: [11: 7], 6: [11: 7, 12: 13], 7: [10: 11],
  ]
  private static let outcomes: [Esenzione.State] =
    states + [
      .ended(on: day, cause: .death), .revoked(on: day, reason: .officeControl, isBlocked: false),
      .annulled(on: day, reason: "citizen"),
      .revoked(on: day.adding(days: -1), reason: .citizen, isBlocked: false),
      .annulled(on: day.adding(days: -1), reason: "citizen"),
    ]

  @Test("by the table, and no other way") func table() {
    for (from, state) in Self.states.enumerated() {
      for (number, event) in Self.events.enumerated() {
        let expected = Self.legal[from]?[number].map { Self.outcomes[$0] }
        let found = try? state.after(event)
        #expect(found == expected, "\(from) \(number)")
        if state.isFinal, ![10, 11, 12].contains(number) { #expect(found == nil) }
      }
    }
  }

  @Test("and a block set later leaves the last day where it was") func blocked() throws {
    let late = Self.day.adding(days: 30)
    for state: Esenzione.State in [
      .ended(on: Self.day, cause: .expiry), .revoked(on: Self.day, reason: .citizen, isBlocked: false),
    ] {
      #expect(
        try state.after(.revoke(late, .officeControl, isBlocked: true))
          == .revoked(on: Self.day, reason: .officeControl, isBlocked: true))
    }
  }

  @Test(
    "and shows on each day how it stands",
    arguments: [
      ("2026-04-14", EsenzioneStanding.future), ("2026-04-15", .valid), ("2027-01-29", .valid),
      ("2027-01-30", .expiring), ("2027-03-31", .expiring), ("2027-04-01", .expired),
    ]) func standing(on day: String, expected: EsenzioneStanding)
  {
    let record = F.record("E02", start: "2026-04-15", end: "2027-03-31")
    #expect(record.standing(on: Fixture.day(day), expiringWithin: 60) == expected)
    #expect(expected.counts == ["2026-04-15", "2027-01-29", "2027-01-30", "2027-03-31"].contains(day))
  }

  @Test(
    "and ends soon as many days before as the region says",
    arguments: [
      ("2027-03-01", 30, EsenzioneStanding.expiring), ("2027-02-28", 30, .valid),
      ("2027-03-31", 0, .expiring),
      ("2027-03-30", 0, .valid), ("2026-12-31", 90, .expiring), ("2026-12-30", 90, .valid),
    ]) func warning(on day: String, within days: Int, expected: EsenzioneStanding)
  {
    let record = F.record("E02", start: "2026-04-15", end: "2027-03-31")
    #expect(record.standing(on: Fixture.day(day), expiringWithin: days) == expected)
    #expect(record.counts(on: Fixture.day(day)))
    let other = F.content("013", F.assistito(records: [record]), on: Fixture.day(day))
    let profile = F.profile.withEsenzioni { $0.expiringDays = days }
    let noon = RomeTime(date: Fixture.day(day), time: CivilTime(hour: 12, minute: 0)!).instant
    #expect(F.decide(other, profile, now: noon).allKeys.contains("GE-12") == (expected == .expiring))
  }

  @Test("and an end sooner than the last day is seen from the day after") func ended() {
    let revoked = F.record("013", state: .revoked(on: Self.day, reason: .citizen, isBlocked: false))
    #expect(revoked.standing(on: Self.day, expiringWithin: 60) == .expiring)
    #expect(revoked.standing(on: Self.day.adding(days: 1), expiringWithin: 60) == .revoked)
    let blocked = F.record("E02", state: .revoked(on: Self.day, reason: .officeControl, isBlocked: true))
    #expect(blocked.standing(on: Self.day, expiringWithin: 60) == .blocked)
    let never = F.record("013", start: "2026-07-01", state: .ended(on: Self.day, cause: .death))
    #expect(never.standing(on: Self.day, expiringWithin: 60) == .expired)
  }

  @Test("and what the office ended counts on no day again once its block is lifted, and the code is free")
  func unblocked() throws {
    for last in [Self.day.adding(days: -1), Self.day, Self.day.adding(days: 30)] {
      let blocked = Esenzione.State.revoked(on: last, reason: .officeControl, isBlocked: true)
      let record = F.record("E02", state: try blocked.after(.unblock))
      for day in [Self.day, Self.day.adding(days: 1)] {
        #expect(record.standing(on: day, expiringWithin: 60) == .revoked)
        #expect(!record.counts(onOrAfter: day))
      }
      // The end itself is not rewritten.
      #expect(record.lastDay == last)
    }
  }

  @Test("and tells nothing of health in logs") func hidden() {
    let record = F.record("020")
    #expect("\(record)" == "Esenzione(r-020)")
    #expect("\(record.code)" == "CodiceEsenzione(…)")
    var text = ""
    dump(F.content("020"), to: &text)
    #expect(!text.contains("020"))
  }
}
