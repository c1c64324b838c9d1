public import Domain
public import Workflow

/// Who may unlock the screen: asked with a name and a passphrase, answered after the slow hash.
public struct OperatorAccess: Sendable {
  /// Who the name and the passphrase belong to; takes as long as the hash takes, right or wrong.
  public var logIn: @Sendable (String, SecretText) async -> Author?

  /// Takes the check.
  public init(logIn: @escaping @Sendable (String, SecretText) async -> Author?) { self.logIn = logIn }
}
