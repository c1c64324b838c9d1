public import Domain
import FHIR

extension RegistryClient {
  /// One page of a pull, in the order of change.
  ///
  /// - Parameters:
  ///   - type: What to read.
  ///   - since: From which change on, by the registry's clock; `nil` for everything.
  ///   - count: How many at most; the registry may give fewer.
  ///   - next: The way that the page before told; `nil` for the first.
  ///   - desk: Whose practices alone are wanted; a registry that does not know how to tell them apart tells all.
  ///   - role: Whose token to send.
  /// - Returns: A page, or the order to begin again.
  /// - Throws: ``ReadFailure``; the watermark must then stay where it is.
  public func page(
    _ type: PulledType, since: Instant?, count: Int = 200, next: PageLink? = nil,
    desk: Identifier<Desk>? = nil, role: Role
  ) async throws(ReadFailure) -> Reading<PageReading> {
    // Written with Z: the plus of an offset is a blank to some servers.
    let from = since.map { [SearchParameters.Parameter.unknown("_lastUpdated", "ge\($0.iso)")] } ?? []
    let usual = from + [.sort([.lastUpdated]), .count(count)]
    let own = learned.refusesDesk ? nil : desk.map { [.unknown(Self.deskParameter, $0.rawValue)] + usual }
    var exchange: ExchangeResult
    if let next {
      exchange = await self.exchange(
        Request(.get, next.path, query: next.query, headers: readHeaders()), role: role, isFresh: false)
    } else {
      exchange = await self.exchange(first(type, own ?? usual), role: role, isFresh: false)
      if own != nil, exchange.response?.status == 400 {
        // The parameter is not of the standard: strict registries refuse it.
        exchange = await self.exchange(first(type, usual), role: role, isFresh: false)
        if let status = exchange.response?.status, (200...299).contains(status) { learned.refusesDesk = true }
      }
    }
    if next != nil, let status = exchange.response?.status, status == 404 || status == 410 {
      return Reading(.restart, clock: exchange.clock)
    }
    let found = try found(exchange)
    let resources = found.resources.filter { $0.type == type.rawValue }
    // A page that leads to itself would be read for ever.
    let following = found.next == next ? nil : found.next
    return Reading(
      .page(
        Page(
          resources: resources, next: following, serverDate: exchange.serverDate, total: found.total)),
      clock: exchange.clock, notes: found.notes)
  }

  /// By which practices are searched that came from one desk.
  static let deskParameter = "postazione"

  private func first(_ type: PulledType, _ parameters: [SearchParameters.Parameter]) -> Request {
    Request(.get, type.rawValue, query: SearchParameters(parameters).query, headers: readHeaders())
  }
}
