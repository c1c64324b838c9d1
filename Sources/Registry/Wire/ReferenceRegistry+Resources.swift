import Domain
import FHIR
import SQLite

extension ReferenceRegistry {
  /// Body and masked body of a resource.
  typealias Encoded = (body: [UInt8], masked: [UInt8]?)

  /// Writes a new version of a resource; the version before it, if any, goes into its history.
  ///
  /// To be called in a transaction with everything else that the version tells.
  ///
  /// - Parameters:
  ///   - key: Which resource, and by what it is found.
  ///   - encode: Writes the body with version and time of the new version.
  /// - Returns: The new version.
  /// - Throws: ``RegistryFailure``, also what `encode` throws.
  @discardableResult
  func write(
    _ key: ResourceKey, _ encode: (ResourceMeta) throws(RegistryFailure) -> Encoded
  ) throws(RegistryFailure) -> ServedResource {
    let earlier = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT number, version FROM resource WHERE type = ? AND id = ?",
        [.integer(key.type.rawValue), .text(key.id)]
      ) { ($0.int(0), $0.int(1)) }
    }
    let stamp = try nextStamp()
    guard let (number, version) = earlier else { return try insert(key, stamp: stamp, encode) }
    let next = version + 1
    let (body, masked) = try encode(
      ResourceMeta(versionId: String(next), lastUpdated: Instant(milliseconds: stamp)))
    try storing { () throws(SQLiteError) in
      try database.run(
        """
        INSERT INTO resource_version SELECT number, version, last_updated, body, masked FROM resource
        WHERE number = ?
        """, [.integer(number)])
      try database.run(
        """
        UPDATE resource SET version = ?, last_updated = ?, person = ?, identifier = ?, status = ?, code = ?,
          place = ?, body = ?, masked = ? WHERE number = ?
        """,
        [
          .integer(next), .integer(stamp), .integer(optional: key.person.map(Int64.init)),
          .text(optional: key.identifier), .text(optional: key.status), .text(optional: key.code),
          .text(optional: key.place), .blob(closed(body, key)),
          .blob(optional: masked.map { closed($0, key) }),
          .integer(number),
        ])
    }
    return ServedResource(
      type: key.type, id: key.id, version: next, lastUpdated: Instant(milliseconds: stamp), body: body,
      masked: masked, place: key.place)
  }

  /// Writes the first version of a resource that is known to be new.
  @discardableResult
  func insert(
    _ key: ResourceKey, stamp: Int, _ encode: (ResourceMeta) throws(RegistryFailure) -> Encoded
  ) throws(RegistryFailure) -> ServedResource {
    let (body, masked) = try encode(
      ResourceMeta(versionId: "1", lastUpdated: Instant(milliseconds: stamp)))
    try storing { () throws(SQLiteError) in
      try database.run(
        """
        INSERT INTO resource
          (type, id, version, last_updated, person, identifier, status, code, place, body, masked)
        VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(key.type.rawValue), .text(key.id), .integer(stamp),
          .integer(optional: key.person.map(Int64.init)), .text(optional: key.identifier),
          .text(optional: key.status), .text(optional: key.code), .text(optional: key.place),
          .blob(closed(body, key)), .blob(optional: masked.map { closed($0, key) }),
        ])
    }
    return ServedResource(
      type: key.type, id: key.id, version: 1, lastUpdated: Instant(milliseconds: stamp), body: body,
      masked: masked, place: key.place)
  }

  private func closed(_ body: [UInt8], _ key: ResourceKey) -> [UInt8] {
    seal.closed(body, .resource(key.type, id: key.id))
  }

  /// The time of the next version: now, or a millisecond after the last one, whatever the clock does.
  func nextStamp() throws(RegistryFailure) -> Int {
    let last: Int
    if let lastStamp {
      last = lastStamp
    } else {
      last = try storing { () throws(SQLiteError) in
        try ServedType.allCases.map { type throws(SQLiteError) in
          try database.first(
            "SELECT MAX(last_updated) FROM resource WHERE type = ?", [.integer(type.rawValue)]
          ) { $0.int(0) } ?? 0
        }.max() ?? 0
      }
    }
    let next = max(now().milliseconds, last + 1)
    lastStamp = next
    return next
  }

  // MARK: Reading

  /// The present version of a resource; `nil` if there is none.
  func resource(_ type: ServedType, id: String) throws(RegistryFailure) -> ServedResource? {
    let found = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT \(SearchPlan.columns) FROM resource r WHERE r.type = ? AND r.id = ?",
        [.integer(type.rawValue), .text(id)]
      ) { served(type, $0) }
    }
    guard let found else { return nil }
    guard let found else { throw .damaged }
    return found
  }

  /// Version and time of the present version of a resource alone; `nil` if there is none.
  func versionOfResource(_ type: ServedType, id: String) throws(RegistryFailure) -> Int? {
    try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT version FROM resource WHERE type = ? AND id = ?", [.integer(type.rawValue), .text(id)]
      ) { $0.int(0) }
    }
  }

  /// Every version of a resource, the newest first; none if there is no such resource.
  func versions(_ type: ServedType, id: String) throws(RegistryFailure) -> [ServedResource] {
    guard let present = try resource(type, id: id) else { return [] }
    let earlier = try storing { () throws(SQLiteError) in
      try database.rows(
        """
        SELECT r.number, r.id, v.version, v.last_updated, v.body, v.masked, r.place
        FROM resource r JOIN resource_version v ON v.resource = r.number WHERE r.type = ? AND r.id = ?
        ORDER BY v.version DESC
        """, [.integer(type.rawValue), .text(id)]
      ) { served(type, $0) }
    }
    return [present]
      + (try earlier.map { version throws(RegistryFailure) in
        guard let version else { throw .damaged }
        return version
      })
  }

  /// Reads the columns of ``SearchPlan/columns``; `nil` for a body that is not the one that was written.
  func served(_ type: ServedType, _ row: borrowing Row) -> ServedResource? {
    let id = row.text(1)
    guard let body = seal.opened(row.blob(4), .resource(type, id: id)) else { return nil }
    var masked: [UInt8]?
    if let closed = row.optionalBlob(5) {
      guard let open = seal.opened(closed, .resource(type, id: id)) else { return nil }
      masked = open
    }
    return ServedResource(
      type: type, id: id, version: row.int(2), lastUpdated: Instant(milliseconds: row.int(3)), body: body,
      masked: masked, place: row.optionalText(6))
  }
}
