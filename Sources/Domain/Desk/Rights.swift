/// Who may do what, and where: the one table, which denies what it does not grant.
///
/// Screens ask it to say why a command is off, and the registry asks it again before it acts.
public enum Rights {
  /// What the table says.
  ///
  /// - Parameters:
  ///   - capability: What is to be done.
  ///   - role: The role in which the operator is logged in.
  ///   - desk: The kind of desk the operator works at.
  ///   - profile: Says at which kinds of desk scelta and revoca are taken, and codes of cards handed over.
  ///   - isDemo: Whether people and registry are invented.
  /// - Returns: Granted, or the key of the sentence that says why not and to whom to turn.
  public static func permission(
    for capability: Capability, role: Role, desk: DeskKind, profile: Profile, isDemo: Bool
  ) -> Permission {
    let inUse = isDemo || (role != .formatore && desk != .formazione)
    if capability == .demoLevers { return isDemo ? .granted : .denied(reasonKey: "diritto.soloDemo") }
    if !inUse, capability.concernsPeople { return .denied(reasonKey: "diritto.formazione") }
    guard desk.roles.contains(role) else { return .denied(reasonKey: "diritto.postazione") }
    if !role.capabilities.contains(capability) { return denial(capability, role: role) }
    if !desk.capabilities.contains(capability) {
      return .denied(reasonKey: desk == .farmacia ? "diritto.farmacia" : "diritto.comune")
    }
    if [.scelta, .revoca].contains(capability), !profile.scelta.sceltaDesks.contains(desk) {
      return .denied(reasonKey: "diritto.profilo")
    }
    if capability == .issueCodes, profile.tessera.desks.isDisjoint(with: desk.codeDesks) {
      return .denied(reasonKey: "diritto.profilo")
    }
    return .granted
  }

  private static func denial(_ capability: Capability, role: Role) -> Permission {
    switch (role, capability) {
    case (.consultazione, _): .denied(reasonKey: "diritto.consultazione")
    case (.farmacista, _): .denied(reasonKey: "diritto.farmacia")
    case (.amministratore, _): .denied(reasonKey: "diritto.amministratore")
    case (_, .ricusazione), (_, .grantDeroga), (_, .openRestricted), (_, .blockEsenzione):
      .denied(reasonKey: "diritto.responsabile")
    case (_, .operators): .denied(reasonKey: "diritto.operatori")
    case (.sportello, _), (.responsabile, _), (.formatore, _): .denied(reasonKey: "diritto.ruolo")
    }
  }

  /// Every key that a denial may carry.
  public static let reasonKeys = [
    "diritto.amministratore", "diritto.comune", "diritto.consultazione", "diritto.farmacia",
    "diritto.formazione", "diritto.operatori", "diritto.postazione", "diritto.profilo",
    "diritto.responsabile", "diritto.ruolo", "diritto.soloDemo",
  ]
}

extension Capability {
  /// Whether it shows or changes the records of people: nothing for those who only train.
  fileprivate var concernsPeople: Bool {
    switch self {
    case .openPerson, .openRestricted, .searchByName, .scelta, .revoca, .ricusazione, .grantDeroga, .expiries,
      .history, .reportResidence, .queue, .print, .reprint, .esenzioni, .blockEsenzione, .revealSensitive,
      .issueCodes, .cards:
      true
    case .medici, .demoLevers, .operators, .lock: false
    }
  }
}

extension Role {
  /// What the role may do where the desk allows it.
  fileprivate var capabilities: Set<Capability> {
    let counter: Set<Capability> = [
      .openPerson, .searchByName, .scelta, .revoca, .medici, .expiries, .history, .reportResidence, .queue,
      .print, .reprint, .lock, .esenzioni, .revealSensitive, .issueCodes, .cards,
    ]
    return switch self {
    case .sportello: counter
    case .responsabile, .formatore:
      counter.union([.ricusazione, .grantDeroga, .openRestricted, .blockEsenzione])
    case .farmacista:
      [.openPerson, .scelta, .revoca, .medici, .queue, .print, .reprint, .lock, .issueCodes]
    case .amministratore: [.queue, .operators, .lock]
    case .consultazione: [.openPerson, .searchByName, .medici, .expiries, .history, .lock]
    }
  }
}

extension DeskKind {
  /// The roles that work at such a desk.
  public var roles: Set<Role> {
    switch self {
    case .asl: [.sportello, .responsabile, .formatore, .amministratore, .consultazione]
    case .farmacia: [.farmacista, .amministratore]
    case .comune: [.sportello, .amministratore, .consultazione]
    case .formazione: Set(Role.allCases)
    }
  }

  /// The role one has at such a desk when none is named.
  public var usualRole: Role {
    switch self {
    case .asl, .comune: .sportello
    case .farmacia: .farmacista
    case .formazione: .formatore
    }
  }

  /// What the desk allows to any role.
  ///
  /// A pharmacy opens a person by code or card only, never by name.
  fileprivate var capabilities: Set<Capability> {
    switch self {
    case .asl, .formazione: Set(Capability.allCases)
    case .farmacia:
      [.openPerson, .scelta, .revoca, .medici, .queue, .print, .reprint, .operators, .lock, .issueCodes]
    case .comune:
      [
        .openPerson, .scelta, .revoca, .medici, .reportResidence, .queue, .print, .reprint, .operators, .lock,
        .issueCodes,
      ]
    }
  }

  /// What such a desk may be where codes of cards are handed over.
  public var codeDesks: Set<CodeDesk> {
    switch self {
    case .asl: [.sceltaRevoca, .tutelati, .spazioRegione, .video]
    case .comune: [.comune]
    case .farmacia: [.farmacia]
    case .formazione: Set(CodeDesk.allCases)
    }
  }
}

extension PracticeCase {
  /// What the author of the practice must be allowed to do.
  public var requiredCapabilities: Set<Capability> {
    switch self {
    case .scelta(let content): content.request.overrideReason.isEmpty ? [.scelta] : [.scelta, .grantDeroga]
    case .revoca: [.revoca]
    case .ricusazione: [.ricusazione]
    case .esenzioneRilascio: [.esenzioni]
    case .esenzioneRevoca(let content):
      content.reason.isBlock ? [.esenzioni, .blockEsenzione] : [.esenzioni]
    case .rilascioPin: [.issueCodes]
    case .tessera: [.cards]
    }
  }
}
