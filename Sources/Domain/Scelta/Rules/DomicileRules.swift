/// Temporary enrolment of who lives away from the residence: domicilio sanitario (DOM).
enum DomicileRules {
  static let duration = Rule(
    "DOM-01", source: "D.P.R. 289/1987 [L7]; ASL Como, USL Toscana Centro [A2][A3][A4][A6]",
    confidence: .regional)
  static let reasons = Rule(
    "DOM-02", source: "ATS Brianza, ASL Como, AUSL Romagna [A1][A2][A4][A5][A6]", confidence: .regional)
  static let otherReason = Rule("DOM-03", source: "USL Toscana Centro [A3]", confidence: .regional)
  static let health = Rule("DOM-04", source: "USL Toscana Centro [A3]; Genova [A4]", confidence: .regional)
  static let homeMedico = Rule(
    "DOM-05", source: "ATS Brianza, Frosinone [A1][A5][A20][A34]; D.P.R. 289/1987 [L7]", confidence: .regional
  )
  static let short = Rule("DOM-06", source: "ATS Brianza, ASL Como [A1][A2]", confidence: .regional)
  static let card = Rule("DOM-07", source: "AUSL Romagna [A6]", confidence: .regional)
  static let keepEnd = Rule("DOM-08", source: "Piemonte [C2]", confidence: .practice)
  static let profileEnd = Rule("DOM-09", source: "Piemonte [C1]", confidence: .practice)
  static let exemptions = Rule("DOM-10", source: "Avviso Regione Toscana, seed 000 [N1]", confidence: .seed)

  static let entries: [RuleEntry] = [
    RuleEntry(duration, "long"), RuleEntry(reasons, "needed"), RuleEntry(otherReason, "age"),
    RuleEntry(health), RuleEntry(homeMedico, "lapsed"), RuleEntry(short), RuleEntry(card),
    RuleEntry(keepEnd, "renewed"), RuleEntry(profileEnd, "unlimited", "capped"), RuleEntry(exemptions),
  ]

  static func findings(_ context: SceltaContext) -> [Finding] {
    var findings = endFindings(context)
    if needsMissingDomicile(context) {
      findings.append(Finding(reasons, .block, variant: "needed", field: CaseField.medico))
    }
    guard EndDates.needsDomicile(context), let domicile = context.domicile else { return findings }
    findings += reasonFindings(domicile, context)
    findings += durationFindings(context)
    if asksHomeProof(context) {
      findings.append(Finding(homeMedico, .note, field: CaseField.documents))
    } else if context.profile.hasNationalRegistry(on: context.today) {
      findings.append(Finding(homeMedico, .note, variant: "lapsed"))
    }
    return findings + [Finding(card, .note), Finding(exemptions, .note)]
  }

  /// A medico of an asl where the person neither resides nor lives.
  private static func needsMissingDomicile(_ context: SceltaContext) -> Bool {
    let asl = context.medico.asl
    let keeps = context.isOnList && context.request.deroga != nil && context.isAccepted
    if keeps || context.domicile?.address.territory.asl == asl { return false }
    guard let residence = context.position.residence.territory else { return context.domicile != nil }
    return residence.asl != asl
  }

  private static func reasonFindings(_ domicile: Domicile, _ context: SceltaContext) -> [Finding] {
    let parameters = context.parameters
    if domicile.reason == .over75 {
      guard let limit = parameters.domicileAge else { return [Finding(otherReason, .block)] }
      return context.age < limit
        ? [Finding(otherReason, .block, variant: "age", arguments: [String(limit)])] : []
    }
    if !parameters.domicileReasons.contains(domicile.reason) { return [Finding(otherReason, .block)] }
    if domicile.reason == .health, parameters.healthReasonNeedsDistrictDoctor {
      return [Finding(health, .note, field: CaseField.documents)]
    }
    return []
  }

  private static func durationFindings(_ context: SceltaContext) -> [Finding] {
    let field = CaseField.endDate
    if let kept = EndDates.keepsRunningEnd(context) {
      return [Finding(keepEnd, .note, arguments: [kept.iso], field: field)]
    }
    var findings: [Finding] = []
    if context.runningTemporary != nil {
      findings.append(Finding(keepEnd, .note, variant: "renewed", field: field))
    }
    let shortest = context.day.adding(months: context.parameters.domicileMonths.lowerBound)
    let last = context.request.endDate ?? EndDates.ofDomicile(context) ?? shortest
    if last < shortest { findings.append(Finding(short, .block, field: field)) }
    let cap = EndDates.domicileCap(context)
    if last > cap {
      findings.append(Finding(duration, .block, variant: "long", arguments: [cap.iso], field: field))
    } else if findings.isEmpty, let end = EndDates.end(context) {
      findings.append(Finding(duration, .note, arguments: [end.iso], field: field))
    }
    if cap > context.day.adding(months: context.parameters.domicileMonths.upperBound) {
      findings.append(Finding(ForeignerRules.longPermit, .note, arguments: [cap.iso], field: field))
    }
    return findings
  }

  private static func endFindings(_ context: SceltaContext) -> [Finding] {
    guard let asked = context.request.endDate else { return [] }
    let field = CaseField.endDate
    if asked < context.day { return [Finding(PracticeRules.days, .block, variant: "end", field: field)] }
    guard let limit = EndDates.limit(context) else {
      return [Finding(profileEnd, .reserve, variant: "unlimited", field: field)]
    }
    return asked > limit
      ? [Finding(profileEnd, .warn, variant: "capped", arguments: [limit.iso], field: field)] : []
  }

  /// Whether the home asl's cancellation has to be proved; it lapses with the national registry.
  static func asksHomeProof(_ context: SceltaContext) -> Bool {
    guard EndDates.needsDomicile(context), !context.isRenewal,
      !context.profile.hasNationalRegistry(on: context.today)
    else { return false }
    return switch context.parameters.homeCancellationProof {
    case .always: true
    case .otherRegion: context.combination == .fromOutside
    case .never: false
    }
  }
}

extension Profile {
  /// Whether the national registry has taken over on `day`, its first day included.
  public func hasNationalRegistry(on day: CivilDate) -> Bool {
    nationalRegistryStart.map { $0 <= day } ?? false
  }
}
