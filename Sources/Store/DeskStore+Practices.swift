public import Domain
import SQLite
public import Sync

extension DeskStore {
  var ledger: Ledger { Ledger(database: database, envelopes: envelopes) }

  /// Stores a confirmed practice: journal, outbox and receipt number in one transaction.
  ///
  /// The receipt may be printed once this has returned, never before. Storing the same operation with the same
  /// body again is harmless and returns the first receipt.
  ///
  /// - Parameters:
  ///   - submission: The practice.
  ///   - now: When it was confirmed.
  /// - Returns: The number of the receipt and the place among all practices of this desk.
  /// - Throws: ``StoreError/duplicate`` for a known operation with another body, and errors of the disk.
  public func submit(_ submission: Submission, at now: Instant) throws(StoreError) -> SubmittedReceipt {
    let receipt = try ledger.submit(submission, at: now)
    copyToSpool(submission.operation, at: now)
    return receipt
  }

  /// Takes an operation one step further and writes the step into the journal, in one transaction.
  ///
  /// A refusal opens a work item, and closing the refused operation closes it.
  ///
  /// - Parameters:
  ///   - event: What happened.
  ///   - operation: To which operation.
  ///   - signature: Who did it; `nil` when the program or the registry did.
  ///   - now: When it happened.
  /// - Returns: The new state.
  /// - Throws: ``StoreError/notFound``, ``StoreError/impossible(_:)``, and errors of the disk.
  @discardableResult
  public func apply(
    _ event: OutboxEvent, to operation: Identifier<Practice>, by signature: Signature? = nil,
    at now: Instant
  ) throws(StoreError) -> OutboxState {
    let state = try ledger.apply(event, to: operation, by: signature, at: now)
    copyToSpool(operation, at: now)
    return state
  }

  /// Reserves the next copy of a receipt, before anything is printed.
  ///
  /// Each call is followed by ``endPrint(of:paper:copy:isDelivered:by:at:)``. When the run ends in between, the copy
  /// counts as printed: it may lie on somebody's desk.
  ///
  /// - Parameters:
  ///   - operation: The practice.
  ///   - paper: Which of its papers; each has an original of its own.
  ///   - signature: Who prints.
  ///   - now: The present moment.
  /// - Returns: 0 for the original, from 1 for reprints.
  /// - Throws: ``StoreError/notFound``, and errors of the disk; then nothing may be printed.
  public func beginPrint(
    of operation: Identifier<Practice>, paper: String = "", by signature: Signature, at now: Instant
  ) throws(StoreError) -> Int {
    try ledger.beginPrint(of: operation, paper: paper, by: signature, at: now)
  }

  /// Writes down what became of a reserved copy; one that was not delivered is not counted.
  ///
  /// - Parameters:
  ///   - operation: The practice.
  ///   - paper: As it was reserved.
  ///   - copy: The number that was reserved.
  ///   - isDelivered: Whether printer or folder took the page.
  ///   - signature: Who prints.
  ///   - now: The present moment.
  /// - Throws: ``StoreError/notFound``, and errors of the disk; then the copy counts as printed.
  public func endPrint(
    of operation: Identifier<Practice>, paper: String = "", copy: Int, isDelivered: Bool,
    by signature: Signature, at now: Instant
  ) throws(StoreError) {
    try ledger.endPrint(
      of: operation, paper: paper, copy: copy, isDelivered: isDelivered, by: signature, at: now)
  }

  /// One practice, or `nil` when this desk never stored it.
  ///
  /// - Throws: ``StoreError/altered`` when it does not open.
  public func practice(_ operation: Identifier<Practice>) throws(StoreError) -> StoredPractice? {
    try ledger.practice(operation)
  }

  /// A page of practices, newest first, without those that do not open; ``verify()`` names these.
  ///
  /// - Throws: Errors of the disk.
  public func practices(_ filter: PracticeFilter = PracticeFilter()) throws(StoreError) -> [StoredPractice] {
    try ledger.practices(filter)
  }

  /// The operations in some states, oldest first, without looking into them.
  ///
  /// - Throws: Errors of the disk.
  /// - Complexity: Linear in their number; only ids are read.
  public func operations(in states: Set<OutboxState.Kind>) throws(StoreError) -> [Identifier<Practice>] {
    try ledger.operations(in: states)
  }

  /// How many operations wait for whom.
  ///
  /// - Throws: Errors of the disk.
  public func tally() throws(StoreError) -> OutboxTally {
    try ledger.tally()
  }

  /// Writes down something that concerns no practice, such as a log-in or a print of a list.
  ///
  /// - Parameters:
  ///   - what: A word of the program, such as `login`.
  ///   - note: Details; sealed like everything else.
  ///   - signature: Who did it.
  ///   - now: When it happened.
  /// - Throws: Errors of the disk.
  public func note(
    _ what: String, note: String? = nil, by signature: Signature?, at now: Instant
  ) throws(StoreError) {
    try database.inTransaction { () throws(StoreError) in
      try ledger.append(
        JournalRecord(what: what, signature: signature, note: note), operation: "", at: now)
    }
  }
}
