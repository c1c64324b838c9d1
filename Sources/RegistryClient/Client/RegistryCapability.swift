public import FHIR

/// What a registry can do, and when it will not serve.
public struct RegistryCapability: Hashable, Sendable {
  /// How much a registry offers.
  ///
  /// Source: registry-sync §3.5.
  public enum Level: Int, Comparable, CaseIterable, Hashable, Sendable {
    /// Read, search and `POST /Task`: the floor, and all that the desk needs.
    case floor
    /// The history of a resource, too.
    case history
    /// Transactions, too.
    case transaction

    /// Whether `left` offers less.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// How much it offers.
  public let level: Level
  /// How it wants codes to be searched for; `nil` if it does not say.
  public let search: SearchStyle?
  /// Which identifier systems it writes; `nil` if it does not say.
  public let identifiers: Systems.Generation?
  /// The stops that it announced.
  public let suspensions: [AnnouncedSuspension]
  /// Whether residences can only be read, because ANPR owns them.
  public let readsResidenceOnly: Bool
  /// Whether it passes on what the list of the Sistema TS says of somebody.
  public let hasMEFList: Bool
  /// Whether the registry told this itself; `false` is the floor assumed in its silence.
  public let isTold: Bool

  /// Gathers the parts; nothing is checked.
  public init(
    level: Level = .floor, search: SearchStyle? = nil, identifiers: Systems.Generation? = nil,
    suspensions: [AnnouncedSuspension] = [], readsResidenceOnly: Bool = false, hasMEFList: Bool = false,
    isTold: Bool = true
  ) {
    self.level = level
    self.search = search
    self.identifiers = identifiers
    self.suspensions = suspensions
    self.readsResidenceOnly = readsResidenceOnly
    self.hasMEFList = hasMEFList
    self.isTold = isTold
  }

  /// What is assumed of a registry without capability statement.
  public static let floor = RegistryCapability(isTold: false)
}
