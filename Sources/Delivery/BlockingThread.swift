import Glibc

/// A thread for one transfer that blocks.
enum BlockingThread {
  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Does a piece of work on a thread of its own, and waits for it without one; on the calling one if the system has
  /// none left.
  static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Box { continuation.resume(returning: work()) })
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, box.toOpaque())
      if code == 0 {
        pthread_detach(thread)
      } else {
        box.takeRetainedValue().body()
      }
    }
  }
}
