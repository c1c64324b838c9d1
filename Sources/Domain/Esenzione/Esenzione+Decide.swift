extension Esenzione {
  /// Decides whether an exemption is issued, by every rule of the ``RuleBook`` that concerns it.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl, with the catalogue of the codes.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: All findings; among equally grave ones the headline is the first in check order: hard stops,
  ///   code, place, person, records, title, end, privacy, documents. The end date is inclusive, `nil` for an
  ///   unlimited exemption.
  public static func decide(
    _ content: EsenzioneCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    let context = EsenzioneContext(content, profile: profile, now: now)
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: false)
    findings += SuspensionRules.findings(
      .esenzioneRilascio, profile: profile, now: now, registryAnswers: registryAnswers)
    let codeFindings = EsenzioneRules.codeFindings(context)
    findings += codeFindings
    // What is not issued at all needs no papers and no other reason.
    guard let entry = context.entry, codeFindings.isEmpty else { return Decision(findings: findings) }
    let end = EsenzioneEnd(context, entry: entry)
    let documents = documents(context, entry)
    findings += RegistryStartRules.findings(context)
    findings += EsenzioneRules.personFindings(context)
    findings += FamilyRules.findings(
      content.applicant, age: content.assistito.posizione.birthDate.age(on: context.today),
      parameters: profile.scelta)
    findings += EsenzioneRules.duplicateFindings(context)
    findings += IncomeRules.findings(context) + ChronicRules.findings(context) + RareRules.findings(context)
    findings += InvalidityRules.findings(context) + StayRules.findings(context)
    findings += ChronicRules.startFindings(context)
    findings += EsenzioneRules.endFindings(context, end) + IncomeRules.endFindings(context, end)
    findings += PrivacyRules.findings(context)
    findings += DocumentRules.findings(
      documents, seen: content.documentsSeen, declared: content.documentsDeclared)
    // What is refused lasts until no day.
    if findings.contains(where: { $0.severity == .block }) { findings.removeAll(where: \.tellsLastDay) }
    return Decision(
      findings: findings, documents: documents, effectiveDate: context.start, endDate: end.last,
      closes: EsenzioneRules.closed(by: context).map(\.id), birth: birth(findings))
  }

  /// Who has to agree before the record is valid.
  private static func birth(_ findings: [Finding]) -> EsenzioneBirth {
    let reserves = findings.filter { $0.severity == .reserve }.map(\.rule)
    if [ChronicRules.accredited, ChronicRules.unclear, RareRules.code].contains(where: reserves.contains) {
      return .inEvaluation
    }
    return reserves.contains(IncomeRules.unavailable) ? .inVerification : .valid
  }

  /// The papers: of who asks, and one of each group of the catalogue.
  private static func documents(_ context: EsenzioneContext, _ entry: EsenzioneEntry) -> [RequiredDocument] {
    let content = context.content
    let seen = content.documentsSeen
    let age = context.position.birthDate.age(on: context.today)
    let groups = entry.documents.compactMap { group -> RequiredDocument? in
      guard let kind = group.first(where: seen.contains) ?? group.first else { return nil }
      return RequiredDocument(kind, .mandatory, rule: DocumentRules.mandatory)
    }
    let applicant = DocumentRules.applicant(content.applicant, age: age, parameters: context.profile.scelta)
    let isOwn: (RequiredDocument) -> Bool = { $0.kind == .identityDocument || $0.kind == .tesseraSanitaria }
    return DocumentRules.unique(
      applicant + groups.filter { !isOwn($0) }
        + [RequiredDocument(.tesseraSanitaria, .advised, rule: DocumentRules.mandatory)])
  }

  /// Decides whether an exemption is ended, annulled, suspended or taken up again.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: The effective date is the last day on which the exemption counts; today for a suspension, its end, and
  ///   a block that is lifted.
  public static func decide(
    _ content: EsenzioneRevocaCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    let today = now.romeDate
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: content.reason == .death)
    findings += SuspensionRules.findings(
      .esenzioneRevoca, profile: profile, now: now, registryAnswers: registryAnswers)
    guard let record = content.record else {
      findings.append(
        Finding(PracticeRules.nothingToDo, .block, variant: "esenzione", field: CaseField.esenzione))
      return Decision(findings: findings)
    }
    findings += EsenzioneRevocaRules.findings(content, record, profile: profile, today: today)
    let documents = documents(content, today: today, parameters: profile.scelta)
    if content.reason.isCitizens {
      findings += FamilyRules.findings(
        content.applicant, age: content.assistito.posizione.birthDate.age(on: today),
        parameters: profile.scelta)
    }
    findings += DocumentRules.findings(documents, seen: content.documentsSeen, declared: [])
    return Decision(
      findings: findings, documents: documents,
      effectiveDate: EsenzioneRevocaRules.lastDay(content, record, today: today))
  }

  private static func documents(
    _ content: EsenzioneRevocaCase, today: CivilDate, parameters: SceltaParameters
  ) -> [RequiredDocument] {
    guard content.reason.isCitizens else { return [] }
    let age = content.assistito.posizione.birthDate.age(on: today)
    return DocumentRules.unique(
      DocumentRules.applicant(content.applicant, age: age, parameters: parameters)
        + [RequiredDocument(.tesseraSanitaria, .advised, rule: DocumentRules.mandatory)])
  }
}

extension Finding {
  /// Whether it says no more than until which day the exemption holds.
  fileprivate var tellsLastDay: Bool {
    guard severity == .note else { return false }
    return switch (rule, variant) {
    case (IncomeRules.term, nil), (ChronicRules.newborn, nil), (EsenzioneRules.abroad, "enrolment"): true
    default: rule == RegistryStartRules.permit
    }
  }
}

extension EsenzioneRevocaCase.Reason {
  /// Whether it is about a block, which only the office of controls sets and lifts (ER-28).
  public var isBlock: Bool { self == .officeControl || self == .blockLifted }

  /// Whether it ends the exemption or undoes it; otherwise the record goes on, or only its block is lifted.
  public var ends: Bool {
    switch self {
    case .citizen, .requirementLost, .officeControl, .superseded, .issuedInError, .enrolmentEnded, .death:
      true
    case .permitRenewal, .permitRenewed, .blockLifted: false
    }
  }

  /// Whether the citizen asks; otherwise the office acts.
  public var isCitizens: Bool {
    switch self {
    case .citizen, .requirementLost: true
    case .officeControl, .superseded, .issuedInError, .enrolmentEnded, .death, .permitRenewal, .permitRenewed,
      .blockLifted:
      false
    }
  }
}
