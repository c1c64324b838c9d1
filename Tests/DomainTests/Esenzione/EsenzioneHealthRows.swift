import Domain
import Testing

private typealias F = EsenzioneFixture

/// What the rules of diseases, invalidity, prescriptions and strangers say.
extension EsenzioneRuleTests {
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
    .init(
      "CR-16.annulled", .note,
      F.content("052", F.assistito(records: [F.record("050", start: F.today.iso)]))),
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
      "PRA-03.diagnosisUnborn", .block,
      F.content("048", F.assistito(born: "2020-01-01")).certifying { $0.firstDiagnosis = day("2019-01-01") }),
    .init("PRA-03.diagnosis", .block, F.content("048").certifying { $0.firstDiagnosis = day("2026-06-16") }),
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
}
