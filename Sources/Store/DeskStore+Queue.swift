public import Domain
import SQLite
import Sync

/// The desk's own list: every practice that somebody has to do something about, and the last that are done.
public struct DeskQueue: Sendable {
  /// The practices, newest first.
  public let entries: [QueueEntry]
  /// Open work items that are about no practice, oldest first.
  public let notes: [WorkItem]
  /// Open work items that are not what was stored, oldest first.
  public let damagedWork: [DamagedWork]
}

/// One practice of the list with everything that the list tells of it.
public struct QueueEntry: Hashable, Sendable {
  /// What lies on disk.
  public let content: Content
  /// The oldest open work item about it; `nil` if there is none.
  public let work: WorkItem?
  /// That another desk sends it; `nil` if this one does.
  public let handover: Handover?
  /// The receipt number of the practice that it corrects; `nil` if none is stored here.
  public let corrects: Int?
  /// The receipt number of the newest practice that corrects it; `nil` if there is none.
  public let correctedBy: Int?

  /// A practice, or what is left of one.
  public enum Content: Hashable, Sendable {
    case practice(StoredPractice)
    case damaged(DamagedPractice)
  }
}

extension DeskStore {
  /// The desk's own list: all practices that are not settled, all that somebody has work with, all that are confirmed
  /// without a definitive receipt on paper, all that are known to be damaged, and the newest of those that are done.
  ///
  /// - Parameter finished: How many of those that are done; 0 or more.
  /// - Returns: The list; nothing that is open is ever left out.
  /// - Throws: Errors of the disk.
  /// - Complexity: Opens the rows that it lists, and no other.
  public func queue(finished: Int) throws(StoreError) -> DeskQueue {
    try ledger.markDefinitive()
    let open = try workList.items("closed IS NULL")
    let marks = try ledger.handovers()
    let work = Dictionary(
      open.compactMap { item in item.operation.map { ($0.rawValue, item) } },
      uniquingKeysWith: { oldest, _ in oldest })
    let corrections = try ledger.corrections()
    var entries: [QueueEntry] = []
    for row in try ledger.queueRows(finished: finished, damage: damage) {
      entries.append(
        try entry(row, work[row.operation], marks[row.operation], by: corrections[row.operation]))
    }
    return DeskQueue(
      entries: entries, notes: open.filter { $0.operation == nil },
      damagedWork: try workList.damagedOpen())
  }

  /// One practice of the list as it stands now; `nil` when this desk never stored it.
  ///
  /// - Throws: Errors of the disk.
  public func queueEntry(_ operation: Identifier<Practice>) throws(StoreError) -> QueueEntry? {
    guard let row = try ledger.row(operation.rawValue) else { return nil }
    let work = try workList.items("closed IS NULL AND operation = ?1", [.text(operation.rawValue)])
    let marks = try ledger.handovers(of: operation.rawValue)
    return try entry(
      row, work.first, marks[operation.rawValue], by: try corrections(of: operation).last?.rawValue)
  }

  private func entry(
    _ row: OutboxRow, _ work: WorkItem?, _ handover: Handover?, by correction: String?
  ) throws(StoreError) -> QueueEntry {
    let content: QueueEntry.Content
    do throws(StoreError) { content = .practice(try row.practice(envelopes)) } catch {
      guard error == .altered else { throw error }
      content = .damaged(row.damaged(envelopes))
    }
    return QueueEntry(
      content: content, work: work, handover: handover,
      corrects: try row.partOf.flatMap { part throws(StoreError) in try ledger.number(of: part) },
      correctedBy: try correction.flatMap { later throws(StoreError) in try ledger.number(of: later) })
  }
}

extension OutboxRow {
  /// All that can still be said of a row that does not open.
  fileprivate func damaged(_ envelopes: Envelopes) -> DamagedPractice {
    DamagedPractice(
      operation: Identifier(unchecked: operation),
      number: (try? record(envelopes))?.number ?? sequence,
      state: OutboxState.Kind(rawValue: stateCode))
  }
}

extension Ledger {
  fileprivate func queueRows(finished: Int, damage: Set<String>) throws(StoreError) -> [OutboxRow] {
    func list(_ isOpen: Bool) -> String {
      OutboxState.Kind.allCases.filter { $0.isOpen == isOpen }.map { String($0.rawValue) }
        .joined(separator: ",")
    }
    let marks = Array(repeating: "?", count: damage.count).joined(separator: ",")
    return try database.rows(
      """
      SELECT \(OutboxRow.columns) FROM outbox WHERE sequence IN (
        SELECT sequence FROM outbox WHERE state IN (\(list(true)))
        UNION SELECT sequence FROM outbox
          WHERE operation IN (SELECT operation FROM work WHERE closed IS NULL AND operation IS NOT NULL)
        UNION SELECT sequence FROM outbox
          WHERE state = \(OutboxState.Kind.confirmed.rawValue) AND definitive = 0
        UNION SELECT sequence FROM (
          SELECT sequence FROM outbox WHERE state IN (\(list(false))) ORDER BY sequence DESC LIMIT ?)
        UNION SELECT sequence FROM outbox WHERE operation IN (\(marks)))
      ORDER BY sequence DESC
      """, [.integer(max(0, finished))] + damage.map { .text($0) }
    ) { OutboxRow($0) }
  }

  /// The newest correction of each practice that has one.
  fileprivate func corrections() throws(StoreError) -> [String: String] {
    let pairs = try database.rows(
      "SELECT part_of, operation FROM outbox WHERE part_of IS NOT NULL ORDER BY sequence"
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(pairs, uniquingKeysWith: { _, newest in newest })
  }

  /// The number of a receipt; `nil` when the practice is not stored here or does not open.
  fileprivate func number(of operation: String) throws(StoreError) -> Int? {
    guard let row = try row(operation) else { return nil }
    return (try? row.record(envelopes))?.number
  }
}

extension QueueEntry: CustomStringConvertible, CustomReflectable {
  /// What kind of thing it is only.
  public var description: String {
    switch content {
    case .practice(let practice): "QueueEntry(\(practice))"
    case .damaged(let damaged): "QueueEntry(\(damaged.number))"
    }
  }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
