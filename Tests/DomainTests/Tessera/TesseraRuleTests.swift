import Domain
import Testing

private typealias F = TesseraFixture

/// One sentence of the book, and a case that makes it speak.
struct TesseraRow: CustomTestStringConvertible {
  let key: String
  let severity: Severity
  let decision: Decision

  init(_ key: String, _ severity: Severity, _ content: PinCase, _ profile: Profile = TesseraFixture.lombardia)
  {
    self.key = key
    self.severity = severity
    decision = F.decide(content, profile)
  }

  init(
    _ key: String, _ severity: Severity, _ content: TesseraCase,
    _ profile: Profile = TesseraFixture.lombardia
  ) {
    self.key = key
    self.severity = severity
    decision = F.decide(content, profile)
  }

  var testDescription: String { key }
}

@Suite("Each sentence on codes and cards is said where it should, and as gravely") struct TesseraRuleTests {
  private static let day = Fixture.day
  private static let yesterday = F.today.adding(days: -1)

  private static func trouble(_ trouble: CodeTrouble) -> PinCase { F.content { $0.trouble = trouble } }

  /// CHK-02 to CHK-06.
  static let card: [TesseraRow] = [
    .init("R-DESK-01", .block, F.content(.tutore(F.act), desk: .comune), F.valleDAosta),
    .init(
      "R-DESK-02", .block, F.content(.holder, F.holder(F.tessera(region: "090")), desk: .farmacia), F.sardegna
    ),
    .init("R-DESK-03", .block, F.content(desk: .farmacia)),
    .init("R-DESK-03", .block, F.content(desk: .farmacia), F.valleDAosta),
    .init("R-DESK-03", .block, F.content(desk: .video)),
    .init("R-DESK-03", .block, F.content(F.remote(), desk: .comune)),
    .init("R-DESK-03", .block, F.content(F.remote()), F.valleDAosta),
    .init("PIN-P06", .note, F.content(desk: .farmacia), F.sardegna),
    .init("R-CARD-01", .block, F.content { $0.shown = .nothing }),
    .init("R-CARD-01.copy", .block, F.content { $0.shown = .copy }),
    .init("R-CARD-01.copy", .block, F.content(.holder) { $0.shown = .copy }, F.sardegna),
    .init("R-CARD-01.phone", .block, F.content { $0.shown = .onTelephone }),
    .init("R-CARD-01.unknown", .warn, F.content(.holder, F.holder(nil))),
    .init("R-CARD-02", .block, F.content(.holder, F.holder(F.tessera(hasChip: false)))),
    .init(
      "T-09", .block, F.content(.holder, F.holder(F.tessera(hasChip: false))) { $0.claimsExtension = true }),
    .init(
      "T-09.running", .note, F.content { $0.claimsExtension = true },
      F.lombardia.withTessera { $0.extensionEnd = F.today }),
    .init("R-CARD-03", .block, F.content { $0.chip = .unreadable }),
    .init("R-CARD-03.noReader", .warn, F.content { $0.chip = .noReader }),
    .init("R-CARD-03.elsewhere", .note, F.content { $0.chip = .readElsewhere }),
    .init(
      "R-CARD-04", .block, F.content { $0.chip = .read(code: Fixture.relativeCode, expires: F.today) }),
    .init(
      "R-CARD-04.old", .warn,
      F.content(.holder, F.holder { $0.identity.codes = [Fixture.adultCode, Fixture.relativeCode] }) {
        $0.chip = .read(code: Fixture.relativeCode, expires: F.today)
      }),
    .init("R-CARD-05", .warn, F.content { $0.card = try? NumeroTessera("80380000300000000012") }),
    .init("CARD-N1", .warn, F.content { $0.card = try? NumeroTessera("80390000300000000012") }),
    .init("R-CARD-06", .block, F.content(.holder, F.holder(F.tessera(expires: yesterday.iso)))),
    .init(
      "R-CARD-06", .block, F.content { $0.chip = .read(code: Fixture.adultCode, expires: yesterday) }),
    .init("CARD-L1", .warn, F.content(.holder, F.holder(F.tessera(expires: F.today.iso)))),
    .init(
      "R-CARD-07", .block, F.content(.holder, F.holder(F.tessera(.revoked(on: yesterday, reason: .loss))))),
    .init("R-CARD-07.replaced", .block, F.content(.holder, F.holder(F.tessera(.replaced(on: yesterday))))),
    .init("R-CARD-08", .block, F.content(.holder, F.holder(F.tessera(.suspended(since: yesterday))))),
    .init("R-CARD-09", .block, trouble(.pukBlocked)),
  ]

