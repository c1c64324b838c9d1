/// Foreigners present under a special title (ST), and who stands for whom (DL).
enum StayRules {
  static let irregular = Rule(
    "ST-01", source: "D.lgs. 286/1998 art. 35; DPR 394/1999 art. 43 [E12]", confidence: .law)
  static let protection = Rule("ST-02", source: "OCDPC 895/2022 art. 9 [E13]", confidence: .law)
  static let european = Rule("ST-03", source: "Prassi: chi ha la TEAM non è iscritto", confidence: .practice)
  static let delegate = Rule("DL-01", source: "Pagine di ASL [E36]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(irregular, "indigence", "validity", "enrolled", "eni"),
    RuleEntry(protection, "validity", "title"),
    RuleEntry(european), RuleEntry(delegate, .computed("Applicant and its documents (FAM)")),
  ]

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    var findings: [Finding] = []
    if case .european(.shortStay) = context.position.entitlement {
      findings.append(Finding(european, .reserve))
    }
    guard context.family?.kind == .foreigner else { return findings }
    guard case .foreigner(let declaration) = context.content.evidence else {
      return findings + [Finding(EsenzioneRules.evidence, .block, field: CaseField.evidence)]
    }
    // Who fled or has no title may have no code either: the parent is asked for, and nobody is sent away.
    findings += IncomeRules.signerFindings(declaration.declarant, unknown: .warn, context)
    return findings
      + (context.isNational("X22")
        ? protectionFindings(declaration, context) : irregularFindings(declaration, context))
  }

  private static func protectionFindings(
    _ declaration: ForeignerDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    var findings: [Finding] = []
    switch context.position.entitlement {
    // Protection is a title of stay of its own; who has just fled may have none in the registry yet.
    case .thirdCountry, .irregularMinor, .irregularAdult: break
    case .italian, .european, .europeanWithoutRights:
      findings.append(Finding(protection, .block, variant: "title", field: CaseField.code))
    }
    if !declaration.declaresNoWork {
      findings.append(Finding(protection, .block, field: CaseField.declaresNoWork))
    }
    if declaration.validUntil == nil {
      findings.append(Finding(protection, .warn, variant: "validity", field: CaseField.validUntil))
    }
    return findings
  }

  private static func irregularFindings(
    _ declaration: ForeignerDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    var findings: [Finding] = []
    switch context.content.assistito.identity.currentCode {
    case .stp: break
    case .eni:
      if context.isNational("X01"), !context.parameters.codeX01AlsoForENI {
        findings.append(Finding(irregular, .block, variant: "eni", field: CaseField.code))
      }
    case .codiceFiscale, .provvisorio, nil:
      if context.position.entitlement != .irregularAdult,
        context.position.entitlement != .europeanWithoutRights
      {
        findings.append(Finding(irregular, .block, variant: "enrolled", field: CaseField.code))
      }
    }
    if !declaration.isIndigent {
      findings.append(Finding(irregular, .block, variant: "indigence", field: CaseField.isIndigent))
    }
    findings.append(
      declaration.validUntil == nil
        ? Finding(irregular, .block, variant: "validity", field: CaseField.validUntil)
        : Finding(irregular, .note))
    return findings
  }
}
