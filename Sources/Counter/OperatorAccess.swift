public import Domain
public import Workflow

/// Who may log in or unlock the screen: asked with a name and a passphrase, answered after the slow hash.
public struct OperatorAccess: Sendable {
  /// Who the name and the passphrase belong to, `nil` if they belong to nobody; takes as long as the hash takes.
  ///
  /// Throws when somebody who knows the passphrase may still not work at this desk.
  public var logIn: @Sendable (String, SecretText) async throws(Failure) -> Author?

  /// Takes the check.
  public init(logIn: @escaping @Sendable (String, SecretText) async throws(Failure) -> Author?) {
    self.logIn = logIn
  }
}
