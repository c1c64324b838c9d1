import CSodium

/// How dear one guess at a passphrase is made (Argon2id).
public struct PassphraseCost: Hashable, Sendable {
  /// Passes over the memory, 1 or more.
  public let passes: UInt64
  /// Memory for one guess, in bytes, 8192 or more.
  public let memory: Int

  /// Describes a cost.
  public init(passes: UInt64, memory: Int) {
    self.passes = passes
    self.memory = memory
  }

  /// About 0.7 s and 256 MiB on a desk computer; the default for operators.
  public static let moderate = PassphraseCost(
    passes: UInt64(crypto_pwhash_argon2id_OPSLIMIT_MODERATE),
    memory: Int(crypto_pwhash_argon2id_MEMLIMIT_MODERATE))

  /// The least the library accepts; for tests and demos only.
  public static let least = PassphraseCost(passes: 1, memory: 8192)
}
