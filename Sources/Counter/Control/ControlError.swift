public import Domain

/// Why a sub-command and the running counter did not speak to each other.
public enum ControlError: Error, Hashable, Sendable {
  /// No counter runs on this data folder.
  case notRunning
  /// A program holds the folder and does not answer; `pid` names it when it is known.
  case silent(pid: Int32?)
  /// The other side belongs to another user.
  case stranger
  /// A request or an answer is longer than ``ControlSocket/limit``.
  case tooLong
  /// The system refused; `code` is its `errno`.
  case system(code: Int32)
}

extension ControlError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .notRunning: "errore.controllo.fermo"
    case .silent(let pid): pid == nil ? "errore.archivio.occupato_ignoto" : "errore.archivio.occupato"
    case .stranger: "errore.controllo.estraneo"
    case .tooLong: "errore.controllo.lungo"
    case .system: "errore.controllo.sistema"
    }
  }

  /// The pid of the holder, or the `errno`.
  public var messageArguments: [String] {
    switch self {
    case .silent(let pid): pid.map { [String($0)] } ?? []
    case .system(let code): [String(code)]
    case .notRunning, .stranger, .tooLong: []
    }
  }
}
