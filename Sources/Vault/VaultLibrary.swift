import CSodium

/// The cryptographic library below this module.
public enum VaultLibrary {
  private static let isStarted = sodium_init() >= 0

  /// Starts the library, once for all; safe to call again and from every thread.
  ///
  /// Every entry point of this module starts it too: a program calls this to learn of a failure early.
  ///
  /// - Throws: ``VaultFailure/unavailable``.
  public static func start() throws(VaultFailure) {
    guard isStarted else { throw .unavailable }
  }

  /// Starts the library where nothing can be thrown.
  static func ensureStarted() {
    precondition(isStarted, "the cryptographic library did not start")
  }
}
