/// What holds for an exemption of any family (GE), and our own rules on codes and ends (ESE).
enum EsenzioneRules {
  static let code = Rule(
    "ESE-01", source: "Regola di progetto: senza riga del catalogo non si rilascia", confidence: .design,
    protectsCitizen: true)
  static let open = Rule(
    "ESE-02", source: "DM 23-11-2012; durata locale non caricata: si scrive con il motivo",
    confidence: .design,
    protectsCitizen: true)
  static let end = Rule(
    "ESE-03", source: "Regola di progetto: un'esenzione non finisce prima di cominciare", confidence: .design,
    protectsCitizen: true)
  static let evidence = Rule(
    "ESE-04", source: "Regola di progetto: ogni famiglia ha il suo titolo", confidence: .design,
    protectsCitizen: true)

  static let identity = Rule("GE-01", source: "Piemonte [E1]; italia/anpr [E39]", confidence: .regional)
  static let codeChanged = Rule("GE-02", source: "Stampa locale [E40]", confidence: .practice)
  static let notAssisted = Rule(
    "GE-03", source: "Piemonte [E1]; avviso Toscana (seed 000)", confidence: .regional)
  static let duplicate = Rule(
    "GE-04", source: "Regola di progetto, come ER-25: due righe uguali confondono il medico",
    confidence: .design, protectsCitizen: true)
  static let invalidity = Rule(
    "GE-05", source: "Regola di progetto: un solo codice di invalidità civile", confidence: .design)
  static let death = Rule("GE-06", source: "Prassi: con il decesso cessa il diritto", confidence: .practice)
  static let abroad = Rule("GE-07", source: "Prassi: l'esenzione segue l'iscrizione", confidence: .practice)
  static let annulment = Rule("GE-08", source: "Piemonte, flag annullabile [E1]", confidence: .regional)
  static let revocation = Rule("GE-09", source: "Piemonte [E1]", confidence: .regional)
  static let prescription = Rule("GE-10", source: "USL Toscana Sud Est [E41]", confidence: .regional)
  static let channels = Rule("GE-11", source: "Piemonte [E1]", confidence: .regional)
  static let expiring = Rule(
    "GE-12", source: "Piemonte, notifica [E1]; 60 giorni: progetto", confidence: .design)

  static let entries: [RuleEntry] = [
    RuleEntry(code, "region", "prescription", "superseded"), RuleEntry(open, "reason"), RuleEntry(end),
    RuleEntry(evidence),
    RuleEntry(identity, .computed("IDE-01 stops a person without a code; Identity checks the code itself")),
    RuleEntry(codeChanged), RuleEntry(notAssisted, "notEnrolled"), RuleEntry(duplicate),
    RuleEntry(invalidity),
    RuleEntry(death, "unknown"), RuleEntry(abroad, "running"), RuleEntry(annulment, "late", "reason"),
    RuleEntry(revocation, "start", "state", "late", "reason"),
    RuleEntry(
      prescription, .outside("the doctor writes the prescription again: nothing is done at the desk")),
    RuleEntry(channels, .outside("what is asked online comes to the registry by its own channel")),
    RuleEntry(expiring),
  ]

  /// Whether the code exists here and is issued at a counter at all.
  static func codeFindings(_ context: EsenzioneContext) -> [Finding] {
    let field = CaseField.code
    guard let entry = context.entry else {
      let elsewhere = !context.parameters.catalog.rows(of: context.content.code).isEmpty
      return [
        Finding(
          code, .block, variant: elsewhere ? "region" : nil, arguments: [context.content.code.rawValue],
          field: field)
      ]
    }
    if entry.prescription != nil || entry.validity == .prescription {
      return [PrescriptionRules.finding(entry)]
    }
    if entry.family == .covid || entry.validity == .superseded { return [ChronicRules.superseded(entry)] }
    return []
  }

