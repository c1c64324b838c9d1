import CMicrohttpd
import FHIR
import Glibc
import Synchronization

/// What the callbacks of the library reach: the checks, the answers, the clock of the connections.
final class ListenerState: Sendable {
  private enum Phase {
    case new
    case running(daemon: OpaquePointer, port: UInt16?)
    case stopped
  }

  let check: RequestCheck
  let watch: ConnectionWatch
  private let answer: RegistryListener.Answer
  private let afterwards: (@Sendable () async -> Void)?
  private let executor: (any TaskExecutor)?
  private let phase = Mutex(Hidden(phase: .new))
  private let underWay = Mutex(UnderWay())

  private struct UnderWay {
    /// The exchanges whose answer is being made.
    var exchanges: [ObjectIdentifier: Exchange] = [:]
    /// The exchanges that have passed the checks and whose answer has not been taken.
    var open = 0
    var isClosing = false
  }

  /// A pointer of the library may be used from any thread.
  private struct Hidden: @unchecked Sendable { var phase: Phase }

  init(
    _ check: RequestCheck, executor: (any TaskExecutor)?, answer: @escaping RegistryListener.Answer,
    afterwards: (@Sendable () async -> Void)?
  ) {
    self.afterwards = afterwards
    self.check = check
    self.executor = executor
    self.answer = answer
    watch = ConnectionWatch()
  }

  var port: UInt16? {
    phase.withLock { hidden in
      if case .running(_, let port) = hidden.phase { port } else { nil }
    }
  }

  func start(_ file: Int32, _ address: ListenAddress) throws(ListenFault) {
    let fault = phase.withLock { hidden -> ListenFault? in
      guard case .new = hidden.phase else { return .notNew }
      let limits = cmicrohttpd_limits(
        threads: UInt32(check.limits.threads), connections: UInt32(check.limits.connections),
        // A net below the deadlines of the watch, which are exact.
        idle_seconds: UInt32(check.limits.longest / 1_000 + 5),
        connection_memory: check.limits.connectionMemory)
      // The library lives shorter than this object: `stop` comes before the last reference goes.
      let context = Unmanaged.passUnretained(self).toOpaque()
      guard
        let daemon = cmicrohttpd_start(
          file, limits, Callbacks.begin, Callbacks.handle, Callbacks.complete, Callbacks.notify, context)
      else { return .library }
      hidden.phase = .running(daemon: daemon, port: ListenSocket.port(file))
      return nil
    }
    guard let fault else { return }
    close(file)
    throw fault
  }

  func stop(_ address: ListenAddress) {
    let running = phase.withLock { hidden -> Hidden in
      defer { hidden.phase = .stopped }
      return hidden
    }
    guard case .running(let daemon, _) = running.phase else { return }
    underWay.withLock { $0.isClosing = true }
    if case .socket(let path) = address { unlink(path) }
    waitUntilTaken(milliseconds: check.limits.graceTime)
    // The lock is held while a connection wakes: none may do so once the library has gone.
    underWay.withLock { state in
      for exchange in state.exchanges.values { exchange.answer(Refusal.stopping.response) }
      state.exchanges = [:]
    }
    waitUntilTaken(milliseconds: Self.lastTime)
    // It closes the socket too.
    MHD_stop_daemon(daemon)
    watch.close()
  }

  /// How long those may take their answer, in milliseconds, who get one because patience ended.
  private static let lastTime = 500

  /// Waits until every answer has been taken, or patience ends.
  private func waitUntilTaken(milliseconds: Int) {
    let deadline = Monotonic.milliseconds + milliseconds
    while Monotonic.milliseconds < deadline, underWay.withLock({ $0.open > 0 }) { usleep(5_000) }
  }

  /// Hears that the answer of an exchange was taken, or that its connection ended.
  func ended(_ exchange: Exchange) {
    guard exchange.isCounted else { return }
    underWay.withLock { $0.open -= 1 }
  }

  /// Has a request answered; its connection sleeps meanwhile.
  ///
  /// - Returns: `false` if the listener is closing: then the connection did not fall asleep.
  func answer(_ request: Request, for exchange: Exchange) -> Bool {
    let isTaken = underWay.withLock { state in
      guard !state.isClosing else { return false }
      exchange.suspend()
      exchange.isCounted = true
      state.open += 1
      state.exchanges[ObjectIdentifier(exchange)] = exchange
      return true
    }
    guard isTaken else { return false }
    let (answer, afterwards) = (self.answer, self.afterwards)
    Task.detached(executorPreference: executor) {
      self.finish(exchange, await answer(request))
      await afterwards?()
    }
    return true
  }

  /// Wakes the connection of an exchange, unless it was answered before.
  private func finish(_ exchange: Exchange, _ response: Response) {
    underWay.withLock { state in
      guard state.exchanges.removeValue(forKey: ObjectIdentifier(exchange)) != nil else { return }
      exchange.answer(response)
    }
  }
}

extension ListenerLimits {
  fileprivate var longest: Int { max(max(headTime, bodyTime), max(sendTime, idleTime)) }
}

/// A clock that only goes forward.
enum Monotonic {
  static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
  }
}
