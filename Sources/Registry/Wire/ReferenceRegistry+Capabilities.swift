import Domain
import FHIR

extension ReferenceRegistry {
  /// What this registry can do, and when it will stop.
  func capabilities() throws(RegistryFailure) -> Response {
    let resources = ServedType.allCases.map { type in
      var interactions: Set<CapabilityResource.Interaction> = [.read, .search, .history, .versionRead]
      if type.isCreatable { interactions.insert(.create) }
      return CapabilityResource.Resource(
        type.name, interactions,
        parameters: ServedParameter.declared(for: type), conditionalCreate: type.isCreatable)
    }
    let statement = CapabilityResource(
      software: "anagrafe", date: try today(), resources: resources, suspensions: calendar)
    return Response(status: 200, body: statement.bytes)
  }

  /// Refuses everything while a stop of the calendar holds that is not one of some practices only.
  ///
  /// - Throws: 503 with the stop, so that desks which never read of it know what they may do meanwhile.
  func checkService() throws(WireFault) {
    let now = now()
    let stop = calendar.filter(\.suspension.stopsEverything).first { stop in
      switch stop.suspension.phase(at: now) {
      case .closed, .awaited: true
      case .before, .over: false
      }
    }
    guard let stop else { return }
    let next = stop.suspension.announcedEnds.sorted().first { now < $0 }
    // The announced end is a hint: whoever waited for it would not see an earlier one.
    let wait = min(next.map { $0.milliseconds - now.milliseconds } ?? .max, Self.longestWait)
    let ends = stop.suspension.announcedEnds.sorted().map(\.iso).joined(separator: " / ")
    var fault = WireFault(
      503, "transient", "announced: \(stop.suspension.start.iso) / \(ends)",
      reason: .init(system: "stato-registro", code: "manutenzione"),
      text: "Registro sospeso per manutenzione",
      headers: ["Retry-After": String(max(1, (wait + 999) / 1_000))])
    fault.suspensions = [stop]
    throw fault
  }

  /// For how long whoever is refused during a stop is asked to wait at most, in milliseconds.
  private static let longestWait = 300_000
}
