/// The parameters of a region or asl: nothing regional is a constant.
///
/// The file `italia` holds every default; another profile overrides single parameters and says why.
/// - Source: scelta-revoca §11.2.
public struct Profile: Hashable, Sendable {
  /// The name of its file, for example `toscana`.
  public let id: String
  /// The parameters of scelta, revoca and ricusazione.
  public var scelta: SceltaParameters
  /// From this day residence and identity are read-only (ANA-05, seed 000); `nil` if unknown.
  public var nationalRegistryStart: CivilDate?
  /// The announced stops known so far.
  public var suspensions: [Suspension]
  /// Why each overridden parameter differs: parameter name -> reason.
  public var reasons: [String: String]

  /// Gathers the parts; nothing is checked.
  public init(
    id: String, scelta: SceltaParameters, nationalRegistryStart: CivilDate? = nil,
    suspensions: [Suspension] = [], reasons: [String: String] = [:]
  ) {
    self.id = id
    self.scelta = scelta
    self.nationalRegistryStart = nationalRegistryStart
    self.suspensions = suspensions
    self.reasons = reasons
  }
}

/// An announced stop of the registry, per kind of practice.
public struct Suspension: Hashable, Sendable {
  /// From this instant, inclusive.
  public let start: Instant
  /// The announced ends, hints only: closed until the latest unless the registry answers.
  public let announcedEnds: [Instant]
  /// What the desk may do meanwhile.
  public let policy: Policy
  /// The practices concerned.
  public let kinds: Set<PracticeKind>
  /// Where the stop was announced.
  public let source: String

  /// Whether requests are taken during the stop.
  public enum Policy: String, CaseIterable, Hashable, Sendable {
    /// Nothing is taken; at most a promemoria.
    case blocco
    /// Taken with a provisional receipt.
    case presaInCarico = "presa-in-carico"
  }

  /// Gathers the parts; nothing is checked.
  public init(
    start: Instant, announcedEnds: [Instant], policy: Policy, kinds: Set<PracticeKind>, source: String
  ) {
    self.start = start
    self.announcedEnds = announcedEnds
    self.policy = policy
    self.kinds = kinds
    self.source = source
  }

  /// Whether `kind` is stopped at `now`; from the latest announced end on it is not.
  public func stops(_ kind: PracticeKind, at now: Instant) -> Bool {
    guard let last = announcedEnds.max() else { return false }
    return kinds.contains(kind) && start <= now && now < last
  }
}

/// The parameters of scelta, revoca and ricusazione.
public struct SceltaParameters: Hashable, Sendable {
  /// Days that must pass between two changes (REV-16).
  public var minimumDaysBetweenChanges = 0
  /// Whether an MMG from 6 to 13 years is a deroga (AGE-02).
  public var mmgUnder14IsDeroga = false
  /// Reasons accepted for staying with the PLS (AGE-04).
  public var extensionReasons: Set<SceltaRequest.PediatricExtension.Reason> = [
    .chronicDisease, .handicap, .hardship,
  ]

  /// Gathers the parts; nothing is checked.
  public init() {}
}
