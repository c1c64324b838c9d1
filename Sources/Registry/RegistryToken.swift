public import Domain

/// A token of the registry as it is listed: everything but its text, which nobody keeps.
public struct RegistryToken: Hashable, Sendable {
  /// The name by which it is revoked; it opens nothing.
  public let id: String
  /// The desk it is bound to.
  public let desk: Desk
  /// The role it is bound to.
  public let role: Role
  /// When it was issued.
  public let issued: Instant
  /// The first moment at which it opens nothing any more.
  public let expires: Instant
  /// Whether it was revoked before its end.
  public let isRevoked: Bool

  /// Whether it opens anything at `now`.
  public func isValid(at now: Instant) -> Bool { !isRevoked && issued <= now && now < expires }
}
