import CSodium

/// What is stored of a passphrase: an Argon2id hash with its salt and cost.
public struct PassphraseHash: Hashable, Sendable {
  /// The standard text, which begins with `$argon2id$`.
  public let rawValue: String

  /// Takes a stored hash, or returns `nil` when the text is none.
  public init?(rawValue: String) {
    guard rawValue.hasPrefix("$argon2id$"), rawValue.utf8.count < Int(crypto_pwhash_STRBYTES) else {
      return nil
    }
    self.rawValue = rawValue
  }

  /// Hashes a passphrase.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  /// - Complexity: As slow as `cost` demands.
  public init(of passphrase: SecretBytes, cost: PassphraseCost = .moderate) throws(VaultFailure) {
    VaultLibrary.ensureStarted()
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let code = passphrase.withCharacters { characters in
      crypto_pwhash_argon2id_str(
        &text, characters, UInt64(passphrase.count), cost.passes, cost.memory)
    }
    guard code == 0 else { throw .outOfMemory }
    rawValue = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether this is the hash of `passphrase`.
  ///
  /// - Complexity: As slow as the cost it was made with.
  public func matches(_ passphrase: SecretBytes) -> Bool {
    VaultLibrary.ensureStarted()
    return passphrase.withCharacters { characters in
      crypto_pwhash_argon2id_str_verify(rawValue, characters, UInt64(passphrase.count)) == 0
    }
  }
}

extension PassphraseHash: CustomStringConvertible, CustomReflectable {
  /// Says that there is a hash, not which.
  public var description: String { "PassphraseHash(***)" }

  /// Hides the hash from `dump` and from test reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
