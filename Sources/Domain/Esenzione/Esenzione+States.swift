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
  /// A record that has ended stays so: taking an exemption up again makes a new record. Only the office may still
  /// block its code (ER-28), and a last day that was put too late may be put earlier. A request that still waits is
  /// withdrawn, not revoked: it never counted.
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
      case .revoke(let day, let reason, let isBlocked):
        if !isBlocked { return .annulled(on: day, reason: reason.rawValue) }
      case .submit, .suspend, .resume, .unblock: break
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
      case .annul(let day, let reason): return .annulled(on: day, reason: reason)
      case .submit, .confirm, .reject, .suspend, .unblock: break
      }
    case .revoked(let last, let reason, let isBlocked):
      switch event {
      case .unblock: if isBlocked { return .revoked(on: last, reason: reason, isBlocked: false) }
      case .revoke(let day, let other, let blocks):
        if (blocks && !isBlocked) || (blocks == isBlocked && day < last) {
          return .revoked(on: min(day, last), reason: other, isBlocked: blocks)
        }
      case .submit, .confirm, .reject, .suspend, .resume, .end, .annul: break
      }
    case .ended(let last, _):
      switch event {
      case .revoke(let day, let reason, let blocks):
        if blocks { return .revoked(on: min(day, last), reason: reason, isBlocked: true) }
      case .submit, .confirm, .reject, .suspend, .resume, .end, .annul, .unblock: break
      }
    case .annulled, .notValid: break
    }
    throw EsenzioneTransitionError(state: self, event: event)
  }

  /// Whether the record is over: only a block may still be set or lifted, or a last day put earlier.
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
