import SQLite
import Vault

/// The keys of one registry, drawn when its file is made: they hide tokens and positions in lists.
struct RegistrySecrets: Sendable {
  /// Hashes the texts of tokens.
  let tokens: KeyedHash
  /// Seals the links to the next page of a search, which would otherwise show whom was looked for.
  let pages: SealingKey

  /// Reads the keys, or draws them the first time.
  init(_ database: Database) throws(RegistryFailure) {
    do {
      tokens = try KeyedHash(Self.key("tokens", database))
      pages = try SealingKey(Self.key("pages", database))
    } catch let error as SQLiteError {
      throw .storage(error)
    } catch {
      throw .damaged
    }
  }

  private static func key(_ name: String, _ database: Database) throws -> SecretBytes {
    let kept = try database.first("SELECT value FROM secret WHERE name = ?", [.text(name)]) { $0.blob(0) }
    if var kept { return try SecretBytes(wiping: &kept) }
    var fresh = Randomness.bytes(SealingKey.keyCount)
    try database.run("INSERT INTO secret VALUES (?, ?)", [.text(name), .blob(fresh)])
    return try SecretBytes(wiping: &fresh)
  }
}
