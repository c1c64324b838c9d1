/// How many operations wait for whom, as the registry line shows them.
public struct OutboxTally: Hashable, Sendable {
  /// Waiting to leave, or leaving now.
  public var toSend = 0
  /// With the registry, which has not decided.
  public var awaitingDecision = 0
  /// Possibly with the registry: the desk has to ask.
  public var toVerify = 0
  /// Refused, held or reversed: a person has to act.
  public var toMend = 0

  /// Counts nothing.
  public init() {}

  /// Counts `count` operations of one kind.
  public mutating func add(_ kind: OutboxState.Kind, count: Int = 1) {
    switch kind {
    // What is on its way is nobody's question yet: only a lost answer makes it one.
    case .queued, .sending: toSend += count
    case .unknown: toVerify += count
    case .accepted: awaitingDecision += count
    case .rejected, .held, .reversed: toMend += count
    case .confirmed, .withdrawn, .closed: break
    }
  }

  /// Whether nobody has to do anything.
  public var isClear: Bool { toSend + awaitingDecision + toVerify + toMend == 0 }
}
