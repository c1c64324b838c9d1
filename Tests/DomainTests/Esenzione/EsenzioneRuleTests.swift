import Domain
import Testing

private typealias F = EsenzioneFixture

/// One sentence of the book, and a case that makes it speak.
struct EsenzioneRow: CustomTestStringConvertible {
  let key: String
  let severity: Severity
  let decision: Decision

  init(
    _ key: String, _ severity: Severity, _ content: EsenzioneCase, _ profile: Profile = F.profile,
    now: Instant = F.now
  ) {
    self.key = key
    self.severity = severity
    decision = F.decide(content, profile, now: now)
  }

  init(
    _ key: String, _ severity: Severity, _ content: EsenzioneRevocaCase, _ profile: Profile = F.profile
  ) {
    self.key = key
    self.severity = severity
    decision = F.decide(content, profile)
  }

  var testDescription: String { key }
}

@Suite("Each sentence on exemptions is said where it should, and as gravely") struct EsenzioneRuleTests {
  private static let day = Fixture.day
  private static let senior = F.assistito(born: "1950-01-01")
  private static let child = F.assistito(born: "2021-05-10")
  private static let renewing = F.profile.withEsenzioni { $0.renewalStartsInApril = true }
  /// What the list of the Sistema TS gave until the end of March.
  private static let listed: Esenzione = {
    var record = F.record("E01", end: "2026-03-31")
    record.origin = .mefList
    return record
  }()
  private static let listedNow: Esenzione = {
    var record = listed
    record.end = day("2027-03-31")
    return record
  }()
  /// An end of what another region issued to somebody who lives there.
  private static func away(_ reason: EsenzioneRevocaCase.Reason) -> EsenzioneRevocaCase {
    F.revoca(reason) {
      $0.assistito = F.assistito(
        records: [F.record("013", issuer: Fixture.outside)], asl: Fixture.outside)
    }
  }
  private static func noon(_ text: String) -> Instant {
    RomeTime(date: day(text), time: CivilTime(hour: 12, minute: 0)!).instant
  }
  private static let before = F.profile.with { _ in }.starting(nil)

