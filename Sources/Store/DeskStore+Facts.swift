public import Domain
import FoundationEssentials
import SQLite
public import Sync

/// A stop that the registry itself has announced.
public struct LearnedSuspension: Hashable, Sendable {
  /// The stop.
  public let suspension: Suspension
  /// Whether the registry's data move meanwhile, so that the copy is pulled as a whole afterwards.
  public let isMigration: Bool

  /// Keeps a stop.
  public init(_ suspension: Suspension, isMigration: Bool) {
    self.suspension = suspension
    self.isMigration = isMigration
  }
}

private struct SuspensionRecord: Codable {
  var start: Int
  var ends: [Int]
  var policy: String
  var kinds: [String]
  var source: String
  var isMigration: Bool

  init(_ learned: LearnedSuspension) {
    let suspension = learned.suspension
    start = suspension.start.milliseconds
    ends = suspension.announcedEnds.map(\.milliseconds)
    policy = suspension.policy.rawValue
    kinds = suspension.kinds.map(\.rawValue).sorted()
    source = suspension.source
    isMigration = learned.isMigration
  }

  var learned: LearnedSuspension? {
    guard let policy = Suspension.Policy(rawValue: policy) else { return nil }
    let suspension = Suspension(
      start: Instant(milliseconds: start), announcedEnds: ends.map { Instant(milliseconds: $0) },
      policy: policy, kinds: Set(kinds.compactMap(PracticeKind.init(rawValue:))), source: source)
    return LearnedSuspension(suspension, isMigration: isMigration)
  }
}

extension DeskStore {
  /// A small thing that was kept under a name, or `nil`.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func fact(_ name: String) throws(StoreError) -> [UInt8]? {
    let sealed = try database.first("SELECT sealed FROM fact WHERE name = ?1", [.text(name)]) { $0.blob(0) }
    guard let sealed else { return nil }
    return try envelopes.open(sealed, .fact, row: name)
  }

  /// Keeps a small thing under a name of the program, in place of what was there; `nil` forgets it.
  ///
  /// - Throws: Errors of the disk; then what was there before stands.
  public func setFact(_ bytes: [UInt8]?, for name: String) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      guard let bytes else {
        try database.run("DELETE FROM fact WHERE name = ?1", [.text(name)])
        return
      }
      try database.run(
        """
        INSERT INTO fact(name, sealed) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed
        """, [.text(name), .blob(envelopes.seal(bytes, .fact, row: name))])
    }
  }

  /// The mode of the registry as it was last saved; `nil` before the first time.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func registryMode() throws(StoreError) -> RegistryMode? {
    guard let bytes = try fact("registry-mode") else { return nil }
    guard let mode = (try? JSONDecoder().decode(ModeRecord.self, from: Data(bytes)))?.mode else {
      throw .altered
    }
    return mode
  }

  /// Saves the mode of the registry, so that the next run begins with it.
  ///
  /// - Throws: Errors of the disk.
  public func saveRegistryMode(_ mode: RegistryMode) throws(StoreError) {
    try save(ModeRecord(mode), for: "registry-mode")
  }

  /// The stops that the registry has announced, in the order in which they were saved.
  ///
  /// - Throws: ``StoreError/altered`` when they do not open.
  public func learnedSuspensions() throws(StoreError) -> [LearnedSuspension] {
    guard let bytes = try fact("suspensions") else { return [] }
    guard let records = try? JSONDecoder().decode([SuspensionRecord].self, from: Data(bytes)) else {
      throw .altered
    }
    return records.compactMap(\.learned)
  }

  /// Saves the stops that the registry has announced, in place of those before.
  ///
  /// - Throws: Errors of the disk.
  public func saveLearnedSuspensions(_ suspensions: [LearnedSuspension]) throws(StoreError) {
    try save(suspensions.map(SuspensionRecord.init), for: "suspensions")
  }

  private func save(_ record: some Encodable, for name: String) throws(StoreError) {
    guard let bytes = try? JSONEncoder().encode(record) else { throw .malformed }
    try setFact([UInt8](bytes), for: name)
  }
}
