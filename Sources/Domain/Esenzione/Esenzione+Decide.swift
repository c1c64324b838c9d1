extension Esenzione {
  /// Decides whether an exemption is issued.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: All findings; the end date is inclusive, `nil` for an unlimited exemption.
  public static func decide(
    _ content: EsenzioneCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: false)
    findings += SuspensionRules.findings(
      .esenzioneRilascio, profile: profile, now: now, registryAnswers: registryAnswers)
    return Decision(findings: findings, effectiveDate: content.effectiveDate, endDate: content.endDate)
  }

  /// Decides whether an exemption is ended or annulled.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: The effective date is the last day on which the exemption counts.
  public static func decide(
    _ content: EsenzioneRevocaCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: content.reason == .death)
    findings += SuspensionRules.findings(
      .esenzioneRevoca, profile: profile, now: now, registryAnswers: registryAnswers)
    if content.record == nil { findings.append(Finding(PracticeRules.nothingToDo, .block)) }
    return Decision(findings: findings, effectiveDate: content.effectiveDate)
  }
}