  static let income: [EsenzioneRow] = [
    .init("ER-01.age", .block, F.content("E01", F.assistito(born: "1980-01-01"))),
    .init("ER-01.income", .block, F.content("E01", senior).declaring { $0.income = .notBelow }),
    .init("ER-02.income", .block, F.content("E02").declaring { $0.income = .notBelow }),
    .init(
      "ER-02.dependant", .block,
      F.content("E02").declaring { $0.titolare = .other(Fixture.relativeCode, note: "figlia") }),
    .init("ER-03", .block, F.content("E03").declaring { $0.condition = .unemployed }),
    .init("ER-03.age", .block, F.content("E03", F.assistito(born: "2015-01-01"))),
    .init("ER-04", .block, F.content("E04").declaring { $0.condition = .none }),
    .init("ER-04.age", .block, F.content("E04", F.assistito(born: "1970-01-01"))),
    .init("ER-04.income", .block, F.content("E04", senior).declaring { $0.income = .notBelow }),
    .init("ER-06", .warn, F.content("E01", F.assistito(born: "1961-01-01"))),
    .init(
      "ER-06.unknown", .warn,
      F.content("E04", senior).declaring {
        $0.titolare = .other(Fixture.code("12345678901"), note: "nonno")
        $0.isDependant = true
      }),
    .init(
      "ER-06.unknown", .warn,
      F.content("E04", senior).declaring {
        $0.titolare = .other(Fixture.code("PRVNNA24A41Y000Z"), note: "nonna")
        $0.isDependant = true
      }),
    .init(
      "ER-07", .block,
      F.content("E01", senior).declaring { $0.titolare = .other(Fixture.relativeCode, note: "x") }),
    .init("ER-08", .note, F.content("E01", child)),
    .init("ER-09", .note, F.content("E02").declaring { $0.household = TaxHousehold(partner: .deFacto) }),
    .init(
      "ER-09.separated", .note,
      F.content("E02").declaring { $0.household = TaxHousehold(partner: .separated) }),
    .init("ER-12", .block, F.content("E02").declaring { $0.income = .unknown }),
    .init("ER-13", .block, F.content("E02").declaring { $0.condition = .other }),
    .init("ER-13.age", .block, F.content("E02", F.assistito(born: "2023-01-01"))),
    .init("ER-13.unregistered", .block, F.content("E02").declaring { $0.condition = .unregistered }),
    .init("ER-14", .block, F.content("E02").declaring { $0.condition = .endedSelfEmployment }),
    .init(
      "ER-14.regional", .block, F.content("E02").declaring { $0.condition = .neverWorked },
      F.profile.withEsenzioni { $0.neverWorkedCode = F.code("E90") }),
    .init(
      "ER-17", .block, F.content("E01", senior) { $0.mef = .listed(F.code("E01"), until: day("2027-03-31")) }),
    .init(
      "ER-17.other", .note, F.content("E02") { $0.mef = .listed(F.code("E03"), until: day("2027-03-31")) }),
    .init(
      "ER-17.awaited", .note,
      F.content("E01", F.assistito(born: "1950-01-01", records: [listed]), on: day("2026-03-14")) {
        $0.renews = "r-E01"
        $0.mef = .notListed
      }, renewing, now: noon("2026-03-14")),
    .init("ER-18", .note, F.content("E02")),
    .init("ER-19", .note, F.content("E02") { $0.mef = .notListed }),
    .init("ER-20", .note, F.content("E02")),
    .init("ER-20.sameDay", .warn, F.content("E02", on: day("2026-03-31"))),
    .init("ER-20.future", .block, F.content("E02", on: day("2026-06-16"))),
    .init(
      "ER-20.april", .note,
      F.content("E02", F.assistito(records: [F.record("E02", end: "2026-03-31")]), on: day("2026-03-20")) {
        $0.renews = "r-E02"
      },
      F.profile.withEsenzioni { $0.renewalStartsInApril = true }),
    .init("ER-22", .block, F.content("E90", scope: .region("09")).declaring { $0.income = .notBelow }),
    .init(
      "ER-22.rolls", .warn,
      F.content("E01", F.assistito(born: "1950-01-01", records: [listed]), on: day("2026-03-20")) {
        $0.renews = "r-E01"
      }, renewing.withEsenzioni { $0.listRollsOver = true }, now: noon("2026-03-20")),
    .init("ER-22.band", .note, F.content("ERB", scope: .region("09"))),
    .init(
      "ER-22.answer", .block,
      F.content("E90", scope: .region("09")).declaring { $0.income = .cents(9_999_999_99) }),
    .init("ER-23", .note, F.content("E02")),
    .init(
      "ER-24", .block,
      F.revoca(.citizen, F.record("E01", start: "2024-04-10", end: "2025-03-31"), on: day("2025-03-31")),
      F.profile.withEsenzioni { $0.revokesCurrentYearOnly = true }),
    .init("ER-25", .block, F.content("E02", F.assistito(records: [F.record("E02", end: "2027-03-31")]))),
    .init("ER-25.unlimited", .block, F.content("E02", F.assistito(records: [F.record("E02")]))),
    .init(
      "ER-26", .block, F.content("E02", F.assistito(records: [F.record("E03", end: "2027-03-31")])),
      F.profile.withEsenzioni { $0.incompatible = [F.code("E02"): [F.code("E03")]] }),
    .init("ER-27", .block, F.content("E02", F.assistito(records: [F.record("E02", state: .inVerification)]))),
    .init(
      "ER-28", .block,
      F.content(
        "E02",
        F.assistito(records: [
          F.record("E02", state: .revoked(on: day("2025-09-01"), reason: .officeControl, isBlocked: true))
        ]))),
    .init("ER-29", .reserve, F.content("E02") { $0.mef = .unavailable }),
    .init("ER-29.error", .block, F.content("E02") { $0.mef = .error("E1019") }),
    .init("ER-30", .block, F.content("E01", child).declaring { $0.declarant = Fixture.adultCode }),
    .init("ER-30.code", .block, F.content("E01", child).declaring { $0.declarant = nil }),
    .init("ER-30.oneself", .block, F.content("E02").declaring { $0.declarant = Fixture.relativeCode }),
    .init(
      "ER-30.third", .block, F.content("E02").declaring { $0.titolare = .other(Fixture.adultCode, note: "x") }
    ),
    .init(
      "ER-30.note", .block,
      F.content("E02").declaring { $0.titolare = .other(Fixture.relativeCode, note: "") }),
    .init(
      "ER-30.note", .block,
      F.content("E02").declaring { $0.titolare = .other(Fixture.relativeCode, note: "   ") }),
    .init("ER-31", .note, F.content("E02", F.assistito(records: [F.record("013")]))),
  ]

