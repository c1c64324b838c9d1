/// What a key asks for beyond the field it is typed in.
public enum Action: String, Hashable, Sendable, CaseIterable {
  case help
  case commandLine
  case home
  case list
  case refresh
  case position
  case previousPage
  case nextPage
  case nextError
  case print
  case confirm
  case lock
  case back
  /// A key that other programs give a meaning and that does nothing here but say so.
  case swallowed
}
