import CTerm
import Glibc

/// A terminal that does not echo, for as long as a passphrase is asked.
///
/// Signals wait meanwhile, so that no death and no stop leaves a terminal that shows nothing: who waits for a line
/// watches ``descriptor`` as well and calls ``passSignals()`` when it can be read.
public final class SilentInput {
  /// Readable when a signal waits.
  public let descriptor: Int32
  private let file: Int32
  private var saved = termios()
  private var signals = sigset_t()
  private var before = sigset_t()

  /// Turns the echo off; the end of the line is still shown.
  ///
  /// - Returns: `nil` when the file is no terminal, which needs no silence, or no descriptor is left.
  public init?(_ file: Int32) {
    self.file = file
    guard isatty(file) == 1, tcgetattr(file, &saved) == 0 else { return nil }
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { sigaddset(&signals, signal) }
    descriptor = ct_waiting_signals(&signals)
    guard descriptor >= 0 else { return nil }
    silence()
  }

  private func silence() {
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    var silent = saved
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ECHONL)
    tcsetattr(file, TCSANOW, &silent)
  }

  private func speak() {
    tcsetattr(file, TCSANOW, &saved)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  /// Puts the terminal right and lets the waiting signal do what it does; goes on in silence if it can.
  public func passSignals() {
    speak()
    silence()
  }

  /// Echoes again.
  public func end() { speak() }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
