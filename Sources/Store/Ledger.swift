import Domain
import FoundationEssentials
import SQLite
import Sync

/// Journal and outbox, which only ever change together.
struct Ledger {
  let database: Tables
  let envelopes: Envelopes

  // MARK: Writing

  func submit(_ submission: Submission, at now: Instant) throws(StoreError) -> SubmittedReceipt {
    try database.inTransaction { () throws(StoreError) in
      let operation = submission.operation.rawValue
      let hash = envelopes.hash(body: submission.body)
      if let known = try receipt(of: operation, bodyHash: hash) { return known }
      let number = try nextNumber()
      let sequence = try nextOutboxSequence()
      let about = PracticeRecord(
        kind: submission.kind.rawValue, number: number, reprints: 0, signature: submission.signature)
      let state = OutboxState.queued(tries: 0)
      try insert(
        [
          .integer(sequence), .text(operation), .integer(now.milliseconds),
          .integer(state.kind.rawValue),
          .blob(envelopes.seal(about, .outboxAbout, row: operation)),
          .blob(envelopes.seal(ProgressRecord(state), .outboxProgress, row: operation)),
          .blob(envelopes.seal(submission.body, .outboxBody, row: operation)), .blob(hash),
        ], codes: submission.codes, sequence: sequence)
      try append(
        JournalRecord(
          what: "submitted", signature: submission.signature, number: number, bodyHash: hash,
          progress: ProgressRecord(state)),
        operation: operation, at: now)
      return SubmittedReceipt(number: number, sequence: sequence)
    }
  }

  private func insert(_ row: [SQLValue], codes: [String], sequence: Int) throws(StoreError) {
    try database.run(
      """
      INSERT INTO outbox(sequence, operation, submitted, changed, state, about, progress, body, body_hash)
      VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8)
      """, row)
    for code in Set(codes) {
      try database.run(
        "INSERT INTO outbox_person(person, sequence) VALUES (?1, ?2)",
        [.blob(envelopes.hash(code: code)), .integer(sequence)])
    }
  }

  /// The receipt of an operation that is already stored with this body.
  private func receipt(of operation: String, bodyHash: [UInt8]) throws(StoreError) -> SubmittedReceipt? {
    let known: (sequence: Int, hash: [UInt8], about: [UInt8])? = try database.first(
      "SELECT sequence, body_hash, about FROM outbox WHERE operation = ?1", [.text(operation)]
    ) { ($0.int(0), $0.blob(1), $0.blob(2)) }
    guard let known else { return nil }
    guard known.hash == bodyHash else { throw .duplicate }
    let record = try envelopes.open(PracticeRecord.self, known.about, .outboxAbout, row: operation)
    return SubmittedReceipt(number: record.number, sequence: known.sequence)
  }

  private func nextNumber() throws(StoreError) -> Int {
    try database.first(
      """
      INSERT INTO counter(name, value) VALUES ('receipt', 1)
      ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
      """
    ) { $0.int(0) } ?? 1
  }

  private func nextOutboxSequence() throws(StoreError) -> Int {
    try database.first("SELECT coalesce(max(sequence), 0) + 1 FROM outbox") { $0.int(0) } ?? 1
  }

  func apply(
    _ event: OutboxEvent, to operation: Identifier<Practice>, by signature: Signature?, at now: Instant
  ) throws(StoreError) -> OutboxState {
    try database.inTransaction { () throws(StoreError) in
      let row = operation.rawValue
      let before = try state(of: row)
      guard let after = before.after(event) else { throw .impossible(before.kind) }
      if after == before { return after }
      let progress = ProgressRecord(after)
      let sealed = try envelopes.seal(progress, .outboxProgress, row: row)
      try database.run(
        "UPDATE outbox SET state = ?2, progress = ?3, changed = ?4 WHERE operation = ?1",
        [.text(row), .integer(after.kind.rawValue), .blob(sealed), .integer(now.milliseconds)])
      try append(
        JournalRecord(what: event.name, signature: signature, progress: progress), operation: row, at: now)
      try updateWork(of: row, from: before, to: after, at: now)
      return after
    }
  }

  /// A refused operation always has a work item until a person closes it.
  private func updateWork(
    of operation: String, from before: OutboxState, to after: OutboxState, at now: Instant
  ) throws(StoreError) {
    guard before.kind != after.kind else { return }
    let work = WorkList(database: database, envelopes: envelopes)
    if after.kind == .rejected { try work.open(about: operation, body: [], at: now) }
    if after.kind == .closed { try work.close(about: operation, at: now) }
  }

  private func state(of operation: String) throws(StoreError) -> OutboxState {
    let sealed: [UInt8]? = try database.first(
      "SELECT progress FROM outbox WHERE operation = ?1", [.text(operation)]
    ) { $0.blob(0) }
    guard let sealed else { throw .notFound }
    let record = try envelopes.open(ProgressRecord.self, sealed, .outboxProgress, row: operation)
    guard let state = record.state else { throw .altered }
    return state
  }

  func reprint(
    _ operation: Identifier<Practice>, by signature: Signature, at now: Instant
  ) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      let row = operation.rawValue
      let sealed: [UInt8]? = try database.first("SELECT about FROM outbox WHERE operation = ?1", [.text(row)])
      {
        $0.blob(0)
      }
      guard let sealed else { throw .notFound }
      var record = try envelopes.open(PracticeRecord.self, sealed, .outboxAbout, row: row)
      record.reprints += 1
      let about = try envelopes.seal(record, .outboxAbout, row: row)
      try database.run(
        "UPDATE outbox SET about = ?2 WHERE operation = ?1", [.text(row), .blob(about)])
      try append(
        JournalRecord(what: "reprinted", signature: signature, number: record.number), operation: row,
        at: now)
      return record.reprints
    }
  }
}

extension OutboxEvent {
  /// The word for the journal.
  var name: String {
    switch self {
    case .sendingStarted: "sending"
    case .notSent: "not-sent"
    case .unanswered: "unanswered"
    case .restarted: "restarted"
    case .absent: "absent"
    case .accepted: "accepted"
    case .confirmed: "confirmed"
    case .rejected: "rejected"
    case .withdrawn: "withdrawn"
    case .closed: "closed"
    }
  }
}
