/// A value on its way into a statement.
///
/// Text and blobs may be personal data, so a value never prints itself.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// Wraps a count or another machine integer.
  public static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }

  /// Wraps a text that may be missing.
  public static func text(optional value: String?) -> SQLValue { value.map(SQLValue.text) ?? .null }

  /// Wraps an integer that may be missing.
  public static func integer(optional value: Int64?) -> SQLValue { value.map(SQLValue.integer) ?? .null }

  /// Wraps bytes that may be missing.
  public static func blob(optional value: [UInt8]?) -> SQLValue { value.map(SQLValue.blob) ?? .null }
}

extension SQLValue: CustomStringConvertible, CustomReflectable {
  /// Names the kind of value, never the value.
  public var description: String {
    switch self {
    case .null: "null"
    case .integer: "integer"
    case .real: "real"
    case .text: "text"
    case .blob: "blob"
    }
  }

  /// Hides the value from `dump` and from test reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
