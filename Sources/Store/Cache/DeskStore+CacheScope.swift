public import Domain

/// The list of names, and of whom the desk keeps a copy.
extension DeskStore {
  /// A page of the list of names, from which the index is built after unlocking; other calls come in between.
  ///
  /// - Parameters:
  ///   - type: The kind of resource that people are.
  ///   - record: The record number of the last line of the page before, 0 for the first page.
  ///   - limit: At most so many.
  /// - Returns: The lines; fewer than `limit` on the last page.
  /// - Throws: ``StoreError/altered`` when a line does not open.
  /// - Complexity: About two microseconds a line.
  public func roster(
    _ type: String, after record: Int32 = 0, limit: Int = 5_000
  ) throws(StoreError) -> [RosterEntry] {
    try resources.roster(of: type, after: record, limit: limit)
  }

  /// The lines of some records, in the order of `records`, without those that are gone.
  ///
  /// - Throws: ``StoreError/altered`` when a line does not open.
  public func roster(_ type: String, records: [Int32]) throws(StoreError) -> [RosterEntry] {
    try resources.rosterEntries(of: type, records: records)
  }

  /// Of whom the desk keeps a copy: ``CacheScope/touched`` until it is told otherwise.
  ///
  /// - Throws: ``StoreError/altered`` when the setting does not open.
  public func cacheScope() throws(StoreError) -> CacheScope {
    guard let bytes = try fact("cache-scope") else { return .touched }
    return CacheScope(rawValue: String(decoding: bytes, as: UTF8.self)) ?? .touched
  }

  /// Sets of whom the desk keeps a copy; what is there already stays until it is forgotten.
  ///
  /// - Throws: Errors of the disk.
  public func setCacheScope(_ scope: CacheScope) throws(StoreError) {
    try setFact(Array(scope.rawValue.utf8), for: "cache-scope")
  }

  /// Forgets the resources of a kind that were last touched before `limit`, unless they bear a code of an open practice.
  ///
  /// - Returns: How many were forgotten; always 0 under ``CacheScope/asl``.
  /// - Throws: ``StoreError/altered`` when a row does not open, and errors of the disk.
  @discardableResult
  public func forgetResources(_ type: String, touchedBefore limit: Instant) throws(StoreError) -> Int {
    guard try cacheScope() == .touched else { return 0 }
    return try database.inTransaction { () throws(StoreError) in
      guard let number = try resources.state(of: type).slot else { return 0 }
      return try resources.forget(in: CacheSlot(number), touchedBefore: limit)
    }
  }
}
