extension SearchParameters {
  /// Reads a query without its question mark; `nil` and "" hold no parameter.
  ///
  /// - Throws: ``SearchError``, naming a known parameter.
  public init(query: String?) throws(SearchError) { try self.init(form: Array((query ?? "").utf8)) }

  /// Reads the body of a `POST _search`, `application/x-www-form-urlencoded`.
  ///
  /// - Throws: ``SearchError``, naming a known parameter.
  public init(form body: [UInt8]) throws(SearchError) {
    var parameters: [Parameter] = []
    for pair in body.split(separator: UInt8(ascii: "&")) {
      guard parameters.count < Self.limit else { throw SearchError(parameter: "", reason: .tooMany) }
      let split = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      guard let name = PercentEncoding.decode(pair[..<split]),
        let value = PercentEncoding.decode(split < pair.endIndex ? pair[(split + 1)...] : [])
      else { throw SearchError(parameter: "", reason: .encoding) }
      parameters.append(try Parameter(name: name, value: value))
    }
    try Self.checkRepetitions(parameters)
    self.init(parameters)
  }

  private static func checkRepetitions(_ parameters: [Parameter]) throws(SearchError) {
    let counts = parameters.count { if case .count = $0 { true } else { false } }
    let sorts = parameters.count { if case .sort = $0 { true } else { false } }
    if counts > 1 { throw SearchError(parameter: "_count", reason: .repeated) }
    if sorts > 1 { throw SearchError(parameter: "_sort", reason: .repeated) }
  }
}

extension SearchParameters.Parameter {
  init(name whole: String, value: String) throws(SearchError) {
    let parts = whole.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    let modifier = parts.count > 1 ? String(parts[1]) : ""
    func wrong(_ reason: SearchError.Reason) -> SearchError { SearchError(parameter: name, reason: reason) }

    if let string = SearchParameters.strings[name] {
      guard let modifier = SearchText.Modifier(rawValue: modifier) else { throw wrong(.modifier) }
      self = string(try Self.values(value, name).map { SearchText($0, modifier) })
      return
    }
    guard SearchParameters.names.contains(name) else {
      self = .unknown(whole, value)
      return
    }
    let isReference = name == "patient" || name == "practitioner-role"
    guard modifier.isEmpty || (isReference && ["Patient", "PractitionerRole"].contains(modifier)) else {
      throw wrong(.modifier)
    }
    switch name {
    case "identifier": self = .identifier(try Self.tokens(value, name))
    case "status": self = .status(try Self.tokens(value, name))
    case "code": self = .code(try Self.tokens(value, name))
    case "_id": self = .id(try Self.values(value, name))
    case "_lastUpdated": self = .lastUpdated(try Self.date(value, name))
    case "birthdate": self = .birthDate(try Self.date(value, name))
    case "scadenza": self = .expiry(try Self.date(value, name))
    case "patient": self = .patient(try Self.references(value, name, .patient))
    case "practitioner-role": self = .medico(try Self.references(value, name, .practitionerRole))
    case "active":
      guard let flag = Bool(value) else { throw wrong(.value) }
      self = .active(flag)
    case "_count":
      guard value.utf8.count <= 9, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let count = Int(value)
      else { throw wrong(.value) }
      self = .count(count)
    case "_sort":
      self = .sort(
        try Self.values(value, name).map { key in
          SearchSort(key.hasPrefix("-") ? String(key.dropFirst()) : key, isDescending: key.hasPrefix("-"))
        })
    default: self = .unknown(whole, value)
    }
  }

  /// The values between commas, a backslash before a comma that belongs to the value.
  private static func values(_ text: String, _ name: String) throws(SearchError) -> [String] {
    var values = [""]
    var isEscaped = false
    for character in text {
      switch (isEscaped, character) {
      case (false, "\\"): isEscaped = true
      case (false, ","): values.append("")
      case (true, _), (false, _):
        values[values.count - 1].append(character)
        isEscaped = false
      }
    }
    guard !isEscaped, values.allSatisfy({ !$0.isEmpty }) else {
      throw SearchError(parameter: name, reason: .value)
    }
    guard values.count <= SearchParameters.limit else {
      throw SearchError(parameter: name, reason: .tooMany)
    }
    return values
  }

  private static func tokens(_ text: String, _ name: String) throws(SearchError) -> [SearchToken] {
    try values(text, name).map { value throws(SearchError) in
      guard let token = SearchToken(value) else { throw SearchError(parameter: name, reason: .value) }
      return token
    }
  }

  /// A date; a plus of its offset that nobody escaped came as a blank, which no date holds.
  private static func date(_ text: String, _ name: String) throws(SearchError) -> SearchDate {
    let written = String(text.map { $0 == " " ? "+" : $0 })
    guard let date = SearchDate(written) else { throw SearchError(parameter: name, reason: .value) }
    return date
  }

  /// Ids, bare or behind their type.
  private static func references(
    _ text: String, _ name: String, _ type: ResourceType
  ) throws(SearchError) -> [String] {
    try values(text, name).map { value throws(SearchError) in
      if !value.contains("/") { return value }
      guard let id = Element.id(inReference: value, type) else {
        throw SearchError(parameter: name, reason: .value)
      }
      return id
    }
  }
}
