import FHIR

/// Why a request is refused before the registry sees it.
enum Refusal: Error, Hashable, CaseIterable {
  /// Head or target are malformed, or say two things at once.
  case malformed
  /// There is nothing at this path.
  case elsewhere
  /// A body must say its length.
  case lengthMissing
  /// The body is larger than admitted.
  case tooLarge
  /// The target is longer than admitted.
  case targetTooLong
  /// There are more header fields than admitted.
  case tooManyFields
  /// The method is none that is known.
  case unknownMethod
  /// The version of HTTP is none that is known.
  case unknownVersion
  /// The registry is about to end.
  case stopping

  /// The status of HTTP.
  var status: Int {
    switch self {
    case .malformed: 400
    case .elsewhere: 404
    case .lengthMissing: 411
    case .tooLarge: 413
    case .targetTooLong: 414
    case .tooManyFields: 431
    case .unknownMethod: 501
    case .unknownVersion: 505
    case .stopping: 503
    }
  }

  /// The code of the issue and what it says to an integrator.
  private var issue: (code: String, text: String) {
    switch self {
    case .malformed: ("structure", "malformed request")
    case .elsewhere: ("not-found", "nothing at this path")
    case .lengthMissing: ("structure", "a body needs one Content-Length and no Transfer-Encoding")
    case .tooLarge: ("too-long", "body too large")
    case .targetTooLong: ("too-long", "path and query too long")
    case .tooManyFields: ("too-long", "too many header fields")
    case .unknownMethod: ("not-supported", "unknown method")
    case .unknownVersion: ("not-supported", "no version of HTTP but 1.1 and 1.0")
    case .stopping: ("transient", "the registry is stopping")
    }
  }

  /// An OperationOutcome; the connection ends with it, because what follows cannot be trusted.
  var response: Response {
    let text = """
      {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"\(issue.code)",\
      "diagnostics":"\(issue.text)"}]}
      """
    var headers: HeaderFields = [
      "Content-Type": "application/fhir+json; charset=utf-8", "Connection": "close",
    ]
    if self == .stopping { headers["Retry-After"] = "5" }
    return Response(status: status, headers: headers, body: Array(text.utf8))
  }
}
