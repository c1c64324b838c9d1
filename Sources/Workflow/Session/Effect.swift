public import Domain
public import Terminal

/// What the session asks the loop to carry out, in order.
public enum Effect: Hashable, Sendable {
  /// Answered later by ``Event/answer(_:_:)`` with the same ticket.
  case ask(Ticket, Question)
  /// Keep what was typed; the loop may gather several within half a second.
  case keepDraft(DraftKey, [String: String])
  /// Forget a draft: the practice was committed.
  case dropDraft(DraftKey)
  /// Show every word in another language (`it de fr sl en`).
  case speak(language: String)
  case theme(Theme)
  case bell
  /// Stop the program as ^Z would; never while locked.
  case suspend
  /// Wipe what the cache shows and ask for a passphrase: see ``Session``.
  case locked
  /// Somebody logged in: practices from now on carry this author.
  case loggedIn(Author)
  case quit
}
