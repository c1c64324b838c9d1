public import Domain
import SQLite
import Sync
public import Vault

/// The practices of a file, opened and found whole.
public struct QueueContent: Sendable {
  /// What everybody may read of it.
  public let file: QueueFile
  let records: [QueueRecord]
}

/// What became of the practices of a file.
public struct QueueImport: Hashable, Sendable {
  /// Stored here now.
  public var imported = 0
  /// Stored here before, with the same content; nothing was done.
  public var known = 0
  /// Given away from here before and given back with this file.
  public var takenBack = 0

  /// Counts nothing.
  public init() {}
}

extension DeskStore {
  /// Opens a file and checks all of it; nothing is stored.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - passphrase: What the desks agreed upon; `nil` for a file that was sealed to this desk or folder.
  /// - Returns: What the file holds.
  /// - Throws: ``QueueFileError/wrongKey``, ``QueueFileError/altered(row:)``.
  /// - Complexity: As slow as the cost of the passphrase.
  public func openQueue(
    _ file: QueueFile, passphrase: SecretBytes? = nil
  ) throws(QueueFileError) -> QueueContent {
    let key: DataKey
    switch file.lock {
    case .passphrase(let slot):
      guard let passphrase, let opened = try? slot.open(passphrase) else { throw .wrongKey }
      key = opened
    case .desk(_, let sealed):
      guard let keys = try? deskKeys(), let opened = try? keys.receiving.open(sealed) else { throw .wrongKey }
      key = opened
    case .folder(let sealed):
      guard var bytes = try? envelopes.open(sealed, .queueFile, row: file.id),
        let secret = try? SecretBytes(wiping: &bytes), let opened = try? DataKey(secret)
      else { throw .wrongKey }
      key = opened
    }
    return QueueContent(file: file, records: try file.open(key))
  }

  /// Stores the practices of a file under the names that they have, all of them or none.
  ///
  /// They keep the numbers of their receipts and come with the desk where they were confirmed. What was waiting
  /// there is unknown here until the registry was asked, for the other desk may have sent it meanwhile. A practice
  /// that is here already is left alone, so that the same file can come twice.
  ///
  /// - Parameters:
  ///   - content: What the file holds.
  ///   - signer: Who has to have signed it: the key that the other desk shows.
  ///   - codes: The codes in a body by which a person is found, in canonical form.
  ///   - signature: Who does it.
  ///   - now: The present moment.
  /// - Returns: What became of the practices.
  /// - Throws: ``QueueFileError/otherSigner``, ``QueueFileError/conflict(row:)``, errors of the disk.
  @discardableResult
  public func importQueue(
    _ content: QueueContent, signedBy signer: Signer, codes: ([UInt8]) -> [String], by signature: Signature,
    at now: Instant
  ) throws(QueueFileError) -> QueueImport {
    guard content.file.signer == signer else { throw .otherSigner }
    var conflict: Int?
    do throws(StoreError) {
      let report = try database.inTransaction { () throws(StoreError) in
        var report = QueueImport()
        for (index, record) in content.records.enumerated() {
          do throws(StoreError) {
            try ledger.take(
              record, from: content.file, origin: content.file.desk, codes: codes(record.body),
              by: signature, at: now, &report)
          } catch {
            if error == .duplicate { conflict = index + 1 }
            throw error
          }
        }
        try ledger.append(
          JournalRecord(
            what: "queue-imported", signature: signature, number: report.imported, note: content.file.id),
          operation: "", at: now)
        return report
      }
      for record in content.records { copyToSpool(Identifier(unchecked: record.operation), at: now) }
      return report
    } catch {
      if let conflict { throw .conflict(row: conflict) }
      throw .store(error)
    }
  }
}

extension Ledger {
  /// Takes one practice of a file in; `origin` is the desk whose receipts its number counts, `nil` for this one.
  func take(
    _ record: QueueRecord, from file: QueueFile, origin: String?, codes: [String], by signature: Signature,
    at now: Instant, _ report: inout QueueImport
  ) throws(StoreError) {
    if let known = try row(record.operation) {
      guard known.bodyHash == envelopes.hash(body: record.body) else { throw .duplicate }
      if file.isHandover, try handover(of: record.operation) != nil {
        try database.run("DELETE FROM handover WHERE operation = ?1", [.text(record.operation)])
        try append(
          JournalRecord(what: "taken-back", signature: signature, note: file.id),
          operation: record.operation, at: now)
        report.takenBack += 1
      } else {
        report.known += 1
      }
      return
    }
    let state = Self.arriving(record.state)
    let row = try OutboxRow(
      record, state: state, origin: origin, sequence: try nextSequence(), at: now, envelopes: envelopes)
    try insert(row, codes: codes)
    try append(
      JournalRecord(
        what: "imported", signature: signature, number: record.about.number, bodyHash: row.bodyHash,
        progress: ProgressRecord(state), note: file.id),
      operation: row.operation, at: now)
    try openWork(of: row.operation, for: state, at: now)
    report.imported += 1
  }

  /// The state in which a practice arrives: what may have been sent from elsewhere is a question.
  private static func arriving(_ state: OutboxState) -> OutboxState {
    switch state {
    case .queued(let tries): .unknown(tries: max(1, tries))
    case .sending(let tries): .unknown(tries: tries)
    case .unknown, .accepted, .confirmed, .rejected, .withdrawn, .closed, .held, .reversed: state
    }
  }
}
