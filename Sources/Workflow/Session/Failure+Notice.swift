import Domain
import Terminal

extension Failure {
  /// The sentence for row 23: what happened, why, and what to do next.
  var notice: Notice {
    switch self {
    case .registryUnreachable: Notice(.warning, "errore.anagrafe.irraggiungibile")
    case .store(let key, let arguments): Notice(.error, key, arguments)
    case .denied(let reasonKey): Notice(.error, reasonKey)
    case .printer: Notice(.error, "errore.stampante")
    }
  }
}

extension PrintOutcome {
  /// Where the pages went.
  var notice: Notice {
    switch self {
    case .printer(let name, _): Notice(.success, "stato.stampa.stampante", [name])
    case .file(let path, _): Notice(.success, "stato.stampa.file", [path])
    }
  }
}
