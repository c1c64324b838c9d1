/// Why the full screen cannot be opened; linear prompts work in all these cases.
public enum TerminalError: Error, Hashable, Sendable {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// `TERM` is unset, unknown, or names a terminal that cannot move its cursor, such as `dumb`.
  case poorTerminal
  /// No memory or no file descriptor is left.
  case noResources
}
