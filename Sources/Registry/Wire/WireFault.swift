import FHIR
import SQLite

/// Why a request is not answered as it was meant: an OperationOutcome with its status.
struct WireFault: Error, Hashable {
  let status: Int
  /// A code of the value set `issue-type` of FHIR.
  let code: String
  /// A reason that a program can read: the name of a code system of ours, and a code of it.
  var reason: Reason?
  /// For whoever looks into it, in English; nothing of what was sent stands in it.
  let diagnostics: String
  /// For whoever is at the counter, in Italian; nothing of what was sent stands in it.
  var text: String?
  var headers = HeaderFields()
  /// The stops because of which nothing is served.
  var suspensions: [AnnouncedSuspension] = []

  struct Reason: Hashable {
    let system: String
    let code: String
  }

  init(
    _ status: Int, _ code: String, _ diagnostics: String, reason: Reason? = nil,
    text: String? = nil, headers: HeaderFields = HeaderFields()
  ) {
    self.status = status
    self.code = code
    self.reason = reason
    self.text = text
    self.diagnostics = diagnostics
    self.headers = headers
  }

  /// The name under which our own code systems are known.
  static let systemBase = "https://sportello.example/fhir/CodeSystem/"

  /// The OperationOutcome.
  var body: [UInt8] {
    OperationOutcome(
      [OperationOutcome.Issue(.error, code, detail: reason?.code, text: text, diagnostics: diagnostics)],
      suspensions: suspensions
    ).bytes(system: Self.systemBase + (reason?.system ?? "motivi-scarto"))
  }

  // MARK: Ordinary faults

  static let notFound = WireFault(404, "not-found", "there is no such resource")
  static let unknownType = WireFault(404, "not-supported", "this type of resource is not served")
  static let badPath = WireFault(400, "invalid", "the path is not one of FHIR")
  static let badQuery = WireFault(400, "invalid", "the query cannot be read")
  static let tooLarge = WireFault(413, "too-long", "the body is larger than 8 MiB")
  static let login = WireFault(
    401, "login", "a token is needed", headers: ["WWW-Authenticate": "Bearer realm=\"anagrafe\""])
  static let expiredToken = WireFault(
    401, "expired", "the token is unknown, revoked or expired",
    headers: ["WWW-Authenticate": "Bearer realm=\"anagrafe\", error=\"invalid_token\""])

  static func badValue(_ name: String) -> WireFault {
    WireFault(400, "value", "the value of the parameter \(name) cannot be read")
  }

  static func methodNotAllowed(_ allowed: String) -> WireFault {
    WireFault(405, "not-supported", "this method is not served here", headers: ["Allow": allowed])
  }
}

extension WireFault: DatabaseFailure {
  /// Tells of a database that failed, without its details.
  init(_ error: SQLiteError) {
    self.init(500, "exception", "the registry cannot read or write its file")
  }
}

extension WireFault {
  /// 400 for a query that cannot be read, naming the parameter if it is one that is known.
  init(_ error: SearchError) {
    self =
      switch error.reason {
      case .encoding, .tooMany: .badQuery
      case .value: .badValue(error.parameter)
      case .modifier: WireFault(400, "not-supported", "a modifier of \(error.parameter) is not served")
      case .repeated: WireFault(400, "invalid", "the parameter \(error.parameter) came twice")
      }
  }
}
