import Synchronization

/// How the registry turned out to admit being searched: shared by the copies of one client.
final class LearnedSearch: Sendable {
  private struct State {
    var style: SearchStyle?
    var refusesDesk = false
  }

  private let learned = Mutex(State())

  /// The style that worked; `nil` before one did.
  var style: SearchStyle? {
    get { learned.withLock { $0.style } }
    set { learned.withLock { $0.style = newValue } }
  }

  /// Whether it refuses to tell apart the practices of one desk.
  var refusesDesk: Bool {
    get { learned.withLock { $0.refusesDesk } }
    set { learned.withLock { $0.refusesDesk = newValue } }
  }
}
