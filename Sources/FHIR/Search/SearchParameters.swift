/// The parameters of a search, from a query or from a form.
///
/// Parameters that come twice must both hold; of the values of one, with commas between, any.
public struct SearchParameters: Hashable, Sendable {
  /// One parameter with its values.
  public enum Parameter: Hashable, Sendable {
    case identifier([SearchToken])
    case id([String])
    case lastUpdated(SearchDate)
    /// Surname.
    case family([SearchText])
    case given([SearchText])
    /// Surname or given name.
    case name([SearchText])
    case birthDate(SearchDate)
    case status([SearchToken])
    case code([SearchToken])
    /// Ids of Patients.
    case patient([String])
    /// Ids of PractitionerRoles.
    case medico([String])
    case active(Bool)
    /// What ends for a person by a day: of this project, declared in the CapabilityStatement.
    case expiry(SearchDate)
    case count(Int)
    case sort([SearchSort])
    /// A parameter of somebody else, by name: what to do with it is the registry's to say.
    case unknown(String, String)
  }

  /// The parameters, in the order in which they came.
  public var parameters: [Parameter]

  /// Keeps parameters.
  public init(_ parameters: [Parameter] = []) { self.parameters = parameters }

  /// Keeps parameters.
  public init(_ parameters: Parameter...) { self.parameters = parameters }

  /// The most parameters, and the most values of one, that are read.
  public static let limit = 100

  /// The page size asked for; `nil` without one.
  public var count: Int? {
    parameters.lazy.compactMap { if case .count(let count) = $0 { count } else { nil } }.first
  }

  /// The order asked for; empty without one.
  public var sort: [SearchSort] {
    parameters.lazy.compactMap { if case .sort(let keys) = $0 { keys } else { nil } }.first ?? []
  }

  /// The names of the parameters that nobody here knows.
  public var unknown: [String] {
    parameters.compactMap { if case .unknown(let name, _) = $0 { name } else { nil } }
  }
}

/// A key of an order.
public struct SearchSort: Hashable, Sendable {
  /// The name of the parameter to order by.
  public var key: String
  /// Whether the greatest comes first.
  public var isDescending: Bool

  /// Gathers the parts.
  public init(_ key: String, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }

  /// Oldest change first, as a pull asks for.
  public static let lastUpdated = SearchSort("_lastUpdated")
}

extension SearchParameters: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: how many parameters.
  public var description: String { "SearchParameters(\(parameters.count))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SearchParameters.Parameter: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the name of one that this program knows.
  public var description: String {
    if case .unknown = self { "Parameter" } else { "Parameter(\(written.name))" }
  }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
