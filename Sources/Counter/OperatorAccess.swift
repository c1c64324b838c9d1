public import Workflow

/// Who may unlock the screen: asked with a name and a passphrase, answered after the slow hash.
public struct OperatorAccess: Sendable {
  /// Whether the passphrase belongs to the operator; takes as long as the hash takes, right or wrong.
  public var isRight: @Sendable (String, SecretText) async -> Bool

  /// Takes the check.
  public init(isRight: @escaping @Sendable (String, SecretText) async -> Bool) { self.isRight = isRight }
}
