import Domain
import FHIR
import SQLite

extension ReferenceRegistry {
  // MARK: One resource

  func read(
    _ type: ServedType, id: String, _ headers: HeaderFields, _ caller: Caller
  ) throws(WireFault) -> Response {
    try caller.check(Self.interaction(reading: type))
    let found = try wire { () throws(RegistryFailure) in try resource(type, id: id) }
    guard let found, let body = found.bytes(for: caller) else { throw .notFound }
    var response = Response(status: 200, headers: Self.headers(of: found), body: body)
    if let condition = headers["If-None-Match"], Self.names(condition, version: found.version) {
      response.status = 304
      response.body = []
    }
    return response
  }

  func read(
    _ type: ServedType, id: String, version: String, _ caller: Caller
  ) throws(WireFault) -> Response {
    try caller.check(Self.interaction(readingVersionsOf: type))
    let all = try wire { () throws(RegistryFailure) in try versions(type, id: id) }
    guard let found = all.first(where: { String($0.version) == version }),
      let body = Self.bytes(of: found, among: all, for: caller)
    else { throw .notFound }
    return Response(status: 200, headers: Self.headers(of: found), body: body)
  }

  /// The versions of a resource, newest first, all on one page.
  func history(_ type: ServedType, id: String, _ caller: Caller) throws(WireFault) -> Response {
    try caller.check(Self.interaction(readingVersionsOf: type))
    let all = try wire { () throws(RegistryFailure) in try versions(type, id: id) }
    let bodies = all.compactMap { Self.bytes(of: $0, among: all, for: caller) }
    guard !bodies.isEmpty else { throw .notFound }
    let address = link("\(type.name)/\(id)")
    let entries = bodies.enumerated().map { index, body in
      BundleResource.Entry(
        fullURL: address, resource: body[...], method: index == bodies.count - 1 ? "POST" : "PUT")
    }
    let bundle = BundleResource(
      .history, total: entries.count, selfLink: link("\(type.name)/\(id)/_history"), entries: entries)
    return Response(status: 200, body: bundle.bytes)
  }

  /// The bytes of a version; `nil` if the record has been restricted since and the caller may not see it.
  private static func bytes(
    of version: ServedResource, among all: [ServedResource], for caller: Caller
  ) -> [UInt8]? {
    guard let present = all.first, present.masked != nil, version.masked == nil, !caller.seesRestricted else {
      return version.bytes(for: caller)
    }
    return present.place == caller.desk.id.rawValue ? caller.shown(version) : nil
  }

  static func headers(of resource: ServedResource) -> HeaderFields {
    ["ETag": resource.entityTag, "Last-Modified": HTTPDate.text(resource.lastUpdated)]
  }

  /// Whether a list of entity tags names a version; some write it without quotes.
  private static func names(_ condition: String, version: Int) -> Bool {
    condition.split(separator: ",").contains { part in
      var tag = Negotiation.trimmed(part)
      if tag == "*" { return true }
      if tag.hasPrefix("W/") { tag.removeFirst(2) }
      if tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") { tag = String(tag.dropFirst().dropLast()) }
      return tag == String(version)
    }
  }

  /// An address below the base; relative where there is none.
  func link(_ path: String) -> String { base.isEmpty ? path : "\(base)/\(path)" }

  // MARK: Rights

  private static func interaction(reading type: ServedType) -> Interaction {
    switch type {
    case .patient, .episodeOfCare, .consent: .person
    case .auditEvent: .personHistory
    case .coverage: .exemptions
    case .practitionerRole, .group, .location, .organization: .doctors
    case .task: .practices
    }
  }

  private static func interaction(readingVersionsOf type: ServedType) -> Interaction {
    switch type {
    case .patient, .episodeOfCare, .consent, .auditEvent: .personHistory
    case .coverage: .exemptionHistory
    case .practitionerRole, .group, .location, .organization: .doctors
    case .task: .practices
    }
  }

  // MARK: Many resources

  /// One page of a search, the first or the one that a link names.
  func search(
    _ type: ServedType, _ parameters: SearchParameters, _ caller: Caller, isStrict: Bool,
    _ timing: PersonaDifferences.Timing
  ) throws(WireFault) -> Response {
    var page: PageLink?
    var parameters = parameters
    if let text = parameters.other(PageLink.parameter) {
      let link = try PageLink(text, of: type, secrets.pages)
      parameters = try Self.parameters(link.parameters)
      page = link
      if let life = timing.pageLife, link.since + life < now().milliseconds {
        throw WireFault(timing.pageGoneStatus, "not-found", "the pages of this search are gone")
      }
    }
    var query = try SearchQuery(type, parameters, isStrict: isStrict)
    if timing.searchLag > 0 {
      query.conditions.append(.writtenBefore(now().milliseconds - timing.searchLag))
    }
    try caller.check(query.interaction)
    let desk = query.isOwnPracticesOnly && !caller.may(.personHistory) ? caller.desk.id.rawValue : nil
    guard query.count > 0 else { return try counted(query, desk: desk) }
    let plan = SearchPlan(query, after: page?.position, desk: desk)
    let (entries, end) = try wire { () throws(RegistryFailure) in try self.entries(plan, query, caller) }
    var bundle = BundleResource(.searchset, selfLink: link(selfPath(query, page)), entries: entries)
    if let end {
      let next = PageLink(
        since: page?.since ?? now().milliseconds, type: type, parameters: query.used.query, position: end)
      bundle.nextLink = link("\(type.name)?\(PageLink.parameter)=\(next.sealed(secrets.pages))")
    } else if page == nil {
      bundle.total = entries.count
    }
    return Response(status: 200, body: bundle.bytes)
  }

