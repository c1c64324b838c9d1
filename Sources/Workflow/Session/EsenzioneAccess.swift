public import Domain

/// A look at somebody's exemptions, to be written down before anything is shown (rules PR-06 and PR-07).
public struct EsenzioneAccess: Hashable, Sendable {
  /// Whose exemptions.
  public let person: Identifier<Assistito>
  /// How much is seen.
  public let kind: Kind

  /// How much is seen.
  public enum Kind: Hashable, Sendable {
    /// The list, with sensitive descriptions hidden.
    case list
    /// The description of one record, with the operator's reason.
    case description(Identifier<Esenzione>, reason: String)
  }

  /// Gathers the parts; nothing is checked.
  public init(person: Identifier<Assistito>, kind: Kind) {
    self.person = person
    self.kind = kind
  }
}

extension EsenzioneAccess: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: neither code nor reason.
  public var description: String { "EsenzioneAccess(\(person.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
