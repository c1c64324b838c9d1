public import Domain

/// What the registry wrote down when it carried an operation out.
public struct Confirmation: Hashable, Sendable {
  /// The number under which the registry keeps it, "" when it gave none.
  public let reference: String
  /// From which day it holds, `nil` when the registry did not tell.
  public let effectiveDate: CivilDate?
  /// Whether the list of the medico asked for was full and the second choice was registered in its place.
  public let tookSecondChoice: Bool
  /// Whether another desk had registered the same before, so that this one has no effect of its own.
  public let wasRegistered: Bool
  /// How the record of the exemption that was issued stands as far as the registry has told; `nil` where it has not,
  /// and where none was issued.
  public let birth: EsenzioneBirth?
  /// Until when that exemption counts as the registry has told; `nil` where it has not, and where none was issued.
  public let term: EsenzioneTerm?

  /// Keeps an answer of the registry.
  public init(
    reference: String, effectiveDate: CivilDate?, tookSecondChoice: Bool = false,
    wasRegistered: Bool = false, birth: EsenzioneBirth? = nil, term: EsenzioneTerm? = nil
  ) {
    self.reference = reference
    self.effectiveDate = effectiveDate
    self.tookSecondChoice = tookSecondChoice
    self.wasRegistered = wasRegistered
    self.birth = birth
    self.term = term
  }

  /// What is still waited for before the receipt of a practice of a kind is definitive; `nil` if nothing is.
  public func waiting(for kind: PracticeKind) -> EsenzioneWaiting? {
    EsenzioneWaiting(for: kind, birth: birth)
  }

  /// The same answer with what was told later of the exemption.
  public func told(_ birth: EsenzioneBirth, _ term: EsenzioneTerm? = nil) -> Confirmation {
    Confirmation(
      reference: reference, effectiveDate: effectiveDate, tookSecondChoice: tookSecondChoice,
      wasRegistered: wasRegistered, birth: birth, term: term ?? self.term)
  }

  /// What is known after the registry has told of the practice once more; `nil` if it contradicts itself.
  func after(_ heard: Confirmation) -> Confirmation? {
    guard reference == heard.reference, effectiveDate == heard.effectiveDate,
      tookSecondChoice == heard.tookSecondChoice
    else { return nil }
    guard let later = heard.birth else { return self }
    return birth?.mayBecome(later) ?? true ? heard.told(later, heard.term ?? term) : nil
  }
}

/// One reason for which the registry refused an operation.
public struct RejectionReason: Hashable, Sendable {
  /// The rule that refused, as in the domain notes, or the registry's own code.
  public let code: String
  /// Which of the rule's sentences tells it; `nil` for a rule with one sentence, and where that was not told.
  public let variant: String?
  /// What fills the placeholders of the rule's message.
  public let arguments: [String]

  /// Keeps a reason.
  public init(code: String, variant: String? = nil, arguments: [String] = []) {
    self.code = code
    self.variant = variant
    self.arguments = arguments
  }

  /// The reason that a finding gives.
  public init(_ finding: Finding) {
    self.init(code: finding.rule.id, variant: finding.variant, arguments: finding.arguments)
  }

  /// Whether another telling says the same; one that was kept without its sentence says nothing else.
  func agrees(with other: RejectionReason) -> Bool {
    code == other.code && arguments == other.arguments
      && (variant == other.variant || variant == nil || other.variant == nil)
  }
}

extension RejectionReason {
  /// The registry refused and gave no reason.
  public static let unexplained = RejectionReason(code: "senza-motivo")
  /// The registry took the operation back, and knows no other one under its name.
  public static let cancelled = RejectionReason(code: "annullata")
}

/// How a person closed an operation that somebody had to look at.
public struct Closing: Hashable, Sendable {
  /// The name of the operator who closed it.
  public let closedBy: String
  /// When it was closed.
  public let closedAt: Instant
  /// How the citizen was told, in the operator's words; "" when nobody wrote any.
  public let note: String

  /// Keeps who closed an operation, when, and how the citizen was told.
  public init(closedBy: String, closedAt: Instant, note: String = "") {
    self.closedBy = closedBy
    self.closedAt = closedAt
    self.note = note
  }
}

extension Closing: CustomStringConvertible, CustomReflectable {
  /// The moment only: a note can name people.
  public var description: String { "Closing(\(closedAt))" }

  /// Hides operator and note from `dump` and from test reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How far one operation has come.
///
/// `tries` counts how often its bytes may have begun to travel. Source: registry-sync §5.2.
public enum OutboxState: Hashable, Sendable {
  /// On disk, not on its way; with no tries the operator may still withdraw it.
  case queued(tries: Int)
  /// Its bytes may be travelling, and are frozen.
  case sending(tries: Int)
  /// Nobody knows whether the registry has it: a question that a read-back answers, not an error.
  case unknown(tries: Int)
  /// The registry has it and has not decided yet.
  case accepted(tries: Int)
  /// The registry carried it out.
  case confirmed(Confirmation)
  /// The registry refused it: a work item until a person closes it.
  case rejected([RejectionReason])
  /// The operator took it back before it left.
  case withdrawn
  /// Refused, held or reversed, and the citizen was told.
  case closed([RejectionReason], Closing)
  /// Its person is not as the practice knew them: a work item until a person releases or closes it.
  case held(tries: Int, [RejectionReason])
  /// Carried out and reversed by somebody else: a work item until a person closes it.
  case reversed(RejectionReason)
}

extension OutboxState {
  /// The kind of a state without its data: what stands outside the envelope on disk.
  public enum Kind: Int, Hashable, Sendable, CaseIterable {
    case queued = 1
    case sending = 2
    case unknown = 3
    case accepted = 4
    case confirmed = 5
    case rejected = 6
    case withdrawn = 7
    case closed = 8
    case held = 9
    case reversed = 10

    /// Whether somebody, machine or person, still has to do something.
    public var isOpen: Bool {
      switch self {
      case .queued, .sending, .unknown, .accepted, .rejected, .held, .reversed: true
      case .confirmed, .withdrawn, .closed: false
      }
    }

    /// Whether a person has to act: the operation has a work item until it leaves this state.
    public var needsPerson: Bool {
      switch self {
      case .rejected, .held, .reversed: true
      case .queued, .sending, .unknown, .accepted, .confirmed, .withdrawn, .closed: false
      }
    }

    /// Whether the machine still has to send or to ask.
    public var isUnderWay: Bool {
      switch self {
      case .queued, .sending, .unknown, .accepted: true
      case .confirmed, .rejected, .withdrawn, .closed, .held, .reversed: false
      }
    }
  }

  /// The kind of this state.
  public var kind: Kind {
    switch self {
    case .queued: .queued
    case .sending: .sending
    case .unknown: .unknown
    case .accepted: .accepted
    case .confirmed: .confirmed
    case .rejected: .rejected
    case .withdrawn: .withdrawn
    case .closed: .closed
    case .held: .held
    case .reversed: .reversed
    }
  }
}
