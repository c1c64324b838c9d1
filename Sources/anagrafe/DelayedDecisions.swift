import Registry

/// Decides the practices that wait, again and again, for a registry whose decisions come later.
struct DelayedDecisions {
  private let task: Task<Void, Never>?

  /// Decides what an earlier run left, and begins; without a pause each practice is decided when it comes.
  ///
  /// - Parameters:
  ///   - registry: The registry.
  ///   - seconds: How long to wait between two times; `nil` to decide at once.
  init(_ registry: ReferenceRegistry, every seconds: Int?) async {
    _ = try? await registry.decideWaiting()
    guard let seconds else {
      task = nil
      return
    }
    await registry.setDecidesLater(true)
    task = Task.detached {
      while (try? await Task.sleep(for: .seconds(seconds))) != nil {
        // What a full disk leaves undecided waits for the next time.
        _ = try? await registry.decideWaiting()
      }
    }
  }

  /// Ends; what waits is decided when the registry is served again.
  func stop() { task?.cancel() }
}