  /// CHK-07 and CHK-08.
  static let people: [TesseraRow] = [
    .init("R-ANA-01.dead", .block, F.content(.holder, F.holder { $0.posizione.deathDate = yesterday })),
    .init("R-ANA-01", .block, F.content(.holder, F.holder { $0.posizione.assistenza = nil })),
    .init(
      "R-ANA-01", .block,
      F.content(
        .holder,
        F.holder { $0.posizione.assistenza?.ended = Assistenza.Ending(on: yesterday, reason: .aire) })),
    .init("R-ANA-02", .warn, F.content { $0.differsFromRegistry = true }),
    .init("R-ANA-02.region", .warn, F.content(.holder, F.holder(F.tessera(region: "090")))),
    .init("R-AGE-01", .block, F.content(.parent, F.holder(born: "2008-06-15"))),
    .init("R-AGE-01", .block, F.content(.actsForParent, F.holder())),
    .init("R-AGE-02", .block, F.content(.parent), F.italia.withTessera { $0.parentsMayCome = false }),
    .init(
      "R-AGE-03", .block,
      F.content(.parent) { $0.representative?.birthDate = Fixture.day("2008-06-16") }),
    .init("R-AGE-03.unnamed", .block, F.content(.parent) { $0.representative = nil }),
    .init("PIN-M01", .block, F.content(.holder, F.child)),
    .init(
      "PIN-M01", .block, F.content(.holder, F.child) { $0.isEmancipated = true },
      F.lombardia.withTessera { $0.emancipatedComesAlone = false }),
    .init("PIN-M01", .block, F.content(F.remote(), F.child)),
    .init("PIN-M01.emancipated", .note, F.content(.holder, F.child) { $0.isEmancipated = true }),
    .init("R-TUT-01", .block, F.content(.tutore(nil)), F.valleDAosta),
    .init("R-TUT-01.asked", .warn, F.content(.tutore(nil))),
    .init(
      "R-TUT-01.powers", .block, F.content(.curatore(CourtAct(reference: "1/2020", coversCodes: false)))),
    .init(
      "R-TUT-01.powers", .block,
      F.content(
        .curatore473bis7(CourtAct(reference: "1/2020", coversCodes: true, expires: yesterday)))),
    .init("R-TUT-01.administrator", .warn, F.content(.amministratoreDiSostegno(F.act))),
    .init("T-11", .warn, F.content(F.remote(.representative))),
  ]

