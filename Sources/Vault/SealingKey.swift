import CSodium

/// A key that seals bytes with XChaCha20-Poly1305.
///
/// A sealed envelope is 24 bytes of nonce, the hidden bytes, and 16 bytes of proof: ``overhead`` longer than
/// what went in.
public struct SealingKey: Sendable {
  /// How much longer an envelope is than its content, in bytes.
  public static let overhead = 40
  private static let nonceCount = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  private static let proofCount = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
  /// The length of a key, in bytes.
  public static let keyCount = 32

  private let secret: SecretBytes

  /// Takes a key of exactly 32 bytes.
  ///
  /// - Throws: ``VaultFailure/malformed`` for another length.
  public init(_ secret: SecretBytes) throws(VaultFailure) {
    guard secret.count == Self.keyCount else { throw .malformed }
    self.secret = secret
  }

  /// Seals bytes together with a context that is not hidden but cannot be exchanged.
  ///
  /// - Parameters:
  ///   - bytes: What to hide; may be empty.
  ///   - context: What the envelope belongs to, such as its row; needed again to open it.
  /// - Returns: The envelope, different each time.
  public func seal(_ bytes: [UInt8], context: [UInt8]) -> [UInt8] {
    VaultLibrary.ensureStarted()
    return [UInt8](unsafeUninitializedCapacity: bytes.count + Self.overhead) { buffer, initialized in
      guard let start = buffer.baseAddress else { return }
      randombytes_buf(start, Self.nonceCount)
      secret.withAddress { key in
        // Fails for no input; the result code exists for symmetry with opening.
        _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
          start + Self.nonceCount, nil, bytes, UInt64(bytes.count), context, UInt64(context.count), nil,
          start, key)
      }
      initialized = bytes.count + Self.overhead
    }
  }

  /// Opens an envelope.
  ///
  /// - Throws: ``VaultFailure/malformed`` when it is too short to be one; ``VaultFailure/forged`` when key,
  ///   context or bytes are not the ones it was sealed with.
  public func open(_ envelope: [UInt8], context: [UInt8]) throws(VaultFailure) -> [UInt8] {
    let count = envelope.count - Self.overhead
    guard count >= 0 else { throw .malformed }
    VaultLibrary.ensureStarted()
    var isGenuine = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      isGenuine = envelope.withUnsafeBufferPointer { sealed in
        secret.withAddress { key in
          guard let start = sealed.baseAddress else { return false }
          return crypto_aead_xchacha20poly1305_ietf_decrypt(
            buffer.baseAddress, nil, nil, start + Self.nonceCount, UInt64(count + Self.proofCount), context,
            UInt64(context.count), start, key) == 0
        }
      }
      initialized = isGenuine ? count : 0
    }
    guard isGenuine else { throw .forged }
    return bytes
  }
}
