public import Domain
import Glibc
import Sync
import Vault

/// A second folder in which a copy of every practice lies until it is settled.
struct Spool: Sendable {
  let folder: String
  let recipient: QueueRecipient
  let desk: String

  static let suffix = ".coda"

  func path(_ name: String) -> String { "\(folder)/\(name)\(Self.suffix)" }

  /// The names of the copies that lie there.
  func names() throws(StoreError) -> [String] {
    guard let stream = opendir(folder) else { throw .folder(code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(Self.suffix) { names.append(String(name.dropLast(Self.suffix.count))) }
    }
    return names
  }
}

extension DeskStore {
  /// Keeps a sealed, signed copy of every practice that is not settled in a second folder, best on another disk.
  ///
  /// From now on a copy is written after every commit and removed when the practice is settled; each can be
  /// imported like any other file. A copy that cannot be written never stops the work: ``spoolFailure`` says so.
  /// Only copies of practices that are settled here are removed: one of a practice that is not stored here may be all
  /// that is left of it, as after a damaged database was moved aside; ``recover(from:codes:desk:by:at:)`` takes it in.
  ///
  /// - Parameters:
  ///   - folder: The second folder, which exists; `nil` ends it, and what lies there stays.
  ///   - recipient: Who can open the copies.
  ///   - desk: The name of this desk.
  ///   - now: The present moment.
  /// - Returns: How many copies lie there of which no practice is stored here.
  /// - Throws: ``StoreError/folder(code:)`` when the folder cannot be read; errors of the disk. Then the setting
  ///   before stands.
  @discardableResult
  public func keepSpool(
    in folder: String?, for recipient: QueueRecipient = .folder, desk: String, at now: Instant
  ) throws(StoreError) -> Int {
    guard let folder else {
      spool = nil
      spoolFailure = nil
      return 0
    }
    let fresh = Spool(folder: folder, recipient: recipient, desk: desk)
    let rows = try ledger.exportable(isHandover: false)
    let wanted = Set(rows.map { envelopes.spoolName($0.operation) })
    let others = try fresh.names().filter { !wanted.contains($0) }
    var settled: Set<String> = []
    if !others.isEmpty {
      let kinds = Set(OutboxState.Kind.allCases.filter { !$0.isOpen })
      settled = Set(try ledger.operations(in: kinds).map { envelopes.spoolName($0.rawValue) })
    }
    for name in others where settled.contains(name) { unlink(fresh.path(name)) }
    spool = fresh
    spoolFailure = nil
    for row in rows { copyToSpool(row, at: now) }
    return others.count { !settled.contains($0) }
  }

  /// Whether copies are kept in a second folder.
  public var keepsSpool: Bool { spool != nil }

  /// Brings the copy of one operation up to date, if copies are kept.
  func copyToSpool(_ operation: Identifier<Practice>, at now: Instant) {
    guard spool != nil else { return }
    do {
      guard let row = try ledger.row(operation.rawValue) else { return }
      copyToSpool(row, at: now)
    } catch { spoolFailure = error }
  }

  private func copyToSpool(_ row: OutboxRow, at now: Instant) {
    guard let spool else { return }
    let path = spool.path(envelopes.spoolName(row.operation))
    do throws(StoreError) {
      let record = try QueueRecord(row, envelopes)
      guard record.state.kind.isOpen else {
        guard unlink(path) == 0 || errno == ENOENT else { throw .folder(code: errno) }
        return
      }
      let bytes = try queueFile(
        [record], id: Randomness.uuid(), spool.recipient, isHandover: false, desk: spool.desk,
        keys: try deskKeys(), at: now)
      try PrivateFile.replace(path, with: bytes)
      spoolFailure = nil
    } catch { spoolFailure = error }
  }
}

extension Envelopes {
  /// The name of a copy: it tells nothing, and holds no stroke that could lead elsewhere.
  func spoolName(_ operation: String) -> String {
    hash(resource: operation, type: "spool").map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
