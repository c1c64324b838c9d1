import CSodium

/// Boxes that anybody can close for a public key, and only the owner of its other half can open (X25519,
/// XSalsa20-Poly1305).
///
/// The sender makes a key of its own for each box and forgets it: not even the sender can open it again.
public enum SealedBox {
  /// How much longer a box is than its content, in bytes.
  public static let overhead = crypto_box_sealbytes()
  /// The length of a public key, in bytes.
  public static let keyCount = Int(crypto_box_PUBLICKEYBYTES)

  /// Closes a box around bytes.
  ///
  /// - Parameters:
  ///   - bytes: What to hide.
  ///   - key: The public key of whoever may open it.
  /// - Returns: The box, different each time.
  /// - Throws: ``VaultFailure/malformed`` for a key of another length, or one for which nothing can be hidden.
  public static func seal(_ bytes: SecretBytes, for key: [UInt8]) throws(VaultFailure) -> [UInt8] {
    try VaultLibrary.start()
    guard key.count == keyCount else { throw .malformed }
    var isSealed = false
    let box = [UInt8](unsafeUninitializedCapacity: bytes.count + overhead) { buffer, initialized in
      guard let start = buffer.baseAddress else { return }
      isSealed = bytes.withAddress { crypto_box_seal(start, $0, UInt64(bytes.count), key) == 0 }
      initialized = isSealed ? bytes.count + overhead : 0
    }
    guard isSealed else { throw .malformed }
    return box
  }
}

/// The two keys of one exchange: the public one travels, the other one never leaves locked memory.
public struct BoxKeys: Sendable {
  /// What whoever closes a box needs.
  public let publicKey: [UInt8]
  private let secret: SecretBytes

  /// Draws new keys.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  public init() throws(VaultFailure) {
    var key = [UInt8](repeating: 0, count: SealedBox.keyCount)
    secret = try SecretBytes(count: Int(crypto_box_SECRETKEYBYTES), at: { _ = crypto_box_keypair(&key, $0) })
    publicKey = key
  }

  /// Opens a box straight into locked memory.
  ///
  /// - Throws: ``VaultFailure/malformed`` when it is too short to hold anything; ``VaultFailure/forged`` when it was
  ///   closed for another key, or changed since.
  public func open(_ box: [UInt8]) throws(VaultFailure) -> SecretBytes {
    let count = box.count - SealedBox.overhead
    guard count > 0 else { throw .malformed }
    var isGenuine = false
    let content = try SecretBytes(
      count: count,
      at: { target in
        isGenuine = secret.withAddress {
          crypto_box_seal_open(target, box, UInt64(box.count), publicKey, $0) == 0
        }
      })
    guard isGenuine else { throw .forged }
    return content
  }
}

extension BoxKeys: CustomStringConvertible, CustomReflectable {
  /// Says that there are keys, not which.
  public var description: String { "BoxKeys(***)" }

  /// Hides the keys from `dump` and from test reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
