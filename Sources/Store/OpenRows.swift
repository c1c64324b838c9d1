public import Domain
import SQLite
public import Sync

/// What the worker has to know of an operation that is not final, without its body.
public struct OpenRow: Hashable, Sendable {
  /// The operation.
  public let operation: Identifier<Practice>
  /// The order in which operations were stored on this desk.
  public let sequence: Int
  /// When it was stored.
  public let submittedAt: Instant
  /// When its state last changed.
  public let changedAt: Instant
  /// How far it has come.
  public let kind: OutboxState.Kind
  /// Whether another desk sends it: here it is asked about and never sent.
  public let isHandedOver: Bool
}

extension Ledger {
  func openRows() throws(StoreError) -> [OpenRow] {
    struct Found {
      let operation: String
      let numbers: [Int]
      let isHandedOver: Bool
    }
    let open = OutboxState.Kind.allCases.filter(\.isOpen).map { String($0.rawValue) }
    let found = try database.rows(
      """
      SELECT outbox.operation, sequence, submitted, changed, state, handover.at
      FROM outbox LEFT JOIN handover USING (operation)
      WHERE state IN (\(open.joined(separator: ","))) ORDER BY sequence
      """
    ) {
      Found(
        operation: $0.text(0), numbers: [$0.int(1), $0.int(2), $0.int(3), $0.int(4)],
        isHandedOver: !$0.isNull(5))
    }
    var rows: [OpenRow] = []
    for row in found {
      guard let operation = Identifier<Practice>(row.operation),
        let kind = OutboxState.Kind(rawValue: row.numbers[3])
      else { continue }
      rows.append(
        OpenRow(
          operation: operation, sequence: row.numbers[0],
          submittedAt: Instant(milliseconds: row.numbers[1]),
          changedAt: Instant(milliseconds: row.numbers[2]), kind: kind,
          isHandedOver: row.isHandedOver))
    }
    return rows
  }
}

extension DeskStore {
  /// Every operation that is not final, oldest first, without its body.
  ///
  /// - Throws: Errors of the disk.
  public func openRows() throws(StoreError) -> [OpenRow] { try ledger.openRows() }

  /// The operations that correct this one, oldest first.
  ///
  /// - Throws: Errors of the disk.
  public func corrections(of operation: Identifier<Practice>) throws(StoreError) -> [Identifier<Practice>] {
    let found = try database.rows(
      "SELECT operation FROM outbox WHERE part_of = ?1 ORDER BY sequence", [.text(operation.rawValue)]
    ) { $0.text(0) }
    return found.compactMap { Identifier($0) }
  }

  /// When the oldest operation that has not left yet was stored; `nil` when none waits.
  ///
  /// - Throws: Errors of the disk.
  public func oldestUnsent() throws(StoreError) -> Instant? {
    let oldest = try database.first(
      "SELECT min(submitted) FROM outbox WHERE state = ?1", [.integer(OutboxState.Kind.queued.rawValue)]
    ) { $0.optionalInteger(0) }
    return (oldest ?? nil).map { Instant(milliseconds: Int($0)) }
  }
}
