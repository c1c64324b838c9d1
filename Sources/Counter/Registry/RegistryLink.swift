public import Domain
public import RegistryClient
import Synchronization

/// The line to one registry: the client as it was configured, and what the registry taught about itself since.
///
/// Any thread may ask; what was learned is kept for the next exchange.
public final class RegistryLink: Sendable {
  private struct State {
    var client: RegistryClient
    var capability: RegistryCapability?
    var clock = ClockEstimate()
    /// The name of the last exchange in the gateway's own logs.
    var gateway: String?
  }

  private let state: Mutex<State>
  /// Whether there is a token for a role now; without one the registry refuses everything.
  private let authorizes: @Sendable (Role) -> Bool
  /// Whether a request of a role carries a token, which a registry that wants none need not see.
  private let holdsToken: @Sendable (Role) -> Bool

  /// Whether the certificate that was last refused was only out of its time.
  private let isOutOfTime: @Sendable () -> Bool

  /// Begins with a client that knows only what was configured.
  ///
  /// - Parameters:
  ///   - client: The client.
  ///   - authorizes: Whether there is a token for a role now, or none is needed.
  ///   - holdsToken: Whether there is a token for a role now; `nil` if that is what `authorizes` tells.
  ///   - isOutOfTime: Whether the certificate that was last refused was only not valid yet, or not any more.
  public init(
    _ client: RegistryClient, authorizes: @escaping @Sendable (Role) -> Bool = { _ in true },
    holdsToken: (@Sendable (Role) -> Bool)? = nil, isOutOfTime: @escaping @Sendable () -> Bool = { false }
  ) {
    state = Mutex(State(client: client))
    self.authorizes = authorizes
    self.holdsToken = holdsToken ?? authorizes
    self.isOutOfTime = isOutOfTime
  }

  /// The client, adapted to what the registry said of itself.
  var client: RegistryClient { state.withLock { $0.client } }

  /// How far the desk's clock is from the registry's.
  var clock: ClockEstimate { state.withLock { $0.clock } }

  /// What the registry said of itself; `nil` before it was asked.
  var capability: RegistryCapability? { state.withLock { $0.capability } }

  /// The name of the last exchange of which the gateway told one; `nil` if none did.
  var gateway: String? { state.withLock { $0.gateway } }

  /// Whether there is a token for a role now.
  func isAuthorized(_ role: Role) -> Bool { authorizes(role) }

  /// Whether a request of a role carries a token.
  func hasToken(_ role: Role) -> Bool { holdsToken(role) }

  /// Whether the certificate that was last refused was only not valid yet, or not any more: the clock may be wrong.
  var isCertificateOutOfTime: Bool { isOutOfTime() }

  /// Keeps what the registry says of itself.
  func adopt(_ capability: RegistryCapability) {
    state.withLock { state in
      state.capability = capability
      state.client = state.client.adapted(to: capability)
    }
  }

  /// Keeps what an exchange taught beside its value.
  func learn(clock sample: ClockSample?, gateway: String? = nil) {
    state.withLock { state in
      if let sample { state.clock = state.clock.adding(sample) }
      if let gateway { state.gateway = gateway }
    }
  }
}
