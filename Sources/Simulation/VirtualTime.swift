/// The time of a simulated run, in milliseconds from its beginning: no clock of the machine is read.
public struct VirtualTime: Hashable, Comparable, Sendable {
  /// Milliseconds since the beginning, 0 or more.
  public private(set) var milliseconds = 0

  /// The beginning.
  public init() {}

  /// Lets time pass; `milliseconds` is 0 or more.
  public mutating func advance(by milliseconds: Int) { self.milliseconds += max(0, milliseconds) }

  /// Earlier comes first.
  public static func < (one: VirtualTime, other: VirtualTime) -> Bool {
    one.milliseconds < other.milliseconds
  }
}
