/// Whether the medico has a place left, on the counter that applies (MAX).
enum CeilingRules {
  static let mmg = Rule(
    "MAX-01", source: "ACN MMG 2024 art. 38, citato [N11][N12]; L. 833/1978 art. 19 [L1]", confidence: .law)
  static let special = Rule(
    "MAX-02", source: "GIMBE, stampa [N12][N14]: 1.800; 2.000 a Bolzano", confidence: .practice)
  static let who = Rule("MAX-03", source: "Nota sindacale [N11]", confidence: .practice)
  static let deroga = Rule("MAX-04", source: "D.P.R. 270/2000 art. 25 [L5b]", confidence: .practice)
  static let selfLimit = Rule(
    "MAX-05", source: "D.P.R. 270/2000 art. 25 [L5b]; Piemonte [C1]", confidence: .practice)
  static let otherWork = Rule("MAX-06", source: "D.P.R. 270/2000 art. 25 [L5b]", confidence: .practice)
  // The value of 1,000 comes from the press; that the medico's own ceiling binds comes from the law.
  static let pls = Rule(
    "MAX-07", source: "L. 833/1978 art. 19 [L1]; il valore 1.000: stampa 2023-2025 [N15][N16]",
    confidence: .law)
  static let trainee = Rule("MAX-08", source: "D.L. 215/2023 art. 4 c. 2 [M3]", confidence: .law)
  static let outside = Rule(
    "MAX-09", source: "Stampa [N14]; ATS Insubria [A17]; D.P.R. 270/2000 [L5]", confidence: .practice)
  static let siblings = Rule("MAX-10", source: "Fonte secondaria [M4]", confidence: .practice)
  static let ratio = Rule("MAX-11", source: "Nota sindacale [N11]", confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(mmg, "unknown", "reunion", "reunionFull", "last"),
    RuleEntry(special, .parameter("max_special")),
    RuleEntry(who, .outside("who may raise a ceiling is disputed; the registry holds the medico's own")),
    RuleEntry(deroga), RuleEntry(selfLimit),
    RuleEntry(otherWork, .outside("the registry holds the ceiling already reduced")),
    RuleEntry(pls, "unknown", "reunion", "reunionFull", "last", "zeroToSix"), RuleEntry(trainee),
    RuleEntry(outside, "temporary", "minor", "permit", "reinstatement"), RuleEntry(siblings),
    RuleEntry(ratio, .outside("a figure for planning, not for the desk")),
  ]

  static func findings(_ context: SceltaContext) -> [Finding] {
    if context.isOnList { return [] }
    var findings: [Finding] = []
    let medico = context.medico
    if medico.engagement.qualification == .trainee, let load = medico.load,
      load.permanent >= context.parameters.traineeLimit
    {
      findings.append(
        Finding(
          trainee, .warn, arguments: [String(context.parameters.traineeLimit)], field: CaseField.medico))
    }
    switch context.availability.places(context.counter) {
    case .unlimited: break
    case .unknown:
      findings.append(Finding(rule(medico), .reserve, variant: "unknown", field: CaseField.medico))
    case .free(let places) where places > 1: break
    case .free(1): findings.append(Finding(rule(medico), .note, variant: "last", field: CaseField.medico))
    case .free: findings += full(context)
    }
    return findings
  }

  private static func rule(_ medico: Medico) -> Rule {
    switch medico.kind {
    case .mmg: mmg
    case .pls: pls
    }
  }

  private static func full(_ context: SceltaContext) -> [Finding] {
    let field = CaseField.medico
    if case .irregularMinor = context.position.entitlement {
      return [Finding(outside, .note, variant: "minor", field: field)]
    }
    if context.isReinstatement { return [Finding(outside, .reserve, variant: "reinstatement", field: field)] }
    if case .thirdCountry = context.position.entitlement, context.parameters.permitChoicesExceed {
      return [Finding(outside, .reserve, variant: "permit", field: field)]
    }
    if !context.request.overrideReason.isEmpty {
      return [Finding(deroga, .reserve, field: CaseField.overrideReason)]
    }
    return fullCounter(context)
  }

  private static func fullCounter(_ context: SceltaContext) -> [Finding] {
    let field = CaseField.medico
    let rule = rule(context.medico)
    switch context.counter {
    case .temporary: return [Finding(outside, .reserve, variant: "temporary", field: field)]
    case .zeroToSix where context.availability.permanent.isFree:
      return [Finding(pls, .reserve, variant: "zeroToSix", field: field)]
    case .reunion:
      if context.medico.kind == .pls, context.request.reunion?.kinship == .sibling {
        return [Finding(siblings, .reserve, field: field)]
      }
      return [Finding(rule, .block, variant: "reunionFull", field: field)] + selfLimitNote(context)
    case .permanent, .zeroToSix:
      if context.availability.reunion.isFree, context.request.reunion == nil {
        return [Finding(rule, .block, variant: "reunion", field: CaseField.reunion)]
      }
      return [Finding(rule, .block, field: field)] + selfLimitNote(context)
    }
  }

  private static func selfLimitNote(_ context: SceltaContext) -> [Finding] {
    context.medico.selfLimited ? [Finding(selfLimit, .note, field: CaseField.medico)] : []
  }
}
