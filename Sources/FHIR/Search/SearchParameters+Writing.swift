extension SearchParameters {
  /// The parameters that are compared as texts.
  static let strings: [String: @Sendable ([SearchText]) -> Parameter] = [
    "family": { .family($0) }, "given": { .given($0) }, "name": { .name($0) },
  ]

  /// The other parameters that this program knows.
  static let names: Set<String> = [
    "identifier", "status", "code", "_id", "_lastUpdated", "birthdate", "scadenza", "patient",
    "practitioner-role", "active", "_count", "_sort",
  ]

  /// The query, without question mark, for the address of a `GET` as for the body of a `POST _search`.
  public var query: String {
    parameters.map { parameter in
      let (name, value) = parameter.written
      return PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value)
    }.joined(separator: "&")
  }
}

extension SearchParameters.Parameter {
  /// Name and value, before escapes.
  var written: (name: String, value: String) {
    switch self {
    case .identifier(let tokens): ("identifier", Self.list(tokens.map(\.text)))
    case .status(let tokens): ("status", Self.list(tokens.map(\.text)))
    case .code(let tokens): ("code", Self.list(tokens.map(\.text)))
    case .id(let ids): ("_id", Self.list(ids))
    case .lastUpdated(let date): ("_lastUpdated", date.written)
    case .birthDate(let date): ("birthdate", date.written)
    case .expiry(let date): ("scadenza", date.written)
    case .family(let texts): (Self.modified("family", texts), Self.list(texts.map(\.text)))
    case .given(let texts): (Self.modified("given", texts), Self.list(texts.map(\.text)))
    case .name(let texts): (Self.modified("name", texts), Self.list(texts.map(\.text)))
    case .patient(let ids): ("patient", Self.list(ids.map { "Patient/\($0)" }))
    case .medico(let ids): ("practitioner-role", Self.list(ids.map { "PractitionerRole/\($0)" }))
    case .active(let flag): ("active", String(flag))
    case .count(let count): ("_count", String(count))
    case .sort(let keys): ("_sort", Self.list(keys.map { ($0.isDescending ? "-" : "") + $0.key }))
    case .unknown(let name, let value): (name, value)
    }
  }

  private static func list(_ values: [String]) -> String {
    values.map { value in
      value.reduce(into: "") { text, character in
        if character == "," || character == "\\" { text.append("\\") }
        text.append(character)
      }
    }.joined(separator: ",")
  }

  private static func modified(_ name: String, _ texts: [SearchText]) -> String {
    let modifier = texts.first?.modifier.rawValue ?? ""
    return modifier.isEmpty ? name : "\(name):\(modifier)"
  }
}
