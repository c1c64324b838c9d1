import CSodium

/// The data key wrapped by one operator's passphrase; each operator has a slot of his own.
///
/// Whoever opens a slot holds the same data key, so an operator can be added or removed without sealing
/// anything again.
public struct KeySlot: Hashable, Sendable {
  private static let version = "1"
  private static let context = Array("sportello key slot 1".utf8)

  private let cost: PassphraseCost
  private let salt: [UInt8]
  private let envelope: [UInt8]

  /// Wraps a data key.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  /// - Complexity: As slow as `cost` demands.
  public init(
    wrapping key: DataKey, passphrase: SecretBytes, cost: PassphraseCost = .moderate
  ) throws(VaultFailure) {
    self.cost = cost
    salt = Randomness.bytes(Int(crypto_pwhash_SALTBYTES))
    let wrapping = try Self.wrappingKey(passphrase, salt: salt, cost: cost)
    var plain = key.secret.withBytes { Array($0) }
    envelope = wrapping.seal(plain, context: Self.context)
    SecretBytes.wipe(&plain)
  }

  /// Reads a slot from its ``text``, or returns `nil` when it is none.
  public init?(text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == Self.version, let passes = UInt64(parts[1]), passes >= 1,
      let memory = Int(parts[2]), (8192...(1 << 32)).contains(memory),
      let salt = Hexadecimal.bytes(parts[3]), salt.count == Int(crypto_pwhash_SALTBYTES),
      let envelope = Hexadecimal.bytes(parts[4]), envelope.count == 32 + SealingKey.overhead
    else { return nil }
    cost = PassphraseCost(passes: passes, memory: memory)
    self.salt = salt
    self.envelope = envelope
  }

  /// The slot as one line: version, passes, memory, salt, envelope.
  public var text: String {
    [
      Self.version, String(cost.passes), String(cost.memory), Hexadecimal.text(salt),
      Hexadecimal.text(envelope),
    ].joined(separator: "$")
  }

  /// Opens the slot.
  ///
  /// - Throws: ``VaultFailure/forged`` for a wrong passphrase, ``VaultFailure/outOfMemory``.
  /// - Complexity: As slow as the cost it was made with.
  public func open(_ passphrase: SecretBytes) throws(VaultFailure) -> DataKey {
    let wrapping = try Self.wrappingKey(passphrase, salt: salt, cost: cost)
    var plain = try wrapping.open(envelope, context: Self.context)
    return try DataKey(SecretBytes(wiping: &plain))
  }

  private static func wrappingKey(
    _ passphrase: SecretBytes, salt: [UInt8], cost: PassphraseCost
  ) throws(VaultFailure) -> SealingKey {
    var code: Int32 = -1
    let secret = try SecretBytes(count: SealingKey.keyCount) { (key: UnsafeMutablePointer<UInt8>) in
      code = passphrase.withCharacters { characters in
        crypto_pwhash(
          key, UInt64(SealingKey.keyCount), characters, UInt64(passphrase.count), salt, cost.passes,
          cost.memory, crypto_pwhash_ALG_ARGON2ID13)
      }
    }
    guard code == 0 else { throw .outOfMemory }
    return try SealingKey(secret)
  }
}

extension KeySlot: CustomStringConvertible, CustomReflectable {
  /// Says that there is a slot, not what is in it.
  public var description: String { "KeySlot(***)" }

  /// Hides the envelope from `dump` and from test reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
