import Domain
import Synchronization
import Terminal

/// Who works and in which words, for the tasks beside the loop.
final class PresentState: Sendable {
  private let state: Mutex<(author: Author, words: Words)>

  init(author: Author, words: Words) { state = Mutex((author, words)) }

  var author: Author { state.withLock { $0.author } }

  var words: Words { state.withLock { $0.words } }

  func set(words: Words) { state.withLock { $0.words = words } }

  func set(author: Author) { state.withLock { $0.author = author } }
}
