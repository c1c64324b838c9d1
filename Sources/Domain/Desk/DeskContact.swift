/// How citizens reach a desk, as its administrator wrote it down: printed on what they take home.
public struct DeskContact: Hashable, Sendable {
  /// The number to call; `nil` if none is given.
  public let telephone: String?
  /// When somebody is there; `nil` if it is not given.
  public let hours: String?
  /// Where the desk is; `nil` if it is not given.
  public let address: String?

  /// Gathers the parts; nothing is checked.
  public init(telephone: String? = nil, hours: String? = nil, address: String? = nil) {
    self.telephone = telephone
    self.hours = hours
    self.address = address
  }

  /// Whether nothing at all is given.
  public var isEmpty: Bool { telephone == nil && hours == nil && address == nil }
}
