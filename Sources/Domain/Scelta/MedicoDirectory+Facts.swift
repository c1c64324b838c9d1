/// What the rules read of the doctors besides the position of the person.
public struct MedicoFacts: Hashable, Sendable {
  /// The medico asked about, with the counters of the directory; `nil` if none was, or there is none.
  public let medico: MedicoView?
  /// The medico in charge; `nil` if none.
  public let currentMedico: Medico?
  /// Whether a PLS with places works in the ambito of the person; `nil` if the ambito is unknown.
  public let pediatricianAvailable: Bool?
  /// Whether another medico of the kind of the current one has places in its ambito; `nil` without one.
  public let otherMedicoAvailable: Bool?
}

extension MedicoDirectory {
  /// What the rules read of the doctors about one person.
  ///
  /// - Parameters:
  ///   - position: The position of the person.
  ///   - medico: The medico asked for; `nil` if none is chosen yet.
  ///   - temporaryCounts: Whether temporary scelte take up permanent places.
  ///   - day: The day on which a scelta would begin.
  /// - Returns: The facts, as the counters of the directory tell them.
  /// - Complexity: O(*n*) in the doctors.
  public func facts(
    of position: Posizione, medico: Identifier<Medico>?, temporaryCounts: Bool, on day: CivilDate
  ) -> MedicoFacts {
    let current = position.activeScelta(on: day).flatMap { self[$0.medico]?.medico }
    let other = current.map { current in
      hasPlaces(current.kind, in: current.ambito, otherThan: current.id, age: nil, temporaryCounts, day)
    }
    let paediatrician = position.territory(on: day).map { territory in
      hasPlaces(
        .pls, in: territory.ambitoPLS, otherThan: nil, age: position.birthDate.age(on: day), temporaryCounts,
        day)
    }
    return MedicoFacts(
      medico: medico.flatMap { self[$0] }, currentMedico: current, pediatricianAvailable: paediatrician,
      otherMedicoAvailable: other)
  }

  private func hasPlaces(
    _ kind: Medico.Kind, in ambito: Identifier<Ambito>, otherThan id: Identifier<Medico>?, age: Int?,
    _ temporaryCounts: Bool, _ day: CivilDate
  ) -> Bool {
    views.contains { view in
      guard view.medico.kind == kind, view.medico.ambito == ambito, view.medico.id != id else { return false }
      let isSmall = (age ?? .max) < 6
      let counter: PlaceCounter = isSmall && view.medico.ceilings.zeroToSix != nil ? .zeroToSix : .permanent
      return Availability(of: view.medico, on: day, temporaryCounts: temporaryCounts).isFree(counter)
    }
  }
}

extension Posizione {
  /// Where the person is looked after: the domicile while it holds, else the residence.
  public func territory(on day: CivilDate) -> Territory? {
    if let domicile, domicile.since <= day, day <= domicile.until ?? day { return domicile.address.territory }
    return residence.territory
  }
}
