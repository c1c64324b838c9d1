public import Domain
import FoundationEssentials
import SQLite

/// A form that was begun and not confirmed.
public struct Draft: Hashable, Sendable {
  /// The name of the screen.
  public let screen: String
  /// The code of the person, in canonical form; "" while there is none.
  public let person: String
  /// When it was last kept.
  public let savedAt: Instant
  /// What stands in the fields, in a form that the store does not know.
  public let body: [UInt8]
}

extension Draft: CustomStringConvertible, CustomReflectable {
  /// The screen only.
  public var description: String { "Draft(\(screen))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

private struct DraftRecord: Codable {
  var screen: String
  var person: String
  var body: Data
}

extension DeskStore {
  /// Keeps a draft, in place of the one of the same screen and person.
  ///
  /// - Parameters:
  ///   - screen: The name of the screen.
  ///   - person: The code of the person, in canonical form; "" while there is none.
  ///   - body: What stands in the fields; sealed, never looked at.
  ///   - now: The present moment.
  /// - Throws: Errors of the disk; then the draft before stands.
  public func saveDraft(
    screen: String, person: String, body: [UInt8], at now: Instant
  ) throws(StoreError) {
    let key = envelopes.hash(draftOf: screen, person: person)
    let record = DraftRecord(screen: screen, person: person, body: Data(body))
    let sealed = try envelopes.seal(record, .draft, row: hexadecimal(key))
    try database.inTransaction { () throws(StoreError) in
      try database.run(
        """
        INSERT INTO draft(key, saved, sealed) VALUES (?1, ?2, ?3)
        ON CONFLICT (key) DO UPDATE SET saved = excluded.saved, sealed = excluded.sealed
        """, [.blob(key), .integer(now.milliseconds), .blob(sealed)])
    }
  }

  /// The draft of a screen and person, or `nil` when there is none.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func loadDraft(screen: String, person: String) throws(StoreError) -> Draft? {
    let key = envelopes.hash(draftOf: screen, person: person)
    let row: (saved: Int, sealed: [UInt8])? = try database.first(
      "SELECT saved, sealed FROM draft WHERE key = ?1", [.blob(key)]
    ) {
      ($0.int(0), $0.blob(1))
    }
    guard let row else { return nil }
    return try draft(key: key, saved: row.saved, sealed: row.sealed)
  }

  /// All drafts, the latest first.
  ///
  /// - Throws: ``StoreError/altered`` when one of them does not open.
  public func drafts() throws(StoreError) -> [Draft] {
    let rows: [(key: [UInt8], saved: Int, sealed: [UInt8])] = try database.rows(
      "SELECT key, saved, sealed FROM draft ORDER BY saved DESC"
    ) {
      ($0.blob(0), $0.int(1), $0.blob(2))
    }
    var drafts: [Draft] = []
    for row in rows { drafts.append(try draft(key: row.key, saved: row.saved, sealed: row.sealed)) }
    return drafts
  }

  /// Forgets the draft of a screen and person; there need not be one.
  ///
  /// - Throws: Errors of the disk.
  public func deleteDraft(screen: String, person: String) throws(StoreError) {
    let key = envelopes.hash(draftOf: screen, person: person)
    try database.inTransaction { () throws(StoreError) in
      try database.run("DELETE FROM draft WHERE key = ?1", [.blob(key)])
    }
  }

  func draft(key: [UInt8], saved: Int, sealed: [UInt8]) throws(StoreError) -> Draft {
    let record = try envelopes.open(DraftRecord.self, sealed, .draft, row: hexadecimal(key))
    return Draft(
      screen: record.screen, person: record.person, savedAt: Instant(milliseconds: saved),
      body: [UInt8](record.body))
  }

  func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0, radix: 16) }.joined(separator: ".")
  }
}
