/// The answer to a ``Request``.
public struct Response: Hashable, Sendable {
  /// The status code of HTTP, 100 to 599.
  public var status: Int
  /// The header fields.
  public var headers: HeaderFields
  /// The bytes of the body; empty if there is none.
  public var body: [UInt8]

  /// Gathers the parts; nothing is checked.
  public init(status: Int, headers: HeaderFields = HeaderFields(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

extension Response: CustomStringConvertible, CustomReflectable {
  /// The status alone: the body may name a person.
  public var description: String { "Response(\(status))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
