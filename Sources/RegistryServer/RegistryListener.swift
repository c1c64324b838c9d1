import CMicrohttpd
public import FHIR
import Glibc
import Synchronization

/// A registry's ear: takes requests from a socket, checks them strictly, and has them answered.
///
/// Answers are made by tasks; no thread of the listener waits for one, and none of the pool waits for a client.
/// What a request holds is written nowhere. TLS is a proxy's business.
///
/// Source: registry-sync §8.
public final class RegistryListener: Sendable {
  /// Makes the answer to one request; called for several at once.
  public typealias Answer = @Sendable (Request) async -> Response

  /// Where it listens, as told.
  public let address: ListenAddress
  private let isBehindProxy: Bool
  private let state: ListenerState

  /// Opens nothing yet.
  ///
  /// - Parameters:
  ///   - address: Where to listen.
  ///   - prefix: The path below which the registry lies, `fhir` for `/fhir/Patient`; empty for none.
  ///   - limits: What is admitted.
  ///   - isBehindProxy: Whether a proxy protects the address, which then need not be local.
  ///   - executor: Where answers are made; `nil` is the pool of the process.
  ///   - answer: Makes the answers; its requests have passed the checks of ``RequestCheck``.
  ///   - afterwards: What is done after each answer has gone its way; the one who asked does not wait for it.
  public init(
    address: ListenAddress, prefix: String = "fhir", limits: ListenerLimits = ListenerLimits(),
    isBehindProxy: Bool = false, executor: (any TaskExecutor)? = nil, answer: @escaping Answer,
    afterwards: (@Sendable () async -> Void)? = nil
  ) {
    self.address = address
    self.isBehindProxy = isBehindProxy
    state = ListenerState(
      RequestCheck(prefix: prefix, limits: limits), executor: executor, answer: answer,
      afterwards: afterwards)
  }

  deinit { stopNow() }

  /// Begins to listen.
  ///
  /// - Throws: ``ListenFault``; then nothing listens.
  public func start() throws(ListenFault) {
    guard isBehindProxy || address.isLocal else { throw .notLocal }
    try state.start(try ListenSocket.open(address), address)
  }

  /// The port on which it listens; `nil` before the start and for a Unix socket.
  public var port: UInt16? { state.port }

  /// Refuses new requests, lets exchanges under way end within ``ListenerLimits/graceTime``, and closes.
  ///
  /// It blocks no thread of the pool meanwhile; further calls do nothing.
  public func stop() async {
    await withCheckedContinuation { continuation in
      DetachedThread.run { [self] in
        stopNow()
        continuation.resume()
      }
    }
  }

  /// Like ``stop()``, for a thread that may wait.
  public func stopNow() { state.stop(address) }
}
