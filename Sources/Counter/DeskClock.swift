public import Domain
import Glibc
import Synchronization

/// The clock of the desk: the machine's, or in a demo one that can be set.
public final class DeskClock: Sendable {
  private struct State {
    var offset: Duration
    /// How far the desk's clock is wrong: a lever of the demo.
    var skew = Duration.zero
  }

  private let state: Mutex<State>

  /// Starts at the machine's time, or at `start` if one is given, and runs on from there.
  public init(startingAt start: Instant? = nil) {
    state = Mutex(State(offset: start.map { $0.since(Self.machine()) } ?? .zero))
  }

  /// The time now.
  public var now: Instant { Self.machine() + state.withLock { $0.offset + $0.skew } }

  /// The time as it would be were the desk's clock right.
  public var trueNow: Instant { Self.machine() + state.withLock { $0.offset } }

  /// Makes the desk's clock wrong by so many minutes; 0 sets it right.
  public func skew(minutes: Int) { state.withLock { $0.skew = .seconds(minutes * 60) } }

  /// By how many minutes it was made wrong.
  var skewedMinutes: Int { Int(state.withLock { $0.skew }.components.seconds / 60) }

  /// Moves the clock to the same time of another day.
  public func jump(to date: CivilDate) {
    let rome = RomeTime(at: now)
    let target = RomeTime(date: date, time: rome.time).instant
    let gap = target.since(rome.instant)
    state.withLock { $0.offset += gap }
  }

  /// Milliseconds of a clock that never jumps, for gaps between keys.
  public static func monotonicMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private static func machine() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }
}
