/// Where the second half goes (CHK-11).
enum CodeContactRules {
  static let check = Rule("CHK-11", source: "Ordine dei controlli: progetto", confidence: .design)
  static let contact = Rule("R-CONT-01", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let email = Rule("R-CONT-02", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let own = Rule(
    "R-CONT-03", source: "Regola di progetto: la seconda metà non torna allo sportello", confidence: .design,
    protectsCitizen: true)
  static let rule = Rule("T-05", source: "Seed 002 e 004: due regole diverse", confidence: .seed)

  static let entries: [RuleEntry] = [
    RuleEntry(check, .computed("CodeContactRules.findings")),
    RuleEntry(contact, "both", "confirm"), RuleEntry(email, "post"), RuleEntry(own, "pec"),
    RuleEntry(rule, .parameter("contact_rule")),
  ]

  static func findings(_ context: PinContext) -> [Finding] {
    let content = context.content
    let field = CaseField.contacts
    let channels = Set(content.contacts.map(\.channel))
    var findings: [Finding] = []
    if context.remote != nil {
      // Spoken in the video a half would be recorded: both travel, by two ways.
      if channels.count < CodeContact.Channel.allCases.count {
        findings.append(Finding(contact, .block, variant: "both", field: field))
      }
    } else {
      switch context.parameters.contactRule {
      case .email:
        if !channels.contains(.email) { findings.append(Finding(email, .block, field: field)) }
      case .mobileOrEmail:
        if channels.isEmpty { findings.append(Finding(contact, .block, field: field)) }
      case .emailOrPost:
        if channels.isEmpty { findings.append(Finding(email, .note, variant: "post", field: field)) }
      case .none: return []
      }
    }
    for contact in content.contacts { findings += Self.findings(contact, context.parameters) }
    return findings
  }

  private static func findings(_ typed: CodeContact, _ parameters: TesseraParameters) -> [Finding] {
    let field = CaseField.contacts
    var findings: [Finding] = []
    if !typed.isConfirmed { findings.append(Finding(contact, .block, variant: "confirm", field: field)) }
    switch typed.address {
    case .email(let address):
      if typed.isOfDesk || address.isIn(parameters.deskDomains) {
        findings.append(Finding(own, .block, field: field))
      }
      if address.looksCertified, !parameters.certifiedMailAdmitted {
        findings.append(Finding(own, .warn, variant: "pec", field: field))
      }
    case .mobile, .recorded:
      if typed.isOfDesk { findings.append(Finding(own, .block, field: field)) }
    }
    return findings
  }
}
