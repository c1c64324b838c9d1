public import Domain

/// What can happen to an operation.
public enum OutboxEvent: Hashable, Sendable {
  /// It is about to be sent; written down before the first byte leaves.
  case sendingStarted
  /// No byte left the desk.
  case notSent
  /// The registry did not take it in: too many requests, nothing of its kind for now, or it refuses this desk.
  case turnedAway
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
  /// The registry refused it; the reasons are never empty.
  case rejected([RejectionReason])
  /// Its person changed or is gone under this identity: it waits for a person; the reasons are never empty.
  case held([RejectionReason])
  /// A person looked at a held operation and lets it go on.
  case released
  /// Carried out, then reversed by somebody else.
  case reversed(RejectionReason)
  /// The operator takes it back.
  case withdrawn
  /// A person told the citizen and closes the operation.
  case closed(Closing)
}

extension OutboxEvent {
  /// What an answer of the registry means for the outbox.
  ///
  /// A refusal without a blocking finding keeps the reason ``RejectionReason/unexplained``.
  public init(_ answer: RegistryAnswer) {
    switch answer {
    case .accepted(let number, let day, let decision):
      self = .confirmed(
        Confirmation(
          reference: number, effectiveDate: day, tookSecondChoice: decision.tookSecondChoice,
          wasRegistered: decision.wasRegistered, birth: decision.birth, term: decision.term))
    case .alreadyAnswered(let number, let day):
      self = .confirmed(Confirmation(reference: number, effectiveDate: day))
    case .rejected(let decision):
      let reasons = decision.findings.filter { $0.severity == .block }.map { RejectionReason($0) }
      self = .rejected(reasons.isEmpty ? [.unexplained] : reasons)
    }
  }
}

extension OutboxState {
  /// The state after an event, or `nil` when the event cannot happen in this state.
  ///
  /// The same answer heard twice changes nothing, so a repeated read-back is harmless. What may have travelled is
  /// neither withdrawn nor held by the desk: its bytes can still arrive after the registry was asked. Of an exemption
  /// that was carried out the registry may tell later that it has become valid.
  public func after(_ event: OutboxEvent) -> OutboxState? {
    switch (self, event) {
    case (.queued(let tries), .sendingStarted): .sending(tries: tries + 1)
    case (.queued(tries: 0), .withdrawn): .withdrawn
    case (.sending(let tries), .notSent): .queued(tries: tries - 1)
    case (.sending(let tries), .turnedAway): .queued(tries: tries)
    case (.sending(let tries), .unanswered), (.sending(let tries), .restarted): .unknown(tries: tries)
    case (.unknown(let tries), .absent): .queued(tries: tries)
    case (.unknown(let tries), .unanswered): .unknown(tries: tries)
    case (.accepted(let tries), .absent): .unknown(tries: tries)
    case (.sending(let tries), .accepted), (.unknown(let tries), .accepted),
      (.accepted(let tries), .accepted), (.accepted(let tries), .unanswered):
      .accepted(tries: tries)
    case (.sending, .confirmed(let confirmation)), (.unknown, .confirmed(let confirmation)),
      (.accepted, .confirmed(let confirmation)):
      .confirmed(confirmation)
    case (.sending, .rejected(let reasons)), (.unknown, .rejected(let reasons)),
      (.accepted, .rejected(let reasons)):
      reasons.isEmpty ? nil : .rejected(reasons)
    case (.queued(tries: 0), .held(let reasons)): reasons.isEmpty ? nil : .held(tries: 0, reasons)
    case (.sending(let tries), .held(let reasons)), (.unknown(let tries), .held(let reasons)),
      (.accepted(let tries), .held(let reasons)):
      reasons.isEmpty ? nil : .held(tries: tries, reasons)
    case (.held(let tries, _), .released): tries > 0 ? .unknown(tries: tries) : .queued(tries: 0)
    case (.sending, .reversed(let reason)), (.unknown, .reversed(let reason)),
      (.accepted, .reversed(let reason)), (.confirmed, .reversed(let reason)):
      .reversed(reason)
    case (.confirmed(let known), .confirmed(let heard)): known.after(heard).map { .confirmed($0) }
    case (.rejected(let known), .rejected(let heard)): known.agree(with: heard) ? self : nil
    case (.held(_, let known), .held(let heard)): known.agree(with: heard) ? self : nil
    case (.reversed(let known), .reversed(let heard)): known.agrees(with: heard) ? self : nil
    case (.rejected(let reasons), .closed(let closing)), (.held(_, let reasons), .closed(let closing)):
      .closed(reasons, closing)
    case (.reversed(let reason), .closed(let closing)): .closed([reason], closing)
    case (.queued, _), (.sending, _), (.unknown, _), (.accepted, _), (.confirmed, _), (.rejected, _),
      (.withdrawn, _), (.closed, _), (.held, _), (.reversed, _):
      nil
    }
  }
}

extension [RejectionReason] {
  fileprivate func agree(with others: [RejectionReason]) -> Bool {
    count == others.count && zip(self, others).allSatisfy { $0.agrees(with: $1) }
  }
}
