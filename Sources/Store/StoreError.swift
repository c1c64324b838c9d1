public import Domain
public import SQLite
public import Sync
public import Vault

/// Why the desk's own data could not be read or written; nothing is ever half written, and but for ``uncertain`` nothing at all.
///
/// Carries no path and no personal data.
public enum StoreError: Error, Hashable, Sendable, DatabaseFailure {
  /// Another program holds the data folder; `pid` names it when it is known.
  case locked(pid: Int32?)
  /// The data folder cannot be made or written; `code` is the system's `errno`.
  case folder(code: Int32)
  /// The data were sealed with another key.
  case wrongKey
  /// The database refused.
  case database(SQLiteError)
  /// The key could not be read or made.
  case vault(VaultFailure)
  /// Something stored does not open, or is not what was stored.
  case altered
  /// No such practice, draft or work item.
  case notFound
  /// The operation is already stored with another content.
  case duplicate
  /// The event cannot happen to an operation in this state.
  case impossible(OutboxState.Kind)
  /// Fewer resources came than the registry says that there are.
  case incomplete(found: Int, expected: Int)
  /// The disk failed at the last moment: whether the step is on disk is known when the store is opened again.
  case uncertain
  /// There is a file of this name, which is not written over.
  case exists
  /// The file of operators or another small file is not in the expected form.
  case malformed

  /// Wraps an error of the database.
  public init(_ error: SQLiteError) { self = .database(error) }
}

extension StoreError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .locked(let pid): pid == nil ? "errore.archivio.occupato_ignoto" : "errore.archivio.occupato"
    case .folder: "errore.archivio.cartella"
    case .wrongKey: "errore.archivio.chiave"
    case .database(let error): Self.messageKey(of: error.kind)
    case .vault(.keyFile): "errore.archivio.file_chiave"
    case .vault: "errore.archivio.cifratura"
    case .altered: "errore.archivio.alterato"
    case .notFound: "errore.archivio.assente"
    case .duplicate: "errore.archivio.doppio"
    case .impossible: "errore.archivio.stato"
    case .incomplete: "errore.archivio.incompleto"
    case .uncertain: "errore.archivio.incerto"
    case .exists: "errore.trasferimento.esiste"
    case .malformed: "errore.archivio.formato"
    }
  }

  private static func messageKey(of kind: SQLiteError.Kind) -> String {
    switch kind {
    case .full: "errore.archivio.disco_pieno"
    case .readOnly, .cannotOpen: "errore.archivio.sola_lettura"
    case .corrupt: "errore.archivio.danneggiato"
    case .busy: "errore.archivio.occupato_ignoto"
    case .newerSchema: "errore.archivio.versione"
    case .inputOutput: "errore.archivio.disco"
    case .constraint, .other: "errore.archivio.interno"
    }
  }

  /// The pid of the holder, the `errno`, or the code of the database.
  public var messageArguments: [String] {
    switch self {
    case .locked(let pid): pid.map { [String($0)] } ?? []
    case .folder(let code): [String(code)]
    case .database(let error):
      switch error.kind {
      case .inputOutput, .constraint, .other: [String(error.code)]
      case .full, .readOnly, .cannotOpen, .corrupt, .busy, .newerSchema: []
      }
    case .incomplete(let found, let expected): [String(found), String(expected)]
    case .wrongKey, .vault, .altered, .notFound, .duplicate, .impossible, .uncertain, .exists, .malformed: []
    }
  }
}
