import CSodium

/// The one key of a data folder, from which every other key of the folder is derived.
public struct DataKey: Sendable {
  /// What a derived key is for; a number is never used again for something else.
  public enum Purpose: UInt64, Sendable {
    case bodies = 1
    case identifiers = 2
    case chain = 3
    case signing = 4
    case receiving = 5
    case transfer = 6
  }

  /// The key itself, 32 bytes.
  package let secret: SecretBytes

  /// Takes a key of exactly 32 bytes.
  ///
  /// - Throws: ``VaultFailure/malformed`` for another length.
  public init(_ secret: SecretBytes) throws(VaultFailure) {
    guard secret.count == Int(crypto_kdf_KEYBYTES) else { throw .malformed }
    self.secret = secret
  }

  /// Draws a new key.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  public static func random() throws(VaultFailure) -> DataKey {
    try DataKey(.random(count: Int(crypto_kdf_KEYBYTES)))
  }

  /// The key as bytes, to be kept in an envelope; the caller wipes them.
  public func exposed() -> [UInt8] { secret.withBytes { Array($0) } }

  /// The 32 bytes of key for one purpose.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  public func derived(for purpose: Purpose) throws(VaultFailure) -> SecretBytes {
    let context: [CChar] = "sportell".utf8.map { CChar(bitPattern: $0) }
    return try SecretBytes(count: SealingKey.keyCount) { (target: UnsafeMutablePointer<UInt8>) in
      secret.withAddress { key in
        _ = crypto_kdf_derive_from_key(
          target, SealingKey.keyCount, purpose.rawValue, context,
          key)
      }
    }
  }
}
