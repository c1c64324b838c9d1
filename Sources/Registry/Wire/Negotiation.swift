import FHIR

/// What the header fields of a request ask of the answer.
struct Negotiation {
  /// Unknown parameters are refused instead of ignored.
  let isStrict: Bool
  /// A created resource is not told again.
  let isMinimal: Bool

  /// Reads `Accept`, `Content-Type` and `Prefer`.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - route: What it asks for.
  ///   - format: The value of the parameter `_format`, which goes before `Accept`.
  /// - Throws: 406 if nothing that is asked for can be told, 415 for another kind of body.
  init(_ request: Request, _ route: Route, format: String?) throws(WireFault) {
    if let format {
      guard Self.formats.contains(format.lowercased()) else { throw Self.notAcceptable }
    } else if let accept = request.headers["Accept"], !Self.accepts(accept) {
      throw Self.notAcceptable
    }
    switch route {
    case .create, .handOver, .mefList:
      try Self.check(request.headers["Content-Type"], among: Self.bodies)
    case .searchForm:
      if !request.body.isEmpty {
        try Self.check(request.headers["Content-Type"], among: ["application/x-www-form-urlencoded"])
      }
    case .capabilities, .search, .read, .history, .version: break
    }
    let preferences = request.headers.values("Prefer").flatMap { $0.split { $0 == "," || $0 == ";" } }.map {
      Self.trimmed($0).lowercased()
    }
    isStrict = preferences.contains("handling=strict")
    isMinimal = preferences.contains("return=minimal")
  }

  private static let bodies = ["application/fhir+json", "application/json"]
  private static let formats: Set = [
    "json", "application/json", "application/fhir+json", "application/fhir json",
  ]
  private static let ranges: Set = ["application/fhir+json", "application/json", "application/*", "*/*", "*"]
  private static let notAcceptable = WireFault(406, "not-supported", "only application/fhir+json is told")

  private static func accepts(_ field: String) -> Bool {
    let offers = field.split(separator: ",").map { $0.split(separator: ";").map(trimmed) }
    return offers.isEmpty
      || offers.contains { parts in
        guard let range = parts.first, ranges.contains(range.lowercased()) else { return false }
        return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
      }
  }

  private static func check(_ field: String?, among kinds: [String]) throws(WireFault) {
    let parts = (field ?? "").split(separator: ";").map { trimmed($0).lowercased() }
    guard let kind = parts.first, kinds.contains(kind) else {
      throw WireFault(415, "not-supported", "a body of this type is not read here")
    }
    for part in parts.dropFirst() where part.hasPrefix("charset=") {
      guard ["charset=utf-8", "charset=\"utf-8\""].contains(part) else {
        throw WireFault(415, "not-supported", "only UTF-8 is read")
      }
    }
    guard
      !parts.dropFirst().contains(where: { $0.hasPrefix("fhirversion=") && !$0.hasPrefix("fhirversion=4") })
    else { throw WireFault(415, "not-supported", "only FHIR 4 is read") }
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