  static let health: [EsenzioneRow] = [
    .init("CR-01", .block, F.content("013") { $0.deskAsl = Fixture.otherAsl }, before),
    .init("CR-02", .block, F.content("013", evidence: EsenzioneEvidence.none)),
    .init("CR-03", .note, F.content("013").certifying { $0.certifier = .militaryCommission }),
    .init("CR-04", .reserve, F.content("013").certifying { $0.certifier = .accreditedRecord }),
    .init("CR-02.private", .block, F.content("013").certifying { $0.certifier = .privateSpecialist }),
    .init("CR-05", .reserve, F.content("013").certifying { $0.certifier = .privateSpecialist }),
    .init("CR-06", .warn, F.content("013").certifying { $0.issuedOn = day("2025-06-14") }),
    .init("PRA-03.certificate", .block, F.content("013").certifying { $0.issuedOn = day("2026-06-16") }),
    .init("CR-07", .reserve, F.content("013").certifying { $0.isClear = false }),
    .init(
      "CR-07.citizen", .block, F.content("013").certifying { $0.isClear = false },
      F.profile.withEsenzioni { $0.unclearDiagnosisNeedsDistrictDoctor = false }),
    .init("CR-08", .block, F.content("057").certifying { $0.stage = .missing }),
    .init("CR-08.insufficient", .block, F.content("057").certifying { $0.stage = .insufficient }),
    .init("CR-09", .note, F.content("013", F.assistito(records: [F.record("059")]))),
    .init(
      "CR-11", .note,
      F.content("017", F.assistito(records: [F.record("017", end: "2026-07-01")])) {
        $0.renews = "r-017"
        $0.endDate = day("2028-07-01")
        $0.endReason = "rinnovo"
      }),
    .init(
      "CR-12.typed", .block,
      F.content("013") {
        $0.endDate = day("2026-12-01")
        $0.endReason = "x"
      }),
    .init("CR-13", .block, F.content("034")), .init("CR-13", .reserve, F.content("004")),
    .init("CR-13.several", .block, F.content("002")),
    .init("CR-13.none", .block, F.content("047")),
    .init("CR-14", .note, F.content("040", F.assistito(born: "2024-01-15"))),
    .init("CR-14.past", .block, F.content("040", F.assistito(born: "2023-01-15"))),
    .init("CR-15", .block, F.content("048").certifying { $0.firstDiagnosis = nil }),
    .init("CR-15.term", .block, F.content("048").certifying { $0.tumourTerm = nil }),
    .init("CR-16", .note, F.content("052", F.assistito(records: [F.record("050")]))),
    .init("CR-17", .warn, F.content("013", on: day("2026-06-01"))),
    .init(
      "CR-17", .warn,
      F.content("013", F.assistito(records: [F.record("013", end: "2025-12-31")]), on: day("2026-06-01")) {
        $0.renews = "r-013"
      }),
    .init("PRA-03.birth", .block, F.content("013", F.assistito(born: "1990-01-01"), on: day("1950-01-01"))),
    .init("PRA-03.birth", .block, F.content("E01", F.assistito(born: "2022-05-01"), on: day("2021-05-01"))),
    .init("PRA-03.unborn", .block, F.content("013", F.assistito(born: "2026-06-05"))),
    .init(
      "PRA-03.unborn", .block,
      F.content("048", F.assistito(born: "2020-01-01")).certifying { $0.firstDiagnosis = day("2019-01-01") }),
    .init(
      "PRA-03.future", .warn,
      F.content("013", F.assistito(records: [F.record("013", end: "2026-06-30")]), on: day("2099-01-01")) {
        $0.renews = "r-013"
      }),
    .init("RA-01", .note, F.content("RF0100")),
    .init("RA-02", .block, F.content("RF0100").certifying { $0.certifier = .publicSpecialist }),
    .init("RA-03", .reserve, F.content("RF0100").certifying { $0.namesCode = false }),
    .init("RA-04", .note, F.content("RFG101")),
    .init("RA-04.diagnosis", .warn, F.content("RFG101").certifying { $0.diagnosis = "" }),
    .init("RA-06", .block, F.content("R99")),
    .init(
      "RA-07", .note, F.content("RF0100"), F.profile.withEsenzioni { $0.asksRareRegistryDeclaration = true }),
    .init("IN-01", .block, F.content("C03").reporting { $0.percentage = 100 }),
    .init("IN-01.low", .block, F.content("C03").reporting { $0.percentage = 66 }),
    .init("IN-01.missing", .block, F.content("C03", evidence: EsenzioneEvidence.none)),
    .init("IN-02", .block, F.content("C03").reporting { $0.percentage = nil }),
    .init("IN-02", .block, F.content("C03").reporting { $0.isReadable = false }),
    .init("IN-03", .note, F.content("C03").reporting { $0.revision = day("2027-09-30") }),
    .init("IN-03.passed", .reserve, F.content("C03").reporting { $0.revision = day("2026-06-01") }),
    .init("IN-04", .note, F.content("C01")),
    .init("IN-05", .note, F.content("C04", F.assistito(born: "2015-01-01"))),
    .init("IN-05", .reserve, F.content("C04", F.assistito(born: "2000-01-01"))),
    .init("IN-06", .block, F.content("G02").reporting { $0.category = 5 }),
    .init("IN-06.low", .block, F.content("G02").reporting { $0.category = 9 }),
    .init("IN-07.low", .block, F.content("L03").reporting { $0.percentage = 0 }),
    .init("IN-09.low", .block, F.content("S03").reporting { $0.category = 9 }),
    .init("IN-07", .block, F.content("L01").reporting { $0.percentage = 79 }),
    .init("IN-07.pathology", .note, F.content("L03")),
    .init("IN-08", .block, F.content("L04").reporting { $0.periodEnd = nil }),
    .init("IN-09", .block, F.content("S01").reporting { $0.category = 2 }),
    .init("IN-10", .note, F.content("N01")), .init("IN-11", .note, F.content("V01")),
    .init("IN-12", .note, F.content("S03")),
    .init("GR-01", .block, F.content("M12")), .init("GR-02", .block, F.content("M50")),
    .init("GR-03", .block, F.content("M00")), .init("SC-01", .block, F.content("D02")),
    .init("SC-01", .warn, F.content("D01")), .init("ESE-01.prescription", .block, F.content("D01")),
    .init("ESE-01.superseded", .block, F.content("004")),
    .init("CO-01", .block, F.content("CV2123")),
    .init("CO-01", .block, F.content("V021", scope: .region("09"))),
    .init("ST-01", .note, F.content("X01", stranger())),
    .init("ST-01.indigence", .block, F.content("X01", stranger()).staying { $0.isIndigent = false }),
    .init("ST-01.validity", .block, F.content("X01", stranger()).staying { $0.validUntil = nil }),
    .init("ST-01.enrolled", .block, F.content("X01")),
    .init("ST-01.eni", .block, F.content("X01", stranger("ENI0902010000002"))),
    .init("ST-02", .block, F.content("X22").staying { $0.declaresNoWork = false }),
    .init("ST-02.title", .block, F.content("X22", F.assistito())),
    .init("ST-02.validity", .warn, F.content("X22").staying { $0.validUntil = nil }),
    .init(
      "ST-03", .reserve, F.content("013", F.assistito { $0.posizione.entitlement = .european(.shortStay) })),
  ]

