public import Domain

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
  ) async throws(ReadFailure) -> Reading<PersonReading> { throw .unreadable }

  /// People by code, card or names, at most `limit`.
  ///
  /// Codes travel in the body of a `POST _search` where the registry admits it. Who does not match is left out:
  /// some servers ignore what they do not understand.
  public func people(
    _ query: PersonQuery, limit: Int = 50, role: Role
  ) async throws(ReadFailure) -> Reading<[PersonRecord]> { throw .unreadable }

  /// Everybody for whom something ends until a day: `GET /Patient?scadenza=le…`.
  public func expiries(
    until day: CivilDate, role: Role
  ) async throws(ReadFailure) -> Reading<[PersonRecord]> { throw .unreadable }

  /// Every medico, with the counters of today where the registry tells them.
  public func medici(role: Role) async throws(ReadFailure) -> Reading<[Medico]> { throw .unreadable }

  /// One medico, with the counters of today.
  ///
  /// - Throws: ``ReadFailure/gone`` if there is none.
  public func medico(
    _ id: Identifier<Medico>, role: Role
  ) async throws(ReadFailure) -> Reading<Medico> { throw .unreadable }

  /// The ambiti and distretti.
  public func places(role: Role) async throws(ReadFailure) -> Reading<Places> { throw .unreadable }

  /// The practices of a person, newest first, those not decided included.
  public func tasks(
    of person: Identifier<Assistito>, role: Role
  ) async throws(ReadFailure) -> Reading<[HistoryEntry]> { throw .unreadable }

  /// One page of a pull, in the order of change.
  ///
  /// - Parameters:
  ///   - type: What to read.
  ///   - since: From which change on, by the registry's clock; `nil` for everything.
  ///   - count: How many at most; the registry may give fewer.
  ///   - next: The way that the page before told; `nil` for the first.
  ///   - role: Whose token to send.
  /// - Returns: A page, or the order to begin again.
  /// - Throws: ``ReadFailure``; the watermark must then stay where it is.
  public func page(
    _ type: PulledType, since: Instant?, count: Int = 200, next: PageLink? = nil, role: Role
  ) async throws(ReadFailure) -> Reading<PageReading> { throw .unreadable }
}

/// The territory of the registry.
public struct Places: Hashable, Sendable {
  /// The ambiti, by id.
  public let ambiti: [Ambito]
  /// The distretti, by id.
  public let distretti: [Distretto]

  /// Gathers the parts; nothing is checked.
  public init(ambiti: [Ambito], distretti: [Distretto]) {
    self.ambiti = ambiti
    self.distretti = distretti
  }
}
