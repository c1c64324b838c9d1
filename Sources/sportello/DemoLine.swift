import FHIR
import Glibc
import RegistryClient
import Synchronization
import Workflow

/// The line between desk and registry as the trainer wants it.
final class DemoLine: Sendable {
  private let state: Mutex<DemoLever.Line>
  private let carry: Transport
  private let ready: @Sendable () async -> Void

  /// A line over another one, which works or is down at first.
  ///
  /// - Parameters:
  ///   - isCut: Whether it is down.
  ///   - ready: Waited for before anything is carried or lost.
  ///   - carry: The other line.
  init(isCut: Bool, ready: @escaping @Sendable () async -> Void = {}, over carry: @escaping Transport) {
    state = Mutex(isCut ? .down : .works)
    self.ready = ready
    self.carry = carry
  }

  /// How it behaves now.
  var behaviour: DemoLever.Line {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  /// The line as the client takes it.
  var transport: Transport {
    { request, isFresh async throws(TransportFailure) in try await self.exchange(request, isFresh) }
  }

  private func exchange(_ request: Request, _ isFresh: Bool) async throws(TransportFailure) -> Response {
    await ready()
    switch behaviour {
    case .works, .mefAway: return try await carry(request, isFresh)
    case .slow:
      await Self.pause(milliseconds: 2_000)
      return try await carry(request, isFresh)
    case .down: throw TransportFailure(.notConnected)
    case .losesAnswers:
      let response = try await carry(request, isFresh)
      // What becomes of a practice is not told either, or the desk would know it within the second.
      guard isFresh || request.path.hasPrefix("Task") else { return response }
      throw TransportFailure(.timedOut, bodyBytesSent: request.body.count)
    case .captivePortal:
      let page = "<!DOCTYPE html><html><body>Benvenuti nella rete degli ospiti</body></html>"
      return Response(status: 200, headers: ["Content-Type": "text/html"], body: Array(page.utf8))
    case .refusesDesk:
      return Response(status: 401, headers: ["Content-Type": "application/fhir+json"], body: [])
    }
  }

  /// Sleeps on a thread of its own: the pool that tasks share must neither be blocked nor woken by a timer.
  private static func pause(milliseconds: Int) async {
    final class Sleeper {
      let milliseconds: Int
      let continuation: CheckedContinuation<Void, Never>
      init(_ milliseconds: Int, _ continuation: CheckedContinuation<Void, Never>) {
        self.milliseconds = milliseconds
        self.continuation = continuation
      }
    }
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Sleeper(milliseconds, continuation))
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          let sleeper = Unmanaged<Sleeper>.fromOpaque(context).takeRetainedValue()
          var signals = sigset_t()
          sigfillset(&signals)
          pthread_sigmask(SIG_BLOCK, &signals, nil)
          usleep(useconds_t(sleeper.milliseconds * 1_000))
          sleeper.continuation.resume()
          return nil
        }, box.toOpaque())
      if code == 0 {
        pthread_detach(thread)
      } else {
        box.release()
        continuation.resume()
      }
    }
  }
}
