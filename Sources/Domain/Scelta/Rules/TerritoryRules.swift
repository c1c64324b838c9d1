/// Inside which territory the medico is chosen (AMB).
enum TerritoryRules {
  static let ambito = Rule(
    "AMB-01", source: "D.P.R. 270/2000 art. 26 [L5]; USL Toscana SE [A10], ATS Insubria [A17]",
    confidence: .regional)
  static let deroga = Rule(
    "AMB-02", source: "D.P.R. 270/2000 art. 26 [L5]; ASUGI [A9], USL Toscana SE [A10], NO [A11]",
    confidence: .regional)
  static let decider = Rule(
    "AMB-03", source: "USL Toscana SE [A10], ASUGI [A9], USL Toscana NO [A11]", confidence: .regional)
  static let exceptions = Rule("AMB-04", source: "Piemonte, SCEREV [C1]", confidence: .practice)
  static let combination = Rule("AMB-05", source: "Piemonte, SCEREV [C1]", confidence: .practice)
  static let keepsMedico = Rule(
    "AMB-06", source: "Fondazione Milano [A5], comune di Orro [A33]", confidence: .regional)
  static let renewal = Rule("AMB-07", source: "Piemonte, SCEREV [C1]", confidence: .practice)
  static let refusal = Rule(
    "AMB-08", source: "Consiglio di Stato, da rassegna [M2]; L. 241/1990 art. 3", confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(ambito, .computed("the territory with which the medico's is compared")),
    RuleEntry(deroga, "acceptance"),
    RuleEntry(decider, "desk", "committee", "office", "bordering", "unknown"),
    RuleEntry(exceptions), RuleEntry(combination), RuleEntry(keepsMedico, "acceptance"), RuleEntry(renewal),
    RuleEntry(refusal),
  ]

  static func findings(_ context: SceltaContext) -> [Finding] {
    if context.isRenewal { return [Finding(renewal, .note, field: CaseField.medico)] }
    var findings: [Finding] = []
    if let combination = context.combination, combination.admission == .notAdmitted {
      findings.append(
        Finding(
          Self.combination, .reserve, arguments: [combination.rawValue], field: CaseField.medico))
    }
    findings += ambitoFindings(context)
    if findings.contains(where: { $0.severity == .block }) { findings.append(Finding(refusal, .note)) }
    return findings
  }

  /// Residence, or the domicile for a domicilio sanitario (AMB-01).
  private static func territory(_ context: SceltaContext) -> Territory? {
    let residence = context.position.residence.territory
    if let domicile = context.domicile, domicile.address.territory.asl == context.medico.asl,
      residence?.asl != context.medico.asl
    {
      return domicile.address.territory
    }
    return residence
  }

  private static func ambitoFindings(_ context: SceltaContext) -> [Finding] {
    let medico = context.medico
    guard let territory = territory(context), territory.asl == medico.asl else { return [] }
    let parameters = context.parameters
    let own = territory.ambito(for: medico.kind)
    let sameAmbito = own == medico.ambito
    switch parameters.ambitoCheckByAsl[medico.asl] ?? parameters.ambitoCheck {
    case .none:
      return sameAmbito ? [] : [Finding(exceptions, .note, field: CaseField.medico)]
    case .distretto:
      if territory.distretto == medico.distretto {
        return sameAmbito ? [] : [Finding(exceptions, .note, field: CaseField.medico)]
      }
    case .ambito:
      if sameAmbito { return [] }
    }
    return derogaFindings(context, own: own)
  }

  private static func derogaFindings(_ context: SceltaContext, own: Identifier<Ambito>) -> [Finding] {
    let rule = context.isOnList ? keepsMedico : deroga
    guard context.request.deroga != nil else {
      return [Finding(rule, .block, field: CaseField.deroga)]
    }
    guard context.isAccepted else {
      return [Finding(rule, .block, variant: "acceptance", field: CaseField.medicoAcceptance)]
    }
    let borders = context.content.medicoAmbito?.neighbours.contains(own)
    let parameters = context.parameters
    if parameters.derogaOnlyBordering {
      switch borders {
      case true?: break
      case false?: return [Finding(decider, .block, variant: "bordering", field: CaseField.medico)]
      case nil: return [Finding(decider, .reserve, variant: "unknown", field: CaseField.medico)]
      }
    }
    return [decision(parameters.derogaDecider, borders: borders)]
  }

  private static func decision(_ who: SceltaParameters.DerogaDecider, borders: Bool?) -> Finding {
    let field = CaseField.deroga
    return switch (who, borders) {
    case (.desk, _), (.deskIfBordering, true?): Finding(decider, .note, variant: "desk", field: field)
    case (.deskIfBordering, false?), (.committee, _):
      Finding(decider, .reserve, variant: "committee", field: field)
    case (.deskIfBordering, nil): Finding(decider, .reserve, variant: "unknown", field: field)
    case (.office, _): Finding(decider, .reserve, variant: "office", field: field)
    }
  }
}
