public import Domain

/// What a receipt may promise: each kind carries what it must say.
public enum ReceiptStatus: Hashable, Sendable {
  /// Asked for, not yet in the registry; `outcome` says how the citizen hears of it.
  case provvisoria(outcome: OutcomeNotice)
  /// In the registry, with the number and the day that the registry gave.
  case definitiva(protocolNumber: String, effectiveDate: CivilDate)
  /// No request was made; worth trying again from `returnFrom` if that is known.
  case promemoria(returnFrom: Instant?)

  /// Which of the three receipts it is.
  public var kind: ReceiptKind {
    switch self {
    case .provvisoria: .provvisoria
    case .definitiva: .definitiva
    case .promemoria: .promemoria
    }
  }
}

/// How and by when the citizen hears what became of a provisional request.
public struct OutcomeNotice: Hashable, Sendable {
  /// The day by which; `nil` if nobody can say.
  public let by: CivilDate?
  /// The way.
  public let channel: Channel

  /// The ways to tell an outcome.
  public enum Channel: String, CaseIterable, Hashable, Sendable {
    case telephone, email, desk
  }

  /// Gathers the parts.
  public init(by: CivilDate?, channel: Channel) {
    self.by = by
    self.channel = channel
  }
}
