import Synchronization
import Workflow

/// The only door by which other threads reach the session: they post, the loop drains.
final class Mailbox: Sendable {
  private let events = Mutex<[Event]>([])
  private let wake: @Sendable () -> Void

  /// - Parameter wake: Ends the wait of the loop; called after each post, from any thread.
  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Puts an event at the end and wakes the loop.
  func post(_ event: Event) {
    events.withLock { $0.append(event) }
    wake()
  }

  /// Takes out everything posted so far, in order.
  func drain() -> [Event] {
    events.withLock { queue in
      defer { queue.removeAll(keepingCapacity: true) }
      return queue
    }
  }
}