  /// What the person and the other records of the person say.
  static func personFindings(_ context: EsenzioneContext) -> [Finding] {
    var findings: [Finding] = []
    if context.content.assistito.identity.codes.count > 1 { findings.append(Finding(codeChanged, .note)) }
    if let finding = enrolmentFinding(context) { findings.append(finding) }
    let soon = context.position.esenzioni.filter {
      $0.id != context.renewed?.id
        && $0.standing(on: context.today, expiringWithin: context.parameters.expiringDays) == .expiring
    }
    for record in soon {
      guard let last = record.lastDay else { continue }
      findings.append(Finding(expiring, .note, arguments: [record.code.rawValue, last.iso]))
    }
    return findings
  }

  /// Nobody is exempt here who is not in the care of the service here; STP and ENI have their own rules.
  private static func enrolmentFinding(_ context: EsenzioneContext) -> Finding? {
    if context.family?.kind == .foreigner { return nil }
    guard let assistenza = context.position.assistenza,
      assistenza.ended.map({ $0.on >= context.start }) ?? true
    else { return Finding(notAssisted, .block, variant: "notEnrolled") }
    let desk = context.content.deskAsl
    let lives = context.position.residence.territory?.asl.region == desk.region
    if assistenza.asl.region != desk.region, !lives { return Finding(notAssisted, .block) }
    return nil
  }

  /// Records of the same code: active, under way, blocked (GE-04, ER-25, ER-27, ER-28).
  static func duplicateFindings(_ context: EsenzioneContext) -> [Finding] {
    let isIncome = context.family?.kind == .income
    var findings: [Finding] = []
    let field = CaseField.code
    for record in context.same {
      let text = record.code.rawValue
      switch record.state {
      case .valid, .suspended:
        guard record.lastDay.map({ $0 >= context.start }) ?? true else { continue }
        guard isIncome else {
          findings.append(Finding(duplicate, .block, arguments: [text], field: field))
          continue
        }
        findings.append(
          record.lastDay.map {
            Finding(IncomeRules.duplicate, .block, arguments: [text, $0.iso], field: field)
          } ?? Finding(IncomeRules.duplicate, .block, variant: "unlimited", arguments: [text], field: field))
      case .inVerification, .inEvaluation:
        findings.append(Finding(IncomeRules.underWay, .block, arguments: [text], field: field))
      case .revoked(_, _, let isBlocked):
        if isBlocked { findings.append(Finding(IncomeRules.blocked, .block, field: field)) }
      case .draft, .ended, .annulled, .notValid: break
      }
    }
    return findings
  }

  /// What the last day says.
  static func endFindings(_ context: EsenzioneContext, _ end: EsenzioneEnd) -> [Finding] {
    var findings: [Finding] = []
    let content = context.content
    if end.isOpen {
      findings.append(Finding(open, .block, arguments: [content.code.rawValue], field: CaseField.endDate))
    } else if content.endDate != nil, content.endReason.isEmpty {
      findings.append(Finding(open, .block, variant: "reason", field: CaseField.endReason))
    }
    guard let last = end.last else { return findings }
    if last < context.start {
      findings.append(
        Finding(Self.end, .block, arguments: [last.iso, context.start.iso], field: CaseField.endDate))
    }
    switch end.limit {
    case .permit: findings.append(Finding(RegistryStartRules.permit, .note, arguments: [last.iso]))
    case .rule, .typed, .revision, .partialReport, .childhood, .injury, .enrolment, .foreignCode, nil: break
    }
    return findings
  }

  /// Civil invalidity has one code at a time, and a transplant ends the waiting for it.
  static func closed(by context: EsenzioneContext) -> [Esenzione] {
    let code = context.content.code.rawValue
    guard context.content.scope == .national else { return [] }
    if context.family == .invalidita, isCivil(code) {
      return context.running.filter {
        $0.scope == .national && $0.code != context.content.code && isCivil($0.code.rawValue)
          && $0.start < context.start
      }
    }
    if code == "052" {
      return context.running.filter {
        $0.scope == .national && $0.code.rawValue == "050" && $0.start < context.start
      }
    }
    return []
  }

  static func isCivil(_ code: String) -> Bool {
    code.utf8.count == 3 && code.hasPrefix("C0")
  }
}
