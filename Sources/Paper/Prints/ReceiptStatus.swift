public import Domain

/// What a receipt may promise: each kind carries what it must say.
public enum ReceiptStatus: Hashable, Sendable {
  /// Asked for, not yet in the registry; `outcome` says how the citizen hears of it.
  case provvisoria(outcome: OutcomeNotice)
  /// In the registry, where somebody else still has to agree to the exemption: it does not count yet. With the number
  /// that the registry gave, "" where it gave none.
  case inAttesa(EsenzioneWaiting, protocolNumber: String, outcome: OutcomeNotice)
  /// In the registry, with the number and the day that the registry gave: "" and `nil` where it gave none.
  case definitiva(protocolNumber: String, effectiveDate: CivilDate?)
  /// A request was made and is not in the registry, with why; on paper a promemoria of another sense.
  case nonRegistrata(Missed)
  /// No request was made; worth trying again from `returnFrom` if that is known.
  case promemoria(returnFrom: Instant?)

  /// Which of the three receipts it is.
  public var kind: ReceiptKind {
    switch self {
    case .provvisoria, .inAttesa: .provvisoria
    case .definitiva: .definitiva
    case .nonRegistrata, .promemoria: .promemoria
    }
  }

  /// Why a request that was made has no effect.
  public enum Missed: String, CaseIterable, Hashable, Sendable {
    /// The registry refused it.
    case refused
    /// The desk took it back before it left.
    case withdrawn
    /// It was registered and undone later.
    case reversed
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
