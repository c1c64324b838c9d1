extension PracticeCase {
  /// The same practice on other facts: what the citizen asked and the operator declared stays.
  ///
  /// - Parameters:
  ///   - directory: The doctors of this moment.
  ///   - person: The person of this moment.
  ///   - profile: The parameters of the region.
  ///   - now: This moment.
  /// - Returns: The practice to decide on again; `nil` if its medico is not among the doctors.
  public func onFacts(
    of directory: MedicoDirectory, person: Assistito, profile: Profile, now: Instant
  ) -> PracticeCase? {
    func facts(_ medico: Identifier<Medico>) -> MedicoFacts {
      directory.facts(
        of: person.posizione, medico: medico,
        temporaryCounts: profile.scelta.temporaryCountsInMaximum, on: now.romeDate)
    }
    switch self {
    case .scelta(var content):
      let facts = facts(content.medico.id)
      guard let view = facts.medico else { return nil }
      content.assistito = person
      content.medico = view.medico
      content.medicoAmbito = view.ambito
      content.currentMedico = facts.currentMedico
      content.pediatricianAvailable = facts.pediatricianAvailable
      return .scelta(content)
    case .revoca(var content):
      content.assistito = person
      return .revoca(content)
    case .ricusazione(var content):
      let facts = facts(content.medico.id)
      guard let view = facts.medico else { return nil }
      content.assistito = person
      content.medico = view.medico
      content.otherMedicoAvailable = facts.otherMedicoAvailable
      return .ricusazione(content)
    case .esenzioneRilascio(var content):
      content.assistito = person
      return .esenzioneRilascio(content)
    case .esenzioneRevoca(var content):
      content.assistito = person
      return .esenzioneRevoca(content)
    case .rilascioPin(var content):
      content.assistito = person
      return .rilascioPin(content)
    case .tessera(var content):
      content.assistito = person
      return .tessera(content)
    }
  }
}
