public import Domain

/// What an issue begins with: a code that was typed already, and the record it takes up again.
public struct EsenzioneIssue: Hashable, Sendable {
  /// The row of the catalogue.
  public let entry: EsenzioneEntry
  /// The record that is renewed; `nil` for a first issue.
  public let renews: Esenzione?

  /// Gathers the parts; nothing is checked.
  public init(_ entry: EsenzioneEntry, renews: Esenzione? = nil) {
    self.entry = entry
    self.renews = renews
  }
}

extension EsenzioneIssue: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health or income.
  public var description: String { "EsenzioneIssue" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
