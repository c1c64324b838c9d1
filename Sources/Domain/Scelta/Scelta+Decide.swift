extension Scelta {
  /// Decides a scelta by every rule of the ``RuleBook`` that concerns it.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: All findings; among equally grave ones the headline is the first in check order: hard
  ///   stops, age, representation, territory, domicile, history, association, places, foreigners, special,
  ///   documents.
  public static func decide(
    _ content: SceltaCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    let context = SceltaContext(content, profile: profile, now: now)
    let documents = DocumentRules.documents(context)
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: false)
    findings += SuspensionRules.findings(
      .scelta, profile: profile, now: now, registryAnswers: registryAnswers)
    findings += PracticeRules.dayFindings(
      context.day, today: context.today, birth: context.position.birthDate)
    findings += AgeRules.findings(context)
    findings += FamilyRules.findings(
      context.request.applicant, age: context.age, parameters: context.parameters)
    findings += TerritoryRules.findings(context)
    findings += DomicileRules.findings(context)
    findings += RevocaRules.findings(context)
    findings += AssociationRules.findings(context)
    findings += ReunionRules.findings(context)
    findings += CeilingRules.findings(context)
    findings += ForeignerRules.findings(context)
    findings += SpecialRules.findings(context)
    findings += PracticeRules.residenceFindings(context.position.residence)
    findings += DocumentRules.findings(
      documents, seen: context.request.documentsSeen, declared: context.request.documentsDeclared)
    return Decision(
      findings: findings, documents: documents, effectiveDate: context.day, endDate: EndDates.end(context),
      counter: context.counter)
  }
}
