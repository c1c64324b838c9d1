/// Everything the rules read before an exemption is issued.
public struct EsenzioneCase: Hashable, Sendable {
  /// The person exempt.
  public var assistito: Assistito
  /// What is asked for.
  public var code: CodiceEsenzione
  /// Where the code holds.
  public var scope: EsenzioneScope
  /// The asl of the desk that issues.
  public var deskAsl: CodiceAsl
  /// Who asks.
  public var applicant: Applicant
  /// The day of the request or acceptance; for income that of the signature.
  public var effectiveDate: CivilDate
  /// What it is issued upon.
  public var evidence: EsenzioneEvidence
  /// Documents the operator has seen.
  public var documentsSeen: Set<DocumentKind>
  /// Documents replaced by a declaration of the citizen.
  public var documentsDeclared: Set<DocumentKind>
  /// The last day as typed, inclusive, where neither law nor region sets one; `nil` if none.
  public var endDate: CivilDate?
  /// Why ``endDate`` is what it is; empty if nothing was typed.
  public var endReason: String
  /// The exemption that this one takes up again; `nil` for a first one.
  public var renews: Identifier<Esenzione>?
  /// Whether it is handed over in a closed envelope (rules PR-09 and PR-11).
  public var privateHandOver: Bool
  /// What the list of the Sistema TS says.
  public var mef: MEFAnswer
  /// The practice of the same person still pending, if any.
  public var pending: Identifier<Practice>?

  /// Gathers the parts; nothing is checked.
  public init(
    assistito: Assistito, code: CodiceEsenzione, scope: EsenzioneScope = .national, deskAsl: CodiceAsl,
    applicant: Applicant = .self, effectiveDate: CivilDate, evidence: EsenzioneEvidence = .none,
    documentsSeen: Set<DocumentKind> = [], documentsDeclared: Set<DocumentKind> = [],
    endDate: CivilDate? = nil, endReason: String = "", renews: Identifier<Esenzione>? = nil,
    privateHandOver: Bool = false, mef: MEFAnswer = .notAsked, pending: Identifier<Practice>? = nil
  ) {
    self.assistito = assistito
    self.code = code
    self.scope = scope
    self.deskAsl = deskAsl
    self.applicant = applicant
    self.effectiveDate = effectiveDate
    self.evidence = evidence
    self.documentsSeen = documentsSeen
    self.documentsDeclared = documentsDeclared
    self.endDate = endDate
    self.endReason = endReason
    self.renews = renews
    self.privateHandOver = privateHandOver
    self.mef = mef
    self.pending = pending
  }
}

extension EsenzioneCase {
  /// The same case as it stands once the doctor of the distretto has agreed to what was put to him.
  ///
  /// The record counts as a public one, the diagnosis as clear and the code as named (CR-04, CR-07, RA-03).
  public var agreedByDoctor: EsenzioneCase {
    guard case .certificate(var certificate) = evidence else { return self }
    if certificate.certifier == .accreditedRecord { certificate.certifier = .publicRecord }
    certificate.isClear = true
    certificate.namesCode = true
    var next = self
    next.evidence = .certificate(certificate)
    return next
  }
}

/// What the list that the Sistema TS draws from taxes and pensions says of a person (rule ER-17).
public enum MEFAnswer: Hashable, Sendable {
  case notAsked
  /// The list answered, and the person is not on it.
  case notListed
  /// The person is on it until that day, inclusive.
  case listed(CodiceEsenzione, until: CivilDate)
  /// The list does not answer (0003).
  case unavailable
  /// It answered with an error: its code.
  case error(String)
}

/// Everything the rules read before an exemption is ended, annulled, suspended or taken up again.
public struct EsenzioneRevocaCase: Hashable, Sendable {
  /// The person exempt.
  public var assistito: Assistito
  /// Which of the person's exemptions.
  public var esenzione: Identifier<Esenzione>
  /// Why.
  public var reason: Reason
  /// The last day on which it counts, inclusive.
  public var effectiveDate: CivilDate
  /// Who asks.
  public var applicant: Applicant
  /// The asl of the desk.
  public var deskAsl: CodiceAsl
  /// Documents the operator has seen.
  public var documentsSeen: Set<DocumentKind>
  /// Free words, empty if none.
  public var note: String
  /// The practice of the same person still pending, if any.
  public var pending: Identifier<Practice>?

  /// Why a record changes before its day; the words are `motivo.esenzione.<rawValue>`.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The citizen gives it up.
    case citizen
    /// The condition is not there any more.
    case requirementLost
    /// Found false by the office: the code cannot be declared again until the office lifts the block.
    case officeControl
    /// Another one takes its place.
    case superseded
    /// Issued in error and annulled on the same day (rule GE-08).
    case issuedInError
    case enrolmentEnded, death
    /// Permit or temporary enrolment are being renewed: it is suspended and does not count meanwhile.
    case permitRenewal
    /// They have been renewed: what was suspended counts again.
    case permitRenewed
    /// The office lifts the block of a revocation, so that the code can be declared again (rule ER-28).
    case blockLifted
  }

  /// Gathers the parts; nothing is checked.
  public init(
    assistito: Assistito, esenzione: Identifier<Esenzione>, reason: Reason, effectiveDate: CivilDate,
    applicant: Applicant = .self, deskAsl: CodiceAsl, documentsSeen: Set<DocumentKind> = [],
    note: String = "", pending: Identifier<Practice>? = nil
  ) {
    self.assistito = assistito
    self.esenzione = esenzione
    self.reason = reason
    self.effectiveDate = effectiveDate
    self.applicant = applicant
    self.deskAsl = deskAsl
    self.documentsSeen = documentsSeen
    self.note = note
    self.pending = pending
  }

  /// The exemption as the position of the case knows it; `nil` if it does not.
  public var record: Esenzione? { assistito.posizione.esenzioni.first { $0.id == esenzione } }
}

extension EsenzioneCase: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "EsenzioneCase(\(assistito.id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension EsenzioneRevocaCase: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "EsenzioneRevocaCase(\(assistito.id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension MEFAnswer: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of anybody's income.
  public var description: String { "MEFAnswer" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
