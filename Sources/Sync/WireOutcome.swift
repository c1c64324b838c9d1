public import Domain

/// What one exchange about a practice means, whatever the wire said in detail.
///
/// Source: registry-sync §3.6; every time is in milliseconds.
public enum WireOutcome: Hashable, Sendable {
  /// No byte of the body left the desk.
  case notSent
  /// Nobody knows whether the registry has it: ask before anything else, not before `retryAfter` has passed.
  case unknown(retryAfter: Int?)
  /// A write met a conflict (409, 412), which says nothing for certain: ask; thrice in a row means a wrong setting.
  case conflict
  /// The registry has it: what it says of it.
  case found(TaskReport)
  /// The registry was asked and does not have it.
  case absent
  /// The registry refuses this practice before deciding on it: by a rule, or because of the person.
  case refused([RejectionReason])
  /// The person of the practice is not there any more under this identity.
  case identityLost([RejectionReason])
  /// The desk cannot make out what it was to send: nothing left, and a person has to look at the practice.
  case unfit([RejectionReason])
  /// The registry refuses us, not the practice: the whole queue stops until a person has mended it.
  case misconfigured(code: String, mayHaveArrived: Bool)
  /// Too much at once: everything waits.
  case throttled(retryAfter: Int?)
  /// The registry says that it does not serve now; the body may have been taken in all the same.
  case serviceRefused(retryAfter: Int?)
  /// The registry serves, and takes nothing of this kind now: it did not take this one in, which waits alone.
  case postponed(retryAfter: Int?)
  /// The certificate does not fit the time: the usual cause is the desk's clock.
  case clockOrCertificate
  /// Something that is not the registry answered in its place.
  case captivePortal

  /// What a Task of the registry tells.
  public enum TaskReport: Hashable, Sendable {
    /// Taken in, not decided.
    case requested
    /// Decided, with everything the registry told.
    case decided(RegistryAnswer)
    /// Taken back, or a double of another Task with the same operation: the other one counts.
    case cancelled
    /// Carried out earlier and reversed since.
    case reversed(RejectionReason)
  }
}
