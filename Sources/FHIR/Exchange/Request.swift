/// A request to a FHIR registry, before or after it travelled: a value without socket.
///
/// Source: registry-sync §3.5.
public struct Request: Hashable, Sendable {
  /// The methods of HTTP that a FHIR server meets.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
  }

  /// What to do.
  public var method: Method
  /// The path below the base, without leading slash and without query, as it stands on the wire: `Task/abc`.
  public var path: String
  /// The query as it stands on the wire, without the question mark; `nil` if there is none.
  public var query: String?
  /// The header fields.
  public var headers: HeaderFields
  /// The bytes of the body; empty if there is none.
  public var body: [UInt8]

  /// Gathers the parts; nothing is checked.
  public init(
    _ method: Method, _ path: String, query: String? = nil, headers: HeaderFields = HeaderFields(),
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }
}

extension Request: CustomStringConvertible, CustomReflectable {
  /// Method and first segment of the path: neither query nor body, which may name a person.
  public var description: String { "\(method.rawValue) \(path.prefix { $0 != "/" })" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
