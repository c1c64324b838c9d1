import Domain
import SQLite
import Sync

/// One row of the outbox as it lies on disk.
struct OutboxRow {
  static let columns =
    "sequence, operation, submitted, changed, state, about, progress, body, body_hash, part_of"

  let sequence: Int
  let operation: String
  let submitted: Int
  let changed: Int
  let stateCode: Int
  let about: [UInt8]
  let progress: [UInt8]
  let body: [UInt8]
  let bodyHash: [UInt8]
  let partOf: String?

  init(_ row: borrowing Row) {
    sequence = row.int(0)
    operation = row.text(1)
    submitted = row.int(2)
    changed = row.int(3)
    stateCode = row.int(4)
    about = row.blob(5)
    progress = row.blob(6)
    body = row.blob(7)
    bodyHash = row.blob(8)
    partOf = row.optionalText(9)
  }

  /// Seals the first version of a row.
  init(
    _ submission: Submission, number: Int, sequence: Int, at now: Instant, envelopes: Envelopes
  ) throws(StoreError) {
    let state = OutboxState.queued(tries: 0)
    self.sequence = sequence
    operation = submission.operation.rawValue
    submitted = now.milliseconds
    changed = now.milliseconds
    stateCode = state.kind.rawValue
    let record = PracticeRecord(
      kind: submission.kind.rawValue, number: number, copies: 0, signature: submission.signature,
      partOf: submission.partOf?.rawValue, contact: submission.contact)
    about = try Self.seal(
      record, operation: operation, sequence: sequence, submitted: submitted, envelopes)
    progress = try Self.seal(state, operation: operation, changed: changed, envelopes)
    body = envelopes.seal(submission.body, .outboxBody, row: operation)
    bodyHash = envelopes.hash(body: submission.body)
    partOf = submission.partOf?.rawValue
  }

  /// Seals a row that comes from another desk, with a state that it has from now on.
  init(
    _ record: QueueRecord, state: OutboxState, origin: String?, sequence: Int, at now: Instant,
    envelopes: Envelopes
  ) throws(StoreError) {
    self.sequence = sequence
    operation = record.operation
    submitted = record.submitted
    changed = now.milliseconds
    stateCode = state.kind.rawValue
    var about = record.about
    about.origin = about.origin ?? origin
    self.about = try Self.seal(
      about, operation: operation, sequence: sequence, submitted: submitted, envelopes)
    progress = try Self.seal(state, operation: operation, changed: changed, envelopes)
    body = envelopes.seal(record.body, .outboxBody, row: operation)
    bodyHash = envelopes.hash(body: record.body)
    partOf = about.partOf
  }

  var values: [SQLValue] {
    [
      .integer(sequence), .text(operation), .integer(submitted), .integer(changed), .integer(stateCode),
      .blob(about), .blob(progress), .blob(body), .blob(bodyHash), .text(optional: partOf),
    ]
  }

  // MARK: Sealed parts, each bound to the open columns beside it

  static func seal(
    _ record: PracticeRecord, operation: String, sequence: Int, submitted: Int, _ envelopes: Envelopes
  ) throws(StoreError) -> [UInt8] {
    try envelopes.seal(record, .outboxAbout, row: "\(operation)/\(sequence)/\(submitted)")
  }

  static func seal(
    _ state: OutboxState, operation: String, changed: Int, _ envelopes: Envelopes
  ) throws(StoreError) -> [UInt8] {
    try envelopes.seal(
      ProgressRecord(state), .outboxProgress, row: "\(operation)/\(state.kind.rawValue)/\(changed)")
  }

  func record(_ envelopes: Envelopes) throws(StoreError) -> PracticeRecord {
    try envelopes.open(
      PracticeRecord.self, about, .outboxAbout, row: "\(operation)/\(sequence)/\(submitted)")
  }

  func state(_ envelopes: Envelopes) throws(StoreError) -> OutboxState {
    let record = try envelopes.open(
      ProgressRecord.self, progress, .outboxProgress, row: "\(operation)/\(stateCode)/\(changed)")
    guard let state = record.state else { throw .altered }
    return state
  }

  /// The practice, or an error when any part is not what was stored.
  func practice(_ envelopes: Envelopes) throws(StoreError) -> StoredPractice {
    let record = try record(envelopes)
    let state = try state(envelopes)
    let bytes = try envelopes.open(body, .outboxBody, row: operation)
    guard envelopes.hash(body: bytes) == bodyHash, let kind = PracticeKind(rawValue: record.kind),
      let identifier = Identifier<Practice>(operation),
      record.partOf == partOf
    else { throw .altered }
    let entry = OutboxEntry(
      operation: identifier, sequence: sequence, submittedAt: Instant(milliseconds: submitted),
      body: bytes, state: state)
    return StoredPractice(
      entry: entry, kind: kind, signature: record.signature, number: record.number,
      copies: record.copies, copiesByPaper: record.copiesByPaper ?? [:],
      changedAt: Instant(milliseconds: changed),
      partOf: partOf.flatMap { Identifier($0) }, contact: record.contact, origin: record.origin)
  }
}
