import Domain
import Terminal

/// Doctors as rows: of the look-up in a scelta and of the list of places.
enum MedicoRows {
  /// One row under the field `medico`: name, kind, ambito, places, association.
  static func row(_ view: MedicoView, _ scene: Scene) -> Row {
    let medico = view.medico
    return Row(
      id: RowID(rawValue: medico.id.rawValue),
      cells: [
        name(medico), medico.kind.word(scene), view.ambito?.name ?? medico.ambito.rawValue,
        places(Availability(of: medico, on: scene.today).permanent), medico.association?.name ?? "",
      ])
  }

  /// One row of the screen `ME`, with the places of every counter.
  static func fullRow(_ view: MedicoView, _ scene: Scene) -> Row {
    let medico = view.medico
    let availability = Availability(of: medico, on: scene.today)
    return Row(
      id: RowID(rawValue: medico.id.rawValue),
      cells: [
        name(medico), medico.kind.word(scene), view.ambito?.name ?? medico.ambito.rawValue,
        places(availability.permanent), places(availability.reunion), places(availability.temporary),
        medico.kind == .pls ? places(availability.zeroToSix) : "",
      ])
  }

  /// Surname and name.
  static func name(_ medico: Medico) -> String { "\(medico.surname) \(medico.name)" }

  /// How many places, `?` for unknown and `∞` for no ceiling.
  static func places(_ places: Availability.Places) -> String {
    switch places {
    case .unknown: "?"
    case .unlimited: "-"
    case .free(let count): "\(max(0, count))"
    }
  }
}
