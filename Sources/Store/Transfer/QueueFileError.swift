public import Domain

/// Why a file of waiting practices was not taken in; nothing of it was.
public enum QueueFileError: Error, Hashable, Sendable {
  /// It is no such file, or was cut off.
  case unreadable
  /// A newer program wrote it.
  case newer
  /// Passphrase or key do not open it.
  case wrongKey
  /// It is not what was signed: `row` counts the practices from 1, `nil` stands for what is around them.
  case altered(row: Int?)
  /// It is whole, and signed by another desk than the one that was named.
  case otherSigner
  /// A practice of it is stored here already with another content.
  case conflict(row: Int)
  /// The store refused.
  case store(StoreError)
}

extension QueueFileError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .unreadable: "errore.trasferimento.formato"
    case .newer: "errore.trasferimento.versione"
    case .wrongKey: "errore.trasferimento.chiave"
    case .altered(let row): row == nil ? "errore.trasferimento.alterato" : "errore.trasferimento.riga"
    case .otherSigner: "errore.trasferimento.firma"
    case .conflict: "errore.trasferimento.conflitto"
    case .store(let error): error.messageKey
    }
  }

  /// The number of the practice in the file, or what the store says.
  public var messageArguments: [String] {
    switch self {
    case .altered(let row): row.map { [String($0)] } ?? []
    case .conflict(let row): [String(row)]
    case .store(let error): error.messageArguments
    case .unreadable, .newer, .wrongKey, .otherSigner: []
    }
  }
}
