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
  /// A person has to mend the configuration.
  case stopped(since: Instant)

  /// Why a registry does not serve.
  public enum Suspension: Hashable, Sendable {
    /// It was announced, with every end that was announced: hints, since only an answer ends it early.
    case announced(ends: [Instant])
    /// It says so itself.
    case wire
  }

  /// What can be learned about a registry.
  public enum Event: Hashable, Sendable {
    /// It answered a probe or a request.
    case answered
    /// A connection failed.
    case connectionFailed(at: Instant)
    /// It answered that it does not serve now.
    case serviceRefused(at: Instant)
    /// An announced suspension began.
    case suspensionBegan(at: Instant, ends: [Instant])
    /// The latest announced end has passed.
    case suspensionPassed
    /// It refuses us: wrong address, certificate or token.
    case misconfigured(at: Instant)
    /// A person mended the configuration.
    case mended
  }

  /// How many connections in a row have to fail before a registry counts as unreachable.
  public static let toleratedFailures = 3

  /// Whether operations may be sent.
  public var isSending: Bool {
    switch self {
    case .active: true
    case .unreachable, .suspended, .stopped: false
    }
  }

  /// The mode after an event.
  public func after(_ event: Event) -> RegistryMode {
    switch (self, event) {
    case (.stopped, .mended): .active(failures: 0)
    case (.stopped, _), (.active, .mended), (.unreachable, .mended), (.suspended, .mended): self
    case (.active, .answered), (.unreachable, .answered), (.suspended, .answered): .active(failures: 0)
    case (.active(let failures), .connectionFailed(let now)):
      failures + 1 < Self.toleratedFailures ? .active(failures: failures + 1) : .unreachable(since: now)
    case (.unreachable, .connectionFailed), (.suspended, .connectionFailed): self
    case (.active, .serviceRefused(let now)), (.unreachable, .serviceRefused(let now)):
      .suspended(.wire, since: now)
    case (.suspended, .serviceRefused): self
    case (.active, .suspensionBegan(let now, let ends)),
      (.unreachable, .suspensionBegan(let now, let ends)):
      .suspended(.announced(ends: ends), since: now)
    case (.suspended(_, let since), .suspensionBegan(_, let ends)):
      .suspended(.announced(ends: ends), since: since)
    case (.suspended(.announced, _), .suspensionPassed): .active(failures: 0)
    case (.suspended(.wire, _), .suspensionPassed), (.active, .suspensionPassed),
      (.unreachable, .suspensionPassed):
      self
    case (.active, .misconfigured(let now)), (.unreachable, .misconfigured(let now)),
      (.suspended, .misconfigured(let now)):
      .stopped(since: now)
    }
  }
}
