import Domain
import FoundationEssentials
import Glibc
public import Vault

/// The file of the accounts in a data folder, for its owner only.
public struct OperatorFile: Sendable {
  private let folder: String

  /// Names the file of a data folder, which need not exist.
  public init(folder: String) { self.folder = folder }

  private var path: String { folder + "/operators.json" }

  /// Reads the accounts.
  ///
  /// - Parameter cost: How dear a guess at a passphrase set from now on is.
  /// - Returns: The accounts, none when there is no file.
  /// - Throws: ``StoreError/malformed`` when the file is not one of ours, or others can read it;
  ///   ``StoreError/folder(code:)`` when it cannot be read.
  public func read(cost: PassphraseCost = .moderate) throws(StoreError) -> Operators {
    guard let bytes = try PrivateFile.read(path) else { return Operators(cost: cost) }
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)), content.version == 1
    else { throw .malformed }
    let accounts = content.operators.compactMap(\.account)
    guard accounts.count == content.operators.count, Set(accounts.map(\.name)).count == accounts.count
    else { throw .malformed }
    return Operators(accounts: accounts, cost: cost)
  }

  /// Writes the accounts in place of the old ones, so that a crash leaves either the old or the new file.
  ///
  /// - Throws: ``StoreError/folder(code:)``; then the old file stands.
  public func write(_ operators: Operators) throws(StoreError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let content = Content(version: 1, operators: operators.accounts.map(Line.init))
    guard let bytes = try? encoder.encode(content) else { throw .malformed }
    try PrivateFile.replace(path, with: [UInt8](bytes) + [0x0A])
  }

  private struct Content: Codable {
    var version: Int
    var operators: [Line]
  }

  private struct Line: Codable {
    var name: String
    var role: String
    var deskKinds: [String]
    var isEnabled: Bool
    var createdAt: String
    var passphraseSetAt: String
    var hash: String
    var slot: String

    init(_ account: OperatorAccount) {
      name = account.name.rawValue
      role = account.role.rawValue
      deskKinds = account.deskKinds.map(\.rawValue).sorted()
      isEnabled = account.isEnabled
      createdAt = account.createdAt.iso
      passphraseSetAt = account.passphraseSetAt.iso
      hash = account.hash.rawValue
      slot = account.slot.text
    }

    var account: OperatorAccount? {
      let kinds = deskKinds.compactMap(DeskKind.init(rawValue:))
      guard let name = Identifier<Operator>(name), let role = Role(rawValue: role), !kinds.isEmpty,
        kinds.count == deskKinds.count, let createdAt = Instant(iso: createdAt),
        let passphraseSetAt = Instant(iso: passphraseSetAt), let hash = PassphraseHash(rawValue: hash),
        let slot = KeySlot(text: slot)
      else { return nil }
      return OperatorAccount(
        name: name, role: role, deskKinds: Set(kinds), isEnabled: isEnabled, createdAt: createdAt,
        passphraseSetAt: passphraseSetAt, hash: hash, slot: slot)
    }
  }
}
