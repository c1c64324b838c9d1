/// What happens to the certificate of a card.
public enum TesseraEvent: Hashable, Sendable {
  /// Codes were handed over, for the first time or again.
  case codesHandedOver(CivilDate)
  case suspend(CivilDate)
  /// A suspension is lifted.
  case reactivate(CivilDate)
  case revoke(CivilDate, Tessera.Revocation)
  /// Another card of the person is issued.
  case replace(CivilDate)
}

/// An event that cannot happen to a card in that state; nothing changed.
public struct TesseraTransitionError: Error, Hashable, Sendable {
  /// The state in which the card stays.
  public let state: Tessera.State
  /// What was asked.
  public let event: TesseraEvent
}

extension Tessera.State {
  /// The state after an event.
  ///
  /// A certificate that was revoked stays so, and a new card never brings the old codes along.
  ///
  /// - Throws: ``TesseraTransitionError`` if the event cannot happen in this state.
  /// - Source: pin-fse A10, A12.
  public func after(_ event: TesseraEvent) throws(TesseraTransitionError) -> Tessera.State {
    switch self {
    case .notActivated:
      switch event {
      case .codesHandedOver(let day): return .active(since: day)
      case .revoke(let day, let reason): return .revoked(on: day, reason: reason)
      case .replace(let day): return .replaced(on: day)
      case .suspend, .reactivate: break
      }
    case .active:
      switch event {
      case .codesHandedOver: return self
      case .suspend(let day): return .suspended(since: day)
      case .revoke(let day, let reason): return .revoked(on: day, reason: reason)
      case .replace(let day): return .replaced(on: day)
      case .reactivate: break
      }
    case .suspended:
      switch event {
      case .reactivate(let day): return .active(since: day)
      case .revoke(let day, let reason): return .revoked(on: day, reason: reason)
      case .replace(let day): return .replaced(on: day)
      case .codesHandedOver, .suspend: break
      }
    case .revoked, .replaced: break
    }
    throw TesseraTransitionError(state: self, event: event)
  }
}
