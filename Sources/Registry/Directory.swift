import Cases
import Domain
import SQLite

/// Territory and doctors as they change rarely, kept in memory.
struct Directory {
  var distretti: [Identifier<Distretto>: Distretto] = [:]
  var ambiti: [Identifier<Ambito>: Ambito] = [:]
  /// Without counters.
  var medici: [Identifier<Medico>: Medico] = [:]
  /// The doctors of each ambito.
  var mediciByAmbito: [Identifier<Ambito>: [Identifier<Medico>]] = [:]

  func name(of medico: Identifier<Medico>) -> String? {
    medici[medico].map { "\($0.surname) \($0.name)" }
  }
}

extension ReferenceRegistry {
  /// The directory, read from the database the first time.
  func loadedDirectory() throws(RegistryFailure) -> Directory {
    if let directory { return directory }
    var loaded = Directory()
    let rows = try storing { () throws(SQLiteError) in
      try database.rows("SELECT id, name, asl FROM distretto") { ($0.text(0), $0.text(1), $0.text(2)) }
    }
    for (id, name, asl) in rows {
      guard let id = Identifier<Distretto>(id), let asl = CodiceAsl(asl) else { throw .damaged }
      loaded.distretti[id] = Distretto(id: id, name: name, asl: asl)
    }
    let ambiti = try storing { () throws(SQLiteError) in
      try database.rows("SELECT id, name, distretto, asl, neighbours FROM ambito") {
        ($0.text(0), $0.text(1), $0.text(2), $0.text(3), $0.text(4))
      }
    }
    for (id, name, distretto, asl, neighbours) in ambiti {
      guard let id = Identifier<Ambito>(id), let distretto = Identifier<Distretto>(distretto),
        let asl = CodiceAsl(asl)
      else { throw .damaged }
      loaded.ambiti[id] = Ambito(
        id: id, name: name, distretto: distretto, asl: asl,
        neighbours: Set(neighbours.split(separator: " ").compactMap { .init(String($0)) }))
    }
    let bodies = try storing { () throws(SQLiteError) in
      try database.rows("SELECT body FROM medico") { $0.blob(0) }
    }
    for body in bodies {
      guard let medico = try? CaseCoding.decodeMedico(body) else { throw .damaged }
      loaded.medici[medico.id] = medico
      loaded.mediciByAmbito[medico.ambito, default: []].append(medico.id)
    }
    directory = loaded
    return loaded
  }
}
