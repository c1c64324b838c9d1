/// One step of a schema; once released, a step is never edited, only followed.
public struct Migration: Sendable {
  /// The schema version after this step, from 1 upwards without holes.
  public let version: Int
  /// One or more statements, run in one transaction with the step of the version number.
  public let sql: String

  /// Describes one step.
  public init(version: Int, sql: String) {
    self.version = version
    self.sql = sql
  }

  /// The steps that a database at `version` still lacks.
  package static func pending(_ all: [Migration], after version: Int) -> [Migration] {
    all.filter { $0.version > version }
  }
}

extension Database {
  /// Brings the schema up to the last of `migrations`, each step in its own transaction.
  ///
  /// - Parameter migrations: All steps ever released, in ascending order.
  /// - Throws: ``SQLiteError/Kind/newerSchema(found:known:)`` when a newer program wrote the file, and any
  ///   error of a step, which then left nothing behind.
  public func migrate(_ migrations: [Migration]) throws(SQLiteError) {
    let found = try userVersion()
    let known = migrations.last?.version ?? 0
    guard found <= known else {
      throw SQLiteError(kind: .newerSchema(found: found, known: known), code: 0, sql: "PRAGMA user_version")
    }
    for step in Migration.pending(migrations, after: found) {
      try inTransaction { () throws(SQLiteError) in
        try execute(step.sql)
        try execute("PRAGMA user_version = \(step.version)")
      }
    }
  }

  /// The schema version written in the file, 0 in a new one.
  public func userVersion() throws(SQLiteError) -> Int {
    try first("PRAGMA user_version") { $0.int(0) } ?? 0
  }
}
