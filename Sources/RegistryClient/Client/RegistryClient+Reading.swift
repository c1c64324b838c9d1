public import Domain
import FHIR

extension RegistryClient {
  /// One person by id: `GET /Patient/{id}`.
  ///
  /// - Parameters:
  ///   - id: The registry's id.
  ///   - version: The version that the desk has, as ``RawResource/version`` told it; `nil` reads in any case.
  ///   - role: Whose token to send.
  /// - Returns: The person, or why there is none to tell.
  /// - Throws: ``ReadFailure``, never ``ReadFailure/gone``.
  public func person(
    _ id: Identifier<Assistito>, ifNoneMatch version: String? = nil, role: Role
  ) async throws(ReadFailure) -> Reading<PersonReading> {
    var headers = readHeaders()
    if let version { headers.append("If-None-Match", "W/\"\(version)\"") }
    let exchange = await exchange(
      Request(.get, "Patient/\(PathSegment(id.rawValue).text)", headers: headers), role: role, isFresh: false)
    if exchange.response?.status == 304, version != nil {
      return Reading(.notModified, clock: exchange.clock)
    }
    let record: PersonRecord
    do throws(ReadFailure) {
      record = try PersonRecord(try one(exchange))
    } catch .gone { return Reading(.gone, clock: exchange.clock) }
    if record.assistito.id != id {
      return Reading(.replaced(by: record.assistito.id, record), clock: exchange.clock)
    }
    if let other = record.replacedBy, other != id {
      return Reading(.replaced(by: other, nil), clock: exchange.clock)
    }
    return Reading(record.isActive ? .found(record) : .gone, clock: exchange.clock)
  }

  /// People by code, card or names, at most `limit`.
  ///
  /// Codes travel in the body of a `POST _search` where the registry admits it. Who does not match is left out:
  /// some servers ignore what they do not understand. Records that must not be used any more are left out, too.
  public func people(
    _ query: PersonQuery, limit: Int = 50, role: Role
  ) async throws(ReadFailure) -> Reading<[PersonRecord]> {
    var reading = Reading<[PersonRecord]>([])
    for parameters in query.searches(settings.identifiers) {
      let first = try await discreet(
        .patient, parameters + [.count(limit)], role: role
      ) { resource in (try? PersonRecord(resource)).map { query.admits($0.assistito) } }
      let found = try await rest(of: first, limit: limit, role: role)
      var people: [PersonRecord] = []
      for resource in found.resources {
        let record = try PersonRecord(resource)
        if record.isActive, record.replacedBy == nil, query.admits(record.assistito) { people.append(record) }
      }
      reading = Reading(people, clock: found.exchange.clock, notes: found.notes)
      if !people.isEmpty { break }
    }
    return reading
  }

  /// Everybody for whom something ends until a day: `GET /Patient?scadenza=le…`.
  public func expiries(
    until day: CivilDate, role: Role
  ) async throws(ReadFailure) -> Reading<[PersonRecord]> {
    let found = try await all(.patient, [.expiry(SearchDate(.lessOrEqual, day))], role: role)
    var people: [PersonRecord] = []
    for resource in found.resources { people.append(try PersonRecord(resource)) }
    return Reading(people, clock: found.exchange.clock, notes: found.notes)
  }

  /// The practices of a person, newest first, those not decided included.
  ///
  /// - Parameters:
  ///   - person: Whose practices.
  ///   - onlyPending: Asks for the Tasks with the status `requested` alone, whichever desk or office they come from,
  ///     and leaves out what is decided all the same. The registry tells them whoever may open the person; all of
  ///     them, with `false`, only whoever may see the history.
  ///   - role: Whose token to send.
  /// - Returns: The rows; those of which the registry tells no author have an empty one.
  /// - Throws: ``ReadFailure``.
  public func tasks(
    of person: Identifier<Assistito>, onlyPending: Bool = false, role: Role
  ) async throws(ReadFailure) -> Reading<[HistoryEntry]> {
    let status: [SearchParameters.Parameter] =
      onlyPending ? [.status([SearchToken(value: "requested")])] : []
    let found = try await all(.task, [.patient([person.rawValue])] + status, role: role)
    let entries = found.resources.compactMap { HistoryEntry($0) }
      .filter { !onlyPending || $0.outcome == .pending }
    return Reading(
      entries.sorted { ($0.at, $0.practice) > ($1.at, $1.practice) }, clock: found.exchange.clock,
      notes: found.notes)
  }

  /// What the list of the Sistema TS says of a person: `POST /Patient/{id}/$elenco-mef`.
  ///
  /// - Parameters:
  ///   - person: Of whom.
  ///   - code: The national code of income that is asked for; `nil` for any.
  ///   - role: Whose token to send.
  /// - Returns: The answer of the list, also that it does not answer.
  /// - Throws: ``ReadFailure``; ``ReadFailure/gone`` also from a registry that does not pass the list on. Then nobody
  ///   knows whether the person is on it.
  public func mefList(
    of person: Identifier<Assistito>, code: CodiceEsenzione?, role: Role
  ) async throws(ReadFailure) -> Reading<MEFAnswer> {
    var headers = readHeaders()
    headers.append("Content-Type", Self.resourceContentType)
    let exchange = await exchange(
      Request(
        .post, "Patient/\(PathSegment(person.rawValue).text)/\(MEFListOperation.name)", headers: headers,
        body: MEFListOperation.encode(question: code)), role: role, isFresh: false)
    guard let response = exchange.response, response.status == 200 else {
      let body = AnswerBody(exchange)
      if let status = exchange.response?.status, status == 404 || status == 410 { throw .gone }
      throw exchange.failure(body)
    }
    guard let answer = try? MEFListOperation.answer(response.body) else { throw .unreadable }
    return Reading(answer, clock: exchange.clock)
  }

  /// The resource of a read.
  func one(_ exchange: ExchangeResult) throws(ReadFailure) -> RawResource {
    guard let response = exchange.response, (200...299).contains(response.status),
      let resource = RawResource(response.body[...])
    else {
      let body = AnswerBody(exchange)
      // Some registries tell errors in a form of their own: JSON all the same, unlike a wrong address.
      if let status = exchange.response?.status, status == 404 || status == 410, body == .garbled {
        throw .gone
      }
      throw exchange.failure(body)
    }
    return resource
  }
}

extension PersonRecord {
  /// Reads a Patient.
  ///
  /// - Throws: ``ReadFailure/unreadable``.
  init(_ resource: RawResource) throws(ReadFailure) {
    do throws(FHIRError) {
      let record = try PatientResource.decode(Array(resource.bytes))
      self.init(
        resource: resource, assistito: record.assistito, replacedBy: record.replacedBy,
        isActive: record.isActive, isWhole: record.isWhole, isRestricted: record.meta.isRestricted)
    } catch { throw .unreadable }
  }
}
