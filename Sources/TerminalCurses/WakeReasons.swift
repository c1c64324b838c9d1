import CTerm

/// Why ``TerminalDevice/wait(timeoutMilliseconds:watching:)`` came back; empty when the time was over.
public struct WakeReasons: OptionSet, Hashable, Sendable {
  /// The reasons as bits.
  public let rawValue: UInt32

  /// Makes reasons of bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// ``TerminalDevice/readInputs()`` has something to say: keys, a key that was waited for, or a new size.
  public static let input = WakeReasons(rawValue: 1)
  /// The waker was called: look into the mailbox.
  public static let woken = WakeReasons(rawValue: 2)
  /// Somebody asks the program to end: SIGTERM, SIGINT or SIGQUIT.
  public static let terminate = WakeReasons(rawValue: 4)
  /// The terminal is gone: save and end without painting.
  public static let hangup = WakeReasons(rawValue: 8)
  /// SIGTSTP came from outside: call ``TerminalDevice/suspend()`` if that is allowed now.
  public static let stop = WakeReasons(rawValue: 16)
  /// The guard process is dead: save, close and end.
  public static let guardLost = WakeReasons(rawValue: 32)
  /// The watched descriptor can be read.
  public static let watched = WakeReasons(rawValue: 64)

  init(bits: UInt32) {
    let pairs: [(UInt32, WakeReasons)] = [
      (CT_INPUT, .input), (CT_RESIZED, .input), (CT_CONTINUED, .input), (CT_WOKEN, .woken),
      (CT_TERMINATE, .terminate), (CT_HANGUP, .hangup), (CT_STOP, .stop), (CT_GUARD_LOST, .guardLost),
      (CT_EXTRA, .watched),
    ]
    self = pairs.reduce(into: []) { if bits & $1.0 != 0 { $0.insert($1.1) } }
  }
}
