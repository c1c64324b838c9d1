public import Domain
import SQLite

extension DeskStore {
  /// Reserves the next copy of a print that belongs to no practice of this desk, before anything is printed.
  ///
  /// Each call is followed by ``endCopy(of:copy:isDelivered:by:at:)``. When the run ends in between, the copy
  /// counts as printed: it may lie on somebody's desk.
  ///
  /// - Parameters:
  ///   - subject: What tells this print from others, such as the ids of a person and of records; it is kept as
  ///     a keyed hash, and sealed in the journal.
  ///   - signature: Who prints.
  ///   - now: The present moment.
  /// - Returns: 0 for the original, from 1 for reprints.
  /// - Throws: Errors of the disk; then nothing may be printed.
  public func beginCopy(
    of subject: String, by signature: Signature, at now: Instant
  ) throws(StoreError) -> Int {
    try database.inTransaction { () throws(StoreError) in
      let copy = try copies(of: subject)
      try setFact(Array("\(copy + 1)".utf8), for: copyFact(subject))
      try ledger.append(
        JournalRecord(what: "printing", signature: signature, note: "\(subject) \(copy)"), operation: "",
        at: now)
      return copy
    }
  }

  /// Writes down what became of a reserved copy; one that was not delivered is not counted.
  ///
  /// - Parameters:
  ///   - subject: As it was reserved.
  ///   - copy: The number that was reserved.
  ///   - isDelivered: Whether printer or folder took the page.
  ///   - signature: Who prints.
  ///   - now: The present moment.
  /// - Throws: Errors of the disk; then the copy counts as printed.
  public func endCopy(
    of subject: String, copy: Int, isDelivered: Bool, by signature: Signature, at now: Instant
  ) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      // Only the last number can be given back: a later copy that was delivered keeps its own.
      if !isDelivered, try copies(of: subject) == copy + 1 {
        try setFact(Array("\(copy)".utf8), for: copyFact(subject))
      }
      try ledger.append(
        JournalRecord(
          what: isDelivered ? "printed" : "print-failed", signature: signature, note: "\(subject) \(copy)"),
        operation: "", at: now)
    }
  }

  private func copies(of subject: String) throws(StoreError) -> Int {
    guard let bytes = try fact(copyFact(subject)) else { return 0 }
    guard let copies = Int(String(decoding: bytes, as: UTF8.self)) else { throw .altered }
    return copies
  }

  private func copyFact(_ subject: String) -> String {
    "print/" + envelopes.hash(print: subject).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
