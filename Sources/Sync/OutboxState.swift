public import Domain

/// What the registry wrote down when it carried an operation out.
public struct Confirmation: Hashable, Sendable {
  /// The number under which the registry keeps it, "" when it gave none.
  public let reference: String
  /// From which day it holds.
  public let effectiveDate: CivilDate

  /// Keeps an answer of the registry.
  public init(reference: String, effectiveDate: CivilDate) {
    self.reference = reference
    self.effectiveDate = effectiveDate
  }
}

/// One reason for which the registry refused an operation.
public struct RejectionReason: Hashable, Sendable {
  /// The rule that refused, as in the domain notes, or the registry's own code.
  public let code: String
  /// What fills the placeholders of the rule's message.
  public let arguments: [String]

  /// Keeps a reason.
  public init(code: String, arguments: [String] = []) {
    self.code = code
    self.arguments = arguments
  }
}

/// How a person closed a refused operation.
public struct Closing: Hashable, Sendable {
  /// The name of the operator who closed it.
  public let closedBy: String
  /// When the citizen was told.
  public let closedAt: Instant

  /// Keeps who closed an operation, and when.
  public init(closedBy: String, closedAt: Instant) {
    self.closedBy = closedBy
    self.closedAt = closedAt
  }
}

/// How far one operation has come.
///
/// `tries` counts how often its bytes began to travel. Source: registry-sync §5.2.
public enum OutboxState: Hashable, Sendable {
  /// On disk, not on its way; the operator may still withdraw it.
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
  /// Refused, and the citizen was told.
  case closed([RejectionReason], Closing)
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

    /// Whether somebody, machine or person, still has to do something.
    public var isOpen: Bool {
      switch self {
      case .queued, .sending, .unknown, .accepted, .rejected: true
      case .confirmed, .withdrawn, .closed: false
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
    }
  }
}
