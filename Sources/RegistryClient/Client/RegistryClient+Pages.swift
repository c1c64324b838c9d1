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
  ///   - role: Whose token to send.
  /// - Returns: A page, or the order to begin again.
  /// - Throws: ``ReadFailure``; the watermark must then stay where it is.
  public func page(
    _ type: PulledType, since: Instant?, count: Int = 200, next: PageLink? = nil, role: Role
  ) async throws(ReadFailure) -> Reading<PageReading> {
    let request: Request
    if let next {
      request = Request(.get, next.path, query: next.query, headers: readHeaders())
    } else {
      // Written with Z: the plus of an offset is a blank to some servers.
      let from = since.map { [SearchParameters.Parameter.unknown("_lastUpdated", "ge\($0.iso)")] } ?? []
      let query = SearchParameters(from + [.sort([.lastUpdated]), .count(count)]).query
      request = Request(.get, type.rawValue, query: query, headers: readHeaders())
    }
    let exchange = await exchange(request, role: role, isFresh: false)
    if next != nil, let status = exchange.response?.status, status == 404 || status == 410 {
      return Reading(.restart, clock: exchange.clock)
    }
    let found = try found(exchange)
    let resources = found.resources.filter { $0.type == type.rawValue }
    // A page that leads to itself would be read for ever.
    let following = found.next == next ? nil : found.next
    return Reading(
      .page(Page(resources: resources, next: following, serverDate: exchange.serverDate)),
      clock: exchange.clock, notes: found.notes)
  }
}
