public import Domain
import FoundationEssentials
import SQLite

/// What this desk remembers of a person it has dealt with.
public struct CachedPerson: Hashable, Sendable {
  /// The codes by which the person is found, in canonical form.
  public let codes: [String]
  /// The person, in a form that the store does not know.
  public let body: [UInt8]
  /// When the owner of the data gave them.
  public let fetchedAt: Instant
  /// Who gave them, such as the registry's name.
  public let source: String

  /// Gathers the parts; nothing is checked.
  public init(codes: [String], body: [UInt8], fetchedAt: Instant, source: String) {
    self.codes = codes
    self.body = body
    self.fetchedAt = fetchedAt
    self.source = source
  }
}

extension CachedPerson: CustomStringConvertible, CustomReflectable {
  /// Says that there is a person, not which.
  public var description: String { "CachedPerson(***)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

private struct PersonRecord: Codable {
  var codes: [String]
  var source: String
  var body: Data
}

extension DeskStore {
  /// Remembers a person, in place of what was remembered under any of the same codes.
  ///
  /// - Parameters:
  ///   - person: The person with at least one code.
  ///   - now: The present moment: what was not touched for long is forgotten first.
  /// - Throws: Errors of the disk.
  public func cache(_ person: CachedPerson, at now: Instant) throws(StoreError) {
    let hashes = Set(person.codes).map { envelopes.hash(code: $0) }
    let record = PersonRecord(codes: person.codes, source: person.source, body: Data(person.body))
    try database.inTransaction { () throws(StoreError) in
      for hash in hashes {
        try database.run(
          "DELETE FROM person WHERE id = (SELECT person FROM person_code WHERE code = ?1)", [.blob(hash)])
      }
      try database.run(
        "INSERT INTO person(fetched, touched, sealed) VALUES (?1, ?2, ?3)",
        [.integer(person.fetchedAt.milliseconds), .integer(now.milliseconds), .blob([])])
      let id = database.lastInsertedRow
      let sealed = try envelopes.seal(record, .person, row: "\(id)")
      try database.run("UPDATE person SET sealed = ?2 WHERE id = ?1", [.integer(id), .blob(sealed)])
      for hash in hashes {
        try database.run(
          "INSERT INTO person_code(code, person) VALUES (?1, ?2)", [.blob(hash), .integer(id)])
      }
    }
  }

  /// What is remembered under a code in canonical form, or `nil`.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func cached(_ code: String) throws(StoreError) -> CachedPerson? {
    let row: (id: Int, fetched: Int, sealed: [UInt8])? = try database.first(
      """
      SELECT person.id, fetched, sealed FROM person_code JOIN person ON person.id = person_code.person
      WHERE code = ?1
      """, [.blob(envelopes.hash(code: code))]
    ) { ($0.int(0), $0.int(1), $0.blob(2)) }
    guard let row else { return nil }
    return try person(id: row.id, fetched: row.fetched, sealed: row.sealed)
  }

  /// Everybody this desk remembers, the last touched first; what the index of names is built from.
  ///
  /// - Throws: ``StoreError/altered`` when one of them does not open.
  public func cachedPeople() throws(StoreError) -> [CachedPerson] {
    let rows: [(id: Int, fetched: Int, sealed: [UInt8])] = try database.rows(
      "SELECT id, fetched, sealed FROM person ORDER BY touched DESC"
    ) {
      ($0.int(0), $0.int(1), $0.blob(2))
    }
    var people: [CachedPerson] = []
    people.reserveCapacity(rows.count)
    for row in rows { people.append(try person(id: row.id, fetched: row.fetched, sealed: row.sealed)) }
    return people
  }

  /// Forgets everybody who was last touched before `limit`.
  ///
  /// - Returns: How many were forgotten.
  /// - Throws: Errors of the disk.
  @discardableResult
  public func forgetPeople(touchedBefore limit: Instant) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      try database.run("DELETE FROM person WHERE touched < ?1", [.integer(limit.milliseconds)])
    }
  }

  func person(id: Int, fetched: Int, sealed: [UInt8]) throws(StoreError) -> CachedPerson {
    let record = try envelopes.open(PersonRecord.self, sealed, .person, row: "\(id)")
    return CachedPerson(
      codes: record.codes, body: [UInt8](record.body), fetchedAt: Instant(milliseconds: fetched),
      source: record.source)
  }
}
