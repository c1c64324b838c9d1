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

  /// Whether the whole registry stops, not some practices only; a stop that names none is one of everything.
  public var stopsEverything: Bool { kinds.isEmpty || kinds.isSuperset(of: PracticeKind.allCases) }

  /// Where a moment lies with respect to the stop.
  public enum Phase: String, CaseIterable, Hashable, Sendable {
    case before, closed
    /// Past the earliest announced end and before the latest: closed unless the registry answers.
    case awaited
    case over
  }

  /// The phase at `now`; without an announced end a stop that has begun does not end by itself.
  public func phase(at now: Instant) -> Phase {
    if now < start { return .before }
    guard let first = announcedEnds.min(), let last = announcedEnds.max() else { return .closed }
    if now < first { return .closed }
    return now < last ? .awaited : .over
  }

  /// Whether `kind` is stopped at `now`.
  ///
  /// - Parameters:
  ///   - kind: The practice asked for.
  ///   - now: The moment; the start is inclusive, an end exclusive.
  ///   - registryAnswers: Whether the registry has answered since the earliest announced end.
  /// - Returns: `true` while closed, and between the announced ends unless the registry answers.
  public func stops(_ kind: PracticeKind, at now: Instant, registryAnswers: Bool = false) -> Bool {
    guard kinds.contains(kind) else { return false }
    return switch phase(at: now) {
    case .before, .over: false
    case .closed: true
    case .awaited: !registryAnswers
    }
  }
}
