import Domain

/// What only the registry can refuse of an exemption.
extension RegistryRules {
  /// Somebody else issued the same exemption, and the desk did not know.
  static let duplicate = Rule(
    "REG-12", source: "registry-sync: conflict 8", confidence: .design, protectsCitizen: true)
  /// The practice is made in the name of another asl than that of its author's desk.
  static let otherDesk = Rule(
    "REG-13", source: "architecture: rights are enforced by the service", confidence: .design,
    protectsCitizen: true)
  /// The Sistema TS or the doctor of the distretto did not agree to what had been taken in.
  static let notConfirmed = Rule(
    "REG-14", source: "esenzioni §2.1: refused after verification or evaluation", confidence: .design,
    protectsCitizen: true)

  /// The refusal of an exemption as the registry knows it today.
  ///
  /// What the desk already knew is left to the rules of the practice.
  ///
  /// - Parameters:
  ///   - practice: The practice with what the desk knew.
  ///   - own: The position in the registry.
  ///   - today: The day of the registry.
  /// - Returns: `nil` if nothing stands against it.
  static func esenzioneRefusal(of practice: Practice, own: Posizione, today: CivilDate) -> Decision? {
    switch practice.content {
    case .esenzioneRilascio(let content):
      guard content.deskAsl == practice.author.desk.asl else { return refusal(otherDesk) }
      guard let other = duplicate(of: content, own: own, today: today) else { return nil }
      let finding =
        if let last = other.lastDay {
          Finding(duplicate, .block, arguments: [other.code.rawValue, last.iso, other.issuer.rawValue])
        } else {
          Finding(
            duplicate, .block, variant: "illimitata", arguments: [other.code.rawValue, other.issuer.rawValue])
        }
      return Decision(findings: [finding])
    case .esenzioneRevoca(let content):
      return content.deskAsl == practice.author.desk.asl ? nil : refusal(otherDesk)
    case .scelta, .revoca, .ricusazione, .rilascioPin, .tessera: return nil
    }
  }

  /// An exemption of the same code and scope that overlaps what is asked for and that the desk had not seen.
  private static func duplicate(
    of content: EsenzioneCase, own: Posizione, today: CivilDate
  ) -> Esenzione? {
    let seen = Set(content.assistito.posizione.esenzioni.map(\.id))
    let first = min(content.effectiveDate, today)
    return own.esenzioni.first { record in
      guard record.code == content.code, record.scope == content.scope, !seen.contains(record.id) else {
        return false
      }
      return record.counts(onOrAfter: first)
        || record.state == .inVerification || record.state == .inEvaluation
    }
  }

  /// The exemption to which somebody else has already done what a revoca asks for; `nil` if nobody has.
  ///
  /// Only the same effect counts: a block, an annulment or an earlier last day is still to be done.
  static func ended(_ content: PracticeCase, own: Posizione) -> Esenzione? {
    guard case .esenzioneRevoca(let revoca) = content, let seen = revoca.record,
      let record = own.esenzioni.first(where: { $0.id == revoca.esenzione }), seen.state != record.state
    else { return nil }
    let isDone: Bool
    switch (record.state, revoca.reason) {
    case (.suspended, .permitRenewal), (.valid, .permitRenewed): isDone = true
    case (.revoked(_, _, let isBlocked), .blockLifted): isDone = !isBlocked
    case (_, .permitRenewal), (_, .permitRenewed), (_, .blockLifted): isDone = false
    case (.revoked(_, _, let isBlocked), .officeControl): isDone = isBlocked
    case (.annulled, .issuedInError): isDone = true
    case (_, .officeControl), (_, .issuedInError): isDone = false
    case (.annulled, _): isDone = true
    case (.ended(let last, _), _), (.revoked(let last, _, _), _): isDone = last <= revoca.effectiveDate
    case (.draft, _), (.valid, _), (.suspended, _), (.inVerification, _), (.inEvaluation, _), (.notValid, _):
      isDone = false
    }
    return isDone ? record : nil
  }
}
