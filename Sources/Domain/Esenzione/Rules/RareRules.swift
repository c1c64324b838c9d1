/// Rare diseases, on a certificate of a centre of the national network (RA).
enum RareRules {
  static let issuer = Rule("RA-01", source: "DM 279/2001; salute.gov.it [E6]", confidence: .law)
  static let network = Rule("RA-02", source: "DM 279/2001; salute.gov.it [E6]", confidence: .law)
  static let code = Rule("RA-03", source: "salute.gov.it [E6]", confidence: .law)
  static let group = Rule("RA-04", source: "DPCM 12-1-2017 all. 7 [E6]", confidence: .law)
  static let duration = Rule("RA-05", source: "Regione Lazio [E7]; Lombardia [E33]", confidence: .regional)
  static let suspicion = Rule("RA-06", source: "Regione Lazio [E7]", confidence: .regional)
  static let registry = Rule("RA-07", source: "Piemonte [E1]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(issuer), RuleEntry(network), RuleEntry(code), RuleEntry(group, "diagnosis"),
    RuleEntry(duration, .computed("the catalogue; EsenzioneParameters.ends for Lombardia")),
    RuleEntry(suspicion),
    RuleEntry(registry),
  ]

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    guard context.family?.kind == .rare else { return [] }
    guard case .certificate(let certificate) = context.content.evidence else {
      return [Finding(network, .block, field: CaseField.evidence)]
    }
    var findings = ChronicRules.dayFindings(certificate.issuedOn, context)
    findings.append(
      certificate.certifier == .rareNetworkCentre
        ? Finding(issuer, .note) : Finding(network, .block, field: CaseField.certifier))
    if !certificate.namesCode { findings.append(Finding(code, .reserve, field: CaseField.diagnosis)) }
    if !certificate.isClear {
      findings.append(Finding(ChronicRules.unclear, .reserve, field: CaseField.diagnosis))
    }
    if context.content.code.isRareGroup {
      findings.append(
        certificate.diagnosis.isEmpty
          ? Finding(group, .warn, variant: "diagnosis", field: CaseField.diagnosis) : Finding(group, .note))
    }
    if context.parameters.asksRareRegistryDeclaration { findings.append(Finding(registry, .note)) }
    return findings
  }
}