  /// Reads the parameters of a query.
  ///
  /// - Throws: 400, naming the parameter.
  static func parameters(_ query: String?) throws(WireFault) -> SearchParameters {
    do { return try SearchParameters(query: query) } catch { throw WireFault(error) }
  }

  /// Codes and names do not stand in links, which servers on the way write down.
  private func selfPath(_ query: SearchQuery, _ page: PageLink?) -> String {
    let shown = SearchParameters(query.used.parameters.filter { !$0.isPersonal })
    return shown.parameters.isEmpty || page != nil ? query.type.name : "\(query.type.name)?\(shown.query)"
  }

  private func counted(_ query: SearchQuery, desk: String?) throws(WireFault) -> Response {
    let (sql, values) = SearchPlan.counting(query, desk: desk)
    let total = try wire { () throws(RegistryFailure) in
      try storing { () throws(SQLiteError) in try database.first(sql, values) { $0.int(0) } ?? 0 }
    }
    return Response(
      status: 200,
      body: BundleResource(.searchset, total: total, selfLink: link(selfPath(query, nil))).bytes)
  }

  /// The entries of a page, and where it ends; `nil` for the last one.
  private func entries(
    _ plan: SearchPlan, _ query: SearchQuery, _ caller: Caller
  ) throws(RegistryFailure) -> (entries: [BundleResource.Entry], end: SearchPlan.Position?) {
    var entries: [BundleResource.Entry] = []
    entries.reserveCapacity(query.count)
    var end: SearchPlan.Position = []
    var read = 0
    var hasMore = false
    let prefix = link("\(query.type.name)/")
    var isDamaged = false
    try storing { () throws(SQLiteError) in
      try database.each(plan.sql, plan.values) { row in
        guard read < query.count else {
          hasMore = true
          return false
        }
        read += 1
        if read == query.count { end = Self.position(plan, row) }
        guard let served = served(query.type, row) else {
          isDamaged = true
          return false
        }
        if let resource = served.bytes(for: caller) {
          entries.append(BundleResource.Entry(fullURL: prefix + row.text(1), resource: resource[...]))
        }
        return true
      }
    }
    if isDamaged { throw .damaged }
    return (entries, hasMore ? end : nil)
  }

  private static func position(_ plan: SearchPlan, _ row: borrowing Row) -> SearchPlan.Position {
    var position: SearchPlan.Position = []
    for (index, kind) in plan.keys.enumerated() {
      let column = SearchPlan.columnCount + Int32(index)
      switch kind {
      case .integer: position.append(.integer(row.int(column)))
      case .text: position.append(.text(row.text(column)))
      }
    }
    return position
  }
}

extension SearchQuery {
  /// What the caller must be allowed to do.
  var interaction: Interaction {
    switch type {
    case .patient:
      if namesOne { return .person }
      return conditions.contains { if case .ends = $0 { true } else { false } } ? .expiries : .people
    case .practitionerRole, .group, .location, .organization: return .doctors
    case .episodeOfCare, .consent: return namesOne || namesPerson ? .person : .people
    case .auditEvent: return .personHistory
    case .coverage: return namesOne || namesPerson ? .exemptions : .exemptionsOfAll
    case .task:
      if namesOne || !namesPerson { return .practices }
      return conditions.contains(.statuses(["requested"])) ? .pendingOfPerson : .personHistory
    }
  }

  /// Whether practices are listed, instead of asked for one by one.
  var isOwnPracticesOnly: Bool { type == .task && !namesOne && !namesPerson }

  private var namesOne: Bool {
    conditions.contains {
      switch $0 {
      case .ids, .identifiers: true
      case .changed, .writtenBefore, .family, .given, .name, .birth, .ends, .people, .statuses, .codes,
        .places:
        false
      }
    }
  }

  /// Whether only few can be found: one resource, or what concerns one person.
  var isSelective: Bool { namesOne || namesPerson }

  private var namesPerson: Bool {
    conditions.contains { if case .people = $0 { true } else { false } }
  }
}

extension SearchParameters {
  /// The value of a parameter that only this registry knows.
  func other(_ name: String) -> String? {
    parameters.lazy.compactMap { if case .unknown(name, let value) = $0 { value } else { nil } }.first
  }
}

extension SearchParameters.Parameter {
  /// Whether the value may tell whom somebody looked for.
  fileprivate var isPersonal: Bool {
    switch self {
    case .identifier, .family, .given, .name, .birthDate, .unknown: true
    case .id, .lastUpdated, .status, .code, .patient, .medico, .active, .expiry, .count, .sort: false
    }
  }
}
