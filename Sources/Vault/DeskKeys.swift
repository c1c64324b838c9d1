import CSodium

/// The secret half of a desk's signature (Ed25519).
public struct SigningKey: Sendable {
  private let secret: SecretBytes
  /// The half that everybody may know.
  public let signer: Signer

  /// Makes the pair that belongs to a key of a folder: always the same one.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  public init(_ key: DataKey) throws(VaultFailure) {
    let seed = try key.derived(for: .signing)
    var open = [UInt8](repeating: 0, count: Signer.count)
    secret = try SecretBytes(count: Int(crypto_sign_SECRETKEYBYTES)) {
      (target: UnsafeMutablePointer<UInt8>) in
      seed.withAddress { _ = crypto_sign_seed_keypair(&open, target, $0) }
    }
    signer = Signer(unchecked: open)
  }

  /// Signs bytes.
  ///
  /// - Returns: 64 bytes, the same for the same bytes.
  public func sign(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Signer.signatureCount) { buffer, initialized in
      guard let start = buffer.baseAddress else { return }
      secret.withAddress { key in
        _ = crypto_sign_detached(start, nil, bytes, UInt64(bytes.count), key)
      }
      initialized = Signer.signatureCount
    }
  }
}

/// Who signed something: the half of a signature's key that everybody may know.
public struct Signer: Hashable, Sendable {
  /// The length of a key, in bytes.
  public static let count = Int(crypto_sign_PUBLICKEYBYTES)
  /// The length of a signature, in bytes.
  public static let signatureCount = Int(crypto_sign_BYTES)
  /// The key.
  public let bytes: [UInt8]

  init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Takes the bytes of a key, or returns `nil` for another length.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.count else { return nil }
    self.bytes = bytes
  }

  /// Reads the ``text`` of a key, in upper or lower case and with or without blanks, or returns `nil`.
  public init?(text: String) {
    guard let bytes = Hexadecimal.bytesAsRead(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The key in groups of four digits, as one person reads it to another.
  public var text: String { Hexadecimal.groups(bytes) }

  /// Whether the holder of the secret half signed exactly these bytes.
  public func signed(_ bytes: [UInt8], signature: [UInt8]) -> Bool {
    VaultLibrary.ensureStarted()
    guard signature.count == Self.signatureCount else { return false }
    return crypto_sign_verify_detached(signature, bytes, UInt64(bytes.count), self.bytes) == 0
  }
}

/// The secret half of an address to which others seal (X25519).
public struct ReceivingKey: Sendable {
  private let secret: SecretBytes
  /// The half that everybody may know.
  public let address: SealedAddress

  /// Makes the pair that belongs to a key of a folder: always the same one.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  public init(_ key: DataKey) throws(VaultFailure) {
    let seed = try key.derived(for: .receiving)
    var open = [UInt8](repeating: 0, count: SealedAddress.count)
    secret = try SecretBytes(count: Int(crypto_box_SECRETKEYBYTES)) { (target: UnsafeMutablePointer<UInt8>) in
      seed.withAddress { _ = crypto_box_seed_keypair(&open, target, $0) }
    }
    address = SealedAddress(unchecked: open)
  }

  /// Opens a data key that was sealed to the address.
  ///
  /// - Throws: ``VaultFailure/forged`` when it was sealed to another address or changed since.
  public func open(_ sealed: [UInt8]) throws(VaultFailure) -> DataKey {
    let count = SealingKey.keyCount
    guard sealed.count == count + SealedAddress.overhead else { throw .malformed }
    var isGenuine = false
    let opened = try SecretBytes(count: count) { (target: UnsafeMutablePointer<UInt8>) in
      isGenuine = secret.withAddress { key in
        crypto_box_seal_open(target, sealed, UInt64(sealed.count), address.bytes, key) == 0
      }
    }
    guard isGenuine else { throw .forged }
    return try DataKey(opened)
  }
}

/// Where a key can be sealed to, so that only the holder of the secret half opens it.
public struct SealedAddress: Hashable, Sendable {
  /// The length of an address, in bytes.
  public static let count = Int(crypto_box_PUBLICKEYBYTES)
  static let overhead = Int(crypto_box_PUBLICKEYBYTES + crypto_box_MACBYTES)
  /// The address.
  public let bytes: [UInt8]

  init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Takes the bytes of an address, or returns `nil` for another length.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.count else { return nil }
    self.bytes = bytes
  }

  /// Reads the ``text`` of an address, in upper or lower case and with or without blanks, or returns `nil`.
  public init?(text: String) {
    guard let bytes = Hexadecimal.bytesAsRead(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The address in groups of four digits.
  public var text: String { Hexadecimal.groups(bytes) }

  /// Seals a data key to the address.
  ///
  /// - Throws: ``VaultFailure/malformed`` for an address that is none.
  public func seal(_ key: DataKey) throws(VaultFailure) -> [UInt8] {
    VaultLibrary.ensureStarted()
    let count = SealingKey.keyCount + Self.overhead
    var code: Int32 = -1
    let sealed = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let start = buffer.baseAddress else { return }
      code = key.secret.withAddress {
        crypto_box_seal(start, $0, UInt64(SealingKey.keyCount), bytes)
      }
      initialized = code == 0 ? count : 0
    }
    guard code == 0 else { throw .malformed }
    return sealed
  }
}
