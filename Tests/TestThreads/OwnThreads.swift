import Glibc
import Synchronization
public import Testing

/// Runs the tests of a suite on threads of their own.
///
/// Tests that wait for programs hold their thread. On the few threads that all other tests share they would keep
/// servers from answering, and every limit of time in the neighbourhood would be broken for no fault of its own.
public struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  fileprivate let threads: WaitingThreads

  /// Holds for every test of the suite.
  public var isRecursive: Bool { true }

  /// Runs one test on the threads.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    try await withTaskExecutorPreference(threads) { try await function() }
  }
}

extension Trait where Self == OwnThreads {
  /// For suites whose tests wait for programs.
  public static var onOwnThreads: Self { OwnThreads(threads: .forPrograms) }

  /// For suites whose tests count on being served in time: nobody on these threads ever waits long.
  public static var onLivelyThreads: Self { OwnThreads(threads: .lively) }
}

/// The threads of ``OwnThreads/onLivelyThreads``, for servers that such tests start.
public var livelyThreads: any TaskExecutor { WaitingThreads.lively }

/// A few threads that live as long as the tests.
private final class WaitingThreads: TaskExecutor {
  static let forPrograms = WaitingThreads(count: 2)
  static let lively = WaitingThreads(count: 4)

  private let jobs = Mutex<[UnownedJob]>([])
  /// A semaphore of the system, which may be used from any thread.
  private nonisolated(unsafe) let waiting: UnsafeMutablePointer<sem_t>

  private init(count: Int) {
    waiting = .allocate(capacity: 1)
    sem_init(waiting, 0, 0)
    for _ in 0..<count {
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          Unmanaged<WaitingThreads>.fromOpaque(context).takeRetainedValue().run()
        }, Unmanaged.passRetained(self).toOpaque())
      precondition(code == 0, "the system gives no thread")
      pthread_detach(thread)
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    sem_post(waiting)
  }

  private func run() -> Never {
    while true {
      guard sem_wait(waiting) == 0 else { continue }
      guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
