import Domain
import Terminal

extension Failure {
  /// The sentence for row 23: what happened, why, and what to do next.
  var message: Message {
    switch self {
    case .registryUnreachable: Message(.warning, "errore.anagrafe.irraggiungibile")
    case .diskFull: Message(.error, "errore.disco.pieno")
    case .diskReadOnly: Message(.error, "errore.disco.sola_lettura")
    case .store: Message(.error, "errore.archivio")
    case .denied(let reasonKey): Message(.error, reasonKey)
    case .printer: Message(.error, "errore.stampante")
    }
  }
}

extension PrintOutcome {
  /// Where the pages went.
  var message: Message {
    switch self {
    case .printer(let name, _): Message(.success, "stato.stampa.stampante", [name])
    case .file(let path, _): Message(.success, "stato.stampa.file", [path])
    }
  }
}
