import CMicrohttpd
import Glibc
import Synchronization

/// Ends connections whose next step does not come in time, however busily they drip.
///
/// The library counts the time since the last byte only.
final class ConnectionWatch: Sendable {
  private struct State {
    /// By socket: when its time is up, in milliseconds of the monotonic clock.
    var deadlines: [Int32: Int] = [:]
    var isRunning = false
    var isClosed = false
  }

  /// How late an end may come, in milliseconds.
  private static let period = 50

  private let state = Mutex(State())

  /// Gives a connection time for its next step; `nil` for as long as it takes.
  func set(_ connection: OpaquePointer, within milliseconds: Int?) {
    let file = cmicrohttpd_socket(connection)
    guard file >= 0 else { return }
    let mustStart = state.withLock { state in
      state.deadlines[file] = milliseconds.map { Monotonic.milliseconds + $0 } ?? .max
      guard !state.isRunning, !state.isClosed else { return false }
      state.isRunning = true
      return true
    }
    if mustStart { DetachedThread.run { self.run() } }
  }

  /// Forgets a connection; the library closes its socket afterwards.
  func forget(_ connection: OpaquePointer) {
    let file = cmicrohttpd_socket(connection)
    state.withLock { _ = $0.deadlines.removeValue(forKey: file) }
  }

  func close() { state.withLock { $0.isClosed = true } }

  /// Looks as long as there is a connection.
  private func run() {
    while isWatching() { usleep(UInt32(Self.period * 1_000)) }
  }

  private func isWatching() -> Bool {
    state.withLock { state in
      guard !state.isClosed, !state.deadlines.isEmpty else {
        state.isRunning = false
        return false
      }
      let now = Monotonic.milliseconds
      for (file, deadline) in state.deadlines where deadline <= now {
        // Not closed: the library owns the socket, and sees its end. The lock keeps the number its own.
        shutdown(file, Int32(SHUT_RDWR))
        state.deadlines[file] = .max
      }
      return true
    }
  }
}
