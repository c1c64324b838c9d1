/// A name that the registry or the desk gave to one `Subject`, and that means nothing by itself.
///
/// Two identifiers of different subjects do not compare: the wrong one does not compile.
public struct Identifier<Subject>: Hashable, Comparable, Sendable {
  /// The text as it is stored and sent, never empty.
  public let rawValue: String

  /// Takes a text from outside, or nothing if it is empty.
  public init?(_ rawValue: String) {
    guard !rawValue.isEmpty else { return nil }
    self.rawValue = rawValue
  }

  /// Takes a text that the program made itself, and traps on an empty one.
  public init(unchecked rawValue: String) {
    precondition(!rawValue.isEmpty, "an identifier is never empty")
    self.rawValue = rawValue
  }

  /// The order of the Unicode scalars, good for stable lists and without meaning.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: ExpressibleByStringLiteral {
  /// Takes a constant of the program, and traps on an empty one.
  public init(stringLiteral value: String) { self.init(unchecked: value) }
}
