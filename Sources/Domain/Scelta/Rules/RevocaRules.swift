/// Change, revoca, transfer and what ends a scelta by law (REV).
enum RevocaRules {
  static let change = Rule("REV-01", source: "ACN MMG 2024 art. 40 [L3]", confidence: .law)
  static let alone = Rule("REV-02", source: "Piemonte [C2]; D.P.R. 270/2000 [L5]", confidence: .practice)
  // The ban follows from art. 40; how Piemonte recognises it is only code.
  static let ban = Rule(
    "REV-05", source: "ACN MMG 2024 art. 40 [L3]; Piemonte, causale 25 [C1]", confidence: .law)
  static let death = Rule("REV-06", source: "ACN MMG 2024 art. 41 [L4]", confidence: .law)
  static let transfer = Rule("REV-07", source: "ACN MMG 2024 art. 41 [L4]", confidence: .law)
  static let double = Rule("REV-08", source: "ACN MMG 2024 art. 41 [L4]", confidence: .law)
  static let medicoCeased = Rule("REV-09", source: "ACN MMG 2024 art. 41 [L4]", confidence: .law)
  static let fees = Rule("REV-10", source: "ACN MMG 2024 art. 41 [L4]", confidence: .law)
  static let pediatricEnd = Rule("REV-11", source: "D.P.R. 272/2000 art. 26 [L6]", confidence: .practice)
  static let expiry = Rule("REV-12", source: "USL Toscana [A29]; D.P.R. 270/2000 [L5]", confidence: .regional)
  static let aire = Rule("REV-13", source: "ASL2 Liguria [A42]", confidence: .regional)
  static let economic = Rule("REV-14", source: "D.P.R. 272/2000 [L6b]", confidence: .practice)
  static let interval = Rule(
    "REV-16", source: "Piemonte online [C2]; farmacie in Liguria [A16]", confidence: .regional)
  static let yearly = Rule("REV-17", source: "D.lgs. 502/1992 art. 8 c. 1 lett. a) [L13]", confidence: .law)
  static let engagement = Rule("MED-01", source: "Piemonte, rapporto di lavoro [C1]", confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(change, "sameDay"), RuleEntry(alone, "moving", "noReason", "stands"), RuleEntry(ban),
    RuleEntry(death, "dead", "unknown"), RuleEntry(transfer, "moved", "early", "noNotice"),
    RuleEntry(double, "several", "single"), RuleEntry(medicoCeased, "ended"),
    RuleEntry(fees, .outside("between the asl and the medico")),
    RuleEntry(pediatricEnd, .computed("DayEvent: fourteenth and sixteenth birthday")),
    RuleEntry(expiry, "running", "renewal"), RuleEntry(aire, "resident"),
    RuleEntry(economic, .outside("fees count from the first of a month; care from the effective date")),
    RuleEntry(interval, .finding(variants: [])),
    RuleEntry(yearly, .outside("the scelta renews itself each year; nobody does anything")),
    RuleEntry(engagement, "suspended", "notStarted"),
  ]

  /// What a scelta finds in the history of the person and in the engagement of the medico.
  static func findings(_ context: SceltaContext) -> [Finding] {
    engagementFindings(context) + banFindings(context) + historyFindings(context)
  }

  private static func engagementFindings(_ context: SceltaContext) -> [Finding] {
    let engagement = context.medico.engagement
    let field = CaseField.medico
    if let end = engagement.end, end < context.day {
      return [Finding(medicoCeased, .block, variant: "ended", arguments: [end.iso], field: field)]
    }
    if engagement.start > context.day {
      return [
        Finding(
          Self.engagement, .reserve, variant: "notStarted", arguments: [engagement.start.iso],
          field: field)
      ]
    }
    return engagement.suspended
      ? [Finding(Self.engagement, .reserve, variant: "suspended", field: field)] : []
  }

  private static func banFindings(_ context: SceltaContext) -> [Finding] {
    guard !context.isRenewal,
      let last = context.position.scelte.first(where: { $0.medico == context.medico.id }),
      last.ricusazioneNotice != nil || last.end?.reason == .ricusazione
    else { return [] }
    return [Finding(ban, .block, field: CaseField.medico)]
  }

  private static func historyFindings(_ context: SceltaContext) -> [Finding] {
    var findings: [Finding] = []
    let field = CaseField.medico
    if context.position.scelte.count(where: { $0.end == nil }) > 1 {
      findings.append(Finding(double, .warn, variant: "several"))
    }
    if let assistenza = context.position.assistenza, assistenza.ended == nil,
      let residence = context.position.residence.territory?.asl, residence != assistenza.asl,
      residence == context.medico.asl
    {
      findings.append(Finding(transfer, .note, variant: "moved"))
    }
    if context.day != context.request.effectiveDate {
      findings.append(
        Finding(
          alone, .warn, variant: "stands",
          arguments: [context.day.adding(days: -1).iso, context.day.iso], field: CaseField.effectiveDate))
    }
    guard let current = context.activeScelta else { return findings }
    if current.medico == context.medico.id {
      let changesSomething =
        context.isRenewal || context.isExtension || context.request.deroga != nil
        || context.position.transferNotice != nil || current.end != nil
      if !changesSomething { findings.append(Finding(PracticeRules.sameMedico, .warn, field: field)) }
      return findings
    }
    findings.append(
      current.start == context.day
        ? Finding(change, .note, variant: "sameDay", arguments: [current.start.iso])
        : Finding(change, .note, arguments: [context.day.adding(days: -1).iso]))
    if current.ricusazioneNotice != nil, let end = current.end {
      findings.append(
        Finding(RicusazioneRules.ricusazione, .note, variant: "running", arguments: [end.on.iso]))
    }
    let minimum = context.parameters.minimumDaysBetweenChanges
    if current.start.adding(days: minimum) > context.day {
      findings.append(
        Finding(interval, .reserve, arguments: [String(minimum), current.start.iso], field: field))
    }
    return findings
  }
}
