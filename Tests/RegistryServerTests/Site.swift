import FHIR
import RegistryClient
import RegistryHTTP
import RegistryServer
import Synchronization
import TestThreads
import Testing

/// A listener on a free port of loopback that notes what reaches its answers.
final class Site: Sendable {
  let listener: RegistryListener
  let port: UInt16
  private let seen: Notes

  final class Notes: Sendable {
    private let list = Mutex<[Request]>([])
    func add(_ request: Request) { list.withLock { $0.append(request) } }
    var all: [Request] { list.withLock { $0 } }
  }

  /// Starts it; without an answer of its own it says back what it got.
  init(
    limits: ListenerLimits = ListenerLimits(),
    answer: @escaping RegistryListener.Answer = { Response(status: 200, body: $0.body) }
  ) throws {
    let seen = Notes()
    self.seen = seen
    listener = RegistryListener(
      address: .internet(host: "127.0.0.1", port: 0), limits: limits, executor: livelyThreads
    ) {
      request in
      seen.add(request)
      return await answer(request)
    }
    try listener.start()
    port = try #require(listener.port)
  }

  /// The requests that passed the checks.
  var requests: [Request] { seen.all }

  /// A transport to it.
  func transport() throws -> CurlTransport {
    CurlTransport(settings: try ConnectionSettings(base: "http://127.0.0.1:\(port)/fhir"))
  }

  /// Whether it still answers.
  func isAlive() async throws -> Bool {
    try await transport().exchange(Request(.get, "alive"), isFresh: true).status == 200
  }
}
