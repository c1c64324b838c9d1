/// What a screen wants next; ``Session`` carries it out or turns it into an ``Effect``.
public enum Step: Hashable, Sendable {
  case ask(Question)
  case say(Notice)
  /// Put another screen on top.
  case open(Route)
  /// What a transaction code does, for the person on the screen if there is one.
  case transaction(TransactionCode)
  /// Put another screen in the place of this one.
  case replace(Route)
  /// Put another screen in the place of this one and of the form that led here, which is done.
  case finish(Route)
  case back
  case home
  /// What is left to do changed without a key: keep the draft as it is now.
  case keepDraft
  /// The practice is committed: its draft is not needed any more.
  case dropDraft
  case bell
  case lock
  case quit
}