  /// CHK-08 for delegates, and CHK-10.
  static let delegates: [TesseraRow] = [
    .init("R-DEL-01", .block, F.content(F.delegation(declares: false))),
    .init("R-DEL-02", .block, F.content(F.delegation(.child, spouse: true))),
    .init("R-DEL-02", .block, F.content(F.delegation(.sibling, spouse: true, children: true))),
    .init("R-DEL-02.child", .block, F.content(F.delegation(.sibling, children: true))),
    .init("R-DEL-03", .block, F.content(F.delegation(.firstCousin))),
    .init("R-DEL-03", .block, F.content(F.delegation(.siblingInLaw))),
    .init("R-DEL-03.cohabitant", .reserve, F.content(F.delegation(.cohabitant))),
    .init("R-DEL-04", .block, F.content(F.delegation()) { $0.formsSigned = [.request] }),
    .init("R-DEL-04", .block, F.content(F.delegation()) { $0.formsSigned = [] }, F.valleDAosta),
    .init("T-07", .warn, F.content(F.delegation(.none)), F.italia),
    .init("T-17", .note, F.content(F.remote(.delegate(.sibling)))),
    .init("T-17.far", .warn, F.content(F.remote(.delegate(.none)))),
    .init("R-CERT-01", .block, F.content(F.delegation(certificate: nil)), F.valleDAosta),
    .init("R-CERT-02", .block, F.content(F.delegation(certificate: F.certificate(nil))), F.valleDAosta),
    .init(
      "R-CERT-02", .block, F.content(F.delegation(certificate: F.certificate(.months(2)))), F.valleDAosta),
    .init(
      "R-CERT-02", .block, F.content(F.delegation(certificate: F.certificate(.months(3)))),
      F.valleDAosta.withTessera { $0.impedimentMonthsInclusive = false }),
    .init("T-01", .note, F.content(F.delegation(certificate: F.certificate(.months(3)))), F.valleDAosta),
    .init(
      "R-CERT-03", .block, F.content(F.delegation(certificate: F.certificate(signed: false))), F.valleDAosta),
    .init(
      "R-CERT-03", .block, F.content(F.delegation(certificate: F.certificate(dated: false))), F.sardegna),
    .init(
      "R-CERT-04", .block, F.content(F.delegation(certificate: F.certificate(diagnosis: true))),
      F.valleDAosta),
  ]

  /// CHK-09, CHK-11, CHK-12, CHK-13.
  static let papers: [TesseraRow] = [
    .init("R-DOC-01", .block, F.content { $0.documents = [] }),
    .init("R-DOC-01", .block, F.content(F.delegation()) { $0.documents = [F.document(.applicant)] }),
    .init(
      "R-DOC-01", .block, F.content(.parent) { $0.documents = [F.document(.applicant)] },
      F.italia.withTessera { $0.minorDocumentRequired = true }),
    .init("R-DOC-01.copy", .block, F.content { $0.documents = [F.document(.holder, isCopy: true)] }),
    .init(
      "R-DOC-01.copy", .block,
      F.content(F.delegation()) {
        $0.documents = [F.document(.applicant), F.document(.holder, isCopy: true)]
      }),
    .init("R-DOC-02", .block, F.content(F.delegation()) { $0.documents = [F.document(.holder)] }),
    .init("R-DOC-02", .block, F.content(.parent) { $0.documents = [F.document(.holder)] }),
    .init(
      "R-DOC-02", .block,
      F.request(.suspension) {
        $0.applicant = .tutore(F.act); $0.documents = []
      }),
    .init("R-DOC-03", .block, F.content { $0.documents = [F.document(.holder, expires: yesterday.iso)] }),
    .init(
      "R-DOC-03", .block, F.content(F.remote { $0.documentsExpire = yesterday })),
    .init("R-DOC-03.undated", .block, F.content { $0.documents = [F.document(.holder, expires: nil)] }),
    .init("R-DOC-04", .block, F.content(.parent) { $0.formsSigned = [.request] }),
    .init("R-DOC-04", .block, F.content(.tutore(F.act)) { $0.formsSigned = [.request] }),
    .init("R-DOC-04.declaration", .block, F.content(.parent) { $0.formsSigned = [] }, F.sardegna),
    .init("R-DOC-05", .block, F.content(.parent) { $0.parentCardShown = false }, F.valleDAosta),
    .init("R-DOC-06", .block, F.content { $0.documents.append(F.document(.holder, .other)) }),
    .init("R-DOC-06.permit", .warn, F.content { $0.documents = [F.document(.holder, .residencePermit)] }),
    .init("R-DOC-06.number", .warn, F.content { $0.documents[0].isNumberRecorded = false }),
    .init("R-CONT-01", .block, F.content { $0.contacts = [] }),
    .init("R-CONT-01.both", .block, F.content(F.remote()) { $0.contacts = [F.email] }),
    .init("R-CONT-01.confirm", .block, F.content { $0.contacts[0].isConfirmed = false }),
    .init("R-CONT-02", .block, F.content { $0.contacts = [F.mobile] }, F.valleDAosta),
    .init("R-CONT-02", .block, F.content { $0.contacts = [] }, F.valleDAosta),
    .init(
      "R-CONT-02.post", .note, F.content { $0.contacts = [] },
      F.italia.withTessera { $0.contactRule = .emailOrPost }),
    .init("R-CONT-03", .block, F.content(), F.lombardia.withTessera { $0.deskDomains = ["esempio.it"] }),
    .init("R-CONT-03", .block, F.content { $0.contacts[1].isOfDesk = true }),
    .init(
      "R-CONT-03.pec", .warn,
      F.content {
        $0.contacts = [CodeContact(.email(try! EmailAddress("g@pec.it")), isConfirmed: true)]
      }),
    .init("R-OP-01", .block, F.content { $0.isOperatorInvolved = true }),
    .init("R-OP-01", .block, F.request(.suspension) { $0.isOperatorInvolved = true }),
    .init("R-FORM-01", .block, F.content { $0.formsSigned = [] }),
    .init("R-FORM-01", .block, F.content(.parent) { $0.formsSigned = [] }, F.valleDAosta),
    .init("R-FORM-01", .block, F.request(.suspension) { $0.formsSigned = [] }),
    .init("R-FORM-01.copies", .note, F.content(), F.italia.withTessera { $0.formCopies = 2 }),
  ]

