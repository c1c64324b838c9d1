public import Domain
import FoundationEssentials
public import Vault

/// A file of practices that were not settled yet, signed by the desk that wrote it.
///
/// One line each: the name of the format, what everybody may read, one sealed practice a line, the signature over
/// all bytes before it. Nothing personal stands outside the sealed lines.
public struct QueueFile: Sendable {
  /// The name of the file, drawn when it was written.
  public let id: String
  /// When it was written, by the clock of the desk that wrote it.
  public let writtenAt: Instant
  /// The desk that wrote it.
  public let desk: String
  /// Who signed it.
  public let signer: Signer
  /// How many practices it says that it holds.
  public let count: Int
  /// Whether the desk that wrote it has given the practices away.
  public let isHandover: Bool
  /// What opens it.
  public let opener: Opener

  let lock: QueueLock
  let rows: [[UInt8]]
  private let isSigned: Bool

  /// What opens a file.
  public enum Opener: Hashable, Sendable {
    /// A passphrase that the two desks agreed upon.
    case passphrase
    /// The key of the desk to which it was sealed.
    case desk(SealedAddress)
    /// The data key of the folder from which it was written.
    case folder
  }

  static let magic = "SPORTELLO-CODA "
  static let version = 1

  /// Reads the open part of a file; whether it is whole is known when it is opened.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: ``QueueFileError/unreadable``, ``QueueFileError/newer``, or ``QueueFileError/altered(row:)`` when a
  ///   line is not in the form that the desk wrote.
  public init(_ bytes: [UInt8]) throws(QueueFileError) {
    guard bytes.starts(with: Self.magic.utf8) else { throw .unreadable }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first,
      let version = Int(String(decoding: first.dropFirst(Self.magic.utf8.count), as: UTF8.self))
    else { throw .unreadable }
    guard version == Self.version else { throw version > Self.version ? .newer : .unreadable }
    // The last line is empty: the file ends with the end of the line of the signature.
    guard lines.count >= 4, lines[lines.count - 1].isEmpty else { throw .unreadable }
    guard let header = Self.content(lines[1], "testa"), let open = OpenPart(header) else {
      throw .altered(row: nil)
    }
    var rows: [[UInt8]] = []
    for (index, line) in lines[2..<lines.count - 2].enumerated() {
      guard let row = Self.content(line, "pratica") else { throw .altered(row: index + 1) }
      rows.append(row)
    }
    let end = lines[lines.count - 2]
    guard let signature = Self.content(end, "firma") else { throw .altered(row: nil) }
    id = open.id
    writtenAt = Instant(milliseconds: open.written)
    desk = open.desk
    signer = open.signer
    count = open.count
    isHandover = open.isHandover
    lock = open.lock
    opener = open.lock.opener
    self.rows = rows
    isSigned = open.signer.signed(Array(bytes[..<end.startIndex]), signature: signature)
  }

  private static func content(_ line: ArraySlice<UInt8>, _ word: String) -> [UInt8]? {
    guard line.starts(with: word.utf8), line.dropFirst(word.utf8.count).first == UInt8(ascii: " ") else {
      return nil
    }
    let text = line.dropFirst(word.utf8.count + 1)
    guard let data = Data(base64Encoded: Data(text)), data.base64EncodedData() == Data(text) else {
      return nil
    }
    return [UInt8](data)
  }

  /// Opens every practice and checks the signature.
  func open(_ key: DataKey) throws(QueueFileError) -> [QueueRecord] {
    let sealing: SealingKey
    do { sealing = try SealingKey(key.derived(for: .transfer)) } catch { throw .store(.vault(error)) }
    var records: [QueueRecord] = []
    var bad: Int?
    for (index, row) in rows.enumerated() {
      guard let bytes = try? sealing.open(row, context: Self.context(id: id, index: index)),
        let record = QueueRecord(bytes)
      else {
        bad = bad ?? index + 1
        continue
      }
      records.append(record)
    }
    if let bad {
      // When none opens, what they all depend on was changed.
      throw .altered(row: records.isEmpty && rows.count > 1 ? nil : bad)
    }
    guard isSigned, rows.count == count else { throw .altered(row: nil) }
    return records
  }

