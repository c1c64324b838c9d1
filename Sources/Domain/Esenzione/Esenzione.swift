/// An exemption of a person from the share in the costs of care: one record, from its start to its end.
public struct Esenzione: Hashable, Sendable {
  /// The registry's id; that of the practice where a practice made it.
  public let id: Identifier<Esenzione>
  /// What for; a code means something only with ``scope``.
  public var code: CodiceEsenzione
  /// Where the code holds.
  public var scope: EsenzioneScope
  /// The asl that issued it.
  public var issuer: CodiceAsl
  /// First day, inclusive.
  public var start: CivilDate
  /// Last day, inclusive; `nil` if unlimited.
  public var end: CivilDate?
  /// The day on which it was issued.
  public var issuedOn: CivilDate
  /// Where it comes from.
  public var origin: Origin
  /// The number on the attestato; empty before one is given.
  public var certificateNumber: String
  /// The protocol of the registry or of the Sistema TS; empty before one is given.
  public var protocolNumber: String
  /// The practice that made it; `nil` if none of ours.
  public var practice: Identifier<Practice>?
  /// Where it stands.
  public var state: State
  /// The day of revision of its report, if it had passed when it was issued: it then holds with a reserve until the new
  /// report (rule IN-03); `nil` without reserve.
  public var revisionPassed: CivilDate?

  /// Where an exemption comes from; the words are `origine.<rawValue>`.
  public enum Origin: String, CaseIterable, Hashable, Sendable {
    case selfDeclared, mefList, certificate, otherRegistry
  }

  /// Where an exemption stands, with what belongs to that state.
  public enum State: Hashable, Sendable {
    case draft
    case valid
    case suspended(since: CivilDate)
    /// Waits for the Sistema TS (rule ER-29).
    case inVerification
    /// Waits for the doctor of the distretto (rule CR-04).
    case inEvaluation
    /// Over, by time or by what time brought about; the last day is inclusive.
    case ended(on: CivilDate, cause: Cause)
    case revoked(on: CivilDate, reason: EsenzioneRevocaCase.Reason, isBlocked: Bool)
    case annulled(on: CivilDate, reason: String)
    /// Refused after verification or evaluation.
    case notValid
  }

  /// What ended an exemption without anybody asking; the words are `fine.esenzione.<rawValue>`.
  public enum Cause: String, CaseIterable, Hashable, Sendable {
    case expiry, death, enrolment, region, superseded, age
  }

  /// Gathers the parts; nothing is checked.
  public init(
    id: Identifier<Esenzione>, code: CodiceEsenzione, scope: EsenzioneScope = .national, issuer: CodiceAsl,
    start: CivilDate, end: CivilDate? = nil, issuedOn: CivilDate, origin: Origin,
    certificateNumber: String = "", protocolNumber: String = "", practice: Identifier<Practice>? = nil,
    state: State = .valid, revisionPassed: CivilDate? = nil
  ) {
    self.id = id
    self.code = code
    self.scope = scope
    self.issuer = issuer
    self.start = start
    self.end = end
    self.issuedOn = issuedOn
    self.origin = origin
    self.certificateNumber = certificateNumber
    self.protocolNumber = protocolNumber
    self.practice = practice
    self.state = state
    self.revisionPassed = revisionPassed
  }
}

/// What is shown of an exemption on a day; the words are `esenzione.stato.<rawValue>`.
public enum EsenzioneStanding: String, CaseIterable, Hashable, Sendable {
  case draft, future, valid
  /// Ends within ``EsenzioneParameters/expiringDays`` days.
  case expiring
  case expired, suspended, inVerification, inEvaluation, revoked, blocked, annulled, notValid

  /// Whether the person is exempt on the day asked about.
  public var counts: Bool { self == .valid || self == .expiring }
}

extension Esenzione {
  /// How the exemption stands on a day.
  ///
  /// - Parameters:
  ///   - day: The day asked about.
  ///   - days: How many days before its last one it is shown as expiring, 0 for the last day only: that of the
  ///     profile, ``EsenzioneParameters/expiringDays`` (GE-12).
  /// - Returns: What is shown of it; a record that waits or was undone stands so on every day.
  /// - Complexity: O(1).
  public func standing(on day: CivilDate, expiringWithin days: Int) -> EsenzioneStanding {
    switch state {
    case .draft: return .draft
    case .suspended: return .suspended
    case .inVerification: return .inVerification
    case .inEvaluation: return .inEvaluation
    case .notValid: return .notValid
    case .annulled: return .annulled
    case .ended(let last, _): return counting(until: last, on: day, days) ?? .expired
    case .revoked(_, _, isBlocked: true): return .blocked
    // What the office ended counts no more, also on its last day: lifting the block opens the code, not the record.
    case .revoked(_, .officeControl, isBlocked: false): return .revoked
    case .revoked(let last, _, isBlocked: false): return counting(until: last, on: day, days) ?? .revoked
    case .valid: return counting(until: end, on: day, days) ?? .expired
    }
  }

  /// Whether the person is exempt by it on a day.
  ///
  /// - Complexity: O(1).
  public func counts(on day: CivilDate) -> Bool { standing(on: day, expiringWithin: 0).counts }

  /// Future, valid or expiring; `nil` once `last` has passed.
  private func counting(until last: CivilDate?, on day: CivilDate, _ days: Int) -> EsenzioneStanding? {
    if let last, last < day || last < start { return nil }
    if day < start { return .future }
    guard let last else { return .valid }
    return day.days(until: last) <= days ? .expiring : .valid
  }

  /// Whether the person is or will be exempt by it on `day` or later, whatever has been decided for after that.
  ///
  /// A suspension is taken for lifted; a record that waits or was undone counts on no day.
  ///
  /// - Complexity: O(1).
  public func counts(onOrAfter day: CivilDate) -> Bool {
    switch state {
    case .valid, .suspended: end.map { $0 >= max(day, start) } ?? true
    case .revoked(_, .officeControl, _): false
    case .ended(let last, _), .revoked(let last, _, _): last >= max(day, start)
    case .draft, .inVerification, .inEvaluation, .annulled, .notValid: false
    }
  }

  /// Whether another region than that of an asl issued it: that one can read it, and neither change nor attest it.
  ///
  /// - Source: esenzioni §8, AN-03.
  /// - Complexity: O(1).
  public func isOfAnotherRegion(than asl: CodiceAsl) -> Bool {
    switch origin {
    case .otherRegistry: true
    // The list is the country's, whichever asl stands in it.
    case .mefList: false
    case .selfDeclared, .certificate: issuer.region != asl.region
    }
  }

  /// The last day on which it counts as is known today, inclusive; `nil` if unlimited.
  public var lastDay: CivilDate? {
    switch state {
    case .ended(let last, _), .revoked(let last, _, _), .annulled(let last, _): last
    case .draft, .valid, .suspended, .inVerification, .inEvaluation, .notValid: end
    }
  }
}

extension Esenzione: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health or income.
  public var description: String { "Esenzione(\(id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
