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
        parameters: ServedParameter.declared(for: type), conditionalCreate: type.isCreatable,
        operations: type == .patient ? [String(MEFListOperation.name.dropFirst())] : [])
    }
    // A card is no resource that is served: only codes of it are handed over.
    let cards = CapabilityResource.Resource(
      "Device", [], operations: [HandOverRequest.operationName])
    let statement = CapabilityResource(
      software: "anagrafe", date: try today(), resources: resources + (issuing == nil ? [] : [cards]),
      suspensions: calendar)
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
    throw Self.fault(of: stop, at: now, text: "Registro sospeso per manutenzione")
  }

  /// Takes nothing in that was confirmed before a stop of its kind began and comes while that stop holds: it is to be
  /// sent again when the stop is over.
  ///
  /// What was confirmed during the stop is refused by the rule, as whoever confirmed it had to be told.
  ///
  /// - Throws: 503 with the stop, which is one of some practices only; nothing was taken in.
  func checkKind(of practice: Practice) throws(WireFault) {
    guard let stop = stopOutwaited(by: practice) else { return }
    let announced = calendar.first { $0.suspension == stop } ?? AnnouncedSuspension(stop)
    throw Self.fault(
      of: announced, at: now(), text: "Pratiche di questo tipo sospese: inviare a sospensione finita")
  }

  /// The stop of its kind that a practice waits for: it was confirmed before; `nil` if none holds.
  func stopOutwaited(by practice: Practice) -> Suspension? {
    rules.suspensions.first { stop in
      stop.policy == .blocco && practice.createdAt < stop.start
        && stop.stops(practice.content.kind, at: now(), registryAnswers: true)
    }
  }

  private static func fault(of stop: AnnouncedSuspension, at now: Instant, text: String) -> WireFault {
    let next = stop.suspension.announcedEnds.sorted().first { now < $0 }
    // The announced end is a hint: whoever waited for it would not see an earlier one.
    let wait = min(next.map { $0.milliseconds - now.milliseconds } ?? .max, Self.longestWait)
    let ends = stop.suspension.announcedEnds.sorted().map(\.iso).joined(separator: " / ")
    var fault = WireFault(
      503, "transient", "announced: \(stop.suspension.start.iso) / \(ends)",
      reason: .init(system: "stato-registro", code: "manutenzione"),
      text: text,
      headers: ["Retry-After": String(max(1, (wait + 999) / 1_000))])
    fault.suspensions = [stop]
    return fault
  }

  /// For how long whoever is refused during a stop is asked to wait at most, in milliseconds.
  private static let longestWait = 300_000
}
