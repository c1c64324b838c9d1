/// Who comes in place of a holder whom health keeps away (CHK-08), and the certificate (CHK-10).
enum DelegationRules {
  static let impediment = Rule("R-DEL-01", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let precedence = Rule("R-DEL-02", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let relative = Rule(
    "R-DEL-03", source: "Regione Lombardia (seed 004); codice civile artt. 74-78", confidence: .seed)
  static let form = Rule("R-DEL-04", source: "Seed 002 e 004: modulo di delega", confidence: .seed)
  static let merged = Rule("T-07", source: "Seed 002 e 004: due regole diverse", confidence: .seed)
  static let remote = Rule(
    "T-17", source: "Regione Lombardia (seed 004): «parente stretto in caso di malattia»", confidence: .seed)

  static let certificateCheck = Rule("CHK-10", source: "Ordine dei controlli: progetto", confidence: .design)
  static let certificate = Rule("R-CERT-01", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let length = Rule("R-CERT-02", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let signature = Rule("R-CERT-03", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let diagnosis = Rule("R-CERT-04", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let exactly = Rule("T-01", source: "Comune di Villeneuve (seed 002)", confidence: .seed)

  static let entries: [RuleEntry] = [
    RuleEntry(impediment), RuleEntry(precedence, "child"), RuleEntry(relative, "cohabitant"), RuleEntry(form),
    RuleEntry(merged), RuleEntry(remote, "far"),
  ]

  static let certificateEntries: [RuleEntry] = [
    RuleEntry(certificateCheck, .computed("DelegationRules.certificateFindings")), RuleEntry(certificate),
    RuleEntry(length), RuleEntry(signature), RuleEntry(diagnosis), RuleEntry(exactly),
  ]

  /// CHK-08.
  static func findings(_ context: PinContext) -> [Finding] {
    let field = CaseField.applicant
    if let request = context.remote {
      guard case .delegate(let relative) = request.form else { return [] }
      return [
        relative.precedence == nil
          ? Finding(remote, .warn, variant: "far", field: field) : Finding(remote, .note, field: field)
      ]
    }
    guard let delegation = context.delegation else { return [] }
    var findings: [Finding] = []
    switch context.parameters.delegation {
    case .orderOfRelatives:
      switch delegation.orderOfRelatives {
      case .admitted: break
      case .impedimentNotDeclared: findings.append(Finding(impediment, .block, field: field))
      case .precededBy(let first):
        findings.append(
          Finding(precedence, .block, variant: first == .spouse ? nil : "child", field: field))
      case .notARelative:
        findings.append(
          delegation.relative == .cohabitant
            ? Finding(relative, .reserve, variant: "cohabitant", field: field)
            : Finding(relative, .block, field: field))
      }
    case .longImpediment, .form: break
    case .unknown: findings.append(Finding(merged, .warn, field: field))
    }
    if !context.content.formsSigned.contains(.delegation) {
      findings.append(Finding(form, .block, field: CaseField.formsSigned))
    }
    return findings
  }

  /// CHK-10.
  static func certificateFindings(_ context: PinContext) -> [Finding] {
    guard let delegation = context.delegation, context.parameters.delegation == .longImpediment else {
      return []
    }
    let field = CaseField.applicant
    guard let shown = delegation.certificate else { return [Finding(certificate, .block, field: field)] }
    var findings: [Finding] = []
    // Given back before anything else of it is read.
    if shown.showsDiagnosis { return [Finding(diagnosis, .block, field: field)] }
    if !shown.isSigned || !shown.isDated { findings.append(Finding(signature, .block, field: field)) }
    let months = context.parameters.impedimentMonths
    switch shown.length?.compared(toMonths: months) {
    case .shorter, nil:
      findings.append(Finding(length, .block, arguments: [String(months)], field: field))
    case .exactly:
      findings.append(
        context.parameters.impedimentMonthsInclusive
          ? Finding(exactly, .note, arguments: [String(months)], field: field)
          : Finding(length, .block, arguments: [String(months)], field: field))
    case .longer: break
    }
    return findings
  }
}