  /// From afar, and online.
  static let distant: [TesseraRow] =
    RemoteRequest.Paper.allCases.map { paper in
      TesseraRow(
        "R-REM-01.\(paper.rawValue)", .block,
        F.content(F.remote(.representative) { $0.papers.remove(paper) }, F.child))
    }
    + OnlineConditions.Condition.allCases.map { condition in
      let met = Set(OnlineConditions.Condition.allCases).subtracting([condition])
      return TesseraRow(
        "R-ONL-01.\(condition.rawValue)", .block, F.content(.online(OnlineConditions(met: met))))
    } + [
      .init("R-REM-02", .block, F.content(F.remote { $0.unreadable = [.cardBack] })),
      .init("R-REM-03", .block, F.content(F.remote { $0.residenceProvince = "BG" })),
      .init("R-REM-04", .block, F.content(F.remote(state: .refused(.notRecognised)))),
      .init("R-REM-04.missed", .block, F.content(F.remote(state: .refused(.missedAppointments)))),
      .init("R-REM-04.before", .block, F.content(F.remote(state: .received))),
      .init("R-REM-04.before", .block, F.content(F.remote(state: .inVideo))),
      .init("R-REM-04.over", .block, F.content(F.remote(state: .lapsed))),
      .init("R-REM-04.over", .block, F.content(F.remote(state: .codesSent))),
      .init("REM-01", .block, F.content(F.remote { $0.videoBy = "a" })),
      .init(
        "PIN-L08", .block, F.content(.online(OnlineConditions(met: Set(OnlineConditions.Condition.allCases))))
      ),
      .init(
        "PIN-T02", .block,
        F.content(.online(OnlineConditions(met: Set(OnlineConditions.Condition.allCases))), F.child),
        F.italia.withTessera { $0.onlineForMinors = false }),
    ]

