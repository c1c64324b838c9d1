import Domain
import Testing

private typealias F = EsenzioneFixture

/// What holds for every family, where it is asked, and what ends an exemption.
extension EsenzioneRuleTests {
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
    .init(
      "GE-07.enrolment", .note,
      F.content("013", F.assistito { $0.posizione.assistenza?.kind = .temporary(until: day("2027-01-31")) })),
    .init("PRA-04.enrolment", .block, F.revoca(.enrolmentEnded)),
    .init(
      "GE-08", .note, F.revoca(.issuedInError, F.record("013", issued: "2026-06-15")) { $0.note = "errore" }),
    .init("GE-08.late", .block, F.revoca(.issuedInError) { $0.note = "errore" }),
    .init("GE-08.reason", .block, F.revoca(.issuedInError, F.record("013", issued: "2026-06-15"))),
    .init(
      "GE-08.reason", .block,
      F.revoca(.issuedInError, F.record("013", issued: "2026-06-15")) { $0.note = "  " }),
    .init("GE-09.reason", .block, F.revoca(.officeControl) { $0.note = " \t" }),
    .init(
      "ESE-02.reason", .block,
      F.content("017") {
        $0.endDate = day("2027-06-01")
        $0.endReason = "   "
      }),
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
    .init("GE-09", .note, F.revoca(.requirementLost, listedNow)),
    .init("GE-09.suspended", .note, F.revoca(.permitRenewal) { $0.assistito.renewing() }),
    .init("GE-09.permit", .block, F.revoca(.permitRenewal)),
    .init(
      "GE-09.late", .block,
      F.revoca(.permitRenewal, F.record("013", end: "2026-06-14")) { $0.assistito.renewing() }),
    .init(
      "GE-09.notValid", .block,
      F.revoca(.permitRenewal, F.record("013", state: .notValid)) {
        $0.assistito.renewing()
      }),
    .init(
      "GE-09.resumed", .note,
      F.revoca(.permitRenewed, F.record("013", state: .suspended(since: day("2026-05-01"))))),
    .init("GE-09.notSuspended", .block, F.revoca(.permitRenewed)),
    .init(
      "GE-09.unblocked", .note,
      F.revoca(
        .blockLifted,
        F.record("013", state: .revoked(on: day("2026-03-31"), reason: .officeControl, isBlocked: true))
      ) { $0.note = "verificata" }),
    .init(
      "GE-09.reason", .block,
      F.revoca(
        .blockLifted,
        F.record("013", state: .revoked(on: day("2026-03-31"), reason: .officeControl, isBlocked: true)))),
    .init("GE-09.notBlocked", .block, F.revoca(.blockLifted) { $0.note = "x" }),
    .init("GE-09.reason", .block, F.revoca(.officeControl)),
    .init("GE-12", .note, F.content("013", F.assistito(records: [F.record("E03", end: "2026-07-01")]))),
    .init("PRA-04.esenzione", .block, F.revoca(.citizen) { $0.esenzione = "altra" }),
    .init(
      "AN-02", .block, F.content("013") { $0.deskAsl = Fixture.otherAsl },
      F.profile.withEsenzioni { $0.otherAslOfRegion = .refuse }),
    .init("AN-03", .block, F.content("013") { $0.deskAsl = Fixture.outside }),
    .init(
      "AN-02.unknown", .warn,
      F.content("013", F.assistito { $0.posizione.residence = .none(struckOff: false) })),
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
    .init("AN-08.issued", .warn, F.revoca(.requirementLost, F.record("E02", issuer: Fixture.otherAsl))),
    .init("AN-08.issued", .warn, F.revoca(.issuedInError, F.record("E02", issuer: Fixture.otherAsl))),
    .init(
      "AN-02.issued", .block, F.revoca(.citizen, F.record("E02", issuer: Fixture.otherAsl)),
      F.profile.withEsenzioni { $0.incomeElsewhere = .refuse }),
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
    .init("PR-09.apart", .note, F.content("020") { $0.privateHandOver = true }),
    .init(
      "PR-11", .warn,
      F.content("020") {
        $0.applicant = .delegate(cohabitant: false)
        $0.privateHandOver = false
      }),
    .init("PR-12", .note, F.content("020")),
  ]
}

extension Assistito {
  /// A permit that is being renewed.
  fileprivate mutating func renewing() {
    posizione.entitlement = .thirdCountry(
      .init(
        category: .work, validUntil: Fixture.day("2026-12-31"), renewalRequestedOn: Fixture.day("2026-06-01"))
    )
  }
}
