import Domain
import FHIR

extension RegistryClient {
  /// What the registry says of itself: `GET /metadata`, without token.
  ///
  /// A registry that has no such page, or refuses to show it, is assumed to offer the floor.
  ///
  /// - Throws: What keeps it from answering at all; the floor, or what was told before, then stays.
  public func capability() async throws(ReadFailure) -> Reading<RegistryCapability> {
    let exchange = await exchange(Request(.get, "metadata", headers: readHeaders()), isFresh: false)
    let body = AnswerBody(exchange)
    guard let response = exchange.response else { throw exchange.failure(body) }
    switch (response.status, body) {
    case (200...299, .resource):
      guard let statement = try? CapabilityResource(response.body) else { throw .unreadable }
      return Reading(RegistryCapability(statement), clock: exchange.clock)
    case (400...499, _) where Self.isAbsence(response.status):
      return Reading(.floor, clock: exchange.clock)
    case (_, _): throw exchange.failure(body)
    }
  }

  /// Asks something harmless, without token, to learn whether the registry serves.
  ///
  /// Whoever answers as a registry does, even to refuse, serves. One that has no statement may say so whether it
  /// serves or not: it is asked how many practices there are, which nobody without a token learns.
  ///
  /// - Throws: What keeps it from serving.
  public func probe() async throws(ReadFailure) -> Reading<Void> {
    let first = await exchange(Request(.get, "metadata", headers: readHeaders()), isFresh: false)
    guard let status = first.response?.status, Self.isAbsence(status), !Self.asksForToken(status) else {
      return try Self.presence(first)
    }
    let question = Request(.get, "Task", query: "_summary=count", headers: readHeaders())
    return try Self.presence(await exchange(question, isFresh: false))
  }

  private static func presence(_ exchange: ExchangeResult) throws(ReadFailure) -> Reading<Void> {
    let body = AnswerBody(exchange)
    guard let response = exchange.response else { throw exchange.failure(body) }
    switch (response.status, body) {
    case (200...299, .resource), (200...299, .outcome), (200...299, .bundle):
      return Reading((), clock: exchange.clock)
    case (400...499, _) where isAbsence(response.status): return Reading((), clock: exchange.clock)
    case (_, _): throw exchange.failure(body)
    }
  }

  private static func asksForToken(_ status: Int) -> Bool { status == 401 || status == 403 }

  /// Whether a status says that there is no such page, or not for everybody.
  private static func isAbsence(_ status: Int) -> Bool {
    [400, 401, 403, 404, 405, 406, 410].contains(status)
  }
}

extension RegistryCapability {
  fileprivate init(_ statement: CapabilityResource) {
    let hasHistory = statement.resources.contains { $0.interactions.contains(.history) }
    self.init(
      level: hasHistory ? .history : .floor, identifiers: statement.generation,
      suspensions: statement.suspensions,
      hasMEFList: statement.resource(.patient)?.operations.contains { "$" + $0 == MEFListOperation.name }
        ?? false)
  }
}
