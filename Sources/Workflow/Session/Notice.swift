/// One sentence for row 23.
public struct Notice: Hashable, Sendable {
  /// How it is drawn and marked.
  public enum Tone: Hashable, Sendable {
    case note, success, warning, error
  }

  /// How grave it is.
  public let tone: Tone
  /// The sentence's key.
  public let key: String
  /// What stands in its places.
  public let arguments: [String]

  /// Gathers the parts; nothing is checked.
  public init(_ tone: Tone, _ key: String, _ arguments: [String] = []) {
    self.tone = tone
    self.key = key
    self.arguments = arguments
  }
}
