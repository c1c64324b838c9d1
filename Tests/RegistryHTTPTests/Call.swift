import FHIR
import Testing

/// The kinds of call that a desk makes.
enum Call: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case capability, read, searchByGet, searchByPost, page, sendTask, askTask, sendConsent

  var testDescription: String { rawValue }

  /// Whether nobody may send it twice unasked.
  var isWrite: Bool { self == .sendTask || self == .sendConsent }

  var request: Request {
    let accept = ("Accept", "application/fhir+json")
    let json = ("Content-Type", "application/fhir+json; charset=utf-8")
    switch self {
    case .capability: return Request(.get, "metadata", headers: HeaderFields([.init(accept.0, accept.1)]))
    case .read:
      return Request(
        .get, "Patient/7b1e-a", headers: ["Accept": accept.1, "If-None-Match": "W/\"3\"", "X-Empty": ""])
    case .searchByGet:
      return Request(.get, "Patient", query: "family=Prova&_count=5", headers: ["Accept": accept.1])
    case .searchByPost:
      return Request(
        .post, "Patient/_search",
        headers: ["Accept": accept.1, "Content-Type": "application/x-www-form-urlencoded"],
        body: Array("identifier=PRVNNA80A41Y000J".utf8))
    case .page: return Request(.get, "Patient", query: "page=b3BhcXVl", headers: ["Accept": accept.1])
    case .sendTask, .sendConsent:
      let type = self == .sendTask ? "Task" : "Consent"
      return Request(
        .post, type,
        headers: [
          "Accept": accept.1, json.0: json.1, "If-None-Exist": "identifier=urn:ietf:rfc:3986|urn:uuid:0d6f",
        ],
        body: Array(
          "{\"resourceType\":\"\(type)\",\"note\":\"\(String(repeating: "x", count: 2_000))\"}".utf8))
    case .askTask:
      return Request(
        .get, "Task", query: "identifier=urn:ietf:rfc:3986%7Curn:uuid:0d6f", headers: ["Accept": accept.1])
    }
  }
}
