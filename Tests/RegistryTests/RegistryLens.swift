import Domain
import SQLite

@testable import Registry

/// Looks into a registry, and changes a record, past the wire: what tests check, and no desk asks for in this way.
extension ReferenceRegistry {
  /// The practices of a person, newest first.
  func history(_ id: Identifier<Assistito>) throws(RegistryFailure) -> [HistoryEntry] {
    guard let number = try number(of: id) else { throw .noSuchPerson }
    return try entries("WHERE person = ? ORDER BY number DESC", [.integer(number)])
  }

  /// What the rules read of a case besides the person.
  func facts(
    of id: Identifier<Assistito>, medico: Identifier<Medico>? = nil, relative: PersonCode? = nil
  ) throws(RegistryFailure) -> RegistryFacts {
    try catchUp()
    guard let number = try number(of: id) else { throw .noSuchPerson }
    return try facts(
      record(number), number: number, medico: medico, relative: relative, own: nil, today: today())
  }

  /// What ends for people of the registry from `first` on, by date, `days` days ahead; both ends included.
  func expiries(
    from first: CivilDate, days: Int = Expiry.horizonDays
  ) throws(RegistryFailure) -> [Expiry] {
    var found: [Expiry] = []
    for person in try roster({ number, _, _, _ in number }) {
      found += try record(Int(person)).expiries(from: first, days: days, exemptionDays: 60)
    }
    return found.sorted {
      ($0.on, $0.person.surname, $0.person.id) < ($1.on, $1.person.surname, $1.person.id)
    }
  }

  /// Adds a note to a person.
  func note(_ text: String, on id: Identifier<Assistito>, by author: Author) throws(RegistryFailure) {
    let note = Note(text: text, author: author.signature, at: now())
    try change(id) { $0.notes.append(note) }
  }

  /// Replaces telephone and e-mail of a person.
  func update(_ contacts: Contacts, of id: Identifier<Assistito>) throws(RegistryFailure) {
    try change(id) { $0.contacts = contacts }
  }

  private func change(
    _ id: Identifier<Assistito>, _ edit: (inout Assistito) -> Void
  ) throws(RegistryFailure) {
    guard let number = try number(of: id) else { throw .noSuchPerson }
    try database.inTransaction { () throws(RegistryFailure) in
      var person = try record(number)
      edit(&person)
      try keep(person, number: number, today: try today())
    }
  }
}
