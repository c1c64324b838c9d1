public import Domain
import SQLite

extension ReferenceRegistry {
  /// Doctors with the counters of this moment, by surname and name.
  package func medici(_ query: MedicoQuery) throws(RegistryFailure) -> [MedicoView] {
    try catchUp()
    return MedicoDirectory(try everyMedico()).matching(query)
  }

  /// Every doctor with the counters as they stand, without letting days pass.
  func everyMedico() throws(RegistryFailure) -> [MedicoView] {
    let directory = try loadedDirectory()
    let loads = try loads()
    return directory.medici.values.map { medico in
      var medico = medico
      medico.load = loads[medico.id]
      return MedicoView(medico: medico, ambito: directory.ambiti[medico.ambito])
    }
  }

  /// A doctor with the counters of this moment; `nil` if there is none with this id.
  public func medico(_ id: Identifier<Medico>) throws(RegistryFailure) -> MedicoView? {
    let directory = try loadedDirectory()
    guard var medico = directory.medici[id] else { return nil }
    medico.load = try loads(id)[id]
    return MedicoView(medico: medico, ambito: directory.ambiti[medico.ambito])
  }

  /// The doctors who count for the facts of a position: the one asked for, the present one, and all of the
  /// ambiti where places are looked for.
  ///
  /// - Complexity: O(doctors of two ambiti), however many there are.
  func medici(
    concerning position: Posizione, asked: Identifier<Medico>?, on day: CivilDate
  ) throws(RegistryFailure) -> [MedicoView] {
    let directory = try loadedDirectory()
    let current = position.activeScelta(on: day)?.medico
    let ambiti = Set(
      [current.flatMap { directory.medici[$0]?.ambito }, position.territory(on: day)?.ambitoPLS].compactMap {
        $0
      })
    var ids = Set([asked, current].compactMap { $0 })
    for ambito in ambiti { ids.formUnion(directory.mediciByAmbito[ambito] ?? []) }
    var views: [MedicoView] = []
    for id in ids {
      if let view = try medico(id) { views.append(view) }
    }
    return views
  }

  /// The ambiti, by id.
  public func ambiti() throws(RegistryFailure) -> [Ambito] {
    try loadedDirectory().ambiti.values.sorted { $0.id < $1.id }
  }

  /// The distretti, by id.
  public func distretti() throws(RegistryFailure) -> [Distretto] {
    try loadedDirectory().distretti.values.sorted { $0.id < $1.id }
  }

  private func loads(_ id: Identifier<Medico>? = nil) throws(RegistryFailure) -> [Identifier<Medico>: Medico
    .Load]
  {
    let columns = "SELECT id, permanent, temporary, zero_to_six FROM medico WHERE permanent IS NOT NULL"
    let rows = try storing { () throws(SQLiteError) in
      try database.rows(columns + (id == nil ? "" : " AND id = ?"), id.map { [.text($0.rawValue)] } ?? []) {
        ($0.text(0), Medico.Load(permanent: $0.int(1), temporary: $0.int(2), zeroToSix: $0.int(3)))
      }
    }
    return Dictionary(uniqueKeysWithValues: rows.map { (.init(unchecked: $0.0), $0.1) })
  }

  /// Moves the counters from the places taken up before to those taken up after.
  ///
  /// A medico whose counters are not known keeps them unknown.
  ///
  /// - Returns: The doctors whose lists have changed, whose resources are still to be written.
  func moveCounters(
    from before: [Posizione.Place], to after: [Posizione.Place]
  ) throws(RegistryFailure) -> Set<Identifier<Medico>> {
    var rest = after
    var left: [Posizione.Place] = []
    for place in before {
      if let index = rest.firstIndex(of: place) { rest.remove(at: index) } else { left.append(place) }
    }
    for place in left { try change(place, removing: true) }
    for place in rest { try change(place, removing: false) }
    return Set((left + rest).map(\.medico))
  }

  private func change(_ place: Posizione.Place, removing: Bool) throws(RegistryFailure) {
    guard let load = try loads(place.medico)[place.medico] else { return }
    let next = removing ? load.removing(place.counter) : load.adding(place.counter)
    try write(next, of: place.medico)
  }

  func write(_ load: Medico.Load, of medico: Identifier<Medico>) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run(
        "UPDATE medico SET permanent = ?, temporary = ?, zero_to_six = ? WHERE id = ?",
        [
          .integer(max(0, load.permanent)), .integer(max(0, load.temporary)),
          .integer(max(0, load.zeroToSix)),
          .text(medico.rawValue),
        ])
    }
  }

  /// Fills the list of a doctor up to its ceilings: a lever of the demo.
  ///
  /// - Returns: The doctor as it is then; `nil` if there is none, or nothing is known of its list.
  public func fill(_ id: Identifier<Medico>) throws(RegistryFailure) -> MedicoView? {
    guard let view = try medico(id), let load = view.medico.load else { return nil }
    let ceilings = view.medico.ceilings
    try database.inTransaction { () throws(RegistryFailure) in
      try write(
        Medico.Load(
          permanent: max(load.permanent, ceilings.reunion ?? ceilings.permanent ?? load.permanent),
          temporary: max(load.temporary, ceilings.temporary ?? load.temporary),
          zeroToSix: max(load.zeroToSix, ceilings.zeroToSix ?? load.zeroToSix)), of: id)
      try tellLists(of: [id])
    }
    return try medico(id)
  }
}
