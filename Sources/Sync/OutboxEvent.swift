/// What can happen to an operation.
public enum OutboxEvent: Hashable, Sendable {
  /// It is about to be sent; written down before the first byte leaves.
  case sendingStarted
  /// No byte left the desk.
  case notSent
  /// Bytes left and no usable answer came: time-out, broken line, garbled or passing error.
  case unanswered
  /// The program started and found the operation as an earlier run left it.
  case restarted
  /// The registry was asked and does not have it.
  case absent
  /// The registry has it and will decide.
  case accepted
  /// The registry carried it out.
  case confirmed(Confirmation)
  /// The registry refused it.
  case rejected([RejectionReason])
  /// The operator takes it back.
  case withdrawn
  /// A person told the citizen and closes the refused operation.
  case closed(Closing)
}

extension OutboxState {
  /// The state after an event, or `nil` when the event cannot happen in this state.
  ///
  /// The same answer heard twice changes nothing, so a repeated read-back is harmless.
  public func after(_ event: OutboxEvent) -> OutboxState? {
    switch (self, event) {
    case (.queued(let tries), .sendingStarted): .sending(tries: tries + 1)
    case (.queued, .withdrawn): .withdrawn
    case (.sending(let tries), .notSent): .queued(tries: tries)
    case (.sending(let tries), .unanswered), (.sending(let tries), .restarted): .unknown(tries: tries)
    case (.unknown(let tries), .absent): .queued(tries: tries)
    case (.unknown(let tries), .unanswered): .unknown(tries: tries)
    case (.sending(let tries), .accepted), (.unknown(let tries), .accepted),
      (.accepted(let tries), .accepted), (.accepted(let tries), .unanswered):
      .accepted(tries: tries)
    case (.sending, .confirmed(let confirmation)), (.unknown, .confirmed(let confirmation)),
      (.accepted, .confirmed(let confirmation)):
      .confirmed(confirmation)
    case (.sending, .rejected(let reasons)), (.unknown, .rejected(let reasons)),
      (.accepted, .rejected(let reasons)):
      .rejected(reasons)
    case (.confirmed(let known), .confirmed(let heard)): known == heard ? self : nil
    case (.rejected(let known), .rejected(let heard)): known == heard ? self : nil
    case (.rejected(let reasons), .closed(let closing)): .closed(reasons, closing)
    case (.queued, _), (.sending, _), (.unknown, _), (.accepted, _), (.confirmed, _), (.rejected, _),
      (.withdrawn, _), (.closed, _):
      nil
    }
  }
}
