public import Domain
import Glibc
import SQLite
import Sync
public import Vault

/// To whom a file of waiting practices is sealed.
public enum QueueRecipient: Sendable {
  /// To whoever knows a passphrase.
  case passphrase(SecretBytes, cost: PassphraseCost)
  /// To one desk, by the address that it shows.
  case desk(SealedAddress)
  /// To the holder of the data key of this folder.
  case folder
}

/// What was written into a file.
public struct QueueExport: Hashable, Sendable {
  /// The name of the file, as the journal keeps it.
  public let id: String
  /// How many practices it holds.
  public let count: Int
  /// Who signed it: to be told to the other desk by another way than the file.
  public let signer: Signer
}

extension DeskStore {
  /// Who signs the files of this desk.
  ///
  /// - Throws: ``StoreError/vault(_:)``, ``StoreError/altered``, and errors of the disk.
  public func signer() throws(StoreError) -> Signer { try deskKeys().signing.signer }

  /// The address to which other desks can seal a file for this one.
  ///
  /// - Throws: ``StoreError/vault(_:)``, ``StoreError/altered``, and errors of the disk.
  public func address() throws(StoreError) -> SealedAddress { try deskKeys().receiving.address }

  /// How many practices ``exportQueue(to:for:isHandover:by:at:)`` would write now.
  ///
  /// - Throws: Errors of the disk.
  public func exportable(isHandover: Bool) throws(StoreError) -> Int {
    try ledger.exportable(isHandover: isHandover).count
  }

  /// Writes every practice that is not settled into a signed file, for another desk.
  ///
  /// A handover gives them away: from then on this desk asks about them and never sends them. The file is on disk
  /// before they are marked; when marking fails the file is taken away again. It may be the only place from which
  /// the practices are sent: no other file is ever written over.
  ///
  /// - Parameters:
  ///   - path: The file, which must not be there; readable by its owner only where the disk knows owners.
  ///   - recipient: Who can open it.
  ///   - isHandover: Whether the practices are given away; else the file is a second copy.
  ///   - signature: Who does it.
  ///   - now: The present moment.
  /// - Returns: What was written.
  /// - Throws: ``StoreError/altered`` when a practice does not open; ``StoreError/exists``; errors of disk and folder.
  public func exportQueue(
    to path: String, for recipient: QueueRecipient, isHandover: Bool, by signature: Signature,
    at now: Instant
  ) throws(StoreError) -> QueueExport {
    let keys = try deskKeys()
    var isWritten = false
    do throws(StoreError) {
      return try database.inTransaction { () throws(StoreError) in
        let rows = try ledger.exportable(isHandover: isHandover)
        var records: [QueueRecord] = []
        for row in rows { records.append(try QueueRecord(row, envelopes)) }
        let id = Randomness.uuid()
        let bytes = try queueFile(
          records, id: id, recipient, isHandover: isHandover, desk: signature.desk, keys: keys, at: now)
        if isHandover {
          let name = path.split(separator: "/").last.map(String.init)
          for row in rows {
            try ledger.handOver(row.operation, file: id, name: name, by: signature, at: now)
          }
        }
        try ledger.append(
          JournalRecord(what: "queue-exported", signature: signature, number: records.count, note: id),
          operation: "", at: now)
        // Before the commit: a crash in between leaves a copy too many, which does no harm, and never one too few.
        try PrivateFile.create(path, with: bytes)
        isWritten = true
        return QueueExport(id: id, count: records.count, signer: keys.signing.signer)
      }
    } catch {
      if isWritten, error != .uncertain { unlink(path) }
      throw error
    }
  }

  /// The bytes of a file for a recipient.
  func queueFile(
    _ records: [QueueRecord], id: String, _ recipient: QueueRecipient, isHandover: Bool, desk: String,
    keys: DeskKeys, at now: Instant
  ) throws(StoreError) -> [UInt8] {
    do {
      let key = try DataKey.random()
      let lock: QueueLock
      switch recipient {
      case .passphrase(let passphrase, let cost):
        lock = .passphrase(try KeySlot(wrapping: key, passphrase: passphrase, cost: cost))
      case .desk(let address): lock = .desk(address, sealed: try address.seal(key))
      case .folder: lock = .folder(sealed: envelopes.seal(fileKey: key, id: id))
      }
      return try QueueFile.bytes(
        records, id: id, writtenAt: now, desk: desk, isHandover: isHandover, key: key, lock: lock,
        signing: keys.signing)
    } catch { throw .vault(error) }
  }

  /// The keys with which this desk signs and receives, drawn when they are first needed.
  func deskKeys() throws(StoreError) -> DeskKeys {
    if let keys = knownKeys { return keys }
    let seed: DataKey
    do {
      if var bytes = try fact(DeskKeys.name) {
        seed = try DataKey(SecretBytes(wiping: &bytes))
      } else {
        seed = try DataKey.random()
        var bytes = seed.exposed()
        try setFact(bytes, for: DeskKeys.name)
        SecretBytes.wipe(&bytes)
      }
    } catch let error as StoreError { throw error } catch let error as VaultFailure {
      throw .vault(error)
    } catch { throw .malformed }
    do {
      let keys = DeskKeys(signing: try SigningKey(seed), receiving: try ReceivingKey(seed))
      knownKeys = keys
      return keys
    } catch { throw .vault(error) }
  }
}

/// The pairs of keys of one desk.
struct DeskKeys: Sendable {
  static let name = "desk-seed"

  let signing: SigningKey
  let receiving: ReceivingKey
}

extension Envelopes {
  /// Seals the key of a file with the data key of the folder.
  func seal(fileKey key: DataKey, id: String) -> [UInt8] {
    var plain = key.exposed()
    defer { SecretBytes.wipe(&plain) }
    return seal(plain, .queueFile, row: id)
  }
}

extension Ledger {
  /// The rows of a file: all that are not settled.
  ///
  /// A handover leaves out what was given away before, and what the registry has decided: to mend that is the affair
  /// of the desk where the citizen stood, and two desks would both do it.
  func exportable(isHandover: Bool) throws(StoreError) -> [OutboxRow] {
    let open = OutboxState.Kind.allCases.filter { kind in
      kind.isOpen && !(isHandover && (kind == .rejected || kind == .reversed))
    }.map { String($0.rawValue) }
    let given = isHandover ? "AND operation NOT IN (SELECT operation FROM handover)" : ""
    return try database.rows(
      """
      SELECT \(OutboxRow.columns) FROM outbox
      WHERE state IN (\(open.joined(separator: ","))) \(given) ORDER BY sequence
      """
    ) { OutboxRow($0) }
  }
}