  // MARK: Writing

  static func bytes(
    _ records: [QueueRecord], id: String, writtenAt: Instant, desk: String, isHandover: Bool,
    key: DataKey, lock: QueueLock, signing: SigningKey
  ) throws(VaultFailure) -> [UInt8] {
    let open = OpenPart(
      id: id, written: writtenAt.milliseconds, desk: desk, signer: signing.signer, count: records.count,
      isHandover: isHandover, lock: lock)
    var bytes = Array("\(magic)\(version)\n".utf8)
    append("testa", open.bytes, to: &bytes)
    let sealing = try SealingKey(key.derived(for: .transfer))
    for (index, record) in records.enumerated() {
      append("pratica", sealing.seal(record.bytes, context: context(id: id, index: index)), to: &bytes)
    }
    append("firma", signing.sign(bytes), to: &bytes)
    return bytes
  }

  private static func append(_ word: String, _ content: [UInt8], to bytes: inout [UInt8]) {
    bytes += Array("\(word) ".utf8)
    bytes += Data(content).base64EncodedData()
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func context(id: String, index: Int) -> [UInt8] { Array("queue/\(id)/\(index)".utf8) }
}

/// How the key of a file is locked.
enum QueueLock: Sendable {
  case passphrase(KeySlot)
  case desk(SealedAddress, sealed: [UInt8])
  case folder(sealed: [UInt8])

  var opener: QueueFile.Opener {
    switch self {
    case .passphrase: .passphrase
    case .desk(let address, _): .desk(address)
    case .folder: .folder
    }
  }
}

/// What everybody may read of a file.
private struct OpenPart {
  let id: String
  let written: Int
  let desk: String
  let signer: Signer
  let count: Int
  let isHandover: Bool
  let lock: QueueLock

  init(
    id: String, written: Int, desk: String, signer: Signer, count: Int, isHandover: Bool, lock: QueueLock
  ) {
    self.id = id
    self.written = written
    self.desk = desk
    self.signer = signer
    self.count = count
    self.isHandover = isHandover
    self.lock = lock
  }

  init?(_ bytes: [UInt8]) {
    var reader = FieldReader(bytes)
    guard let id = reader.text(), let written = reader.number(), let desk = reader.text(),
      let signer = reader.blob().flatMap(Signer.init(bytes:)), let count = reader.number(),
      let handover = reader.number(), (0...1).contains(handover), let kind = reader.text(),
      let lock = Self.lock(kind, &reader), reader.isAtEnd
    else { return nil }
    self.init(
      id: id, written: written, desk: desk, signer: signer, count: count, isHandover: handover == 1,
      lock: lock)
  }

  private static func lock(_ kind: String, _ reader: inout FieldReader) -> QueueLock? {
    switch kind {
    case "passphrase": return reader.text().flatMap(KeySlot.init(text:)).map { .passphrase($0) }
    case "desk":
      guard let address = reader.blob().flatMap(SealedAddress.init(bytes:)), let sealed = reader.blob() else {
        return nil
      }
      return .desk(address, sealed: sealed)
    case "folder": return reader.blob().map { .folder(sealed: $0) }
    default: return nil
    }
  }

  var bytes: [UInt8] {
    var writer = FieldWriter(capacity: 256)
    writer.text(id)
    writer.number(written)
    writer.text(desk)
    writer.blob(signer.bytes)
    writer.number(count)
    writer.number(isHandover ? 1 : 0)
    switch lock {
    case .passphrase(let slot):
      writer.text("passphrase")
      writer.text(slot.text)
    case .desk(let address, let sealed):
      writer.text("desk")
      writer.blob(address.bytes)
      writer.blob(sealed)
    case .folder(let sealed):
      writer.text("folder")
      writer.blob(sealed)
    }
    return writer.bytes
  }
}
