import CTerm

/// The parent process that puts the terminal right even when the program is killed.
///
/// A program calls ``run()`` first thing; the same program then runs as a child in the same process group and
/// finds ``isInside``. Standard output, job control, TERM, HUP and the exit code look as if there were one
/// process.
public enum Guard {
  /// How the guarded program ended.
  public enum Ending: Hashable, Sendable {
    case exited(code: Int32)
    /// It was killed; the terminal is in order again. A shell expects the exit code 128 and the signal.
    case killed(signal: Int32)
    /// It could not be started: go on without a guard.
    case notStarted
  }

  /// Whether this process is the guarded child.
  public static var isInside: Bool { ct_is_guarded() }

  /// Starts this program again with the same arguments and waits for its end.
  ///
  /// The child gets `SWIFT_BACKTRACE=enable=no`, because the backtracer would paint source lines over the form.
  ///
  /// - Returns: How it ended.
  public static func run() -> Ending {
    let outcome = ct_guard(CommandLine.unsafeArgv)
    if !outcome.started { return .notStarted }
    return outcome.signal == 0 ? .exited(code: outcome.code) : .killed(signal: outcome.signal)
  }

  /// Forbids core dumps and debuggers from now on, because memory holds personal data.
  public static func harden() {
    ct_harden()
  }
}
