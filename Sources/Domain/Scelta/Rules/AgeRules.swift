/// Which medico at which age (AGE): PLS under six, free until thirteen, end at fourteen or sixteen.
enum AgeRules {
  static let underSix = Rule(
    "AGE-01", source: "ASL2 Liguria, Informafamiglie Piacenza [A13][A15]; D.P.R. 289/1987 [L7]",
    confidence: .regional)
  static let underFourteen = Rule(
    "AGE-02", source: "Informafamiglie [A15], ASL2 Liguria [A13]; deroga in Piemonte [C1]", confidence: .law)
  static let fourteen = Rule(
    "AGE-03", source: "D.P.R. 272/2000 art. 26 c. 4 [L6]; salute.gov.it [M1]", confidence: .law)
  static let `extension` = Rule(
    "AGE-04",
    source: "D.P.R. 272/2000 art. 26 [L6]; ASL2 Liguria, Informafamiglie, ASL Frosinone "
      + "[A13][A15][A20]", confidence: .regional)
  static let sixteen = Rule(
    "AGE-05",
    source: "D.P.R. 272/2000 art. 26 [L6]; il limite dei 16 anni in ASL2 Liguria e Frosinone "
      + "[A13][A20]", confidence: .regional)
  static let signature = Rule(
    "AGE-06", source: "Prassi: firma il genitore o il tutore", confidence: .practice)
  static let late = Rule("AGE-07", source: "ASL2 Liguria [A13]", confidence: .regional)
  static let reminder = Rule("AGE-08", source: "Informafamiglie Piacenza [A15]", confidence: .regional)
  static let calendar = Rule(
    "AGE-09", source: "Codice civile art. 2963", confidence: .law)

  static let entries: [RuleEntry] = [
    RuleEntry(underSix, "available", "provisional"), RuleEntry(underFourteen, "deroga"), RuleEntry(fourteen),
    RuleEntry(`extension`, "date", "reason", "acceptance", "granted"), RuleEntry(sixteen),
    RuleEntry(signature, .outside("who signs for a minor is checked by FAM-02")),
    RuleEntry(late, "supervisor"), RuleEntry(reminder),
    RuleEntry(calendar, .computed("every age is CivilDate.age(on: the effective date)")),
  ]

  static func findings(_ context: SceltaContext) -> [Finding] {
    switch context.medico.kind {
    case .mmg: mmg(context)
    case .pls: pls(context)
    }
  }

  private static func mmg(_ context: SceltaContext) -> [Finding] {
    if context.age < 6 {
      let reason = context.request.noPediatricianReason
      let field = CaseField.noPediatricianReason
      if context.content.pediatricianAvailable == true {
        return [Finding(underSix, .block, variant: "available", field: CaseField.medico)]
      }
      if reason.isEmpty { return [Finding(underSix, .block, field: field)] }
      return [Finding(underSix, .reserve, variant: "provisional", field: field)]
    }
    guard context.age < 14 else { return [] }
    if context.parameters.mmgUnder14IsDeroga {
      return [Finding(underFourteen, .warn, variant: "deroga", field: CaseField.medico)]
    }
    return [Finding(underFourteen, .note, field: CaseField.medico)]
  }

  private static func pls(_ context: SceltaContext) -> [Finding] {
    let birth = context.position.birthDate
    if context.age >= 16 { return [Finding(sixteen, .block, field: CaseField.medico)] }
    if let request = context.request.pediatricExtension { return extensionFindings(context, request) }
    if context.age >= 14 { return [Finding(fourteen, .block, field: CaseField.medico)] }
    if context.day.days(until: birth.birthday(14)) <= Expiry.horizonDays {
      return [
        Finding(reminder, .note, arguments: [birth.birthday(14).iso], field: CaseField.medico)
      ]
    }
    return []
  }

  private static func extensionFindings(
    _ context: SceltaContext, _ request: SceltaRequest.PediatricExtension
  ) -> [Finding] {
    let birth = context.position.birthDate
    let parameters = context.parameters
    let field = CaseField.pediatricExtension
    var findings: [Finding] = []
    if request.requestedOn > context.today {
      findings.append(Finding(`extension`, .block, variant: "date", field: field))
    }
    if request.requestedOn >= birth.birthday(parameters.extensionDeadlineAge) {
      switch parameters.lateExtension {
      case .refuse: findings.append(Finding(late, .block, field: field))
      case .supervisor: findings.append(Finding(late, .reserve, variant: "supervisor", field: field))
      }
    }
    if !parameters.extensionReasons.contains(request.reason) {
      findings.append(Finding(`extension`, .block, variant: "reason", field: field))
    }
    if !context.isAccepted {
      findings.append(
        Finding(`extension`, .block, variant: "acceptance", field: CaseField.medicoAcceptance))
    }
    if findings.isEmpty {
      findings.append(
        Finding(
          `extension`, .note, variant: "granted", arguments: [birth.birthday(16).iso], field: field))
    }
    return findings
  }
}
