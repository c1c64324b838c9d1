/// The end of a scelta without a new one: asked by the citizen, or by office.
public enum Revoca {
  /// Days after the communication of REV-07 within which the person chooses again.
  public static let transferTermDays = 30

  /// Decides a revoca by the rules REV.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: The effective date is the last day on which the scelta counts, but for a transfer:
  ///   there it is the day after the term, and the scelta's last day the one before.
  public static func decide(
    _ content: RevocaCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    let today = now.romeDate
    let position = content.assistito.posizione
    let effect = effectiveDate(content)
    let documents = documents(content, parameters: profile.scelta)
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: content.reason == .death)
    findings += SuspensionRules.findings(
      .revoca, profile: profile, now: now, registryAnswers: registryAnswers)
    if position.activeScelta(on: min(effect, today)) == nil, position.openScelta == nil {
      findings.append(Finding(PracticeRules.nothingToDo, .block))
    } else if content.reason.endsSceltaAlone, position.openScelta == nil,
      let end = position.activeScelta(on: min(effect, today))?.end, end.on <= effect
    {
      findings.append(
        Finding(PracticeRules.nothingToDo, .block, variant: "ended", arguments: [end.on.iso]))
    }
    if content.reason.isCitizens {
      findings += PracticeRules.dayFindings(effect, today: today, birth: position.birthDate)
      findings += FamilyRules.findings(
        content.applicant, age: position.birthDate.age(on: effect), parameters: profile.scelta)
    }
    findings += reasonFindings(content, today: today, effect: effect)
    findings += DocumentRules.findings(documents, seen: content.documentsSeen, declared: [])
    return Decision(findings: findings, documents: documents, effectiveDate: effect)
  }

  /// The day on which the revoca takes effect.
  private static func effectiveDate(_ content: RevocaCase) -> CivilDate {
    let position = content.assistito.posizione
    switch content.reason {
    case .movesToOtherRegion, .movesAbroad, .citizenWish, .doubleEnrolment, .medicoCeased:
      return content.effectiveDate
    case .transferNotice:
      return position.transferNotice?.adding(days: transferTermDays + 1) ?? content.effectiveDate
    case .death: return position.deathDate ?? content.effectiveDate
    case .aire:
      if case .abroad(_, let since) = position.residence { return since }
      return content.effectiveDate
    case .temporaryEnd:
      if case .temporary(let until)? = position.assistenza?.kind { return until }
      return content.effectiveDate
    }
  }

  private static func documents(
    _ content: RevocaCase, parameters: SceltaParameters
  ) -> [RequiredDocument] {
    guard content.reason.isCitizens else { return [] }
    let age = content.assistito.posizione.birthDate.age(on: content.effectiveDate)
    return DocumentRules.unique(
      DocumentRules.applicant(content.applicant, age: age, parameters: parameters)
        + [RequiredDocument(.tesseraSanitaria, .advised, rule: DocumentRules.mandatory)])
  }

  private static func reasonFindings(
    _ content: RevocaCase, today: CivilDate, effect: CivilDate
  ) -> [Finding] {
    let position = content.assistito.posizione
    let field = CaseField.reason
    switch content.reason {
    case .citizenWish:
      let rest =
        content.note.isEmpty
        ? [Finding(RevocaRules.alone, .reserve, variant: "noReason", field: CaseField.note)] : []
      return [Finding(RevocaRules.alone, .warn, field: field)] + rest
    case .movesToOtherRegion, .movesAbroad:
      return [Finding(RevocaRules.alone, .note, variant: "moving", field: field)]
    case .transferNotice: return transferFindings(position, today: today, effect: effect)
    case .death:
      return position.deathDate == nil
        ? [Finding(RevocaRules.death, .reserve, variant: "unknown", field: field)]
        : [Finding(RevocaRules.death, .note, arguments: [effect.iso], field: field)]
    case .aire:
      if case .abroad = position.residence {
        return [Finding(RevocaRules.aire, .note, arguments: [effect.iso], field: field)]
      }
      return [Finding(RevocaRules.aire, .block, variant: "resident", field: field)]
    case .temporaryEnd: return expiryFindings(position, today: today, effect: effect)
    case .doubleEnrolment:
      return position.scelte.count(where: { $0.isActive(on: effect) }) > 1
        ? [Finding(RevocaRules.double, .note, field: field)]
        : [Finding(RevocaRules.double, .reserve, variant: "single", field: field)]
    case .medicoCeased: return [Finding(RevocaRules.medicoCeased, .note, field: field)]
    }
  }

  private static func transferFindings(
    _ position: Posizione, today: CivilDate, effect: CivilDate
  ) -> [Finding] {
    let field = CaseField.reason
    if position.transferNotice == nil {
      return [Finding(RevocaRules.transfer, .block, variant: "noNotice", field: field)]
    }
    return today < effect
      ? [Finding(RevocaRules.transfer, .block, variant: "early", arguments: [effect.iso], field: field)]
      : [Finding(RevocaRules.transfer, .note, arguments: [effect.iso], field: field)]
  }

  private static func expiryFindings(
    _ position: Posizione, today: CivilDate, effect: CivilDate
  ) -> [Finding] {
    let field = CaseField.reason
    if case .thirdCountry(let permesso) = position.entitlement, permesso.renewalRequestedOn != nil {
      return [Finding(RevocaRules.expiry, .warn, variant: "renewal", field: field)]
    }
    return effect > today
      ? [Finding(RevocaRules.expiry, .reserve, variant: "running", arguments: [effect.iso], field: field)]
      : [Finding(RevocaRules.expiry, .note, arguments: [effect.iso], field: field)]
  }
}

