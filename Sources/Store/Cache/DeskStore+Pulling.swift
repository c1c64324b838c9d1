public import Domain

/// Copies of the registry as a pull brings them, whole or in part.
extension DeskStore {
  /// How far the copy of one kind of resource has come; the state before the first pull for an unknown kind.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func pullState(of type: String) throws(StoreError) -> PullState {
    let state = try resources.state(of: type)
    var pull = PullState()
    pull.watermark = state.watermark.map { Instant(milliseconds: $0) }
    pull.baseline = state.baseline ?? ""
    pull.completedAt = state.completed.map { Instant(milliseconds: $0) }
    pull.rebaselinedAt = state.rebaselined.map { Instant(milliseconds: $0) }
    pull.isRebaselining = state.shadow != nil
    return pull
  }

  /// Up to which moment of the registry's clock the copy is whole; `nil` before the first whole pull.
  ///
  /// - Throws: ``StoreError/altered`` when the state does not open.
  public func watermark(of type: String) throws(StoreError) -> Instant? { try pullState(of: type).watermark }

  /// Takes a page of changed resources into the copy in use, in one transaction.
  ///
  /// A row with the version that is there, or older than it, changes nothing; reading a page again is harmless.
  /// Nothing is ever taken out of the outbox by a pull.
  ///
  /// - Parameters:
  ///   - page: The resources, in any order.
  ///   - type: Their kind, as in the registry's addresses.
  ///   - watermark: With the last page, up to which moment the copy is whole now; an earlier one than before
  ///     changes nothing. It is written in the same transaction as the rows.
  ///   - source: Who gave them.
  ///   - now: The present moment.
  /// - Returns: What became of the rows.
  /// - Throws: Errors of the disk.
  @discardableResult
  public func absorb(
    _ page: [PulledResource], of type: String, watermark: Instant? = nil, source: String, at now: Instant
  ) throws(StoreError) -> Absorbed {
    try database.inTransaction { () throws(StoreError) in
      var state = try resources.state(of: type)
      let slot = try resources.currentSlot(&state, of: type)
      let absorbed = try resources.absorb(
        page, of: type, into: slot, isIndexed: true, source: source, fetchedAt: now, touchedAt: nil)
      if let watermark {
        state.watermark = max(state.watermark ?? .min, watermark.milliseconds)
        state.completed = now.milliseconds
        try resources.save(state, of: type)
      }
      return absorbed
    }
  }

  /// Begins to gather a whole new copy beside the one in use, which stays in use until ``completeRebaseline(of:watermark:expected:baseline:at:)``.
  ///
  /// What an earlier, unfinished attempt gathered is given up. The first pull of all goes this way too: rows are
  /// only appended, so that it is as fast for a million people as for a hundred.
  ///
  /// - Throws: Errors of the disk.
  public func beginRebaseline(of type: String) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in try resources.beginRebaseline(of: type) }
  }

  /// Adds a page to the new copy, in one transaction.
  ///
  /// - Parameters:
  ///   - page: The resources; one that comes again later takes the place of the earlier one at the end.
  ///   - type: Their kind.
  ///   - source: Who gave them.
  ///   - now: The present moment.
  /// - Throws: ``StoreError/notFound`` when no new copy was begun, and errors of the disk.
  public func absorbForRebaseline(
    _ page: [PulledResource], of type: String, source: String, at now: Instant
  ) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      guard let shadow = try resources.state(of: type).shadow else { throw .notFound }
      _ = try resources.absorb(
        page, of: type, into: CacheSlot(shadow), isIndexed: false, source: source, fetchedAt: now,
        touchedAt: nil)
    }
  }

  /// Puts the new copy in the place of the old one and sets the watermark, in one transaction.
  ///
  /// Records get new numbers: an index of names is to be built again.
  ///
  /// - Parameters:
  ///   - type: The kind of resource.
  ///   - watermark: Up to which moment of the registry's clock the new copy is whole.
  ///   - expected: How many resources the registry says that there are; `nil` when it does not say.
  ///   - baseline: The registry's name for its present baseline, "" when it names none.
  ///   - now: The present moment.
  /// - Returns: How many resources the copy holds.
  /// - Throws: ``StoreError/incomplete(found:expected:)`` when fewer came than there are: then the old copy
  ///   stays in use; ``StoreError/notFound`` when no new copy was begun; errors of the disk.
  /// - Complexity: Sorts the hashes of all rows: some seconds for a million people.
  @discardableResult
  public func completeRebaseline(
    of type: String, watermark: Instant, expected: Int? = nil, baseline: String = "", at now: Instant
  ) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      var state = try resources.state(of: type)
      guard let shadow = state.shadow else { throw .notFound }
      let count = try resources.indexShadow(CacheSlot(shadow))
      if let expected, count < expected { throw .incomplete(found: count, expected: expected) }
      try resources.swap(&state)
      state.watermark = watermark.milliseconds
      state.baseline = baseline
      state.completed = now.milliseconds
      state.rebaselined = now.milliseconds
      try resources.save(state, of: type)
      return count
    }
  }

  /// Gives up the new copy that is being gathered; there need not be one.
  ///
  /// - Throws: Errors of the disk.
  public func abandonRebaseline(of type: String) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in try resources.abandonRebaseline(of: type) }
  }

  /// Overwrites some rows of copies that are not in use any more; called again and again while nothing else is
  /// to be done.
  ///
  /// - Parameter limit: At most so many rows.
  /// - Returns: Whether there are more.
  /// - Throws: Errors of the disk.
  public func purgeRetiredCopies(limit: Int = 500) throws(StoreError) -> Bool {
    try database.inTransaction { () throws(StoreError) in try resources.purge(limit: limit) }
  }
}
