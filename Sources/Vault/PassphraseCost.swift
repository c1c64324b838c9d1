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

  /// About 0.15 s of one core and 64 MiB, which are given back at once; the default for operators.
  ///
  /// Twice the passes that RFC 9106 asks for with this memory. The 256 MiB of the library's own middle setting
  /// took 2.4 s while both cores of a small machine were busy: too long to wait for at every unlock.
  public static let moderate = PassphraseCost(passes: 6, memory: 64 << 20)

  /// The least the library accepts; for tests and demos only.
  public static let least = PassphraseCost(passes: 1, memory: 8192)
}
