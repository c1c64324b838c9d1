public import Domain

/// Names the draft of one screen for one person.
public struct DraftKey: Hashable, Sendable {
  /// The screen, by id.
  public let screen: String
  /// The person; `nil` for a screen without one.
  public let person: Identifier<Assistito>?

  /// Gathers the parts; nothing is checked.
  public init(screen: String, person: Identifier<Assistito>?) {
    self.screen = screen
    self.person = person
  }
}
