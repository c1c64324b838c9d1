/// Why a practice that the registry carried out is not definitive yet; the words are `attesa.<rawValue>`.
public enum EsenzioneWaiting: String, CaseIterable, Hashable, Sendable {
  /// The Sistema TS has to agree (rule ER-29).
  case inVerification
  /// The doctor of the distretto has to agree (rules CR-04, CR-07 and RA-03).
  case inEvaluation
  /// The registry has the exemption and has not told whether it is valid.
  case untold

  /// What is still waited for; `nil` if nothing is: then, and only then, the receipt is definitive.
  ///
  /// - Parameters:
  ///   - kind: What was carried out.
  ///   - birth: How the record of the exemption stands; `nil` if the registry did not tell, or none was issued.
  public init?(for kind: PracticeKind, birth: EsenzioneBirth?) {
    switch kind {
    case .scelta, .revoca, .ricusazione, .esenzioneRevoca, .rilascioPin, .tessera: return nil
    case .esenzioneRilascio:
      switch birth {
      case .valid: return nil
      case .inVerification: self = .inVerification
      case .inEvaluation: self = .inEvaluation
      case nil: self = .untold
      }
    }
  }
}

/// Until when an exemption counts, as the registry told it.
public enum EsenzioneTerm: Hashable, Sendable {
  case unlimited
  /// The last day, inclusive.
  case until(CivilDate)

  /// The term with a last day; `nil` stands for none.
  public init(_ last: CivilDate?) { self = last.map { .until($0) } ?? .unlimited }
}

extension Decision {
  /// Until when the exemption counts that was issued; `nil` if none was.
  public var term: EsenzioneTerm? { birth.map { _ in EsenzioneTerm(endDate) } }
}

extension RegistryAnswer {
  /// What is still waited for after the answer to a practice; `nil` if nothing is, or it was refused.
  public func waiting(for kind: PracticeKind) -> EsenzioneWaiting? {
    switch self {
    case .accepted(_, _, let decision): EsenzioneWaiting(for: kind, birth: decision.birth)
    case .alreadyAnswered: EsenzioneWaiting(for: kind, birth: nil)
    case .rejected: nil
    }
  }
}

extension EsenzioneBirth {
  /// Whether a record that stood like this may be told to stand like another one later: nobody takes back that an
  /// exemption is valid without reversing its practice.
  public func mayBecome(_ later: EsenzioneBirth) -> Bool {
    switch self {
    case .inVerification: true
    case .inEvaluation: later != .inVerification
    case .valid: later == .valid
    }
  }

  /// How a record stands; `nil` once it has ended or was refused, and for a draft.
  public init?(_ state: Esenzione.State) {
    switch state {
    case .valid, .suspended: self = .valid
    case .inVerification: self = .inVerification
    case .inEvaluation: self = .inEvaluation
    case .draft, .ended, .revoked, .annulled, .notValid: return nil
    }
  }
}

extension Decision {
  /// The same decision once whoever had to agree to an exemption has agreed: nothing is reserved any more.
  public var agreed: Decision {
    guard birth != nil else { return self }
    return Decision(
      findings: findings.filter { $0.severity != .reserve }, documents: documents,
      effectiveDate: effectiveDate, endDate: endDate, counter: counter, closes: closes, birth: .valid)
  }
}
