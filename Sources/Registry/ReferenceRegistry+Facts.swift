import Domain

/// What the rules read besides the position of the person, as the registry knows it today.
struct RegistryFacts: Hashable, Sendable {
  /// The medico asked about, with today's counters; `nil` if none was, or there is none.
  let medico: MedicoView?
  /// The medico in charge; `nil` if none.
  let currentMedico: Medico?
  /// Whether a PLS with places works in the ambito of the person; `nil` if the ambito is unknown.
  let pediatricianAvailable: Bool?
  /// Whether another medico of the kind of the current one has places in its ambito; `nil` without one.
  let otherMedicoAvailable: Bool?
  /// The relative's medico; `nil` if none, or nobody was asked about.
  let relativeMedico: Identifier<Medico>?
  /// The practice of the person that nobody has decided yet; `nil` if none.
  let pending: Identifier<Practice>?
}

extension ReferenceRegistry {
  /// What the rules read of a case besides the person, as it is on a day; `own` is no pending practice.
  func facts(
    _ person: Assistito, number: Int, medico id: Identifier<Medico>?, relative: PersonCode?,
    own: Identifier<Practice>?, today: CivilDate
  ) throws(RegistryFailure) -> RegistryFacts {
    let directory = MedicoDirectory(try medici(concerning: person.posizione, asked: id, on: today))
    let facts = directory.facts(
      of: person.posizione, medico: id, temporaryCounts: profile.scelta.temporaryCountsInMaximum, on: today)
    return RegistryFacts(
      medico: facts.medico, currentMedico: facts.currentMedico,
      pediatricianAvailable: facts.pediatricianAvailable, otherMedicoAvailable: facts.otherMedicoAvailable,
      relativeMedico: try relative.flatMap { code throws(RegistryFailure) in try currentMedico(of: code) },
      pending: try pendingPractice(of: number, otherThan: own))
  }

  /// The case of a practice with the registry's facts in place of the desk's.
  ///
  /// What the citizen asked and the operator declared stays; `nil` if the registry does not know the medico.
  func withOwnFacts(
    _ practice: Practice, _ person: Assistito, number: Int
  ) throws(RegistryFailure) -> PracticeCase? {
    let today = try today()
    switch practice.content {
    case .scelta(var content):
      let facts = try facts(
        person, number: number, medico: content.medico.id, relative: content.request.reunion?.relative,
        own: practice.id, today: today)
      guard let view = facts.medico else { return nil }
      content.assistito = person
      content.medico = view.medico
      content.medicoAmbito = view.ambito
      content.currentMedico = facts.currentMedico
      content.pediatricianAvailable = facts.pediatricianAvailable
      content.pending = facts.pending
      if let relative = content.request.reunion?.relative {
        content.request.reunion?.relativeMedico = facts.relativeMedico
        let member = person.family.first { $0.code == relative }
        content.request.reunion?.sameFamily = member != nil
        if let member { content.request.reunion?.kinship = member.kinship }
      }
      return .scelta(content)
    case .revoca(var content):
      content.assistito = person
      content.pending = try pendingPractice(of: number, otherThan: practice.id)
      return .revoca(content)
    case .ricusazione(var content):
      let facts = try facts(
        person, number: number, medico: content.medico.id, relative: nil, own: practice.id, today: today)
      guard let view = facts.medico else { return nil }
      content.assistito = person
      content.medico = view.medico
      content.otherMedicoAvailable = facts.otherMedicoAvailable
      content.pending = facts.pending
      return .ricusazione(content)
    case .esenzioneRilascio(var content):
      content.assistito = person
      content.pending = try pendingPractice(of: number, otherThan: practice.id)
      content.mef = mefAnswer(for: content, own: person.posizione, today: today)
      return .esenzioneRilascio(content)
    case .esenzioneRevoca(var content):
      content.assistito = person
      content.pending = try pendingPractice(of: number, otherThan: practice.id)
      return .esenzioneRevoca(content)
    case .rilascioPin(var content):
      content.assistito = person
      content.pending = try pendingPractice(of: number, otherThan: practice.id)
      return .rilascioPin(content)
    case .tessera(var content):
      content.assistito = person
      content.pending = try pendingPractice(of: number, otherThan: practice.id)
      return .tessera(content)
    }
  }
}