  static let general: [EsenzioneRow] = [
    .init("ESE-01", .block, F.content("999")), .init("ESE-01.region", .block, F.content("7RQ")),
    .init("ESE-01.region", .block, F.content("7RQ", scope: .region("05"))),
    .init("ESE-01.prescription", .block, F.content("T01")),
    .init("ESE-02", .block, F.content("017")),
    .init("ESE-02.reason", .block, F.content("017") { $0.endDate = day("2027-06-01") }),
    .init(
      "ESE-03", .block,
      F.content("017") {
        $0.endDate = day("2026-06-14")
        $0.endReason = "prova"
      }),
    .init("ESE-03.over", .warn, F.content("E02", on: day("2019-05-01"))),
    .init("ESE-04", .block, F.content("E02", evidence: EsenzioneEvidence.none)),
    .init("GE-02", .note, F.content("013", F.assistito { $0.identity.codes.append(Fixture.relativeCode) })),
    .init("GE-03", .block, F.content("E02", F.assistito(asl: Fixture.outside))),
    .init("GE-03.notEnrolled", .block, F.content("013", F.assistito { $0.posizione.assistenza = nil })),
    .init("GE-04", .block, F.content("013", F.assistito(records: [F.record("013")]))),
    .init(
      "GE-04", .block,
      F.content(
        "013",
        F.assistito(records: [
          F.record("013", state: .revoked(on: day("2027-12-31"), reason: .citizen, isBlocked: false))
        ]))),
    .init(
      "GE-04.early", .block,
      F.content("013", F.assistito(records: [F.record("013", end: "2035-12-31")])) { $0.renews = "r-013" }),
    .init("GE-05", .note, F.content("C01", F.assistito(records: [F.record("C03")]))),
    .init(
      "GE-05.annulled", .note,
      F.content("C01", F.assistito(records: [F.record("C03", start: "2026-06-15")]))),
    .init("GE-06", .note, F.revoca(.death) { $0.assistito.posizione.deathDate = day("2026-06-01") }),
    .init("PRA-04.death", .block, F.revoca(.death)),
    .init("GE-07", .note, F.revoca(.enrolmentEnded) { $0.assistito.posizione.assistenza = nil }),
    .init("PRA-04.enrolment", .block, F.revoca(.enrolmentEnded)),
    .init(
      "GE-08", .note, F.revoca(.issuedInError, F.record("013", issued: "2026-06-15")) { $0.note = "errore" }),
    .init("GE-08.late", .block, F.revoca(.issuedInError) { $0.note = "errore" }),
    .init("GE-08.reason", .block, F.revoca(.issuedInError, F.record("013", issued: "2026-06-15"))),
    .init("GE-09", .note, F.revoca(.citizen)),
    .init("GE-09.start", .block, F.revoca(.citizen, on: day("2025-03-31"))),
    .init("GE-09.late", .block, F.revoca(.citizen, F.record("013", end: "2026-06-14"))),
    .init("GE-09.state", .block, F.revoca(.citizen, F.record("013", state: .notValid))),
    .init(
      "GE-08.state", .block, F.revoca(.issuedInError, F.record("013", state: .notValid)) { $0.note = "x" }),
    .init("GE-09.far", .warn, F.revoca(.citizen, on: day("2026-08-15"))),
    .init(
      "GE-09.enrolment", .block,
      F.revoca(.citizen, on: day("2026-07-01")) {
        $0.assistito.posizione.assistenza?.kind = .temporary(until: day("2026-06-30"))
      }),
    .init("GE-09.withdrawn", .note, F.revoca(.citizen, F.record("013", state: .inEvaluation))),
    .init(
      "GE-09.blocked", .note,
      F.revoca(.officeControl, F.record("013", state: .ended(on: day("2026-03-31"), cause: .expiry))) {
        $0.note = "falsa"
      }),
    .init("GE-09.list", .block, F.revoca(.citizen, listedNow)),
    .init("GE-09.reason", .block, F.revoca(.officeControl)),
    .init("GE-12", .note, F.content("013", F.assistito(records: [F.record("E03", end: "2026-07-01")]))),
    .init("PRA-04.esenzione", .block, F.revoca(.citizen) { $0.esenzione = "altra" }),
    .init(
      "AN-02", .block, F.content("013") { $0.deskAsl = Fixture.otherAsl },
      F.profile.withEsenzioni { $0.otherAslOfRegion = .refuse }),
    .init("AN-03", .block, F.content("013") { $0.deskAsl = Fixture.outside }),
    .init("AN-02.unknown", .warn, F.content("013", F.assistito { $0.posizione.residence = .none })),
    .init("AN-03.readOnly", .block, away(.citizen)), .init("AN-03.readOnly", .block, away(.death)),
    .init("GE-09", .note, F.revoca(.requirementLost, F.record("E02", issuer: Fixture.outside))),
    .init(
      "AN-04", .warn,
      F.revoca(.citizen) {
        $0.assistito = F.assistito(records: [F.record("013")], asl: Fixture.otherAsl)
        $0.assistito.posizione.esenzioni[0].issuer = Fixture.otherAsl
      }),
    .init(
      "AN-04", .warn, F.content("013") { $0.deskAsl = Fixture.otherAsl },
      F.profile.withEsenzioni { $0.otherAslOfRegion = .warn }),
    .init("AN-06", .note, F.content("E02", F.assistito(records: [F.record("013", issuer: Fixture.outside)]))),
    .init(
      "AN-07", .note,
      F.content(
        "E02",
        F.assistito(records: [
          F.record("7RQ", end: "2027-03-31", scope: .region("05"), issuer: Fixture.outside)
        ]))),
    .init("AN-08", .warn, F.content("E02") { $0.deskAsl = Fixture.otherAsl }),
    .init(
      "AN-08.region", .warn,
      F.content("E02", F.assistito(asl: Fixture.outside) { $0.posizione.assistenza?.asl = F.asl })),
    .init("AN-09", .note, F.content("013") { $0.deskAsl = Fixture.outside }),
    .init(
      "AN-09.before", .warn,
      F.content("013", F.assistito { $0.posizione.assistenza?.asl = Fixture.outside }) {
        $0.deskAsl = Fixture.outside
      }, before),
    .init(
      "AN-10", .note,
      F.content(
        "013",
        F.assistito {
          $0.posizione.entitlement = .thirdCountry(.init(category: .work, validUntil: day("2027-01-31")))
        })),
    .init("PR-09", .note, F.content("020") { $0.privateHandOver = false }),
    .init(
      "PR-11", .warn,
      F.content("020") {
        $0.applicant = .delegate(cohabitant: false)
        $0.privateHandOver = false
      }),
    .init("PR-12", .note, F.content("020")),
  ]

