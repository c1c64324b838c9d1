import Glibc
import Synchronization

/// A few threads that wait for transfers, do them one after the other, and end with this value.
final class TransferThreads: Sendable {
  typealias Job = @Sendable (IdleHandles) -> Void

  private let shared: Shared

  init(most: Int) { shared = Shared(most: most) }

  deinit { shared.close() }

  /// Has a thread do a job, at once unless all are busy.
  func run(_ job: @escaping Job) {
    if shared.add(job) { shared.startThread() }
  }

  /// What the threads hold: they must not keep ``TransferThreads`` itself alive.
  private final class Shared: Sendable {
    private struct State {
      var jobs: [Job] = []
      var idle = 0
      var threads = 0
      var isClosed = false
    }

    private let most: Int
    private let state = Mutex(State())
    private let handles = IdleHandles()
    /// Counts the jobs that wait: a thread sleeps on it without ever waking by itself.
    nonisolated(unsafe) private let tickets: UnsafeMutablePointer<sem_t>

    init(most: Int) {
      self.most = most
      tickets = .allocate(capacity: 1)
      sem_init(tickets, 0, 0)
    }

    deinit {
      sem_destroy(tickets)
      tickets.deallocate()
    }

    /// Queues a job and says whether a thread has to be started for it.
    func add(_ job: @escaping Job) -> Bool {
      let needsThread = state.withLock { state in
        state.jobs.append(job)
        guard state.jobs.count > state.idle, state.threads < most else { return false }
        state.threads += 1
        return true
      }
      sem_post(tickets)
      return needsThread
    }

    func close() {
      let threads = state.withLock { state in
        state.isClosed = true
        return state.threads
      }
      for _ in 0..<threads { sem_post(tickets) }
    }

    func startThread() {
      let box = Unmanaged.passRetained(self)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          Unmanaged<Shared>.fromOpaque(context).takeRetainedValue().work()
          return nil
        }, box.toOpaque())
      if code == 0 {
        pthread_detach(thread)
        return
      }
      box.release()
      // Without any thread the job would wait for ever: it is done here instead.
      let orphan = state.withLock { state -> Job? in
        state.threads -= 1
        return state.threads == 0 && !state.jobs.isEmpty ? state.jobs.removeFirst() : nil
      }
      orphan?(handles)
    }

    private func work() {
      blockSignals()
      while true {
        state.withLock { $0.idle += 1 }
        while sem_wait(tickets) != 0 {}
        let next = state.withLock { state -> (job: Job?, isClosed: Bool) in
          state.idle -= 1
          return (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isClosed)
        }
        if let job = next.job { job(handles) } else if next.isClosed { return }
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
}
