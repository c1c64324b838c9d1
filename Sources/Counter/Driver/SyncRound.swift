public import Domain
import Glibc
public import Store
import Sync
import Synchronization
import Workflow

/// One round with the registry without a counter: what `sportello sync --once` does when none runs.
public enum SyncRound {
  /// Sends, asks and copies until everything is settled or the time is over.
  ///
  /// - Parameters:
  ///   - store: The desk's data, locked.
  ///   - link: The registry.
  ///   - clock: The desk's clock.
  ///   - profile: The parameters of the region.
  ///   - desk: Which desk this is.
  ///   - milliseconds: How long to wait at most.
  /// - Returns: How the outbox stands then.
  public static func run(
    store: DeskStore, link: RegistryLink, clock: DeskClock, profile: Profile, desk: Desk,
    milliseconds: Int
  ) async -> SyncReport {
    let role = Role.allCases.first { link.isAuthorized($0) && $0 != .formatore } ?? .sportello
    let author = Author(operatorName: "sync", role: role, desk: desk)
    let loop = RoundLoop()
    let driver = RegistryDriver(
      RegistryDriver.Surroundings(
        store: store, link: link, keeper: DirectoryKeeper(store: store), names: NameDirectory(store: store),
        clock: clock, profile: profile, author: { author }, start: { body in Task.detached { await body() } },
        plan: { loop.plan($0) }, report: { _ in }, monotonic: { DeskClock.monotonicMilliseconds() }),
      seed: UInt64.random(in: 0 ... .max))
    let ticks = Task.detached {
      while !Task.isCancelled {
        if loop.takeDue() { await driver.tick() } else { usleep(10_000) }
        await Task.yield()
      }
    }
    defer { ticks.cancel() }
    return await driver.round(within: milliseconds)
  }

  /// When the driver wants a tick.
  private final class RoundLoop: Sendable {
    private let due = Mutex<Int?>(nil)

    func plan(_ milliseconds: Int?) {
      due.withLock { $0 = milliseconds.map { DeskClock.monotonicMilliseconds() + $0 } }
    }

    func takeDue() -> Bool {
      due.withLock { due in
        guard let moment = due, moment <= DeskClock.monotonicMilliseconds() else { return false }
        due = nil
        return true
      }
    }
  }
}
