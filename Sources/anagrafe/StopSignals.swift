import Glibc
import Synchronization

/// The signals that end the program: in good order while somebody waits for them, at once otherwise.
enum StopSignals {
  private static let waiting = Mutex<CheckedContinuation<Void, Never>?>(nil)

  private static var all: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
    return set
  }

  /// Keeps them from the calling thread and from every one that begins afterwards.
  static func block() {
    var set = all
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Takes them on the calling thread for as long as the program lives.
  static func serve() -> Never {
    var set = all
    while true {
      var number: Int32 = 0
      guard sigwait(&set, &number) == 0 else { continue }
      let continuation = waiting.withLock { waiting in
        defer { waiting = nil }
        return waiting
      }
      if let continuation {
        continuation.resume()
      } else {
        // Nothing is in the middle that a transaction does not protect.
        signal(number, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        raise(number)
      }
    }
  }

  /// Sleeps until one of them comes; only one caller may wait.
  static func wait() async {
    await withCheckedContinuation { continuation in
      waiting.withLock { $0 = continuation }
    }
  }
}
