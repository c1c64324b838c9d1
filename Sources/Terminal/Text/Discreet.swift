/// A value that may hold personal data and therefore does not print itself: not in a log, not in a failed test.
public protocol Discreet: CustomStringConvertible, CustomReflectable {}

extension Discreet {
  /// The name of the type and nothing of its content.
  public var description: String { "\(Self.self)" }
  /// Empty, so that `dump` shows nothing either.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
