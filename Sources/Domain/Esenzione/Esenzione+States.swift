/// What happens to the record of an exemption.
public enum EsenzioneEvent: Hashable, Sendable {
  /// A draft is sent.
  case submit(EsenzioneBirth)
  /// The Sistema TS or the doctor of the distretto agrees.
  case confirm
  /// The Sistema TS or the doctor of the distretto refuses.
  case reject
  /// Enrolment or permit are being renewed.
  case suspend(CivilDate)
  /// Enrolment or permit have been renewed.
  case resume
  /// Time, or what time brought about, ends it; the last day is inclusive.
  case end(CivilDate, Esenzione.Cause)
  /// Somebody ends it; the last day is inclusive.
  case revoke(CivilDate, EsenzioneRevocaCase.Reason, isBlocked: Bool)
  /// It was recorded in error.
  case annul(CivilDate, reason: String)
  /// The office lifts the block of a revocation.
  case unblock
}

/// An event that cannot happen to a record in that state; nothing changed.
public struct EsenzioneTransitionError: Error, Hashable, Sendable {
  /// The state in which the record stays.
  public let state: Esenzione.State
  /// What was asked.
  public let event: EsenzioneEvent
}

extension Esenzione.State {
  /// The state after an event.
  ///
  /// A record that has ended stays so: taking an exemption up again makes a new record.
  ///
  /// - Throws: ``EsenzioneTransitionError`` if the event cannot happen in this state.
  /// - Source: esenzioni §2.1.
  public func after(_ event: EsenzioneEvent) throws(EsenzioneTransitionError) -> Esenzione.State {
    switch self {
    case .draft:
      switch event {
      case .submit(let birth): return birth.state
      case .annul(let day, let reason): return .annulled(on: day, reason: reason)
      case .confirm, .reject, .suspend, .resume, .end, .revoke, .unblock: break
      }
    case .inVerification, .inEvaluation:
      switch event {
      case .confirm: return .valid
      case .reject: return .notValid
      case .end(let day, let cause): return .ended(on: day, cause: cause)
      case .annul(let day, let reason): return .annulled(on: day, reason: reason)
      case .submit, .suspend, .resume, .revoke, .unblock: break
      }
    case .valid:
      switch event {
      case .suspend(let day): return .suspended(since: day)
      case .end(let day, let cause): return .ended(on: day, cause: cause)
      case .revoke(let day, let reason, let isBlocked):
        return .revoked(on: day, reason: reason, isBlocked: isBlocked)
      case .annul(let day, let reason): return .annulled(on: day, reason: reason)
      case .submit, .confirm, .reject, .resume, .unblock: break
      }
    case .suspended:
      switch event {
      case .resume: return .valid
      case .end(let day, let cause): return .ended(on: day, cause: cause)
      case .revoke(let day, let reason, let isBlocked):
        return .revoked(on: day, reason: reason, isBlocked: isBlocked)
      case .submit, .confirm, .reject, .suspend, .annul, .unblock: break
      }
    case .revoked(let day, let reason, let isBlocked):
      switch event {
      case .unblock: if isBlocked { return .revoked(on: day, reason: reason, isBlocked: false) }
      case .submit, .confirm, .reject, .suspend, .resume, .end, .revoke, .annul: break
      }
    case .ended, .annulled, .notValid: break
    }
    throw EsenzioneTransitionError(state: self, event: event)
  }

  /// Whether nothing can happen to the record any more, but the lifting of a block.
  public var isFinal: Bool {
    switch self {
    case .draft, .valid, .suspended, .inVerification, .inEvaluation: false
    case .ended, .revoked, .annulled, .notValid: true
    }
  }
}

extension EsenzioneTransitionError: CustomStringConvertible {
  /// A form fit for logs: neither code nor reason.
  public var description: String { "EsenzioneTransitionError" }
}

extension EsenzioneBirth {
  /// The state in which a record begins.
  var state: Esenzione.State {
    switch self {
    case .valid: .valid
    case .inVerification: .inVerification
    case .inEvaluation: .inEvaluation
    }
  }
}
