import Domain

/// A holder with a card, complete papers for each way of asking, and profiles like those of the files.
enum TesseraFixture {
  static let today = Fixture.today
  static let now = Fixture.now
  /// Of Lombardia, like the card.
  static let asl = CodiceAsl("030321")!
  static let number = card("030")

  /// A number of a region, its check digit right.
  static func card(_ region: String) -> NumeroTessera {
    let body = "8038000\(region)000000001"
    return (0...9).lazy.compactMap { try? NumeroTessera("\(body)\($0)") }.first { $0.warnings.isEmpty }!
  }

  static func tessera(
    _ state: Tessera.State = .notActivated, region: String = "030", issued: String = "2024-01-10",
    expires: String = "2030-01-09", hasChip: Bool = true
  ) -> Tessera {
    Tessera(
      number: card(region), issued: Fixture.day(issued), expires: Fixture.day(expires), hasChip: hasChip,
      state: state)
  }

  static func holder(
    born: String = "1980-01-01", _ card: Tessera? = tessera(), _ change: (inout Assistito) -> Void = { _ in }
  ) -> Assistito {
    var person = Fixture.assistito(
      born: born, residence: Fixture.residence(Fixture.territory(asl)),
      assistenza: Assistenza(asl: asl, start: Fixture.day("2000-01-01"), kind: .unlimited))
    person.tessera = card
    change(&person)
    return person
  }

  static let child = holder(born: "2015-05-10")
  static let representative = CodeRepresentative(
    fullName: "Prova Giovanni", birthDate: Fixture.day("1965-12-10"), code: Fixture.relativeCode)
  static let act = CourtAct(reference: "Tribunale di Prova 1/2020", coversCodes: true)

  static func document(
    _ owner: ShownDocument.Owner, _ kind: IdentityDocumentKind = .identityCard,
    expires: String? = "2030-01-01",
    isCopy: Bool = false
  ) -> ShownDocument {
    ShownDocument(kind: kind, owner: owner, expires: expires.map(Fixture.day), isCopy: isCopy)
  }

  static let email = CodeContact(.email(try! EmailAddress("giulia@esempio.it")), isConfirmed: true)
  static let mobile = CodeContact(.mobile(try! MobileNumber("3331234567")), isConfirmed: true)

  static func certificate(
    _ length: ImpedimentCertificate.Length? = .months(6), signed: Bool = true, dated: Bool = true,
    diagnosis: Bool = false
  ) -> ImpedimentCertificate {
    ImpedimentCertificate(isSigned: signed, isDated: dated, length: length, showsDiagnosis: diagnosis)
  }

  static func delegation(
    _ relative: Relative = .spouse, spouse: Bool = false, children: Bool = false, declares: Bool = true,
    certificate: ImpedimentCertificate? = certificate()
  ) -> CodeApplicant {
    .delegate(
      CodeDelegation(
        relative: relative, hasSpouse: spouse, hasChildren: children, declaresImpediment: declares,
        certificate: certificate))
  }

  static func remote(
    _ form: RemoteRequest.Form = .direct, state: RemoteRequest.State = .recognised,
    _ change: (inout RemoteRequest) -> Void = { _ in }
  ) -> CodeApplicant {
    var request = RemoteRequest(
      form: form, state: state, papers: form.papers, officeProvince: "MI", residenceProvince: "MI",
      papersBy: "a", videoBy: "b")
    change(&request)
    return .remote(request)
  }

  /// A case that is admitted in Lombardia, Valle d'Aosta and Sardegna alike.
  static func content(
    _ applicant: CodeApplicant = .holder, _ person: Assistito? = nil, desk: CodeDesk? = nil,
    _ change: (inout PinCase) -> Void = { _ in }
  ) -> PinCase {
    let isParent = applicant == .parent || applicant == .actsForParent
    let isRemote = !applicant.kind.comesToDesk
    var content = PinCase(
      assistito: person ?? (isParent ? child : holder()), applicant: applicant,
      representative: applicant.isSomebodyElse ? representative : nil,
      documents: [document(.holder), document(.applicant)], parentCardShown: true,
      contacts: [email, mobile], desk: desk ?? (isRemote ? .video : .sceltaRevoca), deskAsl: asl,
      formsSigned: Set(CodeForm.allCases))
    change(&content)
    return content
  }

