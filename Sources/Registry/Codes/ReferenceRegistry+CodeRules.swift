import Domain
import FHIR

extension ReferenceRegistry {
  /// Whether codes may be handed over now.
  enum CodeAdmission {
    case refused(Decision)
    /// For the person with this record number; the second half goes to the contact.
    case admitted(person: Int, contact: CodeContact)
  }

  /// Decides a hand-over on the registry's own facts, before anything of it is written.
  func admission(
    of practice: Practice, _ content: PinCase, card: NumeroTessera
  ) throws(RegistryFailure) -> CodeAdmission {
    guard let person = try number(locatedBy: card.rawValue),
      try number(ofPersonIn: practice.content) == person
    else { return .refused(RegistryRules.refusal(RegistryRules.person)) }
    let record = try record(person)
    if let refusal = RegistryRules.deskRefusal(of: practice) { return .refused(refusal) }
    if let refusal = try refusal(of: practice, record, number: person) { return .refused(refusal) }
    guard case .rilascioPin(let own)? = try withOwnFacts(practice, record, number: person),
      own.record?.number == card
    else { return .refused(RegistryRules.refusal(RegistryRules.person)) }
    let decision = PracticeCase.rilascioPin(own).decide(profile: rules, now: now(), registryAnswers: true)
    if decision.outcome == .refused { return .refused(decision) }
    if content.trouble == .firstIssue, try handOvers(of: card).contains(where: \.state.wasShown) {
      return .refused(RegistryRules.refusal(RegistryRules.codesSeen))
    }
    guard !profile.tessera.usesBlindEnvelope, content.applicant.kind.comesToDesk,
      let contact = content.contacts.first(where: \.canReceive)
    else { return .refused(RegistryRules.refusal(RegistryRules.notIssuing)) }
    return .admitted(person: person, contact: contact)
  }

  /// The refusal of the fact of a hand-over that this registry knows nothing of, or never showed.
  ///
  /// - Returns: `nil` for other practices, and where codes come in closed envelopes, whose numbers are their maker's.
  func handOverRefusal(of practice: Practice, person: Int) throws(RegistryFailure) -> Decision? {
    guard case .rilascioPin(let fact) = practice.content, !profile.tessera.usesBlindEnvelope else {
      return nil
    }
    guard let id = fact.handOver, let row = try handOver(id), row.person == person, row.state.wasShown,
      row.card == fact.card ?? fact.record?.number
    else { return RegistryRules.refusal(RegistryRules.unknownHandOver) }
    return nil
  }

  /// 422 with the rule that decided.
  static func refused(_ decision: Decision) -> WireFault {
    WireFault(
      422, "business-rule", "codes are not handed over in this case",
      reason: .init(system: "motivi-scarto", code: decision.headline?.rule.id ?? "rifiutata"))
  }
}

extension CodeContact {
  /// Whether a second half may be sent there: it is in clear, confirmed, and not the desk's own.
  fileprivate var canReceive: Bool {
    switch address {
    case .email, .mobile: isConfirmed && !isOfDesk
    case .recorded: false
    }
  }
}
