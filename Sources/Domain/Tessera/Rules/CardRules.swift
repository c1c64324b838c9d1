/// What the card on the counter is fit for (CHK-03 to CHK-06).
enum CardRules {
  static let presence = Rule("CHK-03", source: "Ordine dei controlli: progetto", confidence: .design)
  static let chipCheck = Rule("CHK-04", source: "Ordine dei controlli: progetto", confidence: .design)
  static let expiryCheck = Rule("CHK-05", source: "Ordine dei controlli: progetto", confidence: .design)
  static let stateCheck = Rule("CHK-06", source: "Ordine dei controlli: progetto", confidence: .design)

  static let absent = Rule("R-CARD-01", source: "Seed 002 e 004", confidence: .seed)
  static let chipless = Rule("R-CARD-02", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let unreadable = Rule(
    "R-CARD-03", source: "Regola di progetto: senza chip leggibile non si sa di chi è la carta",
    confidence: .design,
    protectsCitizen: true)
  static let otherPerson = Rule(
    "R-CARD-04", source: "Regola di progetto: i codici vanno al titolare del chip", confidence: .design,
    protectsCitizen: true)
  static let checkDigit = Rule(
    "R-CARD-05", source: "Cifra di controllo vista su tre numeri pubblici", confidence: .unverified)
  static let pattern = Rule("CARD-N1", source: "Numero TEAM visto su tre tessere", confidence: .unverified)
  static let expired = Rule(
    "R-CARD-06", source: "Regola di progetto: l'ultimo giorno vale ancora", confidence: .design,
    protectsCitizen: true)
  static let revoked = Rule(
    "R-CARD-07", source: "Regola di progetto: un certificato revocato non torna", confidence: .design,
    protectsCitizen: true)
  static let suspended = Rule("R-CARD-08", source: "ASL CN2 [Q1]", confidence: .regional)
  static let pukBlocked = Rule("R-CARD-09", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let extension2023 = Rule("T-09", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let expiring = Rule("CARD-L1", source: "Regola di progetto: 60 giorni", confidence: .design)

  static let entries: [RuleEntry] = [
    RuleEntry(presence, .computed("CardRules.presenceFindings")),
    RuleEntry(absent, "copy", "phone", "unknown"),
    RuleEntry(chipless), RuleEntry(extension2023, "running"),
    RuleEntry(chipCheck, .computed("CardRules.chipFindings")), RuleEntry(unreadable, "noReader", "elsewhere"),
    RuleEntry(otherPerson, "old"), RuleEntry(checkDigit), RuleEntry(pattern),
    RuleEntry(expiryCheck, .computed("CardRules.stateFindings: the last day still counts")),
    RuleEntry(expired), RuleEntry(expiring), RuleEntry(stateCheck, .computed("CardRules.stateFindings")),
    RuleEntry(revoked, "replaced"), RuleEntry(suspended), RuleEntry(pukBlocked),
  ]

  static func findings(_ context: PinContext) -> [Finding] {
    let presence = presenceFindings(context)
    // Without a chip there is nothing to read.
    let chip = context.record?.hasChip == false ? [] : chipFindings(context)
    return presence + chip + stateFindings(context)
  }

  /// CHK-03.
  private static func presenceFindings(_ context: PinContext) -> [Finding] {
    let content = context.content
    let field = CaseField.card
    var findings: [Finding] = []
    switch content.shown {
    case .card: break
    case .copy:
      let isEnough =
        context.remote != nil || (context.delegation != nil && context.parameters.cardCopyAdmitted)
      if !isEnough { findings.append(Finding(absent, .block, variant: "copy", field: field)) }
    case .onTelephone: findings.append(Finding(absent, .block, variant: "phone", field: field))
    case .nothing: findings.append(Finding(absent, .block, field: field))
    }
    guard let record = context.record else {
      return findings + [Finding(absent, .warn, variant: "unknown", field: field)]
    }
    if !record.hasChip { findings.append(Finding(chipless, .block, field: field)) }
    if content.claimsExtension {
      let last = context.parameters.extensionEnd
      findings.append(
        context.today > last
          ? Finding(extension2023, .block, arguments: [last.iso], field: field)
          : Finding(extension2023, .note, variant: "running", arguments: [last.iso], field: field))
    }
    return findings
  }

  /// CHK-04.
  private static func chipFindings(_ context: PinContext) -> [Finding] {
    let content = context.content
    var findings: [Finding] = []
    switch content.chip {
    case .read(let code, _):
      let codes = content.assistito.identity.codes
      if !codes.contains(code) {
        findings.append(Finding(otherPerson, .block, field: CaseField.chip))
      } else if codes.first != code {
        findings.append(Finding(otherPerson, .warn, variant: "old", field: CaseField.chip))
      }
    case .readElsewhere:
      findings.append(Finding(unreadable, .note, variant: "elsewhere", field: CaseField.chip))
    case .unreadable: findings.append(Finding(unreadable, .block, field: CaseField.chip))
    case .noReader:
      // From afar nobody has the card: the video shows who asks.
      if context.remote == nil {
        findings.append(Finding(unreadable, .warn, variant: "noReader", field: CaseField.chip))
      }
    }
    return findings + numberFindings(context.number)
  }

  /// What is unusual in the number: retype it, and go on.
  static func numberFindings(_ number: NumeroTessera?) -> [Finding] {
    (number?.warnings ?? []).map { warning in
      switch warning {
      case .checkDigit: Finding(checkDigit, .warn, field: CaseField.card)
      case .issuer: Finding(pattern, .warn, field: CaseField.card)
      }
    }
  }

  /// CHK-05 and CHK-06.
  private static func stateFindings(_ context: PinContext) -> [Finding] {
    let field = CaseField.card
    var findings: [Finding] = []
    if let last = context.cardExpires {
      if last < context.today {
        findings.append(Finding(expired, .block, arguments: [last.iso], field: field))
      } else if context.today.days(until: last) <= context.parameters.expiringDays {
        findings.append(Finding(expiring, .warn, arguments: [last.iso], field: field))
      }
    }
    switch context.record?.state {
    case .revoked: findings.append(Finding(revoked, .block, field: field))
    case .replaced: findings.append(Finding(revoked, .block, variant: "replaced", field: field))
    case .suspended: findings.append(Finding(suspended, .block, field: field))
    case .notActivated, .active, nil: break
    }
    if context.content.trouble == .pukBlocked { findings.append(Finding(pukBlocked, .block, field: field)) }
    return findings
  }
}
