/// Where codes are handed over (CHK-01, CHK-02).
enum CodeDeskRules {
  static let serviceWindow = Rule(
    "CHK-01", source: "Avviso Regione Toscana (seed 000); ordine dei controlli: progetto", confidence: .seed)
  static let deskCheck = Rule("CHK-02", source: "Ordine dei controlli: progetto", confidence: .design)

  static let suspended = Rule("R-SYS-01", source: "Avviso Regione Toscana (seed 000)", confidence: .seed)
  static let protected = Rule("R-DESK-01", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let pharmacy = Rule("R-DESK-02", source: "Regione Toscana [Q4]", confidence: .regional)
  static let desk = Rule("R-DESK-03", source: "Seed 002 e 004: elenchi degli sportelli", confidence: .seed)
  static let fee = Rule("PIN-P06", source: "Stampa, 2023: Sardegna", confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(serviceWindow, .computed("SOS-01, the first finding of Tessera.decide")),
    RuleEntry(suspended, .computed("SOS-01 says it, with both announced ends")),
    RuleEntry(deskCheck, .computed("CodeDeskRules, before the card is looked at")),
    RuleEntry(protected), RuleEntry(pharmacy), RuleEntry(desk), RuleEntry(fee),
  ]

  static func findings(_ context: PinContext) -> [Finding] {
    let content = context.content
    let parameters = context.parameters
    let field = CaseField.desk
    guard parameters.desks.contains(content.desk), (content.desk == .video) == (context.remote != nil) else {
      return [Finding(desk, .block, field: field)]
    }
    var findings: [Finding] = []
    if content.applicant.isByCourtAct, !parameters.protectedDesks.contains(content.desk) {
      findings.append(Finding(protected, .block, field: field))
    }
    if content.desk == .farmacia {
      if parameters.pharmacyOwnRegionOnly, let number = context.number,
        number.region != content.deskAsl.region
      {
        findings.append(Finding(pharmacy, .block, field: field))
      }
      if let cents = parameters.pharmacyFeeCents {
        let amount = "\(cents / 100),\(ASCII.padded(cents % 100, to: 2))"
        findings.append(Finding(fee, .note, arguments: [amount]))
      }
    }
    return findings
  }
}
