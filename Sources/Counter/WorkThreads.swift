import Glibc
import Synchronization

/// A few threads of our own for the work beside the loop; they live as long as the process.
///
/// The pool that tasks use otherwise looks after itself once a second for ever after its first use: a desk where
/// nobody types would never sleep. These threads are started when there is work and wake up for work only.
public final class WorkThreads: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var idle = 0
    var threads = 0
  }

  /// Enough for one slow task, such as a printer, beside a search and a store.
  private static let most = 4

  private let state = Mutex(State())
  /// A pipe with one byte for each job that waits; reading takes one or sleeps.
  private let tickets: (read: Int32, write: Int32)

  /// Starts no thread yet.
  ///
  /// - Returns: `nil` when no file descriptor is left.
  public init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    tickets = (ends[0], ends[1])
  }

  /// Takes a piece of work; it begins at once unless all threads are busy.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let needsThread = state.withLock { state in
      state.jobs.append(job)
      guard state.jobs.count > state.idle, state.threads < Self.most else { return false }
      state.threads += 1
      return true
    }
    _ = write(tickets.write, [UInt8(0)], 1)
    if needsThread { startThread() }
  }

  private func startThread() {
    let box = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<WorkThreads>.fromOpaque(context).takeRetainedValue().run()
      }, box.toOpaque())
    if code == 0 {
      pthread_detach(thread)
    } else {
      box.release()
      state.withLock { $0.threads -= 1 }
    }
  }

  private func run() -> Never {
    blockSignals()
    state.withLock { $0.idle += 1 }
    while true {
      var ticket: UInt8 = 0
      guard read(tickets.read, &ticket, 1) > 0 else { continue }
      let job = state.withLock { state -> UnownedJob? in
        guard !state.jobs.isEmpty else { return nil }
        state.idle -= 1
        return state.jobs.removeFirst()
      }
      guard let job else { continue }
      job.runSynchronously(on: asUnownedTaskExecutor())
      state.withLock { $0.idle += 1 }
    }
  }

  /// Signals are for the main thread, which owns the terminal.
  private func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    // A crash on this thread must still find its handler.
    for crash in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] { sigdelset(&signals, crash) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
