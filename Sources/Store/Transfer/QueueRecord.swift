import Domain
import FoundationEssentials
import Sync
import Vault

/// One practice as it travels from desk to desk.
struct QueueRecord {
  let operation: String
  let submitted: Int
  let changed: Int
  let state: OutboxState
  let about: PracticeRecord
  let body: [UInt8]

  init(_ row: OutboxRow, _ envelopes: Envelopes) throws(StoreError) {
    let practice = try row.practice(envelopes)
    operation = row.operation
    submitted = row.submitted
    changed = row.changed
    state = practice.entry.state
    about = try row.record(envelopes)
    body = practice.entry.body
  }

  /// Reads a record, or returns `nil` for one that is not whole.
  init?(_ bytes: [UInt8]) {
    var reader = FieldReader(bytes)
    guard let operation = reader.text(), !operation.isEmpty, let submitted = reader.number(),
      let changed = reader.number(), let progress = reader.blob(), let about = reader.blob(),
      let body = reader.blob(), let digest = reader.blob(), reader.isAtEnd, digest == Digest.of(body),
      let state = (try? JSONDecoder().decode(ProgressRecord.self, from: Data(progress)))?.state,
      let record = try? JSONDecoder().decode(PracticeRecord.self, from: Data(about)),
      PracticeKind(rawValue: record.kind) != nil
    else { return nil }
    self.operation = operation
    self.submitted = submitted
    self.changed = changed
    self.state = state
    self.about = record
    self.body = body
  }

  var bytes: [UInt8] {
    var writer = FieldWriter(capacity: body.count + 512)
    writer.text(operation)
    writer.number(submitted)
    writer.number(changed)
    // Encoding plain values of our own cannot fail; an empty record would be refused by the reader.
    writer.blob([UInt8]((try? JSONEncoder().encode(ProgressRecord(state))) ?? Data()))
    writer.blob([UInt8]((try? JSONEncoder().encode(about)) ?? Data()))
    writer.blob(body)
    writer.blob(Digest.of(body))
    return writer.bytes
  }
}
