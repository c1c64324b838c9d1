public import Domain
import SQLite
import Sync

extension DeskStore {
  private var workList: WorkList { WorkList(database: database, envelopes: envelopes) }

  /// Opens a work item, or returns the number of the open one of the same kind about the same practice or person.
  ///
  /// A refused practice has one without this being called.
  ///
  /// - Parameters:
  ///   - kind: What kind of thing it is.
  ///   - operation: The practice it is about, if any.
  ///   - codes: Codes of the person it is about, in canonical form; kept as keyed hashes.
  ///   - reasons: Why, in the order in which it is shown; sealed.
  ///   - body: More about it; sealed, never looked at.
  ///   - now: When it was opened.
  /// - Returns: Its number.
  /// - Throws: Errors of the disk.
  @discardableResult
  public func openWork(
    _ kind: WorkItem.Kind, about operation: Identifier<Practice>? = nil, codes: [String] = [],
    reasons: [WorkReason] = [], body: [UInt8] = [], at now: Instant
  ) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      try workList.open(
        kind, about: operation?.rawValue, persons: Set(codes).map { envelopes.hash(code: $0) },
        record: WorkRecord(reasons: reasons, body: body.isEmpty ? nil : body), at: now)
    }
  }

  /// Closes a work item and, in the same transaction, the refused or reversed practice that it is about.
  ///
  /// - Parameters:
  ///   - id: The number of the item.
  ///   - note: What was done; sealed.
  ///   - signature: Who closes it.
  ///   - now: The present moment.
  /// - Throws: ``StoreError/notFound`` when no open one has this number, and errors of the disk.
  public func closeWork(
    _ id: Int, note: String = "", by signature: Signature, at now: Instant
  ) throws(StoreError) {
    let operation = try database.inTransaction { () throws(StoreError) -> String? in
      let operation = try workList.operation(ofOpen: id)
      try workList.close(id: id, ending: WorkEndRecord(note: note, signature: signature), at: now)
      try ledger.append(
        JournalRecord(what: "work-closed", signature: signature, number: id, note: note),
        operation: operation ?? "", at: now)
      guard let operation, let stored = try ledger.row(operation) else { return operation }
      let closing = Closing(closedBy: signature.operatorName, closedAt: now, note: note)
      guard try stored.state(envelopes).after(.closed(closing)) != nil else { return operation }
      _ = try ledger.apply(
        .closed(closing), to: Identifier(unchecked: operation), by: signature, at: now)
      return operation
    }
    if let operation { copyToSpool(Identifier(unchecked: operation), at: now) }
  }

  /// Closes the open items of one kind about a practice, because there is no reason for them any more.
  ///
  /// - Throws: Errors of the disk.
  public func closeWork(
    _ kind: WorkItem.Kind, about operation: Identifier<Practice>, at now: Instant
  ) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      try workList.close(about: operation.rawValue, kind: kind, at: now)
    }
  }

  /// Writes down that somebody tried to reach the citizen of a work item.
  ///
  /// - Throws: ``StoreError/notFound`` when no open one has this number, and errors of the disk.
  public func addContactAttempt(_ attempt: ContactAttempt, to id: Int) throws(StoreError) {
    let record = ContactRecord(
      signature: attempt.signature, channel: attempt.channel, isReached: attempt.isReached,
      note: attempt.note)
    try database.inTransaction { () throws(StoreError) in
      let operation = try workList.operation(ofOpen: id)
      try workList.addAttempt(record, to: id, at: attempt.at)
      try ledger.append(
        JournalRecord(what: "contact", signature: attempt.signature, number: id, note: attempt.note),
        operation: operation ?? "", at: attempt.at)
    }
  }

  /// The open work items, oldest first.
  ///
  /// - Throws: ``StoreError/altered`` when one of them does not open.
  public func openWork() throws(StoreError) -> [WorkItem] { try workList.items("closed IS NULL") }

  /// All work items about a practice, open and closed, oldest first.
  ///
  /// - Throws: ``StoreError/altered`` when one of them does not open.
  public func work(about operation: Identifier<Practice>) throws(StoreError) -> [WorkItem] {
    try workList.items("operation = ?1", [.text(operation.rawValue)])
  }

  /// The open work items about a person, oldest first; those about a practice of his are not among them.
  ///
  /// - Throws: ``StoreError/altered`` when one of them does not open.
  public func openWork(ofPersonWith code: String) throws(StoreError) -> [WorkItem] {
    try workList.items(
      "closed IS NULL AND id IN (SELECT work FROM work_person WHERE person = ?1)",
      [.blob(envelopes.hash(code: code))])
  }

  /// How many work items of each kind are open.
  ///
  /// - Throws: ``StoreError/altered`` for a kind that does not exist.
  /// - Complexity: Opens none of them.
  public func workTally() throws(StoreError) -> [WorkItem.Kind: Int] {
    let counts = try database.rows(
      """
      SELECT CASE WHEN kind <> 0 THEN kind WHEN operation IS NULL THEN 6 ELSE 1 END, count(*)
      FROM work WHERE closed IS NULL GROUP BY 1
      """
    ) { ($0.int(0), $0.int(1)) }
    var tally: [WorkItem.Kind: Int] = [:]
    for (number, count) in counts {
      guard let kind = WorkItem.Kind(rawValue: number) else { throw .altered }
      tally[kind] = count
    }
    return tally
  }
}
