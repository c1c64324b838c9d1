import Domain
import Testing

private typealias F = EsenzioneFixture

@Suite("The last day of an exemption") struct EsenzioneEndTests {
  private static let first = Fixture.day("2026-01-01")
  private static let days = (0..<1_096).map { first.adding(days: $0) }
  /// Turns of the year, of the rules' own days, of February, of a daylight change.
  private static let edges = [
    "2026-01-01", "2026-03-30", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01", "2026-12-31",
    "2027-02-28", "2028-02-29", "2028-03-01", "2028-12-31",
  ].map(Fixture.day)

  private static func decide(_ content: EsenzioneCase, _ profile: Profile = F.profile) -> Decision {
    let noon = RomeTime(date: content.effectiveDate, time: CivilTime(hour: 12, minute: 0)!).instant
    return F.decide(content, profile, now: noon)
  }

  /// Births that stand at the edge of an age on `day`: the birthday itself, its eve, its morrow.
  private static func births(_ day: CivilDate) -> [CivilDate] {
    [3, 6, 18, 65, 66].flatMap { years in
      [-1, 0, 1].map { day.adding(years: -years).adding(days: $0) }
    } + [day, day.adding(years: -40)]
  }

  @Test("is right by an own count for every day of signature of three years") func income() {
    var wrong: [String] = []
    for day in Self.days {
      for code in ["E02", "E03", "E04"] {
        let end = Self.decide(F.content(code, F.assistito(born: "1950-01-01"), on: day)).endDate
        let isSpring = day.month < 4
        let expected = Fixture.day("\(day.year + (isSpring ? 0 : 1))-03-31")
        if end != expected { wrong.append("\(code) \(day.iso)") }
      }
    }
    #expect(wrong == [])
  }

  /// One code for each way of ending: every token of the catalogue, and every paper that sets an end.
  static let kinds = [
    "E01", "E02", "013", "040", "048", "C03", "C04", "L04", "RF0100", "X01", "X22", "E90", "CV2123", "017",
  ]

  @Test(
    "never comes before the start nor after enrolment, permit or STP code, on any day and age",
    arguments: kinds)
  func invariants(text: String) {
    let row = F.catalog.entries.first { $0.code.rawValue == text }!
    for (index, day) in Self.days.enumerated() {
      let births = Self.births(day)
      // All births on the edges of the calendar, one after the other on the days between.
      let chosen = Self.edges.contains(day) ? births : [births[index % births.count]]
      for birth in chosen {
        Self.check(text, row, on: day, born: birth, variant: index % 4)
      }
    }
  }

  @Test(
    "is asked for only once the paper is complete enough not to say it",
    arguments: [
      ("048", EsenzioneEvidence.none), ("C03", .none), ("017", .none), ("X22", .none), ("L04", .none),
      ("048", .certificate(MedicalCertificate(issuedOn: first, certifier: .publicSpecialist))),
      (
        "048",
        .certificate(MedicalCertificate(issuedOn: first, certifier: .publicSpecialist, tumourTerm: .tenYears))
      ),
      ("X22", .foreigner(ForeignerDeclaration())), ("X01", .foreigner(ForeignerDeclaration())),
      ("L04", .report(InvalidityReport(issuedOn: first, kind: .injury))),
      ("C03", .report(InvalidityReport(issuedOn: first, kind: .civil))),
    ])
  func unfinished(text: String, evidence: EsenzioneEvidence) {
    let keys = F.decide(F.content(text, evidence: evidence)).keys(atLeast: .block)
    #expect(!keys.contains("ESE-02"), "\(keys)")
    #expect(!keys.isEmpty)
  }

  @Test(
    "that is too early is said of the day that was written down",
    arguments: [
      ("013", "revision"), ("048", "firstDiagnosis"), ("L04", "periodEnd"), ("X22", "validUntil"),
      ("017", "endDate"),
    ])
  func fields(text: String, field: String) {
    let past = Fixture.day("2020-01-31")
    var content = F.content(text)
    switch text {
    case "013": content = content.certifying { $0.revision = past }
    case "048": content = content.certifying { $0.firstDiagnosis = Fixture.day("2000-01-01") }
    case "L04": content = content.reporting { $0.periodEnd = past }
    case "X22": content = content.staying { $0.validUntil = past }
    default:
      content.endDate = past
      content.endReason = "prova"
    }
    let finding = F.decide(content).findings.first { $0.messageKey == "regola.ESE-03" }
    #expect(finding?.field == field)
  }

