/// Why something in the vault did not work.
///
/// Carries no key, no path and no content.
public enum VaultFailure: Error, Hashable, Sendable {
  /// The library did not start.
  case unavailable
  /// No memory that can be guarded, or not enough for the cost of a passphrase.
  case outOfMemory
  /// The bytes were not sealed with this key, or were changed since; for a key slot: wrong passphrase.
  case forged
  /// A key, envelope or slot of the wrong shape.
  case malformed
  /// The key file cannot be read, created or written.
  case keyFile(KeyFile.Problem)
}
