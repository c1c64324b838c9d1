public import Domain

/// How the registry can be reached, one value for each registry.
///
/// Source: registry-sync §5.3.
public enum RegistryMode: Hashable, Sendable {
  /// It answers; `failures` counts the attempts in a row that did not connect, 0 to 2.
  case active(failures: Int)
  /// Nothing answers at its address.
  case unreachable(since: Instant)
  /// It is there and does not serve.
  case suspended(Suspension, since: Instant)
  /// It is back, and what was open while it was away is put in order before practices go out.
  case realigning(Realignment, since: Instant)
  /// A person has to mend the configuration.
  case stopped(since: Instant)

  /// Why a registry does not serve.
  public enum Suspension: Hashable, Sendable {
    /// It was announced, with every end that was announced: hints, since only an answer ends it.
    case announced(ends: [Instant])
    /// It says so itself.
    case wire
  }

  /// What is put in order after an absence, in this order.
  public enum Realignment: Int, Hashable, Sendable, CaseIterable {
    /// Operations of which nobody knows are asked about.
    case settling = 1
    /// Everything is read anew, since the registry changed its contents.
    case rebaselining
    /// What waits is decided again on what was read.
    case revalidating
    /// A random pause passes, so that the desks do not all come at once.
    case waiting
  }

  /// What can be learned about a registry.
  public enum Event: Hashable, Sendable {
    /// A probe was answered.
    case probed(at: Instant)
    /// A request was answered.
    case served
    /// A connection failed.
    case connectionFailed(at: Instant)
    /// Something stands between desk and registry (wrong certificate, foreign page): no attempt can succeed.
    case lineBroken(at: Instant)
    /// It answered that it does not serve now.
    case serviceRefused(at: Instant)
    /// An announced suspension began.
    case suspensionBegan(at: Instant, ends: [Instant])
    /// It refuses us: wrong address, certificate or token.
    case misconfigured(at: Instant)
    /// A person mended the configuration.
    case mended(at: Instant)
    /// The present step of the realignment is done; `next` follows, or work when it is `nil`.
    case stepDone(next: Realignment?)
  }

  /// How many connections in a row have to fail before a registry counts as unreachable.
  public static let toleratedFailures = 3

  /// Whether operations may be sent.
  public var isSending: Bool {
    switch self {
    case .active: true
    case .unreachable, .suspended, .realigning, .stopped: false
    }
  }

  /// Whether operations that may have arrived may be asked about.
  public var isAsking: Bool {
    switch self {
    case .active, .realigning: true
    case .unreachable, .suspended, .stopped: false
    }
  }

  /// The mode after an event.
  public func after(_ event: Event) -> RegistryMode {
    switch (self, event) {
    case (.stopped, .mended(let now)): .realigning(.settling, since: now)
    case (.stopped, _), (_, .mended): self
    case (_, .misconfigured(let now)): .stopped(since: now)
    case (.active, .probed), (.active, .served): .active(failures: 0)
    case (.unreachable, .probed(let now)), (.suspended, .probed(let now)): .realigning(.settling, since: now)
    case (.realigning, .probed), (.realigning, .served), (.unreachable, .served), (.suspended, .served): self
    case (.active(let failures), .connectionFailed(let now)):
      failures + 1 < Self.toleratedFailures ? .active(failures: failures + 1) : .unreachable(since: now)
    case (.active, .lineBroken(let now)), (.realigning, .lineBroken(let now)),
      (.realigning, .connectionFailed(let now)):
      .unreachable(since: now)
    case (.unreachable, .connectionFailed), (.suspended, .connectionFailed), (.unreachable, .lineBroken),
      (.suspended, .lineBroken):
      self
    case (.active, .serviceRefused(let now)), (.unreachable, .serviceRefused(let now)),
      (.realigning, .serviceRefused(let now)):
      .suspended(.wire, since: now)
    case (.suspended, .serviceRefused): self
    case (.active, .suspensionBegan(let now, let ends)), (.realigning, .suspensionBegan(let now, let ends)),
      (.unreachable, .suspensionBegan(let now, let ends)):
      .suspended(.announced(ends: ends), since: now)
    case (.suspended(_, let since), .suspensionBegan(_, let ends)):
      .suspended(.announced(ends: ends), since: since)
    case (.realigning(_, let since), .stepDone(let next)):
      next.map { .realigning($0, since: since) } ?? .active(failures: 0)
    case (.active, .stepDone), (.unreachable, .stepDone), (.suspended, .stepDone): self
    }
  }
}

/// What a desk has to remember of a registry over a restart; not secret, names nobody.
public struct RegistryMemory: Hashable, Sendable {
  /// How it could be reached.
  public var mode: RegistryMode
  /// Whether everything has to be read anew before anything is sent: a migration happened meanwhile.
  public var owesRebaseline: Bool
  /// When changes were last read to the end; `nil` if never.
  public var pulledAt: Instant?
  /// When everything was last read anew to the end; `nil` if never.
  public var rebaselinedAt: Instant?

  /// Gathers the parts; nothing is checked.
  public init(
    mode: RegistryMode = .active(failures: 0), owesRebaseline: Bool = false, pulledAt: Instant? = nil,
    rebaselinedAt: Instant? = nil
  ) {
    self.mode = mode
    self.owesRebaseline = owesRebaseline
    self.pulledAt = pulledAt
    self.rebaselinedAt = rebaselinedAt
  }
}
