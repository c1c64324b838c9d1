import Domain
import Sync

extension Submission {
  /// The same practice with the answer that the queue tells of it.
  ///
  /// - Parameter row: Its row of the queue.
  /// - Returns: `nil` while the registry has not decided, and of a row of something else; the reasons of a refusal stay
  ///   with the row.
  func answered(in row: QueueRow) -> Submission? {
    guard row.id == practice.id.rawValue else { return nil }
    switch row.state {
    case .confirmed:
      guard let confirmation = row.confirmation else { return nil }
      let second = confirmation.tookSecondChoice ? row.secondChoice : nil
      return Submission(
        practice: second.map(practice.with(secondChoice:)) ?? practice, receiptNumber: receiptNumber,
        answer: .accepted(
          protocolNumber: confirmation.reference, effectiveDate: confirmation.effectiveDate,
          decision: Decision(findings: [], birth: confirmation.birth)))
    case .rejected:
      return Submission(
        practice: practice, receiptNumber: receiptNumber, answer: .rejected(Decision(findings: [])))
    case .queued, .sending, .unknown, .accepted, .withdrawn, .closed, .held, .reversed, nil: return nil
    }
  }
}
