/// Exemptions by income, on a self-declaration (ER).
enum IncomeRules {
  private static func national(_ id: String) -> Rule {
    Rule(id, source: "L. 537/1993 art. 8 c. 16; DM 11-12-2009 [E1][E3]", confidence: .law)
  }
  static let e01 = national("ER-01")
  static let e02 = national("ER-02")
  static let e03 = national("ER-03")
  static let e04 = national("ER-04")
  static let comparison = national("ER-05")
  static let age = Rule(
    "ER-06", source: "Prassi: anni compiuti; il testo è controverso", confidence: .unverified)
  static let personal = Rule("ER-07", source: "Pagine regionali [E5]", confidence: .regional)
  static let childhood = Rule("ER-08", source: "ASL VCO [E19]", confidence: .regional)
  static let household = Rule("ER-09", source: "DM 22-1-1993; L. 76/2016 [E20]", confidence: .law)
  static let dependants = Rule("ER-10", source: "DM 22-1-1993; DPR 917/1986 art. 12 [E20]", confidence: .law)
  static let unmarried = Rule("ER-11", source: "DM 22-1-1993 [E20]", confidence: .law)
  static let year = Rule("ER-12", source: "DM 11-12-2009 [E1]", confidence: .law)
  static let unemployed = Rule("ER-13", source: "Pagine regionali [E5]", confidence: .regional)
  static let notUnemployed = Rule("ER-14", source: "Pagine regionali [E5]", confidence: .regional)
  static let whenJudged = Rule("ER-15", source: "Piemonte, FAQ [E1]", confidence: .regional)
  static let noAttachments = Rule(
    "ER-16", source: "DPR 445/2000 art. 46; Piemonte, FAQ [E1]", confidence: .law)
  static let list = Rule("ER-17", source: "DM 11-12-2009 [E9][E11]", confidence: .law)
  static let neverAutomatic = Rule("ER-18", source: "DM 11-12-2009 [E9][E21]", confidence: .law)
  static let notListed = Rule("ER-19", source: "DM 11-12-2009 [E9]", confidence: .law)
  static let term = Rule("ER-20", source: "DM 11-12-2009; Piemonte [E1]", confidence: .regional)
  static let oldWording = Rule("ER-21", source: "FAQ ministeriale superata [E22]", confidence: .unverified)
  static let regionalEnds = Rule("ER-22", source: "Pagine regionali [E5]", confidence: .regional)
  static let loss = Rule("ER-23", source: "Piemonte [E1]; stampa [E23]", confidence: .regional)
  static let citizen = Rule("ER-24", source: "ATS Brescia [E24]", confidence: .regional)
  static let duplicate = Rule("ER-25", source: "Piemonte [E1]", confidence: .regional)
  static let matrix = Rule("ER-26", source: "Piemonte, tabella non pubblicata [E1]", confidence: .regional)
  static let underWay = Rule("ER-27", source: "Piemonte [E1]", confidence: .regional)
  static let blocked = Rule("ER-28", source: "Piemonte [E1]", confidence: .regional)
  static let unavailable = Rule("ER-29", source: "Piemonte, esito 0003 [E1]", confidence: .regional)
  static let declarant = Rule("ER-30", source: "DPR 445/2000 artt. 4-5; tabella SOGEI [E1]", confidence: .law)
  static let coexistence = Rule("ER-31", source: "Piemonte, FAQ [E1]", confidence: .regional)
  static let noShow = Rule("ER-32", source: "Piemonte, FAQ [E1]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(e01, "age", "income"), RuleEntry(e02, "income", "dependant"), RuleEntry(e03),
    RuleEntry(e04, "age", "income"),
    RuleEntry(comparison, .computed("TaxHousehold.meets: not above for E01, below for E02 and E04")),
    RuleEntry(age, "unknown"), RuleEntry(personal), RuleEntry(childhood), RuleEntry(household, "separated"),
    RuleEntry(dependants, .computed("TaxHousehold.dependantLimit")),
    RuleEntry(unmarried, .computed("TaxHousehold.moreFavourable")), RuleEntry(year),
    RuleEntry(unemployed, "unregistered"), RuleEntry(notUnemployed, "regional"),
    RuleEntry(whenJudged, .outside("the prescriber looks at the day of the prescription")),
    RuleEntry(noAttachments, .computed("the checklist of income codes holds the declaration only")),
    RuleEntry(list, "other"), RuleEntry(neverAutomatic), RuleEntry(notListed),
    RuleEntry(term, "sameDay", "future", "april"),
    RuleEntry(oldWording, .computed("EsenzioneParameters.ends, where a region still says otherwise")),
    RuleEntry(regionalEnds, .computed("EsenzioneParameters.ends")), RuleEntry(loss), RuleEntry(citizen),
    RuleEntry(duplicate, "unlimited"), RuleEntry(matrix), RuleEntry(underWay), RuleEntry(blocked),
    RuleEntry(unavailable, "error"), RuleEntry(declarant, "code", "oneself", "third", "note"),
    RuleEntry(coexistence),
    RuleEntry(noShow, .outside("the charge for a missed booking is not made at this desk")),
  ]

