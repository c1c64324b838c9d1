import Domain
import Testing

private typealias F = EsenzioneFixture

@Suite("The ready-made cases of exemptions come out as written") struct EsenzioneCasesTests {
  private static let day = Fixture.day

  /// Decides at noon of the day on which the request is made.
  private static func decide(_ content: EsenzioneCase, _ profile: Profile = F.profile) -> Decision {
    let noon = RomeTime(date: content.effectiveDate, time: CivilTime(hour: 12, minute: 0)!).instant
    return F.decide(content, profile, now: noon)
  }

  @Test(
    "a child's E01 ends on 31 March or on the eve of the sixth birthday (1, 2)",
    arguments: [
      ("2027-02-10", "2027-03-31"), ("2027-04-10", "2027-05-09"),
    ]) func sixthBirthday(signed: String, end: String)
  {
    let decision = Self.decide(F.content("E01", F.assistito(born: "2021-05-10"), on: Self.day(signed)))
    #expect(decision.outcome == .admitted, "\(decision.allKeys)")
    #expect(decision.endDate == Self.day(end))
  }

  @Test(
    "income is compared to the cent: below for E02, not above for E01 (3, 4, 5)",
    arguments: [
      ("E02", "1960-01-01", TaxHousehold(), 8_263_30, true),
      ("E02", "1960-01-01", TaxHousehold(), 8_263_31, false),
      ("E02", "1960-01-01", TaxHousehold(partner: .spouse, children: 2), 12_394_96, true),
      ("E02", "1960-01-01", TaxHousehold(partner: .spouse, children: 2), 12_394_97, false),
      ("E02", "1960-01-01", TaxHousehold(partner: .deFacto, children: 1), 8_779_76, true),
      ("E02", "1960-01-01", TaxHousehold(partner: .deFacto, children: 1), 8_779_77, false),
      ("E04", "1950-01-01", TaxHousehold(partner: .spouse), 11_362_04, true),
      ("E04", "1950-01-01", TaxHousehold(partner: .spouse), 11_362_05, false),
      ("E01", "1956-01-01", TaxHousehold(), 36_151_98, true),
      ("E01", "1956-01-01", TaxHousehold(), 36_151_99, false),
      ("E01", "1956-01-01", TaxHousehold(partner: .spouse, children: 3), 36_151_99, false),
    ]) func thresholds(code: String, born: String, household: TaxHousehold, cents: Int, isAdmitted: Bool)
  {
    let content = F.content(code, F.assistito(born: born)).declaring {
      $0.household = household
      $0.income = .cents(cents)
    }
    let decision = F.decide(content)
    #expect((decision.outcome == .admitted) == isAdmitted, "\(decision.allKeys)")
  }

  @Test("who closed a business is no unemployed of E02 (6)") func selfEmployed() {
    let decision = F.decide(F.content("E02").declaring { $0.condition = .endedSelfEmployment })
    #expect(decision.keys(atLeast: .block) == ["ER-14"])
  }

  @Test("a disease asked for away from the asl of residence is refused (7)") func residence() {
    let decision = F.decide(F.content("013") { $0.deskAsl = Fixture.outside })
    #expect(decision.keys(atLeast: .block) == ["AN-02", "AN-03", "GE-03"])
    #expect(decision.findings.first?.arguments == [Fixture.asl.rawValue])
  }

  @Test("a superseded code names its successors (8, 9)") func superseded() {
    let one = F.decide(F.content("034"))
    #expect(one.findings.map(\.messageKey) == ["regola.CR-13"])
    #expect(one.findings.first?.arguments == ["034", "RFG101"])
    #expect(F.decide(F.content("002")).findings.first?.arguments == ["002", "0A02, 0B02, 0C02"])
    let network = F.content("RFG101").certifying { $0.certifier = .publicSpecialist }
    #expect(F.decide(network).keys(atLeast: .block) == ["RA-02"])
  }

  @Test("040 is refused past the third birthday (10)") func newborn() {
    let decision = Self.decide(F.content("040", F.assistito(born: "2023-01-15"), on: Self.day("2026-02-01")))
    #expect(decision.outcome == .refused)
    #expect(decision.allKeys.contains("CR-14.past"))
    let eve = F.content("040", F.assistito(born: "2023-06-16")).certifying { _ in }
    #expect(F.decide(eve).endDate == Self.day("2026-06-15"))
  }

  @Test("C03 ends with its revision, later where the region grants months (11)") func revision() {
    let content = F.content("C03").reporting { $0.revision = Self.day("2027-09-30") }
    #expect(F.decide(content).endDate == Self.day("2027-09-30"))
    let lazio = F.profile.withEsenzioni { $0.reportGraceMonths = 6 }
    #expect(F.decide(content, lazio).endDate == Self.day("2028-03-30"))
    let permanent = F.profile.withEsenzioni { $0.partialReportYears = 10 }
    #expect(F.decide(F.content("C03"), permanent).endDate == Self.day("2036-06-14"))
    #expect(F.decide(F.content("C01"), permanent).endDate == nil)
  }

  @Test("an M code is explained, not issued (12)") func pregnancy() {
    #expect(F.decide(F.content("M12")).findings.map(\.messageKey) == ["regola.GR-01"])
  }

  @Test("what is sensitive is to be handed over unseen and unheard (13)") func sensitive() {
    #expect(F.catalog.entry(F.code("020"), region: "09")?.isSensitive == true)
    let open = F.content("020") { $0.privateHandOver = false }
    #expect(F.decide(open).allKeys.contains("PR-12"))
    #expect(F.decide(open).allKeys.contains("PR-09"))
  }

  @Test("E05 of Piemonte is not that of Lombardia (14)") func scope() {
    let piemonte = F.profile.withEsenzioni { $0.region = "01" }
    #expect(F.decide(F.content("E05", scope: .region("01")), piemonte).outcome == .admitted)
    #expect(
      F.decide(F.content("E05", scope: .region("03")), piemonte).keys(atLeast: .block) == ["ESE-01.region"])
    #expect(F.decide(F.content("E05", scope: .region("01"))).outcome == .refused)
  }

  @Test("the regional code of a mover lapses, and the rest follows (15)") func mover() {
    let records = [
      F.record("7RQ", end: "2027-03-31", scope: .region("05"), issuer: Fixture.outside),
      F.record("013", issuer: Fixture.outside),
    ]
    var position = F.assistito(records: records).posizione
    position.lapseEsenzioni(outside: "09", on: Self.day("2026-06-10"))
    #expect(position.esenzioni.map(\.state) == [.ended(on: Self.day("2026-06-10"), cause: .region), .valid])
    let decision = F.decide(F.content("E02", F.assistito(records: records)))
    #expect(decision.outcome == .admitted)
    #expect(decision.allKeys.contains("AN-06") && decision.allKeys.contains("AN-07"))
  }
}
