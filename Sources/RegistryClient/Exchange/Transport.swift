public import FHIR

/// Carries one request to the registry and its answer back: the only door of the client to the network.
///
/// The embedded registry is such a closure without a socket; `RegistryHTTP` makes one over libcurl.
public typealias Transport =
  @Sendable (Request, _ isFresh: Bool) async throws(TransportFailure) -> Response

/// Why an exchange brought no response.
///
/// What decides is whether bytes of the body may have left: then nobody knows whether the registry has them.
public struct TransportFailure: Error, Hashable, Sendable {
  /// What went wrong on the line.
  public enum Reason: Hashable, Sendable {
    /// The name of the registry has no address.
    case nameNotFound
    /// Nobody listens at the address, or the way there is closed.
    case notConnected
    /// Time ran out.
    case timedOut
    /// The connection ended in the middle.
    case broken
    /// The certificate of the registry is not to be trusted: an unknown authority, or the name of another.
    case certificate
    /// The certificate of the registry is not valid yet, or not any more, by the clock of this machine.
    case certificateOutOfTime
    /// The registry does not trust our certificate.
    case clientCertificate
    /// The proxy wants credentials, or does not know the registry.
    case proxy
    /// The answer is no HTTP, or larger than admitted.
    case garbled
    /// The configuration names a file or address that cannot be used.
    case configuration
  }

  /// What went wrong.
  public let reason: Reason
  /// How many bytes of the request's body left this machine; 0 proves that the registry has nothing.
  public let bodyBytesSent: Int

  /// Keeps reason and count.
  public init(_ reason: Reason, bodyBytesSent: Int = 0) {
    self.reason = reason
    self.bodyBytesSent = bodyBytesSent
  }
}