  /// The longest note on a third titolare, in characters.
  static let noteLimit = 500

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    guard context.family?.kind == .income else { return [] }
    guard case .income(let declaration) = context.content.evidence else {
      return [Finding(EsenzioneRules.evidence, .block, field: CaseField.evidence)]
    }
    var findings = signatureFindings(declaration, context) + declarantFindings(declaration, context)
    if context.content.scope == .national {
      switch context.content.code.rawValue {
      case "E01": findings += e01Findings(declaration, context)
      case "E02": findings += e02Findings(declaration, context)
      case "E03": findings += e03Findings(declaration) + dependantFindings(declaration, context)
      case "E04": findings += e04Findings(declaration, context)
      default: findings += regionalFindings(declaration)
      }
    } else {
      findings += regionalFindings(declaration)
    }
    findings += householdFindings(declaration) + listFindings(context) + otherFindings(context)
    findings.append(Finding(loss, .note))
    return findings
  }

  // MARK: The form

  private static func signatureFindings(
    _ declaration: IncomeDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    let field = CaseField.signedOn
    if declaration.signedOn > context.today {
      return [Finding(term, .block, variant: "future", arguments: [declaration.signedOn.iso], field: field)]
    }
    if context.start > declaration.signedOn {
      return [Finding(term, .note, variant: "april", arguments: [context.start.iso], field: field)]
    }
    return []
  }

  /// The three people of a self-declaration, who must be told apart.
  private static func declarantFindings(
    _ declaration: IncomeDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    var findings: [Finding] = []
    let field = CaseField.declarant
    let own = Set(context.content.assistito.identity.codes)
    let signs = declaration.declarant
    switch context.content.applicant.declarantTitle {
    case .oneself, .withCurator, .byDelegate:
      if let signs, !own.contains(signs) {
        findings.append(Finding(declarant, .block, variant: "oneself", field: field))
      }
    case .parent, .guardian, .relative:
      if signs == nil {
        findings.append(Finding(declarant, .block, variant: "code", field: field))
      } else if let signs, own.contains(signs) {
        findings.append(Finding(declarant, .block, field: field))
      }
    }
    if case .other(let code, let note) = declaration.titolare {
      if own.contains(code) || code == signs {
        findings.append(Finding(declarant, .block, variant: "third", field: CaseField.titolare))
      }
      if note.isEmpty || note.count > noteLimit {
        findings.append(
          Finding(
            declarant, .block, variant: "note", arguments: [String(noteLimit)], field: CaseField.titolareNote)
        )
      }
    }
    return findings
  }

  // MARK: The conditions

  private static func e01Findings(_ declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [Finding]
  {
    var findings: [Finding] = []
    let senior = context.parameters.seniorFromE01
    let child = context.parameters.income.childUnder
    if context.age >= child, context.age < senior {
      findings.append(
        Finding(
          e01, .block, variant: "age", arguments: [String(child), String(senior)], field: CaseField.code))
    } else if context.age == senior {
      findings.append(Finding(age, .warn, arguments: [String(senior)], field: CaseField.code))
    }
    if declaration.titolare.isThird(exempt: context.content.assistito, signer: declaration.declarant) {
      findings.append(Finding(personal, .block, field: CaseField.titolare))
    }
    if context.age < child, context.age >= 0 {
      let last = context.position.birthDate.birthday(child).adding(days: -1)
      findings.append(Finding(childhood, .note, arguments: [last.iso]))
    }
    return findings + incomeFindings(declaration, "E01", rule: e01, context)
  }

  private static func e02Findings(_ declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [Finding]
  {
    var findings = [Finding(neverAutomatic, .note)]
    let field = CaseField.condition
    switch declaration.condition {
    case .unemployed: break
    case .unregistered: findings.append(Finding(unemployed, .block, variant: "unregistered", field: field))
    case .neverWorked:
      findings.append(
        context.parameters.neverWorkedCode.map {
          Finding(notUnemployed, .block, variant: "regional", arguments: [$0.rawValue], field: field)
        } ?? Finding(notUnemployed, .block, field: field))
    case .endedSelfEmployment, .lowIncomeWorker: findings.append(Finding(notUnemployed, .block, field: field))
    case .none, .socialAllowance, .minimumPension, .other:
      findings.append(Finding(unemployed, .block, field: field))
    }
    return findings + dependantFindings(declaration, context)
      + incomeFindings(declaration, "E02", rule: e02, context)
  }

  private static func e03Findings(_ declaration: IncomeDeclaration) -> [Finding] {
    declaration.condition == .socialAllowance ? [] : [Finding(e03, .block, field: CaseField.condition)]
  }

  private static func e04Findings(_ declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [Finding]
  {
    var findings: [Finding] = []
    let field = CaseField.condition
    if declaration.condition != .minimumPension { findings.append(Finding(e04, .block, field: field)) }
    let limit = context.parameters.pensionerFromE04
    switch birth(of: declaration, context).map({ $0.age(on: context.start) }) {
    case nil:
      findings.append(Finding(age, .warn, variant: "unknown", arguments: [String(limit)], field: field))
    case let years? where years < limit:
      findings.append(Finding(e04, .block, variant: "age", arguments: [String(limit)], field: field))
    case let years? where years == limit:
      findings.append(Finding(age, .warn, arguments: [String(limit)], field: field))
    case .some: break
    }
    return findings + dependantFindings(declaration, context)
      + incomeFindings(declaration, "E04", rule: e04, context)
  }

  /// The thresholds of a region are on its own form: the answer is whether the form's is met.
  private static func regionalFindings(_ declaration: IncomeDeclaration) -> [Finding] {
    switch declaration.income {
    case .notBelow: [Finding(regionalEnds, .block, field: CaseField.income)]
    case .unknown: [Finding(year, .block, field: CaseField.income)]
    case .below, .cents: []
    }
  }

  /// Below, or not above, the threshold; who has not been asked has not declared.
  private static func incomeFindings(
    _ declaration: IncomeDeclaration, _ code: String, rule: Rule, _ context: EsenzioneContext
  ) -> [Finding] {
    let field = CaseField.income
    switch declaration.household.meets(declaration.income, for: code, context.parameters.income) {
    case true?: return []
    case false?: return [Finding(rule, .block, variant: "income", field: field)]
    case nil: return [Finding(year, .block, field: field)]
    }
  }

  /// Who is not the titolare must be a fiscal dependant of that person.
  private static func dependantFindings(
    _ declaration: IncomeDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    guard
      declaration.titolare.isThird(exempt: context.content.assistito, signer: declaration.declarant),
      !declaration.isDependant
    else { return [] }
    return [Finding(e02, .block, variant: "dependant", field: CaseField.titolare)]
  }

  /// The birth date of the titolare, as far as a code tells it.
  private static func birth(of declaration: IncomeDeclaration, _ context: EsenzioneContext) -> CivilDate? {
    let code: PersonCode?
    switch declaration.titolare {
    case .beneficiary: return context.position.birthDate
    case .declarant:
      guard let signs = declaration.declarant else { return context.position.birthDate }
      code = signs
    case .other(let third, _): code = third
    }
    return code?.codiceFiscale?.birthDate(notAfter: context.today)
  }

  private static func householdFindings(_ declaration: IncomeDeclaration) -> [Finding] {
    switch declaration.household.partner {
    case .none, .spouse: []
    case .deFacto: [Finding(household, .note)]
    case .separated: [Finding(household, .note, variant: "separated")]
    }
  }

  // MARK: The list of the Sistema TS, and the other records

  private static func listFindings(_ context: EsenzioneContext) -> [Finding] {
    guard context.family == .reddito else { return [] }
    let field = CaseField.code
    switch context.content.mef {
    case .notAsked: return []
    case .notListed: return [Finding(notListed, .note)]
    case .listed(let code, let until):
      guard until >= context.start else { return [Finding(notListed, .note)] }
      return code == context.content.code && !context.isNational("E02")
        ? [Finding(list, .block, arguments: [until.iso], field: field)]
        : [Finding(list, .note, variant: "other", arguments: [code.rawValue, until.iso])]
    case .unavailable: return [Finding(unavailable, .reserve)]
    case .error(let code):
      return [Finding(unavailable, .block, variant: "error", arguments: [code], field: field)]
    }
  }

  private static func otherFindings(_ context: EsenzioneContext) -> [Finding] {
    let others = context.running.filter {
      $0.code != context.content.code || $0.scope != context.content.scope
    }
    let barred = context.parameters.incompatible[context.content.code] ?? []
    var findings = others.filter { barred.contains($0.code) }.map {
      Finding(matrix, .block, arguments: [$0.code.rawValue], field: CaseField.code)
    }
    let health = others.filter { record in
      let row = context.parameters.catalog.entry(record.code, scope: record.scope)
      return row.map { $0.family.kind != .income } ?? false
    }
    if !health.isEmpty { findings.append(Finding(coexistence, .note)) }
    return findings
  }

  /// What the last day of a form says.
  static func endFindings(_ context: EsenzioneContext, _ end: EsenzioneEnd) -> [Finding] {
    guard context.family?.kind == .income, let last = end.last, last >= context.start else { return [] }
    if end.limit == .rule, last == context.start {
      return [Finding(term, .warn, variant: "sameDay", arguments: [last.iso], field: CaseField.signedOn)]
    }
    return [Finding(term, .note, arguments: [last.iso])]
  }
}

extension IncomeDeclaration.Titolare {
  /// Whether somebody else than the person exempt holds the condition.
  func isThird(exempt: Assistito, signer: PersonCode?) -> Bool {
    switch self {
    case .beneficiary: false
    case .declarant: signer.map { !exempt.identity.codes.contains($0) } ?? false
    case .other: true
    }
  }
}
