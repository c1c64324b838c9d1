import Domain

/// What only the registry can refuse, before the rules of the practice are asked.
enum RegistryRules {
  /// Nobody in the registry answers to the person of the practice.
  static let person = Rule(
    "REG-01", source: "architecture: the registry decides on its own facts", confidence: .design,
    protectsCitizen: true)
  /// The registry does not know the medico.
  static let medico = Rule(
    "REG-02", source: "architecture: the registry decides on its own facts", confidence: .design,
    protectsCitizen: true)
  /// The author has no right to the practice.
  static let rights = Rule(
    "REG-03", source: "architecture: rights are enforced by the service", confidence: .design,
    protectsCitizen: true)
  /// Somebody else changed the medico after the desk read the position.
  static let overtaken = Rule(
    "REG-04", source: "registry-sync: the first change stands, the second is asked again",
    confidence: .design, protectsCitizen: true)
  /// The person died, and the desk did not know.
  static let died = Rule(
    "REG-05", source: "registry-sync: conflict 5", confidence: .design, protectsCitizen: true)
  /// Another asl has become competent, and the desk did not know.
  static let otherAsl = Rule(
    "REG-06", source: "registry-sync: conflict 6", confidence: .design, protectsCitizen: true)
  /// The record was merged into another one.
  static let merged = Rule(
    "REG-07", source: "registry-sync: conflict 7", confidence: .design, protectsCitizen: true)
  /// The record is restricted, and the author may not see it whole.
  static let restricted = Rule(
    "REG-08", source: "registry-sync: conflict 13", confidence: .design, protectsCitizen: true)
  /// Another desk has already registered the same: nothing is left to be done.
  static let alreadyRegistered = Rule(
    Decision.repeatedRule, source: "registry-sync: the same target is confirmed as already registered",
    confidence: .design)
  /// The back office undid a practice that had been registered.
  static let reversed = Rule("REG-10", source: "registry-sync: conflict 10", confidence: .design)

  /// Somebody else ended the relation after the desk read the position.
  static let ended = Rule(
    "REG-15", source: "registry-sync: the first change stands, the second is asked again",
    confidence: .design, protectsCitizen: true)

  /// The list of the medico asked for was full, and the citizen had named another one.
  static let secondChoice = Rule(
    Decision.secondChoiceRule, source: "registry-sync: conflict 1", confidence: .design)

  static func refusal(_ rule: Rule, _ arguments: [String] = []) -> Decision {
    Decision(findings: [Finding(rule, .block, arguments: arguments)])
  }

  /// The refusal of a person as the registry knows the person today; `nil` if nothing stands against it.
  ///
  /// What the desk already knew is left to the rules of the practice.
  ///
  /// - Parameters:
  ///   - practice: The practice with what the desk knew.
  ///   - own: The position in the registry.
  ///   - mayOpenRestricted: Whether the author may see a restricted record whole.
  /// - Returns: The refusal with its one finding.
  static func refusal(
    of practice: Practice, own: Posizione, mayOpenRestricted: Bool
  ) -> Decision? {
    let seen = practice.content.assistito.posizione
    if let death = own.deathDate, seen.deathDate == nil, !practice.content.tellsOfDeath {
      return refusal(died, [death.iso])
    }
    if own.standing == .restricted, !mayOpenRestricted { return refusal(restricted) }
    if let enrolled = own.assistenza, enrolled.ended == nil, enrolled.asl != seen.assistenza?.asl,
      enrolled.asl != practice.author.desk.asl
    {
      return refusal(otherAsl, [enrolled.asl.rawValue, enrolled.start.iso])
    }
    return nil
  }

  /// Whether another desk has already brought about what a practice asks for.
  ///
  /// - Returns: The scelta that stands as asked; `nil` if the desk knew it, or it is another.
  static func registered(_ content: PracticeCase, own: Posizione) -> Scelta? {
    let seen = content.assistito.posizione
    guard let newest = own.scelte.first else { return nil }
    let known = seen.scelte.first { $0.medico == newest.medico && $0.start == newest.start }
    switch content {
    case .scelta(let scelta):
      return known == nil && newest.end == nil && newest.medico == scelta.medico.id ? newest : nil
    case .revoca:
      return known?.end == nil && known != nil && newest.end?.reason == .revoca ? newest : nil
    case .ricusazione:
      return known != nil && known?.ricusazioneNotice == nil && newest.ricusazioneNotice != nil ? newest : nil
    case .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: return nil
    }
  }

  /// The newest scelta, if the desk had not seen it.
  static func unseen(_ content: PracticeCase, own: Posizione) -> Scelta? {
    let seen = content.assistito.posizione
    switch content {
    case .scelta, .revoca, .ricusazione: break
    case .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: return nil
    }
    guard own.standing != .restricted, let newest = own.scelte.first else { return nil }
    let isSeen = seen.scelte.contains { $0.medico == newest.medico && $0.start == newest.start }
    return isSeen ? nil : newest
  }

  /// The newest scelta, if somebody ended it and the desk, which asks to end it otherwise, had not seen that.
  static func endUnseen(_ content: PracticeCase, own: Posizione) -> Scelta? {
    switch content {
    case .revoca, .ricusazione: break
    case .scelta, .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: return nil
    }
    guard own.standing != .restricted, let newest = own.scelte.first, let end = newest.end,
      end.reason.isAskedFor,
      let seen = content.assistito.posizione.scelte.first(where: {
        $0.medico == newest.medico && $0.start == newest.start
      }), seen.end != end
    else { return nil }
    return newest
  }
}

extension Scelta.Ending.Reason {
  /// Whether a desk ended it by a practice of its own, not time or another office.
  fileprivate var isAskedFor: Bool {
    switch self {
    case .revoca, .ricusazione: true
    case .change, .transfer, .death, .age, .medicoCeased, .expiry, .aire, .double: false
    }
  }
}

extension Scelta {
  /// The day from which what was asked counts, when another desk has registered the same.
  func day(of content: PracticeCase) -> CivilDate {
    switch content {
    case .scelta, .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: start
    case .revoca: end?.on ?? start
    case .ricusazione: ricusazioneNotice.map { Ricusazione.effectiveDate(notice: $0) } ?? start
    }
  }
}

extension PracticeCase {
  /// Whether the practice itself says that the person died.
  fileprivate var tellsOfDeath: Bool {
    switch self {
    case .revoca(let content): content.reason == .death
    case .esenzioneRevoca(let content): content.reason == .death
    case .tessera(let content):
      switch content.request {
      case .revocation(let reason): reason == .death
      case .destruction: true
      case .duplicate, .suspension, .reactivation: false
      }
    case .scelta, .ricusazione, .esenzioneRilascio, .rilascioPin: false
    }
  }
}
