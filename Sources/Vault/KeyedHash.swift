import CSodium

/// A hash that only the holder of its key can compute: BLAKE2b with a key.
///
/// It finds a person's row without the row telling whose it is.
public struct KeyedHash: Sendable {
  private let secret: SecretBytes

  /// Takes a key of 16 to 64 bytes.
  ///
  /// - Throws: ``VaultFailure/malformed`` for another length.
  public init(_ secret: SecretBytes) throws(VaultFailure) {
    guard (16...64).contains(secret.count) else { throw .malformed }
    self.secret = secret
  }

  /// Hashes bytes.
  ///
  /// - Parameters:
  ///   - bytes: What to hash; may be empty.
  ///   - count: The length of the hash, 16 to 64 bytes.
  /// - Returns: `count` bytes.
  public func hash(_ bytes: [UInt8], count: Int = 16) -> [UInt8] {
    precondition((16...64).contains(count), "a keyed hash has 16 to 64 bytes")
    VaultLibrary.ensureStarted()
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let start = buffer.baseAddress else { return }
      secret.withAddress { key in
        _ = crypto_generichash(
          start, count, bytes, UInt64(bytes.count), key,
          secret.count)
      }
      initialized = count
    }
  }

  /// Hashes the UTF-8 bytes of a text to 16 bytes.
  public func hash(_ text: String) -> [UInt8] { hash(Array(text.utf8)) }
}

/// A hash without a key: says whether bytes are the same, not who made them (BLAKE2b).
public enum Digest {
  /// The 32 bytes that stand for `bytes`.
  public static func of(_ bytes: [UInt8]) -> [UInt8] {
    VaultLibrary.ensureStarted()
    return [UInt8](unsafeUninitializedCapacity: 32) { buffer, initialized in
      guard let start = buffer.baseAddress else { return }
      _ = crypto_generichash(start, 32, bytes, UInt64(bytes.count), nil, 0)
      initialized = 32
    }
  }
}