  private static func stranger(_ text: String = "STP0902010000001") -> Assistito {
    F.assistito {
      $0.identity.codes = [Fixture.code(text)]
      $0.posizione.entitlement = .irregularAdult
      $0.posizione.assistenza = nil
    }
  }

  static let all = income + health + general

  @Test("by the table", arguments: all) func said(row: EsenzioneRow) {
    let found = row.decision.findings.filter { $0.messageKey == "regola.\(row.key)" }
    #expect(found.first?.severity == row.severity, "\(row.decision.allKeys)")
    #expect((row.severity == .block) == (row.decision.outcome == .refused) || row.severity < .block)
  }

  /// Sentences that only F1 shows: what a family is about, where the findings are variants.
  static let onlyShown: Set<String> = ["ER-01", "ER-02"]

  @Test("and none is never said") func complete() {
    let said = Set(Self.all.flatMap { $0.decision.allKeys })
    let families = ["ER-", "CR-", "RA-", "IN-", "GR-", "SC-", "ST-", "CO-", "GE-", "AN-", "PR-", "ESE-"]
    for entry in RuleBook.entries where families.contains(where: entry.rule.id.hasPrefix) {
      guard case .finding(let variants) = entry.effect else { continue }
      for key in [entry.rule.id] + variants.map({ "\(entry.rule.id).\($0)" })
      where !Self.onlyShown.contains(key) {
        #expect(said.contains(key), "\(key)")
      }
    }
  }

