import Synchronization
import Workflow

/// The only door by which other threads reach the loop: they post, the loop drains.
final class Mailbox: Sendable {
  /// What can be posted.
  enum Letter: Sendable {
    case event(Event)
    /// A piece of work given to another thread has ended.
    case workEnded
    /// An exchange with the registry began beside the screens.
    case trafficBegan
    /// It has ended.
    case trafficEnded
    /// The driver wants a tick after so many milliseconds; `nil` when it waits for nothing.
    case tickDriver(Int?)
  }

  private let letters = Mutex<[Letter]>([])
  private let wake: @Sendable () -> Void

  /// - Parameter wake: Ends the wait of the loop; called after each post, from any thread.
  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Puts a letter at the end and wakes the loop.
  func post(_ letter: Letter) {
    letters.withLock { $0.append(letter) }
    wake()
  }

  /// Takes out everything posted so far, in order.
  func drain() -> [Letter] {
    letters.withLock { queue in
      defer { queue.removeAll(keepingCapacity: true) }
      return queue
    }
  }
}
