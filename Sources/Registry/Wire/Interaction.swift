import Domain

/// What a caller wants of the registry, as far as rights tell it apart.
enum Interaction: Hashable {
  /// One person, by id, full code or card, with the relations that stand with the person.
  case person
  /// People by name or birth date, or all that have changed.
  case people
  /// People of whom something ends soon.
  case expiries
  /// Earlier versions of a record, and the practices of a person.
  case personHistory
  /// The exemptions of one person.
  case exemptions
  /// The exemptions of all, such as those that have changed.
  case exemptionsOfAll
  /// Earlier versions of an exemption.
  case exemptionHistory
  /// What the list of the Sistema TS says of one person.
  case mefList
  /// Doctors, their lists, ambiti and distretti.
  case doctors
  /// Whether a person has a practice that nobody has decided.
  case pendingOfPerson
  /// Practices: one's own, to know how they ended.
  case practices
  /// Sending a practice.
  case send(PracticeKind)
  /// A note of the desk on a person.
  case note
  /// A declaration of a person.
  case declare
  /// Handing codes of a card over.
  case handOver

  /// What a caller must be allowed to do, all of it.
  var capabilities: [Capability] {
    switch self {
    case .person: [.openPerson]
    case .people: [.searchByName]
    case .expiries: [.expiries]
    case .personHistory: [.history]
    case .exemptions, .mefList: [.openPerson, .esenzioni]
    case .exemptionsOfAll: [.searchByName, .esenzioni]
    case .exemptionHistory: [.history, .esenzioni]
    case .doctors: [.medici]
    case .pendingOfPerson: [.openPerson]
    case .practices: [.queue]
    case .send(.scelta): [.scelta]
    case .send(.revoca): [.revoca]
    case .send(.ricusazione): [.ricusazione]
    case .send(.esenzioneRilascio), .send(.esenzioneRevoca): [.esenzioni]
    case .send(.rilascioPin): [.issueCodes]
    case .send(.tessera): [.cards]
    case .note, .declare: [.openPerson, .queue]
    case .handOver: [.openPerson, .issueCodes]
    }
  }

  /// Every one there is, for tables.
  static let all: [Interaction] =
    [
      .person, .people, .expiries, .personHistory, .exemptions, .exemptionsOfAll, .exemptionHistory, .mefList,
      .doctors, .pendingOfPerson, .practices, .note, .declare, .handOver,
    ] + PracticeKind.allCases.map { .send($0) }
}

/// Who calls: what a valid token says.
struct Caller: Hashable {
  let desk: Desk
  let role: Role
  let profile: Profile
  let isDemo: Bool

  /// What the one table of rights says.
  func permission(for capability: Capability) -> Permission {
    Rights.permission(for: capability, role: role, desk: desk.kind, profile: profile, isDemo: isDemo)
  }

  /// Whether every right is there that an interaction needs.
  func may(_ interaction: Interaction) -> Bool {
    interaction.capabilities.allSatisfy { permission(for: $0) == .granted }
  }

  /// Refuses what the caller may not do.
  ///
  /// - Throws: 403 with the key of the sentence that says why. A practice is refused by the rule of the registry: a
  ///   desk closes it alone, and goes on with the others.
  func check(_ interaction: Interaction) throws(WireFault) {
    for capability in interaction.capabilities {
      guard case .denied(let key) = permission(for: capability) else { continue }
      let reason: WireFault.Reason =
        if case .send = interaction {
          .init(system: "motivi-scarto", code: RegistryRules.rights.id)
        } else {
          .init(system: "diritti", code: key)
        }
      throw WireFault(403, "forbidden", "role and desk of the token may not do this", reason: reason)
    }
  }
}
