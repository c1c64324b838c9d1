public import Domain
public import Vault

/// The accounts of a desk.
///
/// Adding and logging in take as long as the cost of a passphrase demands: call them away from the terminal.
public struct Operators: Hashable, Sendable {
  /// The fewest characters of a passphrase.
  public static let leastPassphrase = 12

  /// The accounts in the order in which they were made.
  public internal(set) var accounts: [OperatorAccount]

  private let cost: PassphraseCost

  /// Starts without accounts.
  ///
  /// - Parameter cost: How dear a guess at a passphrase set from now on is.
  public init(cost: PassphraseCost = .moderate) { self.init(accounts: [], cost: cost) }

  init(accounts: [OperatorAccount], cost: PassphraseCost) {
    self.accounts = accounts
    self.cost = cost
  }

  /// The account of a name, or `nil`.
  public func account(_ name: String) -> OperatorAccount? { accounts.first { $0.name.rawValue == name } }

  /// Adds an account.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - role: In which role.
  ///   - deskKinds: At which kinds of desk; at least one.
  ///   - passphrase: At least ``leastPassphrase`` characters.
  ///   - key: The data key of the folder.
  ///   - now: The present moment.
  /// - Throws: ``OperatorError``; then nothing was added.
  public mutating func add(
    _ name: String, role: Role, deskKinds: Set<DeskKind>, passphrase: SecretBytes, key: DataKey,
    at now: Instant
  ) throws(OperatorError) {
    guard Self.isName(name), let identifier = Identifier<Operator>(name) else { throw .name }
    guard account(name) == nil else { throw .nameTaken }
    guard !deskKinds.isEmpty else { throw .noDesk }
    let (hash, slot) = try secured(passphrase, key)
    accounts.append(
      OperatorAccount(
        name: identifier, role: role, deskKinds: deskKinds, isEnabled: true, createdAt: now,
        passphraseSetAt: now, hash: hash, slot: slot))
  }

  /// Sets another passphrase.
  ///
  /// - Parameters:
  ///   - name: The name of the account.
  ///   - passphrase: At least ``leastPassphrase`` characters.
  ///   - key: The data key of the folder.
  ///   - now: The present moment.
  /// - Throws: ``OperatorError``; then the old passphrase stands.
  public mutating func setPassphrase(
    of name: String, to passphrase: SecretBytes, key: DataKey, at now: Instant
  ) throws(OperatorError) {
    let index = try index(of: name)
    (accounts[index].hash, accounts[index].slot) = try secured(passphrase, key)
    accounts[index].passphraseSetAt = now
  }

  /// Keeps an operator from logging in; the account and what it did stay.
  ///
  /// - Throws: ``OperatorError/unknownName``.
  public mutating func disable(_ name: String) throws(OperatorError) {
    accounts[try index(of: name)].isEnabled = false
  }

  /// Logs an operator in.
  ///
  /// - Returns: The account, and the data key that its slot held.
  /// - Throws: ``OperatorError/refused`` for a wrong name or passphrase, after the same time for both;
  ///   ``OperatorError/disabled`` only to who knows the passphrase.
  public func logIn(
    _ name: String, passphrase: SecretBytes
  ) throws(OperatorError) -> (account: OperatorAccount, key: DataKey) {
    guard let account = account(name) else {
      // The time of an answer must not tell which names exist.
      do { _ = try PassphraseHash(of: passphrase, cost: cost) } catch { throw .vault(error) }
      throw .refused
    }
    let key: DataKey
    do { key = try account.slot.open(passphrase) } catch {
      throw error == .forged ? .refused : .vault(error)
    }
    guard account.isEnabled else { throw .disabled }
    return (account, key)
  }

  /// Whether this passphrase opens the locked screen of an operator who is logged in.
  public func isPassphrase(_ passphrase: SecretBytes, of name: String) -> Bool {
    guard let account = account(name), account.isEnabled else { return false }
    return account.hash.matches(passphrase)
  }

  private func index(of name: String) throws(OperatorError) -> Int {
    guard let index = accounts.firstIndex(where: { $0.name.rawValue == name }) else { throw .unknownName }
    return index
  }

  private func secured(
    _ passphrase: SecretBytes, _ key: DataKey
  ) throws(OperatorError) -> (PassphraseHash, KeySlot) {
    let length = passphrase.withBytes { bytes in bytes.count { $0 & 0xC0 != 0x80 } }
    guard length >= Self.leastPassphrase else { throw .passphraseTooShort(minimum: Self.leastPassphrase) }
    do {
      return (
        try PassphraseHash(of: passphrase, cost: cost),
        try KeySlot(wrapping: key, passphrase: passphrase, cost: cost)
      )
    } catch { throw .vault(error) }
  }

  private static func isName(_ name: String) -> Bool {
    (2...32).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "-")
      }
  }
}
