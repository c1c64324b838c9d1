import Domain
import Testing

@Suite("Rules of age") struct AgeRulesTests {
  /// The effective date is always 2026-06-15; the birth date puts it on each side of an edge.
  @Test(
    "decide by completed years on the effective date",
    arguments: [
      (born: "2020-06-16", kind: Medico.Kind.mmg, keys: ["AGE-01"]),
      ("2020-06-15", .mmg, []),
      ("2020-06-16", .pls, []),
      ("2012-06-16", .pls, []),
      ("2012-06-15", .pls, ["AGE-03"]),
      ("2012-06-14", .pls, ["AGE-03"]),
      ("2012-06-15", .mmg, []),
      ("2010-06-16", .pls, ["AGE-03"]),
      ("2010-06-15", .pls, ["AGE-05"]),
      ("2010-06-14", .pls, ["AGE-05"]),
      ("1950-01-01", .pls, ["AGE-05"]),
      ("2026-06-15", .pls, []),
      ("2026-06-15", .mmg, ["AGE-01"]),
    ])
  func edges(born: String, kind: Medico.Kind, keys: [String]) {
    let decision = Fixture.decide(
      Fixture.content(Fixture.assistito(born: born), medico: Fixture.medico(kind: kind)))
    #expect(decision.keys() == keys)
    #expect(decision.outcome == (keys.isEmpty ? .admitted : .refused))
  }

  @Test(
    "let a child of 29 February complete its years on 28 February of a common year",
    arguments: [
      (born: "2012-02-29", on: "2026-02-27", refused: false),
      ("2012-02-29", "2026-02-28", true),
      ("2012-02-29", "2026-03-01", true),
      ("2014-02-28", "2028-02-28", true),
      ("2014-03-01", "2028-02-29", false),
    ])
  func leapDays(born: String, on: String, refused: Bool) {
    let decision = Fixture.decide(
      Fixture.content(
        Fixture.assistito(born: born), medico: Fixture.medico(kind: .pls), on: Fixture.day(on)),
      now: Fixture.instant("\(on)T09:00:00+01:00"))
    #expect((decision.outcome == .refused) == refused)
    #expect(decision.allKeys.contains("AGE-03") == refused)
  }

  @Test(
    "does not divide days by 365", arguments: ["2026-06-12", "2026-06-13", "2026-06-14"])
  func notByDays(on: String) {
    let content = Fixture.content(
      Fixture.assistito(born: "2012-06-15"), medico: Fixture.medico(kind: .pls), on: Fixture.day(on))
    #expect(Fixture.decide(content, now: Fixture.instant("\(on)T09:00:00+02:00")).outcome == .admitted)
  }

  @Test(
    "admit an MMG under six only with a reason, and never while a PLS has places",
    arguments: [
      (reason: "", available: Bool?.none, key: "AGE-01", outcome: Decision.Outcome.refused),
      ("", false, "AGE-01", .refused),
      ("nessun pediatra", nil, "AGE-01.provisional", .provisional),
      ("nessun pediatra", false, "AGE-01.provisional", .provisional),
      ("nessun pediatra", true, "AGE-01.available", .refused),
      ("", true, "AGE-01.available", .refused),
    ])
  func underSix(reason: String, available: Bool?, key: String, outcome: Decision.Outcome) {
    let content = Fixture.content(Fixture.assistito(born: "2022-01-01")).with {
      $0.request.noPediatricianReason = reason
      $0.pediatricianAvailable = available
    }
    let decision = Fixture.decide(content)
    #expect(decision.headline?.messageKey == "regola.\(key)")
    #expect(decision.outcome == outcome)
  }

  @Test("mark an MMG from six to thirteen as deroga where the profile says so", arguments: [false, true])
  func underFourteen(isDeroga: Bool) {
    let content = Fixture.content(Fixture.assistito(born: "2015-01-01"))
    let decision = Fixture.decide(content, Fixture.profile.with { $0.mmgUnder14IsDeroga = isDeroga })
    #expect(decision.keys() == (isDeroga ? ["AGE-02.deroga"] : []))
    #expect(decision.outcome == .admitted)
  }

  @Test(
    "admit the extension to sixteen by date, reason and acceptance",
    arguments: [
      (
        requested: "2026-06-13", accepted: true, reason: SceltaRequest.PediatricExtension.Reason.handicap,
        keys: []
      ),
      ("2026-06-14", true, .handicap, ["AGE-07"]),
      ("2026-06-13", false, .handicap, ["AGE-04.acceptance"]),
      ("2026-06-13", true, .trustRelation, ["AGE-04.reason"]),
      ("2026-06-16", true, .handicap, ["AGE-04.date", "AGE-07"]),
    ])
  func extensionToSixteen(
    requested: String, accepted: Bool, reason: SceltaRequest.PediatricExtension.Reason, keys: [String]
  ) {
    // Fourteen on 2026-06-14.
    let content = Fixture.content(
      Fixture.assistito(born: "2012-06-14"), medico: Fixture.medico(kind: .pls)
    ).with {
      $0.request.pediatricExtension = .init(requestedOn: Fixture.day(requested), reason: reason)
      $0.request.medicoAcceptance = accepted
    }
    let decision = Fixture.decide(content)
    #expect(decision.keys() == keys)
    #expect(decision.endDate == (keys.isEmpty ? Fixture.day("2028-06-14") : nil))
  }

  @Test("send a late request to the supervisor where the profile says so") func late() {
    let content = Fixture.content(
      Fixture.assistito(born: "2012-06-14"), medico: Fixture.medico(kind: .pls)
    ).with {
      $0.request.pediatricExtension = .init(requestedOn: Fixture.today, reason: .handicap)
      $0.request.medicoAcceptance = true
    }
    let decision = Fixture.decide(content, Fixture.profile.with { $0.lateExtension = .supervisor })
    #expect(decision.outcome == .provisional)
    #expect(decision.headline?.messageKey == "regola.AGE-07.supervisor")
  }

  @Test("never extend beyond sixteen") func beyondSixteen() {
    let content = Fixture.content(
      Fixture.assistito(born: "2010-06-15"), medico: Fixture.medico(kind: .pls)
    ).with {
      $0.request.pediatricExtension = .init(requestedOn: Fixture.day("2024-01-01"), reason: .handicap)
      $0.request.medicoAcceptance = true
    }
    #expect(Fixture.decide(content).keys() == ["AGE-05"])
  }

  @Test(
    "remind of the fourteenth birthday in the ninety days before it",
    arguments: [("2012-09-14", false), ("2012-09-13", true), ("2012-06-16", true)])
  func reminder(born: String, reminded: Bool) {
    let decision = Fixture.decide(
      Fixture.content(Fixture.assistito(born: born), medico: Fixture.medico(kind: .pls)))
    #expect(decision.allKeys.contains("AGE-08") == reminded)
  }
}