extension PracticeCase {
  /// The last day with the medico, of a practice that ends a relation and counts from `day`.
  ///
  /// - Parameter day: The effective date of the decision, or the one that the registry told.
  /// - Returns: `nil` where nobody is left without a medico.
  public func lastDay(effective day: CivilDate) -> CivilDate? {
    switch self {
    case .revoca(let content): content.reason.lastDay(effective: day)
    case .ricusazione: day.adding(days: -1)
    case .scelta, .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: nil
    }
  }
}

extension RevocaCase.Reason {
  /// Whether the citizen asks; otherwise the office acts.
  public var isCitizens: Bool {
    switch self {
    case .movesToOtherRegion, .movesAbroad, .citizenWish: true
    case .transferNotice, .death, .aire, .temporaryEnd, .doubleEnrolment, .medicoCeased: false
    }
  }

  /// Whether it ends the scelta and nothing else: there is no sense in it where the scelta ends by that day.
  var endsSceltaAlone: Bool {
    switch self {
    case .movesToOtherRegion, .movesAbroad, .citizenWish, .medicoCeased: true
    case .transferNotice, .death, .aire, .temporaryEnd, .doubleEnrolment: false
    }
  }

  /// The last day with the medico and the first one without, of a revoca that counts from `day`.
  ///
  /// - Parameter day: The effective date of the decision, or the one that the registry told.
  /// - Returns: `nil` where nobody is left without a medico: the dead, and who keeps the other of two.
  public func lastDay(effective day: CivilDate) -> CivilDate? {
    switch self {
    case .movesToOtherRegion, .movesAbroad, .citizenWish, .medicoCeased, .aire, .temporaryEnd: day
    case .transferNotice: day.adding(days: -1)
    case .death, .doubleEnrolment: nil
    }
  }

  /// The cause written in the history.
  public var ending: Scelta.Ending.Reason {
    switch self {
    case .movesToOtherRegion, .movesAbroad, .citizenWish: .revoca
    case .transferNotice: .transfer
    case .death: .death
    case .aire: .aire
    case .temporaryEnd: .expiry
    case .doubleEnrolment: .double
    case .medicoCeased: .medicoCeased
    }
  }
}
