/// A card of a person; its number is new at each issue, so that it names the card and never the person.
///
/// What opens the chip is no part of it: neither PIN nor PUK nor CIP has a type in this module.
public struct Tessera: Hashable, Sendable {
  /// The twenty digits on the back, whose digits 8 to 10 are the region that issued it.
  public var number: NumeroTessera
  /// The day of issue.
  public var issued: CivilDate
  /// Last day, inclusive.
  public var expires: CivilDate
  /// Whether it carries the chip of the CNS; cards of the shortage of 2022 and 2023 do not.
  public var hasChip: Bool
  /// Where the certificate on the chip stands.
  public var state: State

  /// Where the certificate on the chip of a card stands, with what belongs to that state.
  public enum State: Hashable, Sendable {
    /// No codes were handed over yet.
    case notActivated
    /// Codes were handed over first on that day.
    case active(since: CivilDate)
    /// The certificate rests, and can be taken up again.
    case suspended(since: CivilDate)
    /// The certificate is over for good.
    case revoked(on: CivilDate, reason: Revocation)
    /// Another card took its place.
    case replaced(on: CivilDate)
  }

  /// Why the certificate of a card is revoked; the words are `motivo.tessera.<rawValue>`.
  public enum Revocation: String, CaseIterable, Hashable, Sendable {
    /// The holder wishes it, for no other reason.
    case holder
    case theft, loss
    /// Somebody else has seen the codes (RE-07).
    case codesSeen
    case worn
    /// The PUK cannot be tried any more.
    case pukBlocked
    case death
  }

  /// Gathers the parts; nothing is checked.
  public init(
    number: NumeroTessera, issued: CivilDate, expires: CivilDate, hasChip: Bool = true,
    state: State = .notActivated
  ) {
    self.number = number
    self.issued = issued
    self.expires = expires
    self.hasChip = hasChip
    self.state = state
  }
}

/// How a card stands on a day; the words are `tessera.stato.<rawValue>`.
public enum TesseraStanding: String, CaseIterable, Hashable, Sendable {
  case notActivated, active, suspended, revoked, replaced, expired
  /// In force, but without a chip: there is nothing to activate.
  case chipless

  /// Whether codes of the card can be handed over.
  public var admitsCodes: Bool { self == .notActivated || self == .active }
}

extension Tessera {
  /// How the card stands on `day`; its last day still counts.
  ///
  /// - Complexity: O(1).
  public func standing(on day: CivilDate) -> TesseraStanding {
    let unusable: TesseraStanding = expires < day ? .expired : .chipless
    let isUsable = expires >= day && hasChip
    return switch state {
    case .revoked: .revoked
    case .replaced: .replaced
    case .notActivated: isUsable ? .notActivated : unusable
    case .active: isUsable ? .active : unusable
    case .suspended: isUsable ? .suspended : unusable
    }
  }

  /// Whether the card is in force and ends within `days` days of `day`.
  public func isExpiring(on day: CivilDate, within days: Int) -> Bool {
    switch standing(on: day) {
    case .revoked, .replaced, .expired: false
    case .notActivated, .active, .suspended, .chipless: day.days(until: expires) <= days
    }
  }
}

extension Tessera: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the issuer only.
  public var description: String { "Tessera(\(number))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
