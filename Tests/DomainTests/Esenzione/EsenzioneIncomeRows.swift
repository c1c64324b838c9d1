import Domain
import Testing

private typealias F = EsenzioneFixture

/// What the rules of income say.
extension EsenzioneRuleTests {
  static let income: [EsenzioneRow] = [
    .init("ER-01.age", .block, F.content("E01", F.assistito(born: "1980-01-01"))),
    .init("ER-01.income", .block, F.content("E01", senior).declaring { $0.income = .notBelow }),
    .init("ER-02.income", .block, F.content("E02").declaring { $0.income = .notBelow }),
    .init(
      "ER-02.dependant", .block,
      F.content("E02").declaring { $0.titolare = .other(Fixture.relativeCode, note: "figlia") }),
    .init("ER-03", .block, F.content("E03").declaring { $0.condition = .unemployed }),
    .init("ER-06.allowance", .warn, F.content("E03", F.assistito(born: "2015-01-01"))),
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
    .init("ER-06.work", .warn, F.content("E02", F.assistito(born: "2023-01-01"))),
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
}
