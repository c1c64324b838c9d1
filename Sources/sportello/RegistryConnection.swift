import Catalogs
import Command
import Counter
import Domain
import FHIR
import RegistryClient
import RegistryHTTP
import Store
import Synchronization
import Terminal
import Vault
import Workflow

/// The line to a registry at an address, as the configuration describes it.
struct RegistryConnection {
  let link: RegistryLink
  private let line: DemoLine
  private let configuration: RegistryConfiguration

  /// Checks the configuration and makes the line; nothing is asked yet.
  ///
  /// - Throws: ``StartFault`` with the key of the configuration that cannot be used, or with the file of tokens
  ///   that others may read.
  init(_ configuration: RegistryConfiguration, clock: DeskClock, words: Words) throws {
    let settings: ConnectionSettings
    do {
      settings = try ConnectionSettings(
        base: configuration.url, socket: configuration.socket, authorities: configuration.authorities,
        identity: configuration.identity.map { .init(certificate: $0.certificate, key: $0.key) },
        proxy: configuration.proxy)
    } catch {
      throw StartFault(words.text(error.messageKey, [configuration.url]), code: Exit.configuration)
    }
    let tokens = TokenFiles(configuration.tokens)
    do { try tokens.check() } catch {
      throw StartFault(
        words.text("errore.registro.token", [error.path]), code: Exit.noPermission)
    }
    let curl = CurlTransport(settings: settings)
    let witness = CertificateWitness()
    let line = DemoLine(isCut: false, over: witness.watching(curl.transport))
    let client = RegistryClient(
      transport: line.transport, tokens: tokens.provider, base: configuration.url,
      settings: RegistrySettings(
        search: configuration.search.flatMap(SearchStyle.init(rawValue:)),
        identifiers: configuration.identifiers.flatMap(Systems.Generation.init(rawValue:)),
        admitsCodesInURL: configuration.admitsCodesInAddress),
      now: { clock.now }, randomUUID: { Randomness.uuid() })
    // A desk without any file of tokens talks to a registry that wants none.
    let isOpen = configuration.tokens.isEmpty
    link = RegistryLink(
      client, authorizes: { isOpen || tokens.hasToken($0) }, holdsToken: { tokens.hasToken($0) },
      isOutOfTime: { witness.isOutOfTime })
    self.line = line
    self.configuration = configuration
  }

  /// Tells the desk's data of whom to keep a copy.
  func keepScope(in store: DeskStore) async {
    let scope: CacheScope =
      switch configuration.scope {
      case .touched: .touched
      case .asl: .asl
      }
    try? await store.setCacheScope(scope)
  }

  /// The levers of a demo over a registry at an address: the line is ours, the registry is not.
  var levers: DemoAccess {
    DemoAccess(
      cases: { () throws(Failure) in [] },
      pull: { [line] lever throws(Failure) in
        switch lever {
        case .line(let behaviour): line.behaviour = behaviour
        case .cases, .deskClock: break
        case .date, .reset, .fill, .suspend, .resume, .person, .reverseLast:
          throw .store(messageKey: "errore.demo.leva", arguments: [])
        }
      }, standing: { [line] in DemoStanding(line: line.behaviour) })
  }
}

/// Remembers why the certificate of the registry was last refused: the clock, or nobody whom we trust.
private final class CertificateWitness: Sendable {
  private let outOfTime = Mutex(false)

  var isOutOfTime: Bool { outOfTime.withLock { $0 } }

  func watching(_ transport: @escaping Transport) -> Transport {
    { request, isFresh async throws(TransportFailure) in
      do throws(TransportFailure) { return try await transport(request, isFresh) } catch {
        switch error.reason {
        case .certificate: self.outOfTime.withLock { $0 = false }
        case .certificateOutOfTime: self.outOfTime.withLock { $0 = true }
        case .nameNotFound, .notConnected, .timedOut, .broken, .clientCertificate, .proxy, .garbled,
          .configuration:
          break
        }
        throw error
      }
    }
  }
}

extension ConnectionSettings.Fault {
  /// The key of the sentence.
  fileprivate var messageKey: String {
    switch self {
    case .badAddress: "errore.registro.indirizzo"
    case .plainNotAdmitted: "errore.registro.in_chiaro"
    case .badProxy: "errore.registro.proxy"
    }
  }
}