  /// A10.
  static let again: [TesseraRow] = [
    .init("RE-01", .warn, trouble(.pinBlockedWithPuk), F.italia),
    .init("RE-01.program", .warn, trouble(.pinBlockedWithPuk)),
    .init("RE-02", .note, trouble(.pinBlockedWithoutPuk)),
    .init("RE-02", .note, trouble(.codesForgotten)),
    .init("RE-03", .block, trouble(.codesForgotten), F.sardegna),
    .init("RE-03", .block, trouble(.pinBlockedWithoutPuk), F.sardegna),
    .init("RE-04", .note, trouble(.pukBlocked), F.italia),
    .init("RE-04.uses", .note, trouble(.pukBlocked)),
    .init("RE-04.errors", .note, trouble(.pukBlocked), F.sardegna),
    .init("RE-05", .note, trouble(.secondHalfMissing)), .init("RE-06", .note, trouble(.firstHalfLost)),
    .init("RE-07", .warn, trouble(.seenByOthers)),
    .init("RE-07", .note, F.request(.revocation(.codesSeen))),
    .init("RE-08", .block, F.request(.revocation(.theft)) { $0.hasReport = false }, F.sardegna),
    .init("RE-08.advised", .note, F.request(.revocation(.loss)) { $0.hasReport = false }),
    .init("RE-09", .note, F.request(.suspension)),
    .init(
      "RE-09.userCode", .block, F.request(.suspension) { $0.knowsUserCode = false },
      F.lombardia.withTessera { $0.suspensionNeedsUserCode = true }),
    .init(
      "RE-11", .block, F.request(.revocation(.holder)) { $0.knowsUserCode = false },
      F.lombardia.withTessera { $0.revocationNeedsUserCode = true }),
    .init(
      "RE-11.inPerson", .block,
      F.request(.revocation(.holder)) {
        $0.applicant = .tutore(F.act); $0.representative = F.representative
      },
      F.lombardia.withTessera { $0.revocationNeedsUserCode = true }),
    .init(
      "RE-11.duplicate", .note, F.request(.duplicate(.theft), desk: .spazioRegione),
      F.lombardia.withTessera { $0.duplicateRevokes = true }),
  ]

  /// A11 and the certificate.
  static let duplicates: [TesseraRow] =
    TesseraCase.Obstacle.allCases.map { obstacle in
      TesseraRow(
        "DUP-04.\(obstacle.rawValue)", .block,
        F.request(.duplicate(.theft), desk: .spazioRegione) { $0.obstacle = obstacle })
    } + [
      .init("DUP-01.spazioRegione", .block, F.request(.duplicate(.theft))),
      .init("DUP-01.spazioRegione", .block, F.request(.duplicate(.loss), desk: .comune)),
      .init("DUP-01.spazioRegione", .block, F.request(.duplicate(.worn))),
      .init("DUP-01.spazioRegione", .block, F.request(.duplicate(.pukBlocked))),
      .init("DUP-01.sceltaRevoca", .block, F.request(.duplicate(.chipless), desk: .spazioRegione)),
      .init("DUP-01.agenziaEntrate", .block, F.request(.duplicate(.technical))),
      .init("DUP-01.comune", .block, F.request(.duplicate(.wrongData))),
      .init(
        "DUP-02", .warn,
        F.request(.duplicate(.worn), desk: .spazioRegione) { $0.isOldCardHandedIn = false }),
      .init("DUP-03", .warn, F.request(.duplicate(.chipless))),
      .init(
        "DUP-04.noAddress", .block,
        F.request(
          .duplicate(.chipless), F.holder { $0.posizione.residence = .none(struckOff: true) })),
      .init("DUP-05", .note, F.request(.duplicate(.chipless), F.holder(F.tessera(hasChip: false)))),
      .init("TES-01", .block, F.request(.suspension, F.holder(nil))),
      .init("TES-02", .block, F.request(.suspension, F.holder())),
      .init("TES-02", .block, F.request(.reactivation)),
      .init("TES-02", .block, F.request(.revocation(.loss), F.holder(F.tessera(.replaced(on: yesterday))))),
      .init("TES-03", .warn, F.request(.revocation(.holder))),
      .init("DP-09", .block, F.request(.destruction(signatures: 1))),
      .init("DP-09.card", .block, F.request(.destruction(signatures: 2)) { $0.isOldCardHandedIn = false }),
      .init("DP-09.inForce", .warn, F.request(.destruction(signatures: 2))),
      .init(
        "R-CARD-05", .warn, F.request(.suspension) { $0.card = try? NumeroTessera("80380000300000000012") }),
      .init(
        "R-AGE-01", .block,
        F.request(.suspension) {
          $0.applicant = .parent; $0.representative = F.representative
        }),
    ]

