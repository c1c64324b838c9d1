/// For whom, and by whom, codes and cards are asked for (CHK-07, CHK-08 without delegates).
enum CodePeopleRules {
  /// Completed years of majority.
  static let majority = 18

  static let holderCheck = Rule("CHK-07", source: "Ordine dei controlli: progetto", confidence: .design)
  static let roleCheck = Rule("CHK-08", source: "Ordine dei controlli: progetto", confidence: .design)

  static let notAssisted = Rule(
    "R-ANA-01", source: "Avviso Regione Toscana (seed 000): decide l'anagrafe nazionale", confidence: .seed)
  static let differs = Rule("R-ANA-02", source: "Avviso Regione Toscana (seed 000)", confidence: .seed)
  static let residence = Rule("T-16", source: "Avviso Regione Toscana (seed 000)", confidence: .seed)
  static let adult = Rule("R-AGE-01", source: "Seed 002 e 004: il genitore per il minore", confidence: .seed)
  static let refusedParent = Rule("R-AGE-02", source: "Provincia di Trento [Q5]", confidence: .regional)
  static let youngApplicant = Rule(
    "R-AGE-03", source: "Regola di progetto: chi agisce per altri è maggiorenne e ha un nome",
    confidence: .design,
    protectsCitizen: true)
  static let minorAlone = Rule(
    "PIN-M01", source: "D.P.R. 445/2000 art. 5: per il minore firma chi lo rappresenta", confidence: .design,
    protectsCitizen: true)
  static let act = Rule("R-TUT-01", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let remoteProtected = Rule("T-11", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let protectedDesk = Rule("T-02", source: "Comune di Villeneuve (seed 002)", confidence: .seed)

  static let entries: [RuleEntry] = [
    RuleEntry(holderCheck, .computed("CodePeopleRules.holderFindings")), RuleEntry(notAssisted, "dead"),
    RuleEntry(differs, "region"),
    RuleEntry(residence, .computed("R-ANA-02: the comune corrects, not the desk")),
    RuleEntry(roleCheck, .computed("CodePeopleRules.roleFindings, DelegationRules")), RuleEntry(adult),
    RuleEntry(refusedParent), RuleEntry(youngApplicant, "unnamed"), RuleEntry(minorAlone, "emancipated"),
    RuleEntry(act, "powers", "asked", "administrator"), RuleEntry(remoteProtected),
    RuleEntry(protectedDesk, .computed("R-DESK-01, by TesseraParameters.protectedDesks")),
  ]

  /// CHK-07.
  static func holderFindings(_ context: PinContext) -> [Finding] {
    var findings = standingFindings(context.content.assistito.posizione, on: context.today)
    if context.content.differsFromRegistry { findings.append(Finding(differs, .warn)) }
    if !context.parameters.otherRegionsAdmitted, let number = context.number,
      number.region != context.content.deskAsl.region, context.content.desk != .farmacia
    {
      findings.append(Finding(differs, .warn, variant: "region", field: CaseField.card))
    }
    return findings
  }

  /// Whether the person is alive and in the care of the service.
  static func standingFindings(_ posizione: Posizione, on today: CivilDate) -> [Finding] {
    if posizione.deathDate != nil { return [Finding(notAssisted, .block, variant: "dead")] }
    guard let assistenza = posizione.assistenza, assistenza.isActive(on: today) else {
      return [Finding(notAssisted, .block)]
    }
    return []
  }

  /// CHK-08, but for delegates.
  static func roleFindings(_ context: PinContext) -> [Finding] {
    let content = context.content
    return roleFindings(
      content.applicant, representative: content.representative, isMinor: context.isMinor,
      isEmancipated: content.isEmancipated, parameters: context.parameters, today: context.today)
  }

  static func roleFindings(
    _ applicant: CodeApplicant, representative: CodeRepresentative?, isMinor: Bool, isEmancipated: Bool,
    parameters: TesseraParameters, today: CivilDate
  ) -> [Finding] {
    let field = CaseField.applicant
    var findings: [Finding] = []
    switch applicant {
    case .holder, .online:
      if isMinor { findings.append(alone(isEmancipated, parameters)) }
    case .parent, .actsForParent:
      if !isMinor {
        findings.append(Finding(adult, .block, field: field))
      } else if !parameters.parentsMayCome {
        findings.append(Finding(refusedParent, .block, field: field))
      }
    case .tutore(let act), .curatore(let act), .curatore473bis7(let act):
      findings += actFindings(act, parameters, today: today)
    case .amministratoreDiSostegno(let act):
      findings += actFindings(act, parameters, today: today)
      if !parameters.supportAdministratorKnown {
        findings.append(Finding(Self.act, .warn, variant: "administrator", field: field))
      }
    case .delegate: break
    case .remote(let request):
      switch request.form {
      case .direct: if isMinor { findings.append(alone(isEmancipated, parameters)) }
      case .delegate: break
      case .representative:
        if !isMinor { findings.append(Finding(remoteProtected, .warn, field: field)) }
      }
    }
    guard applicant.isSomebodyElse else { return findings }
    guard let representative else {
      return findings + [
        Finding(youngApplicant, .block, variant: "unnamed", field: CaseField.representative)
      ]
    }
    if let birth = representative.birthDate, birth.age(on: today) < majority {
      findings.append(Finding(youngApplicant, .block, field: CaseField.representative))
    }
    return findings
  }

  /// A minor without anybody: admitted if emancipated.
  private static func alone(_ isEmancipated: Bool, _ parameters: TesseraParameters) -> Finding {
    isEmancipated && parameters.emancipatedComesAlone
      ? Finding(minorAlone, .note, variant: "emancipated", field: CaseField.applicant)
      : Finding(minorAlone, .block, field: CaseField.applicant)
  }

  private static func actFindings(
    _ shown: CourtAct?, _ parameters: TesseraParameters, today: CivilDate
  ) -> [Finding] {
    guard let shown else {
      return [
        parameters.courtActRequired
          ? Finding(act, .block, field: CaseField.applicant)
          : Finding(act, .warn, variant: "asked", field: CaseField.applicant)
      ]
    }
    return shown.counts(on: today)
      ? [] : [Finding(act, .block, variant: "powers", field: CaseField.applicant)]
  }
}