  @Test("of a child under special protection is signed for by somebody who is named") func signer() {
    for (applicant, declarant, key) in [
      (Applicant.parent(otherParentDeclares: true), nil, "ER-30.code"),
      (.parent(otherParentDeclares: true), Fixture.adultCode, "ER-30"),
      (.`self`, Fixture.relativeCode, "ER-30.oneself"), (.`self`, nil, nil),
      (.parent(otherParentDeclares: true), Fixture.relativeCode, nil),
    ] as [(Applicant, PersonCode?, String?)] {
      var content = F.content("X22").staying { $0.declarant = declarant }
      content.applicant = applicant
      let keys = F.decide(content).keys(atLeast: .warn).filter { $0.hasPrefix("ER-30") }
      #expect(keys == (key.map { [$0] } ?? []))
    }
  }

  @Test("keeps to that for every code, on the edge days") func everyCode() {
    for row in F.catalog.entries where row.isIssuable {
      for day in Self.edges {
        for (index, birth) in Self.births(day).enumerated() {
          Self.check(row.code.rawValue, row, on: day, born: birth, variant: index % 4)
        }
      }
    }
  }

  private static func check(
    _ text: String, _ row: EsenzioneEntry, on day: CivilDate, born: CivilDate, variant: Int
  ) {
    let enrolment = variant == 1 ? day.adding(days: variant * 40) : nil
    let permit = variant == 2 ? day.adding(days: 55) : nil
    let stp = day.adding(days: variant == 3 ? -1 : 90)
    let person = F.assistito(born: born.iso) {
      if let enrolment { $0.posizione.assistenza?.kind = .temporary(until: enrolment) }
      if permit != nil || text == "X22" {
        let until = permit ?? day.adding(years: 5)
        $0.posizione.entitlement = .thirdCountry(.init(category: .work, validUntil: until))
      }
    }
    let content = F.content(text, person, scope: row.scope, evidence: F.usual(text, on: day), on: day).staying
    {
      $0.validUntil = stp
    }.certifying { $0.issuedOn = day }
    let decision = decide(content)
    guard decision.outcome != .refused, let start = decision.effectiveDate else {
      #expect(decision.endDate == nil && !decision.findings.isEmpty)
      return
    }
    let end = decision.endDate
    #expect(start >= born, "\(text) \(day.iso) \(born.iso)")
    let isBounded = end.map { start <= $0 && $0 <= min(enrolment ?? .latest, permit ?? .latest) }
    #expect(isBounded ?? (enrolment == nil && permit == nil), "\(text) \(day.iso) \(born.iso) \(variant)")
    if row.family == .stranieri { #expect(end.map { $0 <= stp } == true) }
    if text == "E02" { #expect(end.map { $0 <= march(after: start) } == true) }
    if text == "E01", born.birthday(6) > start { #expect(end.map { $0 < born.birthday(6) } == true) }
    if text == "040" { #expect(end.map { $0 < born.birthday(3) } == true) }
    if text == "C04" { #expect(end.map { $0 < born.birthday(18) } == true) }
  }

  private static func march(after day: CivilDate) -> CivilDate {
    let same = CivilDate(year: day.year, month: 3, day: 31)!
    return day <= same ? same : same.adding(years: 1)
  }

  @Test("of a tumour counts from the first diagnosis") func tumour() {
    let content = F.content("048").certifying {
      $0.firstDiagnosis = Fixture.day("2022-02-28")
      $0.tumourTerm = .tenYears
    }
    #expect(Self.decide(content).endDate == Fixture.day("2032-02-27"))
    let unlimited = content.certifying { $0.tumourTerm = .unlimited }
    #expect(Self.decide(unlimited).outcome == .admitted)
    #expect(Self.decide(unlimited).endDate == nil)
    let past = content.certifying {
      $0.firstDiagnosis = Fixture.day("2020-01-01")
      $0.tumourTerm = .fiveYears
    }
    #expect(Self.decide(past).keys(atLeast: .block) == ["ESE-03"])
    let noTens = F.profile.withEsenzioni { $0.tumourYears = [5] }
    #expect(Self.decide(content, noTens).keys(atLeast: .block) == ["CR-15.term"])
  }

  @Test("of a tumour found on a leap day is no earlier than that of the day after") func leapDay() {
    let ends = ["2024-02-28", "2024-02-29", "2024-03-01"].map { first in
      Self.decide(F.content("048").certifying { $0.firstDiagnosis = Fixture.day(first) }).endDate
    }
    #expect(ends.compactMap { $0?.iso } == ["2029-02-27", "2029-02-28", "2029-02-28"])
  }

  @Test(
    "is not told of what is refused",
    arguments: [
      ("E02", "ER-20"), ("040", "CR-14"), ("013", "GE-07.enrolment"),
    ])
  func refused(text: String, key: String) {
    for isRefused in [false, true] {
      let born = text == "040" ? "2026-01-01" : "1990-01-01"
      let person = F.assistito(born: born) {
        if text == "013" { $0.posizione.assistenza?.kind = .temporary(until: Fixture.day("2027-01-31")) }
        if isRefused { $0.posizione.deathDate = Fixture.day("2026-05-01") }
      }
      let decision = F.decide(F.content(text, person))
      #expect((decision.outcome == .refused) == isRefused, "\(decision.allKeys)")
      #expect(decision.allKeys.contains(key) == !isRefused, "\(decision.allKeys)")
    }
  }

  @Test("of a report that was to be looked at again stays open until the new one") func revision() {
    func decide(_ day: String) -> Decision {
      F.decide(F.content("C03").reporting { $0.revision = Fixture.day(day) })
    }
    #expect(decide("2026-06-15").endDate == Fixture.day("2026-06-15"))
    #expect(decide("2026-06-14").endDate == nil)
    #expect(decide("2026-06-14").outcome == .provisional && decide("2026-06-14").receipt == .provvisoria)
  }

  @Test(
    "of a renewal is that of a new request where the profile does not let it be renewed yet",
    arguments: [
      (nil, 60, ["GE-04"]), ("2026-08-15", 60, ["GE-04.early"]), ("2026-08-14", 60, []),
      ("2026-08-15", 61, []), ("2035-12-31", 60, ["GE-04.early"]), ("2026-06-15", 0, []),
    ] as [(String?, Int, [String])])
  func early(end: String?, days: Int, keys: [String]) {
    let record = F.record("013", end: end)
    let content = F.content("013", F.assistito(records: [record])) { $0.renews = record.id }
    let decision = F.decide(content, F.profile.withEsenzioni { $0.renewalDays = days })
    #expect(decision.keys(atLeast: .block) == keys)
    if keys.isEmpty { #expect(decision.effectiveDate == record.end?.adding(days: 1)) }
    let suspended = F.record("013", end: end, state: .suspended(since: F.today))
    let other = F.content("013", F.assistito(records: [suspended])) { $0.renews = suspended.id }
    #expect(F.decide(other).outcome == .refused)
  }

  @Test("is that of the region where it has its own") func region() {
    let seniors = EsenzioneParameters.EndRule(codes: [F.code("E01")], fromAge: 65, validity: .unlimited)
    let toscana = F.profile.withEsenzioni { $0.ends = [seniors] }
    #expect(F.decide(F.content("E01", F.assistito(born: "1950-01-01")), toscana).endDate == nil)
    #expect(
      F.decide(F.content("E01", F.assistito(born: "2022-01-01")), toscana).endDate
        == Fixture.day("2027-03-31"))
    let years = F.profile.withEsenzioni { $0.durations = [F.code("017"): .duration(months: 60)] }
    #expect(F.decide(F.content("017"), years).endDate == Fixture.day("2031-06-14"))
  }

  @Test("may be typed earlier, and never lengthens") func typed() {
    func decide(_ day: String) -> Decision {
      F.decide(
        F.content("E02") {
          $0.endDate = Fixture.day(day)
          $0.endReason = "motivo"
        })
    }
    #expect(decide("2026-12-31").endDate == Fixture.day("2026-12-31"))
    #expect(decide("2028-12-31").endDate == Fixture.day("2027-03-31"))
  }

  @Test("of a renewal lies after the one that runs, where it is asked for in time") func renewal() {
    let old = F.record("040", start: "2026-01-01", end: "2026-06-30")
    func decide(_ day: String) -> Decision {
      Self.decide(
        F.content("040", F.assistito(born: "2025-01-01", records: [old]), on: Fixture.day(day)) {
          $0.renews = old.id
          $0.evidence = .certificate(
            MedicalCertificate(issuedOn: Fixture.day(day), certifier: .publicSpecialist))
        })
    }
    #expect(decide("2026-06-15").effectiveDate == Fixture.day("2026-07-01"))
    #expect(decide("2026-06-30").effectiveDate == Fixture.day("2026-07-01"))
    #expect(decide("2026-07-02").effectiveDate == Fixture.day("2026-07-02"))
    // A form of income signed in March ends the same March and collides with the one that runs.
    let e02 = F.record("E02", end: "2026-03-31")
    let march = F.content("E02", F.assistito(records: [e02]), on: Fixture.day("2026-03-20")) {
      $0.renews = e02.id
    }
    #expect(Self.decide(march).keys(atLeast: .block) == ["ER-25"])
    let april = F.profile.withEsenzioni { $0.renewalStartsInApril = true }
    #expect(Self.decide(march, april).effectiveDate == Fixture.day("2026-04-01"))
    #expect(Self.decide(march, april).endDate == Fixture.day("2027-03-31"))
    let after = F.content("E02", F.assistito(records: [e02]), on: Fixture.day("2026-04-01")) {
      $0.renews = e02.id
    }
    #expect(Self.decide(after).endDate == Fixture.day("2027-03-31"))
  }
}
