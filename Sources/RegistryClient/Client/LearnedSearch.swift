import Synchronization

/// Which way of searching the registry turned out to admit: shared by the copies of one client.
final class LearnedSearch: Sendable {
  private let learned = Mutex<SearchStyle?>(nil)

  /// The style that worked; `nil` before one did.
  var style: SearchStyle? {
    get { learned.withLock { $0 } }
    set { learned.withLock { $0 = newValue } }
  }
}
