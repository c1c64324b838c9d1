public import Domain
import SQLite

extension DeskStore {
  var resources: ResourceCache { ResourceCache(database: database, envelopes: envelopes) }

  /// Remembers one resource that was fetched for somebody at the counter, in place of an older version.
  ///
  /// - Parameters:
  ///   - resource: The resource.
  ///   - type: Its kind.
  ///   - source: Who gave it.
  ///   - now: The present moment: it counts as touched.
  /// - Returns: The number under which it lies in the copy.
  /// - Throws: Errors of the disk.
  @discardableResult
  public func remember(
    _ resource: PulledResource, of type: String, source: String, at now: Instant
  ) throws(StoreError) -> Int32 {
    try database.inTransaction { () throws(StoreError) in
      var state = try resources.state(of: type)
      let slot = try resources.currentSlot(&state, of: type)
      _ = try resources.absorb(
        [resource], of: type, into: slot, isIndexed: true, source: source, fetchedAt: now, touchedAt: now)
      guard let row = try resources.touch(id: resource.id, of: type, in: slot, at: now, isFresh: true) else {
        throw .altered
      }
      return Int32(clamping: row)
    }
  }

  /// Notes that a resource was looked at, so that it is not forgotten.
  ///
  /// - Parameters:
  ///   - id: Its id; it need not be known here.
  ///   - type: Its kind.
  ///   - isFresh: Whether the registry has just said that it has not changed.
  ///   - now: The present moment.
  /// - Throws: Errors of the disk.
  public func touch(_ id: String, of type: String, isFresh: Bool = false, at now: Instant) throws(StoreError)
  {
    try database.inTransaction { () throws(StoreError) in
      guard let number = try resources.state(of: type).slot else { return }
      _ = try resources.touch(id: id, of: type, in: CacheSlot(number), at: now, isFresh: isFresh)
    }
  }

  /// Takes one resource out of the copy, such as a position that was merged into another; it need not be there.
  ///
  /// - Throws: Errors of the disk.
  public func forget(_ id: String, of type: String) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      guard let number = try resources.state(of: type).slot else { return }
      let slot = CacheSlot(number)
      guard let row = try resources.row(of: id, type: type, in: slot) else { return }
      try slot.remove(row: row, in: database)
    }
  }

  /// The resource of this id, or `nil` when the desk has no copy of it.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func cached(_ type: String, id: String) throws(StoreError) -> CachedResource? {
    let hash = envelopes.shortHash(of: id, type: type)
    return try resources.resource(of: type, hash: hash) { $0.id == id }
  }

  /// The resource that bears this code, in canonical form, or `nil`.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func cached(_ type: String, code: String) throws(StoreError) -> CachedResource? {
    try resources.resource(of: type, hash: envelopes.shortHash(code: code)) { $0.codes.contains(code) }
  }

  /// The resource under this record number, or `nil`.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func cached(_ type: String, record: Int32) throws(StoreError) -> CachedResource? {
    guard let number = try resources.state(of: type).slot else { return nil }
    return try resources.resource(of: type, row: Int(record), in: CacheSlot(number))
  }

  /// A page of resources in the order of their record numbers.
  ///
  /// - Parameters:
  ///   - type: Their kind.
  ///   - record: The record number of the last one of the page before, 0 for the first page.
  ///   - limit: At most so many.
  /// - Returns: The resources; fewer than `limit` on the last page.
  /// - Throws: ``StoreError/altered`` when one of them does not open.
  public func cachedResources(
    _ type: String, after record: Int32 = 0, limit: Int = 200
  ) throws(StoreError) -> [CachedResource] {
    try resources.resources(of: type, after: Int(record), limit: limit)
  }

  /// How many resources of a kind the copy holds.
  ///
  /// - Throws: Errors of the disk.
  public func cachedCount(_ type: String) throws(StoreError) -> Int {
    guard let number = try resources.state(of: type).slot else { return 0 }
    return try CacheSlot(number).count(in: database)
  }
}