  /// A case about the card that is admitted in Lombardia.
  static func request(
    _ request: TesseraCase.Request, _ person: Assistito = holder(tessera(.active(since: today))),
    desk: CodeDesk = .sceltaRevoca, _ change: (inout TesseraCase) -> Void = { _ in }
  ) -> TesseraCase {
    var content = TesseraCase(
      assistito: person, request: request, documents: [document(.holder), document(.applicant)], desk: desk,
      deskAsl: asl, formsSigned: Set(CodeForm.allCases), hasReport: true, knowsUserCode: true,
      isOldCardHandedIn: true, effectiveDate: today)
    change(&content)
    return content
  }

  static func profile(_ change: (inout TesseraParameters) -> Void = { _ in }) -> Profile {
    var profile = Fixture.profile
    change(&profile.tessera)
    return profile
  }

  static let italia = profile()

  static let lombardia = profile {
    $0.rows = [
      .holder: "PIN-L01", .parent: "PIN-L02", .actsForParent: "PIN-L02", .tutore: "PIN-L03",
      .amministratoreDiSostegno: "PIN-L03", .curatore: "PIN-L03", .curatore473bis7: "PIN-L03",
      .delegate: "PIN-L04", .remote: "PIN-L05", .remoteDelegate: "PIN-L06", .remoteRepresentative: "PIN-L07",
    ]
    $0.desks = [.sceltaRevoca, .comune, .spazioRegione, .video]
    $0.protectedDesks = $0.desks
    $0.delegation = .orderOfRelatives
    $0.courtActRequired = false
    $0.pukLimit = PukLimit(count: 8, mode: .uses)
    $0.unblockProgram = "CRS Manager"
    for reason in [DuplicateReason.theft, .loss, .worn, .pukBlocked] {
      $0.duplicateChannels[reason] = [.agenziaEntrate, .spazioRegione]
    }
  }

  static let valleDAosta = profile {
    $0.rows = [
      .holder: "PIN-V01", .parent: "PIN-V02", .actsForParent: "PIN-V02", .tutore: "PIN-V03",
      .delegate: "PIN-V04",
    ]
    $0.protectedDesks = [.sceltaRevoca, .tutelati]
    $0.delegation = .longImpediment
    $0.parentCardRequired = true
    $0.representativeForm = nil
    $0.contactRule = .email
    $0.holderDocumentCopyAdmitted = true
  }

  static let sardegna = profile {
    $0.usesBlindEnvelope = true
    $0.contactRule = .none
    $0.pukLimit = PukLimit(count: 3, mode: .errors)
    $0.pukNeedsPin = true
    $0.rows = [.holder: "PIN-P02", .delegate: "PIN-P03", .tutore: "PIN-P04", .parent: "PIN-P05"]
    $0.desks = [.comune, .farmacia, .sceltaRevoca]
    $0.pharmacyFeeCents = 300
    $0.delegation = .longImpediment
    $0.representativeForm = .selfDeclaration
    $0.courtActRequired = false
    $0.holderDocumentCopyAdmitted = true
    $0.cardCopyAdmitted = true
    $0.reportRequired = true
  }

  static func decide(_ content: PinCase, _ profile: Profile = lombardia) -> Decision {
    Tessera.decide(content, profile: profile, now: now)
  }

  static func decide(_ content: TesseraCase, _ profile: Profile = lombardia) -> Decision {
    Tessera.decide(content, profile: profile, now: now)
  }
}

extension Profile {
  func withTessera(_ change: (inout TesseraParameters) -> Void) -> Profile {
    var next = self
    change(&next.tessera)
    return next
  }
}
