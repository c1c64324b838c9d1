public import Domain
public import Terminal
public import Workflow

/// The same counter without a terminal: takes inputs, waits until nothing is under way, gives the frame.
///
/// It draws screens for `sportello screen` and for tests of the whole counter.
public final class StillCounter {
  private let engine: CounterEngine
  private let waker: PipeWaker

  /// The longest wait for the answers to one input, in milliseconds.
  private static let patience = 10_000

  /// Prepares the counter on its first screen.
  ///
  /// - Returns: `nil` when the system gives no pipe.
  public init?(session: Session, desk: CounterDesk) {
    guard let waker = PipeWaker() else { return nil }
    self.waker = waker
    engine = CounterEngine(session: session, desk: desk, wake: { waker.wake() }, perform: { _ in })
    engine.begin()
    settle()
  }

  /// Opens a screen as a command of another screen would.
  public func open(_ route: Route) {
    engine.open(route)
    settle()
  }

  /// Takes inputs one after the other, each after the answers to the one before.
  public func take(_ inputs: [Input]) {
    for input in inputs {
      engine.take(input)
      settle()
    }
  }

  /// The person on the screen.
  public var person: Assistito? { engine.session.person }

  /// The frame as it stands now.
  public var frame: Grid { engine.session.draw() }

  /// Ends; what was typed is on disk.
  public func close() { engine.finish { waker.wait(milliseconds: $0) } }

  private func settle() {
    let end = DeskClock.monotonicMilliseconds() + Self.patience
    _ = engine.takeLettersAndTime()
    while engine.work + engine.traffic > 0, DeskClock.monotonicMilliseconds() < end {
      waker.wait(milliseconds: 100)
      _ = engine.takeLettersAndTime()
    }
  }
}
