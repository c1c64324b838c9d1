public import Terminal

/// What reaches the session, in the order of arrival.
public enum Event: Sendable {
  case input(Input)
  case answer(Ticket, Answer)
  /// Something that the operator has to know, whatever the screen.
  case notice(Notice)
  /// The registry line changed.
  case registry(RegistryStatus)
  /// The words of the language asked for are here.
  case words(Words)
  /// Nobody touched a key for the time that locks the screen.
  case idle
  /// The codes were taken from the screen, and are not shown again.
  case codesBlanked
  /// Something beside the screens wants another one, as a command of theirs would.
  case open(Route)
  /// The clock of a demo jumped, or a minute passed.
  case clock
}
