public import Domain
import SQLite
import Sync

extension DeskStore {
  var workList: WorkList { WorkList(database: database, envelopes: envelopes) }

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
  /// Of an item that does not open nothing vouches for what it is about: only the item is closed.
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
      let told = try workList.operation(ofOpen: id)
      let operation = try workList.isSound(id) ? told : nil
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

  /// Writes down that somebody tried to reach the citizen of a work item, which stays open.
  ///
  /// - Parameters:
  ///   - attempt: When and how it was tried.
  ///   - id: The number of the item.
  ///   - now: The present moment: when it was written down.
  /// - Throws: ``StoreError/notFound`` when no open one has this number, and errors of the disk.
  public func addContactAttempt(
    _ attempt: ContactAttempt, to id: Int, at now: Instant
  ) throws(StoreError) {
    let record = ContactRecord(
      signature: attempt.signature, channel: attempt.channel, isReached: attempt.isReached,
      note: attempt.note)
    try database.inTransaction { () throws(StoreError) in
      let operation = try workList.operation(ofOpen: id)
      try workList.addAttempt(record, to: id, at: attempt.at)
      try ledger.append(
        JournalRecord(what: "contact", signature: attempt.signature, number: id, note: attempt.note),
        operation: operation ?? "", at: now)
    }
  }

  /// Writes down that somebody tried to reach the citizen of a practice, in its oldest open work item; opens one
  /// where there is none, in the same transaction.
  ///
  /// - Parameters:
  ///   - attempt: When and how it was tried.
  ///   - operation: The practice.
  ///   - now: The present moment.
  /// - Returns: The number of the work item.
  /// - Throws: Errors of the disk.
  @discardableResult
  public func addContactAttempt(
    _ attempt: ContactAttempt, about operation: Identifier<Practice>, at now: Instant
  ) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      let open = try workList.items("closed IS NULL AND operation = ?1", [.text(operation.rawValue)]).first
      let id: Int
      if let open { id = open.id } else { id = try openWork(.other, about: operation, at: now) }
      try addContactAttempt(attempt, to: id, at: now)
      return id
    }
  }

  /// The open work items, oldest first, without those that do not open; ``queue(finished:)`` names these.
  ///
  /// - Throws: Errors of the disk.
  public func openWork() throws(StoreError) -> [WorkItem] { try workList.items("closed IS NULL") }

  /// All work items about a practice, open and closed, oldest first, without those that do not open.
  ///
  /// - Throws: Errors of the disk.
  public func work(about operation: Identifier<Practice>) throws(StoreError) -> [WorkItem] {
    try workList.items("operation = ?1", [.text(operation.rawValue)])
  }
}
