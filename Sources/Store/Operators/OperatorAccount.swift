public import Domain
public import Vault

/// An operator of this desk: who may log in, in which role, and the slot that opens the data.
public struct OperatorAccount: Hashable, Sendable {
  /// The name of the account, 2 to 32 characters out of `a-z 0-9 . -`.
  public let name: Identifier<Operator>
  /// The role in which the operator works.
  public internal(set) var role: Role
  /// The kinds of desk where the operator may work, never none.
  public internal(set) var deskKinds: Set<DeskKind>
  /// Whether the operator may log in.
  public internal(set) var isEnabled: Bool
  /// When the account was made.
  public let createdAt: Instant
  /// When the passphrase was last set.
  public internal(set) var passphraseSetAt: Instant
  /// What the passphrase is compared with, when a locked screen is opened.
  var hash: PassphraseHash
  /// The data key, wrapped by the passphrase.
  var slot: KeySlot
}

/// Why an operator cannot be added, changed or logged in.
///
/// A wrong name and a wrong passphrase are one case, so that nobody learns which names exist.
public enum OperatorError: Error, Hashable, Sendable {
  /// The name has a character that is not allowed, or a wrong length.
  case name
  /// There is an account with this name.
  case nameTaken
  /// There is no account with this name; only for the administrator.
  case unknownName
  /// The passphrase has fewer than `minimum` characters.
  case passphraseTooShort(minimum: Int)
  /// No kind of desk was given.
  case noDesk
  /// Name and passphrase do not belong together.
  case refused
  /// The account is disabled.
  case disabled
  /// The key library failed.
  case vault(VaultFailure)
}

extension OperatorError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .name: "errore.operatore.nome"
    case .nameTaken: "errore.operatore.doppio"
    case .unknownName: "errore.operatore.sconosciuto"
    case .passphraseTooShort: "errore.operatore.password_corta"
    case .noDesk: "errore.operatore.postazione"
    case .refused: "errore.operatore.rifiutato"
    case .disabled: "errore.operatore.disabilitato"
    case .vault: "errore.archivio.cifratura"
    }
  }

  /// The least length of a passphrase.
  public var messageArguments: [String] {
    switch self {
    case .passphraseTooShort(let minimum): [String(minimum)]
    case .name, .nameTaken, .unknownName, .noDesk, .refused, .disabled, .vault: []
    }
  }
}
