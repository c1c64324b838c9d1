public import Store
import Synchronization

/// What the running counter does for sub-commands: its store, and the worker once there is one.
public final class ControlDesk: Sendable {
  private let store: DeskStore
  private let clock: DeskClock
  private let driver = Mutex<RegistryDriver?>(nil)

  /// Answers from a store; rounds with the registry wait for the counter to be put together.
  public init(store: DeskStore, clock: DeskClock) {
    self.store = store
    self.clock = clock
  }

  /// Gives the worker over.
  func attach(_ driver: RegistryDriver) { self.driver.withLock { $0 = driver } }

  /// Answers one line with one line.
  public func answer(_ line: String) async -> String {
    guard let driver = driver.withLock({ $0 }) else {
      return await QueueInquiry.answer(line, store: store, now: clock.now)
    }
    return await QueueInquiry.answer(
      line, store: store, now: clock.now,
      round: { await driver.round(within: QueueInquiry.roundMilliseconds) },
      reload: { await driver.reload() })
  }
}
