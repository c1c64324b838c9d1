extension PracticeCase {
  /// Decides the practice by the rules of its kind: pure, total and the same at the desk and in the registry.
  ///
  /// - Parameters:
  ///   - profile: The parameters of the region or asl.
  ///   - now: The moment; its day in Italy is "today".
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end of a stop.
  /// - Returns: Outcome, findings, documents and dates.
  public func decide(profile: Profile, now: Instant, registryAnswers: Bool = false) -> Decision {
    switch self {
    case .scelta(let content):
      Scelta.decide(content, profile: profile, now: now, registryAnswers: registryAnswers)
    case .revoca(let content):
      Revoca.decide(content, profile: profile, now: now, registryAnswers: registryAnswers)
    case .ricusazione(let content):
      Ricusazione.decide(content, profile: profile, now: now, registryAnswers: registryAnswers)
    case .esenzioneRilascio(let content):
      Esenzione.decide(content, profile: profile, now: now, registryAnswers: registryAnswers)
    case .esenzioneRevoca(let content):
      Esenzione.decide(content, profile: profile, now: now, registryAnswers: registryAnswers)
    case .rilascioPin(let content):
      Tessera.decide(content, profile: profile, now: now, registryAnswers: registryAnswers)
    case .tessera(let content):
      Tessera.decide(content, profile: profile, now: now, registryAnswers: registryAnswers)
    }
  }
}
