public import Domain

/// The registry over FHIR R4: every interaction of the desk, over one closure that carries a request.
///
/// A value without clock or socket: what it learns (clock samples, gateway ids, notes) comes back with each
/// answer, and the caller keeps it. Writes are never repeated here, but once after a token was renewed: when to
/// try again is decided in `Sync`.
///
/// Source: registry-sync §3.5 and §3.6.
public struct RegistryClient: Sendable {
  /// The door to the network.
  let transport: Transport
  /// Where the tokens come from.
  let tokens: TokenProvider
  /// The address of the registry, without slash at the end: `https://host:port/fhir`.
  public let base: String
  /// What was configured for this registry, and what its capability statement added.
  public let settings: RegistrySettings
  /// The desk's clock.
  let now: @Sendable () -> Instant
  /// Makes a random UUID in small letters.
  let randomUUID: @Sendable () -> String
  /// What was found out about its searches.
  let learned: LearnedSearch

  /// Makes a client; nothing is asked yet.
  ///
  /// - Parameters:
  ///   - transport: Carries one request; the second argument asks for a fresh connection.
  ///   - tokens: The token of a role, read anew when asked to renew; `nil` sends none.
  ///   - base: The address of the registry: the origin from which links to next pages are taken.
  ///   - settings: What overrides the capability statement.
  ///   - now: The desk's clock, read before and after each exchange.
  ///   - randomUUID: Names the reads on the wire; a write is named by its operation.
  public init(
    transport: @escaping Transport, tokens: @escaping TokenProvider = { _, _ in nil }, base: String,
    settings: RegistrySettings = RegistrySettings(), now: @escaping @Sendable () -> Instant,
    randomUUID: @escaping @Sendable () -> String
  ) {
    self.transport = transport
    self.tokens = tokens
    var base = base
    while base.hasSuffix("/") { base.removeLast() }
    self.base = base
    self.settings = settings
    self.now = now
    self.randomUUID = randomUUID
    learned = LearnedSearch()
  }

  /// The same client, with what the registry says of itself where nothing was configured.
  ///
  /// - Parameter capability: As ``capability()`` told.
  /// - Returns: A client that differs in its settings alone.
  public func adapted(to capability: RegistryCapability) -> RegistryClient {
    var settings = settings
    settings.search = settings.search ?? capability.search
    settings.identifiers = settings.identifiers ?? capability.identifiers
    return RegistryClient(
      transport: transport, tokens: tokens, base: base, settings: settings, now: now, randomUUID: randomUUID)
  }
}
