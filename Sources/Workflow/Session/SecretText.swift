/// A text that is never shown nor written, only compared.
public struct SecretText: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// The characters typed.
  public let characters: String

  /// Takes what was typed.
  public init(_ characters: String) { self.characters = characters }

  /// Shows nothing of the text, not even its length.
  public var description: String { "SecretText" }

  /// Hides the text from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
