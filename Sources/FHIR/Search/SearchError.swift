/// Why a query cannot be read; names the parameter, never the value.
public struct SearchError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// An escape that is not whole, a control character, or no UTF-8.
    case encoding
    /// A value that does not fit the parameter.
    case value
    /// A modifier that this parameter does not know.
    case modifier
    /// A parameter that may come once came twice.
    case repeated
    /// More parameters or values than anybody asks for.
    case tooMany
  }

  /// The parameter, one of those that this program knows; "" for the whole query or another one.
  public let parameter: String
  /// What is wrong.
  public let reason: Reason
}
