/// A comune or a foreign State, as it was called during some time.
public struct Place: Hashable, Sendable {
  /// What a place code can stand for.
  public enum Kind: Hashable, CaseIterable, Sendable {
    /// A comune of Italy, of today or of the past.
    case comune
    /// A State other than Italy, of today or of the past.
    case stato
  }

  /// The code, shared by all names that the place had.
  public let code: PlaceCode
  /// Comune or State.
  public let kind: Kind
  /// The name during ``period``.
  public let name: String
  /// The two letters of the province during ``period``; none for a State.
  public let province: String?
  /// The days on which code, name and province were right together.
  public let period: Period

  /// Takes the data of one row.
  public init(code: PlaceCode, kind: Kind, name: String, province: String?, period: Period) {
    self.code = code
    self.kind = kind
    self.name = name
    self.province = province
    self.period = period
  }
}

/// What a table knows of a place code on a certain day.
public enum PlaceLookup: Hashable, Sendable {
  /// The code was in use.
  case found(Place)
  /// The code exists, but was not yet or no longer in use: a warning, never a refusal.
  ///
  /// The place is the one whose time lies nearest to the day.
  case notOnThatDay(nearest: Place)
  /// No place has this code.
  case unknown

  /// The place, in use on the day or not.
  public var place: Place? {
    switch self {
    case .found(let place), .notOnThatDay(let place): place
    case .unknown: nil
    }
  }

  /// The key of the warning to show, if there is one to show.
  public var warningKey: String? {
    switch self {
    case .found: nil
    case .notOnThatDay: "avviso.luogo.data"
    case .unknown: "avviso.luogo.sconosciuto"
    }
  }
}
