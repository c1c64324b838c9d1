public import Domain
import FHIR

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

extension RegistryClient {
  /// Every medico, with the counters of today where the registry tells them; by surname and name.
  public func medici(role: Role) async throws(ReadFailure) -> Reading<[Medico]> {
    let roles = try await all(.practitionerRole, role: role)
    let panels = try await all(.group, role: role)
    var byMedico: [Identifier<Medico>: PanelResource.Record] = [:]
    for resource in panels.resources {
      // Groups of another kind are none of ours.
      guard let panel = try? PanelResource.decode(Array(resource.bytes)) else { continue }
      byMedico[panel.medico] = panel
    }
    var medici: [Medico] = []
    for resource in roles.resources {
      let medico = try Medico(resource)
      medici.append(byMedico[medico.id]?.applied(to: medico) ?? medico)
    }
    return Reading(
      medici.sorted { ($0.surname, $0.name, $0.id) < ($1.surname, $1.name, $1.id) },
      clock: panels.exchange.clock, notes: roles.notes + panels.notes)
  }

  /// One medico, with the counters of this moment: `nil` counters if the registry does not tell them.
  ///
  /// - Throws: ``ReadFailure/gone`` if there is none.
  public func medico(
    _ id: Identifier<Medico>, role: Role
  ) async throws(ReadFailure) -> Reading<Medico> {
    let path = "PractitionerRole/\(PathSegment(id.rawValue).text)"
    let exchange = await exchange(
      Request(.get, path, headers: readHeaders()), role: role, isFresh: false)
    var medico = try Medico(try one(exchange))
    let panels = try await all(
      .group, [.unknown("managing-entity", "PractitionerRole/\(id.rawValue)")], role: role)
    let panel = panels.resources.lazy.compactMap { try? PanelResource.decode(Array($0.bytes)) }
      .first { $0.medico == id }
    if let panel { medico = panel.applied(to: medico) } else { medico.load = nil }
    return Reading(medico, clock: exchange.clock, notes: panels.notes)
  }

  /// The ambiti and distretti, by id.
  public func places(role: Role) async throws(ReadFailure) -> Reading<Places> {
    let locations = try await all(.location, role: role)
    let organizations = try await all(.organization, role: role)
    let ambiti = locations.resources.compactMap { try? PlaceResource.decodeAmbito(Array($0.bytes)) }
    let distretti = organizations.resources.compactMap {
      try? PlaceResource.decodeDistretto(Array($0.bytes))
    }
    return Reading(
      Places(ambiti: ambiti.sorted { $0.id < $1.id }, distretti: distretti.sorted { $0.id < $1.id }),
      clock: organizations.exchange.clock, notes: locations.notes + organizations.notes)
  }
}

extension Medico {
  fileprivate init(_ resource: RawResource) throws(ReadFailure) {
    do throws(FHIRError) {
      self = try MedicoResource.decode(Array(resource.bytes)).medico
    } catch { throw .unreadable }
  }
}