  @Test(
    "and plain cases of every family are admitted",
    arguments: [
      "E02", "E03", "E04", "013", "020", "048", "052", "RF0100", "RFG101", "C01", "C02", "C03", "C05", "C06",
      "G01", "G02", "L01", "L02", "L03", "L04", "S01", "S02", "S03", "N01", "V01", "V02", "X22",
    ]) func admitted(text: String)
  {
    let decision = F.decide(F.content(text))
    #expect(decision.outcome == .admitted, "\(decision.allKeys)")
    #expect(decision.birth == .valid)
    #expect(decision.effectiveDate == F.today)
  }

  @Test("and an empty catalogue issues nothing") func empty() {
    let decision = F.decide(F.content("E02"), Fixture.profile)
    #expect(decision.keys(atLeast: .block) == ["ESE-01"])
  }

  @Test("and who has to agree decides how the record begins") func birth() {
    func birth(_ content: EsenzioneCase) -> EsenzioneBirth? { F.decide(content).birth }
    #expect(birth(F.content("013").certifying { $0.certifier = .accreditedRecord }) == .inEvaluation)
    #expect(birth(F.content("013").certifying { $0.isClear = false }) == .inEvaluation)
    #expect(birth(F.content("RF0100").certifying { $0.namesCode = false }) == .inEvaluation)
    #expect(birth(F.content("E02") { $0.mef = .unavailable }) == .inVerification)
    #expect(birth(F.content("E02") { $0.mef = .notListed }) == .valid)
    #expect(birth(F.content("999")) == nil)
  }

  @Test("and a case that warns of another region is admitted for who is enrolled here") func elsewhere() {
    let row = Self.general.first { $0.key == "AN-08.region" }
    #expect(row?.decision.outcome == .admitted)
    #expect(F.decide(F.content("E02") { $0.deskAsl = Fixture.outside }).keys(atLeast: .block) == ["AN-03"])
  }

