import Terminal
public import TerminalCurses
public import Workflow

/// The loop of the full-screen counter: waits for keys and letters, lets the engine take them, paints.
///
/// It runs on the thread that owns the terminal and never waits for anything else.
public final class CounterLoop {
  private let device: TerminalDevice
  private let engine: CounterEngine

  /// Prepares the loop; nothing is drawn before ``run()``.
  public init(session: Session, device: TerminalDevice, desk: CounterDesk) {
    self.device = device
    engine = CounterEngine(session: session, desk: desk, wake: device.waker) { effect in
      switch effect {
      case .theme(let theme): device.setTheme(theme)
      case .bell: device.bell()
      case .suspend: _ = device.suspend()
      }
    }
  }

  /// Runs until the operator leaves or the terminal is gone.
  ///
  /// - Returns: The signal that ended it; `nil` when the operator left.
  public func run() -> TerminalSignal? {
    device.paint(engine.session.draw())
    engine.begin()
    while true {
      let reasons = device.wait(timeoutMilliseconds: engine.timeout)
      if let signal = TerminalSignal(reasons) {
        finish()
        return signal
      }
      let inputs = device.readInputs()
      for input in inputs { engine.take(input) }
      if engine.takeLettersAndTime() || !inputs.isEmpty { device.paint(engine.session.draw()) }
      if engine.isQuitting {
        finish()
        return nil
      }
    }
  }

  private func finish() { engine.finish { _ = device.wait(timeoutMilliseconds: $0) } }
}

/// A signal that ends the loop.
public enum TerminalSignal: Hashable, Sendable {
  case terminate
  case hangup
  case guardLost

  init?(_ reasons: WakeReasons) {
    if reasons.contains(.terminate) {
      self = .terminate
    } else if reasons.contains(.hangup) {
      self = .hangup
    } else if reasons.contains(.guardLost) {
      self = .guardLost
    } else {
      return nil
    }
  }
}
