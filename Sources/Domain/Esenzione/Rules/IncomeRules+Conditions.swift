/// Who is exempt by income: age, condition, household, threshold (ER-01…ER-14).
extension IncomeRules {
  static func e01Findings(_ declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [Finding] {
    var findings: [Finding] = []
    let senior = context.parameters.seniorFromE01
    let child = EsenzioneAges.child
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

  static func e02Findings(_ declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [Finding] {
    var findings = [Finding(neverAutomatic, .note)]
    let field = CaseField.condition
    switch declaration.condition {
    case .unemployed:
      let limit = EsenzioneAges.work
      if births(of: declaration, context).allSatisfy({ $0.age(on: context.start) < limit }),
        !births(of: declaration, context).isEmpty
      {
        findings.append(
          Finding(age, .warn, variant: "work", arguments: [String(limit)], field: CaseField.titolare))
      }
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

  static func e03Findings(_ declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [Finding] {
    guard declaration.condition == .socialAllowance else {
      return [Finding(e03, .block, field: CaseField.condition)]
    }
    let limit = EsenzioneAges.socialAllowance
    let births = births(of: declaration, context)
    return !births.isEmpty && births.allSatisfy { $0.age(on: context.start) < limit }
      ? [Finding(age, .warn, variant: "allowance", arguments: [String(limit)], field: CaseField.titolare)]
      : []
  }

  static func e04Findings(_ declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [Finding] {
    var findings: [Finding] = []
    let field = CaseField.condition
    if declaration.condition != .minimumPension { findings.append(Finding(e04, .block, field: field)) }
    let limit = context.parameters.pensionerFromE04
    let ages = births(of: declaration, context).map { $0.age(on: context.start) }
    if !ages.isEmpty, ages.allSatisfy({ $0 < limit }) {
      findings.append(Finding(e04, .block, variant: "age", arguments: [String(limit)], field: field))
    } else if ages.isEmpty || ages.contains(where: { $0 < limit }) {
      findings.append(Finding(age, .warn, variant: "unknown", arguments: [String(limit)], field: field))
    } else if ages.contains(limit) {
      findings.append(Finding(age, .warn, arguments: [String(limit)], field: field))
    }
    return findings + dependantFindings(declaration, context)
      + incomeFindings(declaration, "E04", rule: e04, context)
  }

  /// The thresholds of a region are on its own form: the answer is whether the form's is met.
  static func regionalFindings(_ declaration: IncomeDeclaration) -> [Finding] {
    switch declaration.income {
    case .notBelow: [Finding(regionalEnds, .block, field: CaseField.income)]
    case .unknown: [Finding(year, .block, field: CaseField.income)]
    case .cents: [Finding(regionalEnds, .block, variant: "answer", field: CaseField.income)]
    case .below: []
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
  static func dependantFindings(
    _ declaration: IncomeDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    guard
      declaration.titolare.isThird(exempt: context.content.assistito, signer: declaration.declarant),
      !declaration.isDependant
    else { return [] }
    return [Finding(e02, .block, variant: "dependant", field: CaseField.titolare)]
  }

  /// The days on which the titolare may be born, as far as a code tells them: it does not tell the century.
  private static func births(of declaration: IncomeDeclaration, _ context: EsenzioneContext) -> [CivilDate] {
    let code: PersonCode?
    switch declaration.titolare {
    case .beneficiary: return [context.position.birthDate]
    case .declarant:
      guard let signs = declaration.declarant,
        !context.content.assistito.identity.codes.contains(signs)
      else { return [context.position.birthDate] }
      code = signs
    case .other(let third, _): code = third
    }
    return (code?.codiceFiscale?.birthDateCandidates ?? []).filter { $0 <= context.today }
  }

  static func householdFindings(_ declaration: IncomeDeclaration) -> [Finding] {
    switch declaration.household.partner {
    case .none, .spouse: []
    case .deFacto: [Finding(household, .note)]
    case .separated: [Finding(household, .note, variant: "separated")]
    }
  }
}