  @Test("and no finding is surer than the row of the catalogue that it rests on") func capped() {
    for text in ["004", "D01"] {
      let decision = F.decide(F.content(text))
      #expect(decision.outcome == .refused && decision.effectiveDate == nil)
      #expect(decision.findings.filter { $0.severity == .block }.map(\.rule.confidence) == [.design])
    }
  }

  @Test("and a support administrator may stand for the person or assist") func administrator() {
    for declarant in [nil, Fixture.relativeCode] {
      let content = F.content("E02") { $0.applicant = .amministratoreDiSostegno }
        .declaring { $0.declarant = declarant }
      #expect(!F.decide(content).keys(atLeast: .block).contains { $0.hasPrefix("ER-30") })
    }
  }

  @Test("and documents are asked for as the catalogue groups them") func documents() {
    let none = F.content("013") { $0.documentsSeen = [.identityDocument] }
    #expect(F.decide(none).keys(atLeast: .block) == ["DOC-01"])
    #expect(
      F.decide(none).documents.map(\.kind) == [.identityDocument, .medicalCertificate, .tesseraSanitaria])
    let other = none.with { $0.documentsSeen.insert(.clinicalRecord) }
    #expect(F.decide(other).outcome == .admitted)
    #expect(F.decide(other).documents.map(\.kind).contains(.clinicalRecord))
  }

  @Test(
    "and the list says who is not on it only once it is out, and that it goes on by itself where it does",
    arguments: [
      ("E01", "2026-03-14", "ER-17.awaited", false), ("E01", "2026-03-15", "ER-19", false),
      ("E01", "2026-03-14", "ER-17.awaited", true), ("E02", "2026-03-14", "ER-19", true),
    ])
  func list(code: String, on text: String, expected: String, rolls: Bool) {
    var record = Self.listed
    record.code = F.code(code)
    let person = F.assistito(born: "1950-01-01", records: [record])
    let content = F.content(code, person, on: Self.day(text)) {
      $0.renews = record.id
      $0.mef = .notListed
    }
    let profile = Self.renewing.withEsenzioni { $0.listRollsOver = rolls }
    let keys = F.decide(content, profile, now: Self.noon(text)).allKeys
    #expect(keys.contains(expected) && keys.contains("ER-17.awaited") == (expected == "ER-17.awaited"))
    #expect(keys.contains("ER-22.rolls") == (rolls && code == "E01"))
    let asked = content.with { $0.renews = nil }
    #expect(!F.decide(asked, profile, now: Self.noon(text)).allKeys.contains("ER-17.awaited"))
  }

  @Test("and the stop of seed 000 refuses both practices, with the announced end") func suspended() {
    var profile = F.profile
    profile.suspensions = [
      Suspension(
        start: Fixture.instant("2026-02-27T14:00:00+01:00"),
        announcedEnds: [Fixture.instant("2026-03-02T09:00:00+01:00")], policy: .blocco,
        kinds: [.esenzioneRilascio, .esenzioneRevoca], source: "seed 000")
    ]
    let now = Fixture.instant("2026-02-28T10:00:00+01:00")
    let content = F.content("E02", on: Fixture.day("2026-02-28"))
    #expect(F.decide(content, profile, now: now).headline?.rule.id == "SOS-01")
    #expect(F.decide(content, profile, now: now).headline?.arguments.last == "2026-03-02 09:00")
    for (moment, isStopped) in [
      ("2026-02-27T13:59:59+01:00", false), ("2026-02-27T14:00:00+01:00", true),
      ("2026-03-02T08:59:59+01:00", true), ("2026-03-02T09:00:00+01:00", false),
    ] {
      let keys = F.decide(content, profile, now: Fixture.instant(moment)).allKeys
      #expect(keys.contains("SOS-01.promemoria") == isStopped, "\(moment)")
    }
    #expect(!profile.suspensions[0].stops(.scelta, at: now) && !profile.suspensions[0].stopsEverything)
    #expect(
      F.decide(F.revoca(.citizen, on: Fixture.day("2026-02-28")), profile, now: now).headline?.rule.id
        == "SOS-01")
  }
}

extension Profile {
  /// The same profile with another start of the national registry.
  func starting(_ day: CivilDate?) -> Profile {
    var next = self
    next.nationalRegistryStart = day
    return next
  }
}
