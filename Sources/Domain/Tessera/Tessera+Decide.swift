extension Tessera {
  /// Decides whether codes of a card are handed over, by every rule of the ``RuleBook`` that concerns them.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: All findings, so that nobody comes back three times; among equally grave ones the headline is the
  ///   first in check order: stop, desk, card, chip, expiry, state, holder, who comes, documents, certificate, contact,
  ///   operator, forms (CHK-01 … CHK-13). The effective date is today.
  public static func decide(
    _ content: PinCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    let context = PinContext(content, profile: profile, now: now)
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: true)
    findings += SuspensionRules.findings(
      .rilascioPin, profile: profile, now: now, registryAnswers: registryAnswers)
    if case .online(let conditions) = content.applicant {
      findings += CodePeopleRules.standingFindings(content.assistito.posizione, on: context.today)
      return Decision(findings: findings + RemoteRules.onlineFindings(conditions, context))
    }
    findings += CodeDeskRules.findings(context) + CardRules.findings(context)
    findings += CodePeopleRules.holderFindings(context) + CodePeopleRules.roleFindings(context)
    findings += DelegationRules.findings(context)
    findings += CodePaperRules.documentFindings(context) + RemoteRules.findings(context)
    findings += DelegationRules.certificateFindings(context)
    findings += CodeContactRules.findings(context) + CodePaperRules.closingFindings(context)
    findings += ReissueRules.findings(context) + CodeTableRules.findings(context)
    return Decision(
      findings: findings, documents: documents(content.applicant, profile.tessera),
      effectiveDate: context.today)
  }

  /// Decides on another card, on the rest or the end of a certificate, and on the destruction of an old card.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: All findings; among equally grave ones the headline is the first in check order.
  public static func decide(
    _ content: TesseraCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    let today = now.romeDate
    let posizione = content.assistito.posizione
    let parameters = profile.tessera
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: true)
    findings += SuspensionRules.findings(
      .tessera, profile: profile, now: now, registryAnswers: registryAnswers)
    findings += PracticeRules.dayFindings(content.effectiveDate, today: today, birth: posizione.birthDate)
    if !content.asksNobody {
      findings += CodePeopleRules.standingFindings(posizione, on: today)
      findings += CodePeopleRules.roleFindings(
        content.applicant, representative: content.representative,
        isMinor: posizione.birthDate.age(on: today) < CodePeopleRules.majority, isEmancipated: false,
        parameters: parameters, today: today)
      findings += CodePaperRules.documentFindings(
        content.documents, applicant: content.applicant, holderBorn: posizione.birthDate,
        representative: content.representative, parameters: parameters, today: today)
    }
    findings += CardRules.numberFindings(content.card)
    if content.isOperatorInvolved {
      findings.append(Finding(CodePaperRules.ownCodes, .block, field: CaseField.operatorInvolved))
    }
    findings += DuplicateRules.findings(content, parameters: parameters)
    return Decision(
      findings: findings, documents: content.asksNobody ? [] : papers(content, parameters),
      effectiveDate: content.effectiveDate)
  }

  /// The papers of who asks something of a card: the card itself is none of them, which may be lost.
  private static func papers(
    _ content: TesseraCase, _ parameters: TesseraParameters
  ) -> [RequiredDocument] {
    documents(content.applicant, parameters).filter { $0.kind != .tesseraSanitaria }
  }

  /// The papers of who comes, for the checklist; which of them lack is said by R-DOC and R-FORM.
  private static func documents(
    _ applicant: CodeApplicant, _ parameters: TesseraParameters
  ) -> [RequiredDocument] {
    let card = RequiredDocument(.tesseraSanitaria, .mandatory, rule: CardRules.absent)
    switch applicant {
    case .holder:
      return [card, RequiredDocument(.identityDocument, .mandatory, rule: CodePaperRules.holder)]
    case .parent, .actsForParent:
      let parent = RequiredDocument(.parentIdentityDocument, .mandatory, rule: CodePaperRules.applicant)
      return parameters.minorDocumentRequired
        ? [card, parent, RequiredDocument(.identityDocument, .mandatory, rule: CodePaperRules.holder)]
        : [card, parent]
    case .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7:
      return [
        card, RequiredDocument(.identityDocument, .mandatory, rule: CodePaperRules.applicant),
        RequiredDocument(
          .guardianshipAct, parameters.courtActRequired ? .mandatory : .advised, rule: CodePeopleRules.act),
      ]
    case .delegate:
      let own: DocumentKind =
        parameters.holderDocumentCopyAdmitted ? .delegatorDocumentCopy : .identityDocument
      let papers = [
        card, RequiredDocument(.delega, .mandatory, rule: DelegationRules.form),
        RequiredDocument(own, .mandatory, rule: CodePaperRules.holder),
        RequiredDocument(.delegateDocument, .mandatory, rule: CodePaperRules.applicant),
      ]
      return parameters.delegation == .longImpediment
        ? papers + [RequiredDocument(.healthCertificate, .mandatory, rule: DelegationRules.certificate)]
        : papers
    case .remote, .online: return []
    }
  }
}

extension TesseraCase {
  /// Whether nobody stands at the counter: the office acts by itself.
  var asksNobody: Bool {
    switch request {
    case .revocation(let reason): reason == .death
    case .destruction: true
    case .duplicate, .suspension, .reactivation: false
    }
  }
}
