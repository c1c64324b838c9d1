public import SQLite

/// Why the registry could not answer at all; a refusal of a practice is an answer, not a failure.
public enum RegistryFailure: Error, Hashable, Sendable {
  /// The file of the registry cannot be read or written.
  case storage(SQLiteError)
  /// A record in the file cannot be read back.
  case damaged
  /// There is no such person.
  case noSuchPerson
  /// What was sent is not a practice.
  case unreadable
}

extension RegistryFailure: DatabaseFailure {
  /// Wraps an error of the database.
  public init(_ error: SQLiteError) { self = .storage(error) }
}
