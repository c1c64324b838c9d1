import Domain
import Sync
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

extension Notice {
  /// The same where the registry answers and refuses this desk: that it were silent would be untrue.
  func told(_ scene: Scene) -> Notice {
    guard key == "errore.anagrafe.irraggiungibile", case .stopped = scene.registry.mode else { return self }
    return switch scene.registry.stopCause {
    case .tokenMissing, .tokenRefused: Notice(.error, "errore.anagrafe.token")
    case .configuration: Notice(.error, "errore.anagrafe.postazione")
    }
  }
}
