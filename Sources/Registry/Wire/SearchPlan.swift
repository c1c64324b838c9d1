import Domain
import FHIR
import SQLite

/// A search as one statement: its text, its values, and how one page follows another.
///
/// A page begins behind the place where the last one ended, so rows that are written meanwhile shift nothing:
/// none is told twice and none is left out, but what changes during a pull by `_lastUpdated` comes again at its
/// end in its newer version.
struct SearchPlan {
  /// The last place that was told: the values of ``keys``.
  typealias Position = [PageLink.Key]

  let sql: String
  let values: [SQLValue]
  /// The columns behind those of the resource that say where a row stands.
  let keys: [KeyKind]

  enum KeyKind {
    case integer, text
  }

  /// The columns of every row: number, id, version, time, body, masked, place.
  static let columns = "r.number, r.id, r.version, r.last_updated, r.body, r.masked, r.place"
  static let columnCount: Int32 = 7

  /// Plans a page.
  ///
  /// - Parameters:
  ///   - query: What is searched.
  ///   - position: Where the page before ended; `nil` for the first page.
  ///   - desk: Only practices of this desk; `nil` for all.
  init(_ query: SearchQuery, after position: Position?, desk: String?) {
    var clauses = Clauses(type: query.type)
    for condition in query.conditions { clauses.add(condition) }
    if let desk { clauses.add("r.place = ?", [.text(desk)]) }
    let (columns, kinds, order) = Self.order(query)
    if let position, position.count == kinds.count {
      let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
      let sign = query.order == .newestFirst ? "<" : ">"
      clauses.add("(\(columns.joined(separator: ", "))) \(sign) (\(marks))", position.map(\.value))
    }
    keys = kinds
    let from = clauses.needsPerson || query.order == .names || query.order == .due
    let tables =
      from ? "person p CROSS JOIN resource r ON r.person = p.number" : "resource r"
    sql = """
      SELECT \(Self.columns), \(columns.joined(separator: ", ")) FROM \(tables)
      WHERE \(clauses.all.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?
      """
    values = clauses.values + [.integer(query.count + 1)]
  }

  /// The statement that counts what a search finds.
  static func counting(_ query: SearchQuery, desk: String?) -> (sql: String, values: [SQLValue]) {
    var clauses = Clauses(type: query.type)
    for condition in query.conditions { clauses.add(condition) }
    if let desk { clauses.add("r.place = ?", [.text(desk)]) }
    let tables = clauses.needsPerson ? "person p CROSS JOIN resource r ON r.person = p.number" : "resource r"
    return (
      "SELECT COUNT(*) FROM \(tables) WHERE \(clauses.all.joined(separator: " AND "))", clauses.values
    )
  }

  private static func order(_ query: SearchQuery) -> (columns: [String], [KeyKind], order: String) {
    // Where few are found, they are sorted: the plus keeps the search from walking all by their time.
    let sign = query.isSelective ? "+" : ""
    return switch query.order {
    case .lastUpdated: (["r.last_updated"], [.integer], "\(sign)r.last_updated")
    case .newestFirst: (["r.last_updated"], [.integer], "\(sign)r.last_updated DESC")
    case .names:
      (
        ["p.folded_surname", "p.folded_name", "p.number"], [.text, .text, .integer],
        "p.folded_surname, p.folded_name, p.number"
      )
    case .due: (["p.due", "p.number"], [.integer, .integer], "p.due, p.number")
    }
  }
}

/// The conditions of a statement as they come together.
private struct Clauses {
  let type: ServedType
  var all: [String]
  var values: [SQLValue]
  /// Whether the table of people stands in the statement.
  var needsPerson = false

  init(type: ServedType) {
    self.type = type
    all = ["r.type = ?"]
    values = [.integer(type.rawValue)]
  }

  mutating func add(_ clause: String, _ values: [SQLValue]) {
    all.append(clause)
    self.values += values
  }

  mutating func add(_ condition: SearchQuery.Condition) {
    switch condition {
    case .ids(let ids): any("r.id", ids)
    case .changed(let prefix, let span):
      compare("r.last_updated", prefix, span.lowerBound, span.upperBound)
    case .writtenBefore(let moment): add("r.last_updated < ?", [.integer(moment)])
    case .identifiers(let identifiers):
      if type == .patient {
        add(
          "r.person IN (SELECT person FROM locator WHERE value IN (\(marks(identifiers.count))))",
          identifiers.map(SQLValue.text))
      } else {
        any("r.identifier", identifiers)
      }
    case .family(let names): add(names, ["p.folded_surname"])
    case .given(let names): add(names, ["p.folded_name"])
    case .name(let names): add(names, ["p.folded_surname", "p.folded_name"])
    case .birth(let prefix, let days):
      needsPerson = true
      compare("p.birth", prefix, days.lowerBound.daysSinceEpoch, days.upperBound.daysSinceEpoch)
    case .ends(let day):
      needsPerson = true
      // What is shown on a day may be due on the next one.
      add("p.due <= ?", [.integer(day.adding(days: 1).daysSinceEpoch)])
    case .people(let ids):
      add(
        "r.person IN (SELECT number FROM person WHERE id IN (\(marks(ids.count))))", ids.map(SQLValue.text))
    case .statuses(let statuses): any("r.status", statuses)
    case .codes(let codes): any("r.code", codes)
    case .places(let places): any("r.place", places)
    }
  }

  private func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }

  private mutating func any(_ column: String, _ texts: [String]) {
    add("\(column) IN (\(marks(texts.count)))", texts.map(SQLValue.text))
  }

  /// Any of the names in any of the columns.
  private mutating func add(_ names: [SearchQuery.NameText], _ columns: [String]) {
    needsPerson = true
    var alternatives: [String] = []
    for name in names {
      for column in columns {
        alternatives.append(name.isWhole ? "\(column) = ?" : "(\(column) >= ? AND \(column) < ?)")
        values += name.isWhole ? [.text(name.folded)] : [.text(name.folded), .text(name.folded + "~")]
      }
    }
    all.append("(\(alternatives.joined(separator: " OR ")))")
  }

  /// A column against the span from `first` to before `next`.
  private mutating func compare(_ column: String, _ prefix: SearchPrefix, _ first: Int, _ next: Int) {
    switch prefix {
    case .equal, .approximate: add("\(column) >= ? AND \(column) < ?", [.integer(first), .integer(next)])
    case .notEqual: add("(\(column) < ? OR \(column) >= ?)", [.integer(first), .integer(next)])
    case .greater, .startsAfter: add("\(column) >= ?", [.integer(next)])
    case .less, .endsBefore: add("\(column) < ?", [.integer(first)])
    case .greaterOrEqual: add("\(column) >= ?", [.integer(first)])
    case .lessOrEqual: add("\(column) < ?", [.integer(next)])
    }
  }
}
