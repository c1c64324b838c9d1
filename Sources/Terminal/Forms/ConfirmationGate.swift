/// The second confirmation that warnings need: not too soon, not from keys that were typed ahead.
public struct ConfirmationGate: Hashable, Sendable {
  /// What a press of the key means.
  public enum Answer: Hashable, Sendable {
    /// Show the warnings and ask for the key again.
    case ask
    /// The second press came too soon to have been meant: the warnings stay, the clock goes on.
    case tooSoon
    case confirmed
  }

  /// The shortest time between the two presses, in milliseconds, inclusive.
  public static let shortestPause = 500

  private var subject: Int?
  private var asked = 0

  /// Makes a gate that has asked nothing yet.
  public init() {}

  /// Whether the warnings have been shown and the second press is awaited.
  public var isAsking: Bool { subject != nil }

  /// Takes a press of the confirming key.
  ///
  /// - Parameters:
  ///   - subject: What would be confirmed, values and warnings: another subject than last time asks anew.
  ///   - nowMilliseconds: When the press came, of the clock of ``FormContext``.
  /// - Returns: What to do.
  public mutating func press<Subject: Hashable>(_ subject: Subject, nowMilliseconds: Int) -> Answer {
    let value = subject.hashValue
    guard self.subject == value else {
      self.subject = value
      asked = nowMilliseconds
      return .ask
    }
    guard nowMilliseconds - asked >= Self.shortestPause else {
      asked = nowMilliseconds
      return .tooSoon
    }
    self.subject = nil
    return .confirmed
  }

  /// Forgets what was asked: something changed, or the operator went elsewhere.
  public mutating func reset() { subject = nil }
}
