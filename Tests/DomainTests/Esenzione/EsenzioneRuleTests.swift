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
  static let day = Fixture.day
  static let senior = F.assistito(born: "1950-01-01")
  static let child = F.assistito(born: "2021-05-10")
  static let renewing = F.profile.withEsenzioni { $0.renewalStartsInApril = true }
  /// What the list of the Sistema TS gave until the end of March.
  static let listed: Esenzione = {
    var record = F.record("E01", end: "2026-03-31")
    record.origin = .mefList
    return record
  }()
  static let listedNow: Esenzione = {
    var record = listed
    record.end = day("2027-03-31")
    return record
  }()
  /// An end of what another region issued to somebody who lives there.
  static func away(_ reason: EsenzioneRevocaCase.Reason) -> EsenzioneRevocaCase {
    F.revoca(reason) {
      $0.assistito = F.assistito(
        records: [F.record("013", issuer: Fixture.outside)], asl: Fixture.outside)
    }
  }
  static func noon(_ text: String) -> Instant {
    RomeTime(date: day(text), time: CivilTime(hour: 12, minute: 0)!).instant
  }
  static let before = F.profile.with { _ in }.starting(nil)

  static func stranger(_ text: String = "STP0902010000001") -> Assistito {
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
  static let onlyShown: Set<String> = ["ER-01", "ER-02", "CR-12"]

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
    #expect(
      F.decide(F.content("E02") { $0.deskAsl = Fixture.outside }).keys(atLeast: .block) == ["AN-03", "GE-03"])
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
      #expect(keys.contains("SOS-01.somePromemoria") == isStopped, "\(moment)")
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
