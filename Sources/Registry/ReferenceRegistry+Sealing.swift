import SQLite

/// Seals what an older program, or one without a key, left open in the file.
extension ReferenceRegistry {
  /// Seals every open body, in one transaction, the first time a file is used with a key.
  ///
  /// - Complexity: O(rows), once in the life of a file.
  func sealIfOpen() throws(RegistryFailure) {
    guard seal.isOn, !isSealed else { return }
    if try state("sealed") == nil {
      try database.inTransaction { () throws(RegistryFailure) in
        for column in ["answer", "entry", "body"] {
          try sealColumn("practice", column, "id") { key, _ in .practice(key, column: column) }
        }
        for column in ["body", "masked"] {
          try sealColumn("resource", column, "number") { _, place in place }
          try sealVersions(column)
        }
        try setState("sealed", 1)
      }
    }
    isSealed = true
  }

  private func sealColumn(
    _ table: String, _ column: String, _ key: String, _ place: (String, BodySeal.Place) -> BodySeal.Place
  ) throws(RegistryFailure) {
    let kind = table == "resource" ? "type, id" : "0, ''"
    var last = 0
    while true {
      let rows = try storing { () throws(SQLiteError) in
        try database.rows(
          """
          SELECT rowid, \(key), \(column), \(kind) FROM \(table) WHERE rowid > ? AND \(column) IS NOT NULL
          ORDER BY rowid LIMIT 500
          """, [.integer(last)]
        ) { row in
          (
            row.int(0), row.text(1), row.blob(2), ServedType(rawValue: row.int(3)) ?? .patient, row.text(4)
          )
        }
      }
      for (row, key, body, type, id) in rows where seal.isExposed(body) {
        let closed = seal.closed(body, place(key, .resource(type, id: id)))
        try storing { () throws(SQLiteError) in
          try database.run(
            "UPDATE \(table) SET \(column) = ? WHERE rowid = ?", [.blob(closed), .integer(row)])
        }
      }
      guard let end = rows.last, rows.count == 500 else { return }
      last = end.0
    }
  }

  private func sealVersions(_ column: String) throws(RegistryFailure) {
    let keys = try storing { () throws(SQLiteError) in
      try database.rows("SELECT resource, version FROM resource_version") { ($0.int(0), $0.int(1)) }
    }
    for (resource, version) in keys {
      let row = try storing { () throws(SQLiteError) in
        try database.first(
          """
          SELECT v.\(column), r.type, r.id FROM resource_version v JOIN resource r ON r.number = v.resource
          WHERE v.resource = ? AND v.version = ?
          """, [.integer(resource), .integer(version)]
        ) { ($0.blob(0), ServedType(rawValue: $0.int(1)) ?? .patient, $0.text(2)) }
      }
      guard let (body, type, id) = row, seal.isExposed(body) else { continue }
      let closed = seal.closed(body, .resource(type, id: id))
      try storing { () throws(SQLiteError) in
        try database.run(
          "UPDATE resource_version SET \(column) = ? WHERE resource = ? AND version = ?",
          [.blob(closed), .integer(resource), .integer(version)])
      }
    }
  }
}
