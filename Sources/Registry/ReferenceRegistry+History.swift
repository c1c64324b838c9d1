import Cases
public import Domain
import SQLite

extension ReferenceRegistry {
  /// The practices of everybody or of one desk, newest first, at most `limit`.
  public func practices(
    desk: Identifier<Desk>? = nil, limit: Int = 50
  ) throws(RegistryFailure) -> [HistoryEntry] {
    let all = try entries("ORDER BY number DESC LIMIT ?", [.integer(desk == nil ? limit : limit * 20)])
    guard let desk else { return all }
    return Array(all.filter { $0.desk == desk.rawValue }.prefix(limit))
  }

  /// The rows of the history that a condition of SQL admits, in its order.
  func entries(_ condition: String, _ values: [SQLValue]) throws(RegistryFailure) -> [HistoryEntry] {
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
}
