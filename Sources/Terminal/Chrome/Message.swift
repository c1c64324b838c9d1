/// The one line that answers the last key.
public struct Message: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    case note
    case success
    case warning
    case error

    /// What stands before the text, so that the severity is read without colours.
    public var mark: String {
      switch self {
      case .note: ""
      case .success: "OK "
      case .warning: "! "
      case .error: "!! "
      }
    }

    /// The style of the line.
    public var style: Style {
      switch self {
      case .note: .message
      case .success: .success
      case .warning: .warning
      case .error: .error
      }
    }
  }

  /// The sentence.
  public let text: String
  /// How much it matters.
  public let severity: Severity

  /// Makes a message.
  public init(_ text: String, severity: Severity = .note) {
    self.text = text
    self.severity = severity
  }
}
