import Terminal
public import TerminalCurses
public import Workflow

/// The loop of the full-screen counter: waits for keys and letters, lets the engine take them, paints.
///
/// It runs on the thread that owns the terminal and never waits for anything else.
public final class CounterLoop {
  private let device: TerminalDevice
  private let engine: CounterEngine
  private let curtain: Curtain

  /// Prepares the loop; nothing is drawn before ``run()``.
  public init(session: Session, device: TerminalDevice, desk: CounterDesk) {
    self.device = device
    let half = HeldHalf()
    let curtain = Curtain(device: device, half: half)
    self.curtain = curtain
    engine = CounterEngine(session: session, desk: desk, half: half, wake: device.waker) { effect in
      switch effect {
      case .theme(let theme): device.setTheme(theme)
      case .bell: device.bell()
      case .suspend:
        curtain.close()
        _ = device.suspend()
      }
    }
  }

  /// Runs until the operator leaves or the terminal is gone.
  ///
  /// - Returns: The signal that ended it; `nil` when the operator left.
  public func run() -> TerminalSignal? {
    paint()
    engine.begin()
    while true {
      let reasons = device.wait(timeoutMilliseconds: engine.timeout)
      if let signal = TerminalSignal(reasons) {
        finish()
        return signal
      }
      let inputs = device.readInputs()
      for input in inputs { engine.take(input) }
      if engine.takeLettersAndTime() || !inputs.isEmpty { paint() }
      if engine.isQuitting {
        finish()
        return nil
      }
    }
  }

  /// Shows the session as it stands, with codes in the places that it left for them.
  private func paint() {
    let wasOpen = curtain.isOpen
    let frame = engine.session.frame()
    if curtain.paint(frame.grid, codes: frame.codes) || (!wasOpen && !frame.codes.isEmpty && !curtain.isOpen)
    {
      engine.blankCodes()
      let blank = engine.session.frame()
      _ = curtain.paint(blank.grid, codes: blank.codes)
    }
    if !wasOpen, curtain.isOpen { engine.showedCodes() }
  }

  private func finish() {
    curtain.close()
    engine.finish { _ = device.wait(timeoutMilliseconds: $0) }
  }
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
