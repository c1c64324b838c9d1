import Domain
import FHIR
import Sync

extension TaskRecord {
  /// What the Task says of its operation: a number or a day that the registry does not tell is not told here either.
  var report: WireOutcome.TaskReport {
    switch status {
    case .requested: .requested
    case .cancelled: .cancelled
    case .reversed: .reversed(RejectionReason(code: reasons.first ?? "reversed"))
    case .rejected: .decided(answer ?? .rejected(Decision(findings: [])))
    case .completed:
      .decided(
        answer ?? .accepted(protocolNumber: "", effectiveDate: nil, decision: Decision(findings: [])))
    }
  }
}

extension BundleResource {
  /// What the Tasks found say of an operation; `nil` if the page does not prove anything.
  func report(
    of operation: Identifier<Practice>, _ notes: inout [WireNote]
  ) -> WireOutcome? {
    var others = 0
    var records: [TaskRecord] = []
    for resource in entries.compactMap(\.resource)
    where ResourceHead(resource)?.type == ResourceType.task.rawValue {
      // A Task that cannot be read may be the one: then nothing is proved.
      guard let record = try? PracticeTask.record(in: Array(resource)) else { return nil }
      if record.operation == operation { records.append(record) } else { others += 1 }
    }
    let standing = records.filter { $0.status != .cancelled }
    if standing.count > 1 { notes.append(.severalTasks(standing.count)) }
    if let best = (standing.isEmpty ? records : standing).max(by: { $0.status.rank < $1.status.rank }) {
      return .found(best.report)
    }
    guard others == 0 else {
      notes.append(.otherOperation)
      return nil
    }
    return nextLink == nil && kind == .searchset ? .absent : nil
  }
}

extension TaskRecord.Status {
  /// Which of several Tasks of one operation is believed: what was carried out cannot be argued away.
  fileprivate var rank: Int {
    switch self {
    case .cancelled: 0
    case .requested: 1
    case .rejected: 2
    case .reversed: 3
    case .completed: 4
    }
  }
}
