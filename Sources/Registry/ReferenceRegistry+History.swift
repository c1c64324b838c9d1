import Cases
public import Domain
import SQLite

extension ReferenceRegistry {
  /// The practices of a person, newest first.
  ///
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  public func history(_ id: Identifier<Assistito>) throws(RegistryFailure) -> [HistoryEntry] {
    guard let number = try number(of: id) else { throw .noSuchPerson }
    return try entries("WHERE person = ? ORDER BY number DESC", [.integer(number)])
  }

  /// The practices of everybody or of one desk, newest first, at most `limit`.
  public func practices(
    desk: Identifier<Desk>? = nil, limit: Int = 50
  ) throws(RegistryFailure) -> [HistoryEntry] {
    let all = try entries("ORDER BY number DESC LIMIT ?", [.integer(desk == nil ? limit : limit * 20)])
    guard let desk else { return all }
    return Array(all.filter { $0.desk == desk.rawValue }.prefix(limit))
  }

  private func entries(_ condition: String, _ values: [SQLValue]) throws(RegistryFailure) -> [HistoryEntry] {
    let bodies = try storing { () throws(SQLiteError) in
      try database.rows("SELECT id, entry FROM practice \(condition)", values) { ($0.text(0), $0.blob(1)) }
    }
    var found: [HistoryEntry] = []
    for (id, body) in bodies {
      guard let open = seal.opened(body, .practice(id, column: "entry")),
        let entry = try? CaseCoding.decodeHistoryEntry(open)
      else { throw .damaged }
      found.append(entry)
    }
    return found
  }

  /// Adds a note to a person.
  ///
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  public func note(_ text: String, on id: Identifier<Assistito>, by author: Author) throws(RegistryFailure) {
    let note = Note(text: text, author: author.signature, at: now())
    try change(id) { $0.notes.append(note) }
  }

  /// Replaces telephone and e-mail of a person.
  ///
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  public func update(_ contacts: Contacts, of id: Identifier<Assistito>) throws(RegistryFailure) {
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
