public import FHIR

/// What is configured for one registry; whatever is `nil` follows its capability statement.
public struct RegistrySettings: Hashable, Sendable {
  /// How codes of people are searched for; `nil` tries ``SearchStyle/form`` first.
  public var search: SearchStyle?
  /// Which identifier systems are written; both generations are read.
  public var identifiers: Systems.Generation?
  /// Codes of an OperationOutcome in a 403 that concern the person and not the desk.
  public var personRefusals: Set<String>
  /// Whether a code may stand in a URL if the registry offers nothing better.
  public var admitsCodesInURL: Bool

  /// Gathers the settings; nothing is checked.
  public init(
    search: SearchStyle? = nil, identifiers: Systems.Generation? = nil,
    personRefusals: Set<String> = ["FORBIDDEN_UPDATE", "ACCESS_DENIED_PATIENT", "SENSITIVE"],
    admitsCodesInURL: Bool = true
  ) {
    self.search = search
    self.identifiers = identifiers
    self.personRefusals = personRefusals
    self.admitsCodesInURL = admitsCodesInURL
  }
}

/// How a search travels.
///
/// Source: registry-sync §3.5.
public enum SearchStyle: String, CaseIterable, Hashable, Sendable {
  /// `POST /{type}/_search` with the parameters as a form in the body: codes stay out of logs.
  case form
  /// `POST /{type}/_search?…`: the parameters in the URL all the same.
  case postedURL
  /// `GET /{type}?…`.
  case get
}
