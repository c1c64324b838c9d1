public import Domain
public import FHIR

/// Why something could not be read; nothing changed anywhere.
///
/// Times are in milliseconds. Source: registry-sync §3.6.
public enum ReadFailure: Error, Hashable, Sendable {
  /// No answer, or only one of a gateway without the registry behind it.
  case unreachable
  /// It answers that it does not serve now, with the ends that it announced, which are hints, and with the stops
  /// themselves if it tells of them.
  case suspended(retryAfter: Int?, announced: [Instant], stops: [AnnouncedSuspension] = [])
  /// Too much at once.
  case throttled(retryAfter: Int?)
  /// The desk or the role may not read this; the codes are the registry's.
  case denied([String])
  /// The address, the token or the certificate is wrong: a person has to mend it.
  case misconfigured(code: String)
  /// The certificate does not fit the time: the usual cause is the desk's clock.
  case clockOrCertificate
  /// Something that is not the registry answered in its place.
  case captivePortal
  /// The registry answered something that cannot be used.
  case unreadable
  /// What was asked for is not there, or not any more.
  case gone
}

extension ReadFailure {
  /// The stops of which the answer tells; empty for every other failure.
  public var stops: [AnnouncedSuspension] {
    if case .suspended(_, _, let stops) = self { stops } else { [] }
  }
}
