/// How the codes are halved: how many digits the operator hands over, and how many travel by the other way.
public struct CodeSplit: Hashable, Sendable {
  /// Digits of the PIN in the first half.
  public let pinFirst: Int
  /// Digits of the PIN in the second half.
  public let pinRest: Int
  /// Digits of the PUK in the first half.
  public let pukFirst: Int
  /// Digits of the PUK in the second half.
  public let pukRest: Int

  /// Takes four numbers of digits; `nil` if a half would be empty, or a code longer than sixteen digits.
  public init?(pinFirst: Int, pinRest: Int, pukFirst: Int, pukRest: Int) {
    guard [pinFirst, pinRest, pukFirst, pukRest].allSatisfy({ (1...8).contains($0) }) else { return nil }
    self.pinFirst = pinFirst
    self.pinRest = pinRest
    self.pukFirst = pukFirst
    self.pukRest = pukRest
  }

  /// Digits of the whole PIN.
  public var pinLength: Int { pinFirst + pinRest }

  /// Digits of the whole PUK.
  public var pukLength: Int { pukFirst + pukRest }
}

/// When a PUK blocks.
public struct PukLimit: Hashable, Sendable {
  /// After how many.
  public let count: Int
  /// Of what.
  public let mode: Mode

  /// What is counted (trap T-08).
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// Every use, right or wrong.
    case uses
    /// Wrong ones, one after the other.
    case errors
  }

  /// Gathers the parts; nothing is checked.
  public init(count: Int, mode: Mode) {
    self.count = count
    self.mode = mode
  }
}
