import Domain
import FHIR

/// What one answer to a search, or to a read, brought.
struct Found {
  var resources: [RawResource]
  var next: PageLink?
  /// How many resources there are on all pages; `nil` if it was not told.
  var total: Int?
  let exchange: ExchangeResult
  let notes: [WireNote]
}

extension RegistryClient {
  /// Asks for a Bundle.
  ///
  /// - Throws: ``ReadFailure`` unless a whole Bundle came.
  func bundle(_ request: Request, role: Role) async throws(ReadFailure) -> Found {
    let exchange = await exchange(request, role: role, isFresh: false)
    return try found(exchange)
  }

  func found(_ exchange: ExchangeResult) throws(ReadFailure) -> Found {
    guard let response = exchange.response, (200...299).contains(response.status),
      let bundle = try? BundleResource(response.body)
    else { throw exchange.failure(AnswerBody(exchange)) }
    var next: PageLink?
    if let text = bundle.nextLink {
      next = PageLink(text, base: base)
      // A link elsewhere would carry the token elsewhere.
      if next == nil { throw .misconfigured(code: "next-link") }
    }
    var resources: [RawResource] = []
    var notes: [WireNote] = []
    resources.reserveCapacity(bundle.entries.count)
    for entry in bundle.entries {
      guard let bytes = entry.resource, let head = ResourceHead(bytes) else { continue }
      if head.type == ResourceType.operationOutcome.rawValue {
        notes += AnswerBody.notes(ofOutcome: bytes)
      } else if entry.isMatch, let resource = RawResource(head, bytes) {
        resources.append(resource)
      }
    }
    return Found(resources: resources, next: next, total: bundle.total, exchange: exchange, notes: notes)
  }

  /// Every resource of a search that carries no personal data, page after page.
  ///
  /// - Parameters:
  ///   - type: What to search for.
  ///   - parameters: What narrows the search.
  ///   - count: How many to ask for at once.
  ///   - limit: After how many resources to stop.
  ///   - role: Whose token to send.
  /// - Returns: The resources of all pages, without a next one.
  /// - Throws: ``ReadFailure``, of any page.
  func all(
    _ type: ResourceType, _ parameters: [SearchParameters.Parameter] = [], count: Int = 200,
    limit: Int = .max, role: Role
  ) async throws(ReadFailure) -> Found {
    let query = SearchParameters(parameters + [.count(count)]).query
    let request = Request(.get, type.rawValue, query: query, headers: readHeaders())
    return try await rest(of: try await first(request, role: role), limit: limit, role: role)
  }

  /// The first page of a search: a type that is not there stands for a wrong address, not for one that is gone.
  private func first(_ request: Request, role: Role) async throws(ReadFailure) -> Found {
    let exchange = await exchange(request, role: role, isFresh: false)
    return try firstFound(exchange)
  }

  private func firstFound(_ exchange: ExchangeResult) throws(ReadFailure) -> Found {
    do throws(ReadFailure) { return try found(exchange) } catch .gone {
      throw .misconfigured(code: exchange.response.map { "\($0.status)" } ?? "")
    }
  }

  /// A first page with those that follow it, up to a limit.
  func rest(of first: Found, limit: Int, role: Role) async throws(ReadFailure) -> Found {
    var found = first
    var seen: Set<PageLink> = []
    while let next = found.next, found.resources.count < limit {
      // A registry that leads in a circle has told everything.
      guard seen.insert(next).inserted else { break }
      let page = try await bundle(
        Request(.get, next.path, query: next.query, headers: readHeaders()), role: role)
      found.resources += page.resources
      found.next = page.next
    }
    found.next = nil
    found.resources = Array(found.resources.prefix(limit))
    return found
  }

  /// The first page of a search whose parameters name a person.
  ///
  /// The ways of searching are tried from the most discreet on. A way is given up for a less discreet one only if the
  /// registry refuses it, or if it answers with other people above all: some servers ignore a form without a word. A
  /// record that cannot be read proves nothing. The way that works is remembered, but codes never go on travelling in
  /// plain view because of one odd answer.
  ///
  /// - Parameters:
  ///   - type: What to search for.
  ///   - parameters: Whom to search for.
  ///   - role: Whose token to send.
  ///   - matches: Whether a resource is what was searched for; `nil` if it cannot be read.
  /// - Returns: What matches on the first page, and the next one.
  /// - Throws: ``ReadFailure``, of the last way tried; ``ReadFailure/unreadable`` if all that came cannot be read.
  func discreet(
    _ type: ResourceType, _ parameters: [SearchParameters.Parameter], role: Role,
    matches: (RawResource) -> Bool?
  ) async throws(ReadFailure) -> Found {
    var styles = styles[...]
    var isIgnored = false
    while let style = styles.popFirst() {
      let exchange = await exchange(search(type, parameters, style), role: role, isFresh: false)
      if let status = exchange.response?.status, Self.refusesStyle(status), !styles.isEmpty { continue }
      var found = try firstFound(exchange)
      let verdicts = found.resources.map(matches)
      found.resources = zip(found.resources, verdicts).filter { $1 == true }.map(\.0)
      if verdicts.count(where: { $0 == false }) > found.resources.count, !styles.isEmpty {
        isIgnored = true
        continue
      }
      if found.resources.isEmpty, verdicts.contains(nil) { throw .unreadable }
      let isProved = verdicts.allSatisfy { $0 == true } && !(style == .get && isIgnored)
      if isProved { learned.style = style }
      return found
    }
    throw .misconfigured(code: "search")
  }

  /// The ways of searching that are left to try, in order.
  private var styles: [SearchStyle] {
    if let style = settings.search ?? learned.style { return [style] }
    return settings.admitsCodesInURL ? [.form, .postedURL, .get] : [.form]
  }

  private static func refusesStyle(_ status: Int) -> Bool { [400, 404, 405, 406, 415, 501].contains(status) }

  private func search(
    _ type: ResourceType, _ parameters: [SearchParameters.Parameter], _ style: SearchStyle
  ) -> Request {
    let query = SearchParameters(parameters).query
    var headers = readHeaders()
    switch style {
    case .form:
      headers.append("Content-Type", "application/x-www-form-urlencoded")
      return Request(.post, "\(type.rawValue)/_search", headers: headers, body: Array(query.utf8))
    case .postedURL:
      headers.append("Content-Type", "application/x-www-form-urlencoded")
      return Request(.post, "\(type.rawValue)/_search", query: query, headers: headers)
    case .get: return Request(.get, type.rawValue, query: query, headers: headers)
    }
  }
}
