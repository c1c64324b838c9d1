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
    RuleEntry(code, "region", "prescription", "superseded"), RuleEntry(open, "reason"),
    RuleEntry(end, "over"),
    RuleEntry(evidence),
    RuleEntry(identity, .computed("IDE-01 stops a person without a code; Identity checks the code itself")),
    RuleEntry(codeChanged), RuleEntry(notAssisted, "notEnrolled"), RuleEntry(duplicate, "early"),
    RuleEntry(invalidity, "annulled"), RuleEntry(death), RuleEntry(abroad, "enrolment"),
    RuleEntry(annulment, "late", "reason", "state"),
    RuleEntry(
      revocation, "start", "state", "late", "reason", "far", "enrolment", "withdrawn", "blocked", "list",
      "permit", "suspended", "resumed", "unblocked", "notValid", "notSuspended", "notBlocked"),
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
      return refusing(PrescriptionRules.finding(entry), "prescription", entry)
    }
    if entry.family == .covid || entry.validity == .superseded {
      return refusing(ChronicRules.superseded(entry), "superseded", entry)
    }
    return []
  }

  /// A finding, and our own refusal beside it where its row is not sure enough to refuse by law.
  private static func refusing(
    _ finding: Finding, _ variant: String, _ entry: EsenzioneEntry
  ) -> [Finding] {
    guard finding.severity < .block else { return [finding] }
    let own = Finding(
      code, .block, variant: variant, arguments: [entry.code.rawValue], field: CaseField.code)
    return [own, finding]
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
      case .valid, .suspended, .ended, .revoked(_, _, isBlocked: false):
        // What is to end still counts until then.
        guard record.counts(onOrAfter: context.start) else { continue }
        if record.id == context.renewed?.id, context.isEarly, let last = record.lastDay {
          let day = last.adding(days: -context.parameters.renewalDays)
          findings.append(
            Finding(duplicate, .block, variant: "early", arguments: [text, last.iso, day.iso], field: field))
          continue
        }
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
      case .revoked(_, _, isBlocked: true):
        findings.append(Finding(IncomeRules.blocked, .block, field: field))
      case .draft, .annulled, .notValid: break
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
    } else if content.endDate != nil, content.endReason.allSatisfy(\.isWhitespace) {
      findings.append(Finding(open, .block, variant: "reason", field: CaseField.endReason))
    }
    if end.isShortened {
      findings.append(
        Finding(
          ChronicRules.noShortening, .block, variant: "typed", arguments: [content.code.rawValue],
          field: CaseField.endDate))
    }
    guard let last = end.last else { return findings }
    if last >= context.start, last < context.today {
      findings.append(Finding(Self.end, .warn, variant: "over", arguments: [last.iso]))
    }
    if last < context.start {
      findings.append(
        Finding(Self.end, .block, arguments: [last.iso, context.start.iso], field: endField(end, context)))
    }
    switch end.limit {
    case .permit: findings.append(Finding(RegistryStartRules.permit, .note, arguments: [last.iso]))
    case .enrolment: findings.append(Finding(abroad, .note, variant: "enrolment", arguments: [last.iso]))
    case .rule, .typed, .revision, .partialReport, .childhood, .injury, .foreignCode, nil: break
    }
    return findings
  }

  /// Where the day was written that ends the exemption too early.
  private static func endField(_ end: EsenzioneEnd, _ context: EsenzioneContext) -> String {
    switch end.limit {
    case .typed, nil: CaseField.endDate
    case .revision: CaseField.revision
    case .injury: CaseField.periodEnd
    case .foreignCode: CaseField.validUntil
    case .rule:
      switch context.content.evidence {
      // The years of a tumour count from the first diagnosis.
      case .certificate: context.progressive == "048" ? CaseField.firstDiagnosis : CaseField.code
      case .report(let report): report.kind == .injury ? CaseField.periodEnd : CaseField.code
      case .foreigner(let declaration):
        declaration.validUntil == nil ? CaseField.code : CaseField.validUntil
      case .none, .income: CaseField.code
      }
    case .partialReport, .childhood, .enrolment, .permit: CaseField.code
    }
  }

  /// What the exemption asked for takes the place of.
  ///
  /// Only within the same scope, and only what this region may change: what another one issued is read here (AN-03).
  /// What begins on the same day or later never counts and is annulled, so that two never stand side by side.
  static func closed(by context: EsenzioneContext) -> [Esenzione] {
    let code = context.content.code.rawValue
    guard context.content.scope == .national, let ladder = replaced[code] else { return [] }
    return context.running.filter { record in
      record.scope == .national && ladder.contains(record.code.rawValue)
        && RegistryStartRules.isChanged(record, of: context.position, at: context.content.deskAsl)
    }
  }

  /// Which codes give way to which one: the degrees of civil invalidity to each other (GE-05), and the waiting for a
  /// transplant to what follows it (CR-16).
  ///
  /// C04 is the degree of minors. Blindness and deafness are conditions of their own, with their own commissions, and
  /// stand beside an invalidity and beside each other.
  static let replaced: [String: Set<String>] = [
    "C01": ["C02", "C03", "C04"], "C02": ["C01", "C03", "C04"], "C03": ["C01", "C02", "C04"],
    "C04": ["C01", "C02", "C03"], "052": ["050"],
  ]
}
