import Domain
import SQLite
import Sync

/// Journal and outbox, which only ever change together.
struct Ledger {
  let database: Tables
  let envelopes: Envelopes

  func submit(_ submission: Submission, at now: Instant) throws(StoreError) -> SubmittedReceipt {
    try database.inTransaction { () throws(StoreError) in
      // A draft that outlived its practice would be offered as if nothing had been sent.
      if let draft = submission.draft { try forget(draft) }
      if let known = try row(submission.operation.rawValue) {
        guard known.bodyHash == envelopes.hash(body: submission.body) else { throw .duplicate }
        return SubmittedReceipt(number: try known.record(envelopes).number, sequence: known.sequence)
      }
      let number = try nextNumber()
      let row = try OutboxRow(
        submission, number: number, sequence: try nextSequence(), at: now, envelopes: envelopes)
      try insert(row, codes: submission.codes)
      try append(
        JournalRecord(
          what: "submitted", signature: submission.signature, number: number, bodyHash: row.bodyHash,
          progress: ProgressRecord(.queued(tries: 0))),
        operation: row.operation, at: now)
      return SubmittedReceipt(number: number, sequence: row.sequence)
    }
  }

  func insert(_ row: OutboxRow, codes: [String]) throws(StoreError) {
    try database.run(
      "INSERT INTO outbox(\(OutboxRow.columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", row.values)
    for code in Set(codes) {
      try database.run(
        "INSERT INTO outbox_person(person, sequence) VALUES (?1, ?2)",
        [.blob(envelopes.hash(code: code)), .integer(row.sequence)])
    }
  }

  private func forget(_ draft: DraftName) throws(StoreError) {
    let key = envelopes.hash(draftOf: draft.screen, person: draft.person)
    try database.run("DELETE FROM draft WHERE key = ?1", [.blob(key)])
  }

  private func nextNumber() throws(StoreError) -> Int {
    try database.first(
      """
      INSERT INTO counter(name, value) VALUES ('receipt', 1)
      ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
      """
    ) { $0.int(0) } ?? 1
  }

  func nextSequence() throws(StoreError) -> Int {
    try database.first("SELECT coalesce(max(sequence), 0) + 1 FROM outbox") { $0.int(0) } ?? 1
  }

  func apply(
    _ event: OutboxEvent, to operation: Identifier<Practice>, by signature: Signature?, at now: Instant
  ) throws(StoreError) -> OutboxState {
    try database.inTransaction { () throws(StoreError) in
      guard let row = try row(operation.rawValue) else { throw .notFound }
      let before = try row.state(envelopes)
      guard var after = before.after(event) else { throw .impossible(before.kind) }
      if after.kind == .sending || after.kind == .queued, try handover(of: row.operation) != nil {
        // Another desk sends it: that the registry does not have it yet settles nothing here.
        guard after.kind == .queued else { throw .impossible(before.kind) }
        after = before.after(.unanswered) ?? before
      }
      if after == before { return after }
      let sealed = try OutboxRow.seal(
        after, operation: row.operation, changed: now.milliseconds, envelopes)
      try database.run(
        "UPDATE outbox SET state = ?2, progress = ?3, changed = ?4 WHERE operation = ?1",
        [
          .text(row.operation), .integer(after.kind.rawValue), .blob(sealed),
          .integer(now.milliseconds),
        ])
      try append(
        JournalRecord(what: event.name, signature: signature, progress: ProgressRecord(after)),
        operation: row.operation, at: now)
      try updateWork(of: row.operation, from: before, to: after, at: now)
      return after
    }
  }

  /// An operation that needs a person always has a work item until it does not any more; an answered question none.
  private func updateWork(
    of operation: String, from before: OutboxState, to after: OutboxState, at now: Instant
  ) throws(StoreError) {
    guard before.kind != after.kind else { return }
    let work = WorkList(database: database, envelopes: envelopes)
    if before.kind == .unknown { try work.close(about: operation, kind: .unknownTooLong, at: now) }
    if before.kind == .held { try work.close(about: operation, kind: .personChanged, at: now) }
    try openWork(of: operation, for: after, at: now)
    if !after.kind.isOpen {
      try work.close(about: operation, kind: nil, at: now)
      try database.run("DELETE FROM handover WHERE operation = ?1", [.text(operation)])
    }
  }

  /// Opens the work item that a state needs, if any.
  func openWork(of operation: String, for state: OutboxState, at now: Instant) throws(StoreError) {
    guard let (kind, reasons) = Self.work(of: state) else { return }
    let record = WorkRecord(reasons: reasons.map { WorkReason(code: $0.code, arguments: $0.arguments) })
    try WorkList(database: database, envelopes: envelopes)
      .open(kind, about: operation, record: record, at: now)
  }

  private static func work(of state: OutboxState) -> (WorkItem.Kind, [RejectionReason])? {
    switch state {
    case .rejected(let reasons): (.rejected, reasons)
    case .held(_, let reasons): (.personChanged, reasons)
    case .reversed(let reason): (.reversed, [reason])
    case .queued, .sending, .unknown, .accepted, .confirmed, .withdrawn, .closed: nil
    }
  }

  func row(_ operation: String) throws(StoreError) -> OutboxRow? {
    try database.first(
      "SELECT \(OutboxRow.columns) FROM outbox WHERE operation = ?1", [.text(operation)]
    ) { OutboxRow($0) }
  }
}

extension OutboxEvent {
  /// The word for the journal.
  var name: String {
    switch self {
    case .sendingStarted: "sending"
    case .notSent: "not-sent"
    case .turnedAway: "turned-away"
    case .unanswered: "unanswered"
    case .restarted: "restarted"
    case .absent: "absent"
    case .accepted: "accepted"
    case .confirmed: "confirmed"
    case .rejected: "rejected"
    case .held: "held"
    case .released: "released"
    case .reversed: "reversed"
    case .withdrawn: "withdrawn"
    case .closed: "closed"
    }
  }
}