  /// A3: which row of the tables each case is; all of these are admitted.
  static let rows: [TesseraRow] =
    [
      .init("PIN-L01", .note, F.content()), .init("PIN-L01", .note, F.content(desk: .spazioRegione)),
      .init("PIN-L02", .note, F.content(.parent)), .init("PIN-L02", .note, F.content(.actsForParent)),
      .init("PIN-L03", .note, F.content(.tutore(F.act))), .init("PIN-L04", .note, F.content(F.delegation())),
      .init("PIN-L05", .note, F.content(F.remote())),
      .init("PIN-L06", .note, F.content(F.remote(.delegate(.child)))),
      .init("PIN-L07", .note, F.content(F.remote(.representative), F.child)),
      .init("PIN-V01", .note, F.content(desk: .comune), F.valleDAosta),
      .init("PIN-V02", .note, F.content(.parent, desk: .comune), F.valleDAosta),
      .init("PIN-V03", .note, F.content(.tutore(F.act), desk: .tutelati), F.valleDAosta),
      .init(
        "PIN-V04", .note,
        F.content(F.delegation(.none), desk: .comune) {
          $0.documents = [F.document(.applicant), F.document(.holder, isCopy: true)]
        }, F.valleDAosta),
      .init("PIN-P02", .note, F.content { $0.contacts = [] }, F.sardegna),
      .init("PIN-P03", .note, F.content(F.delegation(.none)) { $0.shown = .copy }, F.sardegna),
      .init("PIN-P04", .note, F.content(.tutore(F.act)), F.sardegna),
      .init("PIN-P05", .note, F.content(.parent), F.sardegna),
      .init("PIN-G01", .note, F.content(), F.italia),
    ]
    + ["PIN-P01", "PIN-E01", "PIN-T01", "PIN-T03", "PIN-N01", "PIN-B01"].map { row in
      TesseraRow(row, .note, F.content(), F.italia.withTessera { $0.rows = [.holder: row] })
    }

  static let all = card + people + delegates + papers + distant + again + duplicates + rows

  @Test("by its table", arguments: all) func row(_ row: TesseraRow) {
    let found = row.decision.findings.filter { $0.messageKey == "regola.\(row.key)" }
    #expect(found.contains { $0.severity == row.severity }, "\(row.decision.allKeys)")
  }

  @Test("and a case with one fault alone has no other reason to be refused", arguments: card + papers + again)
  func alone(_ row: TesseraRow) {
    let blocks = Set(row.decision.keys(atLeast: .block))
    guard row.severity == .block, !["T-09", "R-DOC-01", "R-FORM-01", "R-DOC-02"].contains(row.key) else {
      return
    }
    #expect(blocks == [row.key])
  }

  @Test("and the rows of the tables are admitted", arguments: rows) func admitted(_ row: TesseraRow) {
    #expect(row.decision.keys(atLeast: .reserve) == [])
    #expect(row.decision.effectiveDate == F.today)
  }

  @Test("and none of them is left out") func complete() {
    let spoken = Set(Self.all.map { "regola.\($0.key)" })
    let families = ["R-", "PIN-", "CARD-", "RE-", "REM-", "DUP-", "TES-", "DP-", "T-"]
    let needed = RuleBook.entries.flatMap { entry -> [String] in
      guard families.contains(where: { entry.rule.id.hasPrefix($0) }), case .finding = entry.effect else {
        return []
      }
      return entry.messageKeys
    }
    // These speak by their variants alone.
    let plain = Set(["DUP-01", "DUP-04", "R-REM-01", "R-ONL-01"].map { "regola.\($0)" })
    #expect(Set(needed).subtracting(spoken).subtracting(plain) == [])
  }
}
