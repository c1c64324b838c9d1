import Domain
public import FHIR
import SQLite

extension ReferenceRegistry {
  /// The largest body that is read, in bytes.
  public static let bodyLimit = 8 << 20

  /// Answers one request of the FHIR interface, with everything it brings about in one transaction.
  ///
  /// Total: what goes wrong is told as an OperationOutcome with its status. The paths are those below the
  /// base, the same that a server in front of this registry passes on.
  public func exchange(_ request: Request) async -> Response {
    if let delay { await delay() }
    return await finished(exchange(request, PersonaDifferences.Timing()))
  }

  /// Answers one request in the given order of things.
  func exchange(_ request: Request, _ timing: PersonaDifferences.Timing) -> Response {
    var response: Response
    do throws(WireFault) {
      response = try answer(request, timing)
    } catch {
      response = Response(error)
    }
    if !response.body.isEmpty { response.headers["Content-Type"] = "application/fhir+json;charset=utf-8" }
    response.headers["Date"] = HTTPDate.text(now())
    response.headers["Cache-Control"] = "no-store"
    if let id = request.headers["X-Request-ID"], id.utf8.count <= 128 {
      response.headers["X-Request-ID"] = id
    }
    if request.method == .head { response.body = [] }
    return response
  }

  private func answer(
    _ request: Request, _ timing: PersonaDifferences.Timing
  ) throws(WireFault) -> Response {
    guard request.body.count <= Self.bodyLimit else { throw .tooLarge }
    issuing?.dropOverdue(at: now())
    try checkService()
    let route = try Route(request)
    var parameters = try Self.parameters(request.query)
    if case .searchForm = route {
      let negotiation = try Negotiation(request, route, format: parameters.other("_format"))
      do { parameters.parameters += try SearchParameters(form: request.body).parameters } catch {
        throw WireFault(error)
      }
      return try searched(route, parameters, caller(request), negotiation, timing)
    }
    if case .capabilities = route {
      _ = try Negotiation(request, route, format: parameters.other("_format"))
      return try wire { () throws(RegistryFailure) in try capabilities() }
    }
    let caller = try caller(request)
    let negotiation = try Negotiation(request, route, format: parameters.other("_format"))
    try wire { () throws(RegistryFailure) in try catchUp() }
    switch route {
    case .capabilities, .search, .searchForm:
      return try searched(route, parameters, caller, negotiation, timing)
    case .read(let type, let id): return try read(type, id: id, request.headers, caller)
    case .history(let type, let id): return try history(type, id: id, caller)
    case .version(let type, let id, let version): return try read(type, id: id, version: version, caller)
    case .create(.task): return try createTask(request, caller, negotiation, timing)
    case .handOver(let card): return try handOverCodes(request, card: card, caller)
    case .create(.consent): return try createConsent(request, caller, negotiation)
    case .create: throw .methodNotAllowed("GET, HEAD")
    case .mefList(let id): return try mefList(of: id, request.body, caller)
    }
  }

  private func searched(
    _ route: Route, _ parameters: SearchParameters, _ caller: Caller, _ negotiation: Negotiation,
    _ timing: PersonaDifferences.Timing
  ) throws(WireFault) -> Response {
    switch route {
    case .search(let type), .searchForm(let type):
      try wire { () throws(RegistryFailure) in try catchUp() }
      return try search(type, parameters, caller, isStrict: negotiation.isStrict, timing)
    case .capabilities, .read, .history, .version, .create, .handOver, .mefList: throw .unknownType
    }
  }

  /// The caller behind the token of a request.
  ///
  /// - Throws: 401 without a token, or with one that opens nothing now.
  private func caller(_ request: Request) throws(WireFault) -> Caller {
    let fields = request.headers.values("Authorization")
    guard fields.count == 1, let field = fields.first else { throw .login }
    let parts = field.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .login }
    let text = String(parts[1])
    let token = try wire { () throws(RegistryFailure) in try self.token(text) }
    guard let token, token.isValid(at: now()) else { throw .expiredToken }
    return Caller(desk: token.desk, role: token.role, profile: profile, isDemo: isDemo)
  }

  /// Runs `body`; a failure of the storage is an error of the server, told without its details.
  func wire<Result>(_ body: () throws(RegistryFailure) -> Result) throws(WireFault) -> Result {
    do { return try body() } catch {
      throw WireFault(500, "exception", "the registry cannot read or write its file")
    }
  }

  /// Runs `body` in one transaction; nothing is written if it throws.
  func writing<Result>(_ body: () throws(WireFault) -> Result) throws(WireFault) -> Result {
    try database.inTransaction(body)
  }
}
