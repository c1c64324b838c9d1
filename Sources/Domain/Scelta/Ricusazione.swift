/// The refusal of an assistito by the medico.
public enum Ricusazione {
  /// Days after the notice from which it counts.
  public static let effectDays = 16

  /// The day from which a ricusazione counts: the 16th after the notice.
  ///
  /// The day on which the asl received the notice is day 0. On the days 1 to 15 the medico stays;
  /// the last day of the scelta is the 15th after the notice.
  ///
  /// - Source: ACN MMG 2024 art. 40.
  public static func effectiveDate(notice: CivilDate) -> CivilDate { notice.adding(days: effectDays) }

  /// Decides a ricusazione by the rules REV-03 and REV-04.
  ///
  /// - Parameters:
  ///   - content: The case, whole.
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: The effective date is the first day without the medico: see ``effectiveDate(notice:)``.
  public static func decide(
    _ content: RicusazioneCase, profile: Profile, now: Instant, registryAnswers: Bool = false
  ) -> Decision {
    var findings = PracticeRules.findings(
      for: content.assistito, pending: content.pending, admitsDead: false)
    findings += SuspensionRules.findings(
      .ricusazione, profile: profile, now: now, registryAnswers: registryAnswers)
    findings += RicusazioneRules.findings(content, today: now.romeDate)
    return Decision(
      findings: findings,
      documents: [RequiredDocument(.ricusazioneNotice, .advised, rule: RicusazioneRules.ricusazione)],
      effectiveDate: effectiveDate(notice: content.noticeDate))
  }
}
