/// Everything the rules of a scelta read.
public struct SceltaCase: Hashable, Sendable {
  /// The person.
  public var assistito: Assistito
  /// The medico asked for.
  public var medico: Medico
  /// The medico in charge now, as the registry knows it; `nil` if none or unknown.
  public var currentMedico: Medico?
  /// The ambito of ``medico``, with its neighbours; `nil` if unknown.
  public var medicoAmbito: Ambito?
  /// What is asked.
  public var request: SceltaRequest
  /// Whether the registry says that a PLS with places works in the ambito of residence (rule AGE-01).
  public var pediatricianAvailable: Bool?
  /// The practice of the same person still pending, if any.
  public var pending: Identifier<Practice>?

  /// Gathers the parts; nothing is checked.
  public init(
    assistito: Assistito, medico: Medico, currentMedico: Medico? = nil, medicoAmbito: Ambito? = nil,
    request: SceltaRequest, pediatricianAvailable: Bool? = nil, pending: Identifier<Practice>? = nil
  ) {
    self.assistito = assistito
    self.medico = medico
    self.currentMedico = currentMedico
    self.medicoAmbito = medicoAmbito
    self.request = request
    self.pediatricianAvailable = pediatricianAvailable
    self.pending = pending
  }
}

/// What the citizen asks and the operator declares.
public struct SceltaRequest: Hashable, Sendable {
  /// The day from which the scelta should count.
  public var effectiveDate: CivilDate
  /// Who asks.
  public var applicant: Applicant
  /// The reason for another ambito; `nil` if none was given.
  public var deroga: Deroga?
  /// The relative of a reunion; `nil` if none was named.
  public var reunion: Reunion?
  /// The request to stay with the PLS; `nil` if none.
  public var pediatricExtension: PediatricExtension?
  /// Reason recorded for an MMG under six years (rule AGE-01).
  public var noPediatricianReason: String
  /// Last day asked for a temporary scelta, inclusive; `nil` for an unlimited one.
  public var endDate: CivilDate?
  /// The medico's written acceptance has been seen (rules AMB-02, ASS-01, AGE-04).
  public var medicoAcceptance: Bool
  /// A supervisor's reasoned override of a full list; empty if none.
  public var overrideReason: String
  /// Documents the operator has seen.
  public var documentsSeen: Set<DocumentKind>
  /// Documents replaced by a declaration of the citizen.
  public var documentsDeclared: Set<DocumentKind>
  /// The second medico to try if no place is left.
  public var secondChoice: Identifier<Medico>?

  /// Gathers the parts; nothing is checked.
  public init(
    effectiveDate: CivilDate, applicant: Applicant = .self, deroga: Deroga? = nil, reunion: Reunion? = nil,
    pediatricExtension: PediatricExtension? = nil, noPediatricianReason: String = "",
    endDate: CivilDate? = nil, medicoAcceptance: Bool = false, overrideReason: String = "",
    documentsSeen: Set<DocumentKind> = [], documentsDeclared: Set<DocumentKind> = [],
    secondChoice: Identifier<Medico>? = nil
  ) {
    self.effectiveDate = effectiveDate
    self.applicant = applicant
    self.deroga = deroga
    self.reunion = reunion
    self.pediatricExtension = pediatricExtension
    self.noPediatricianReason = noPediatricianReason
    self.endDate = endDate
    self.medicoAcceptance = medicoAcceptance
    self.overrideReason = overrideReason
    self.documentsSeen = documentsSeen
    self.documentsDeclared = documentsDeclared
    self.secondChoice = secondChoice
  }

  /// Why a medico of another ambito is asked for (rule AMB-02).
  public struct Deroga: Hashable, Sendable {
    /// The ground claimed.
    public var ground: Ground
    /// The reason in words.
    public var reason: String

    /// The grounds of the agreement.
    public enum Ground: String, CaseIterable, Hashable, Sendable {
      case forcedChoice, proximity, graveCircumstances, trustRelation, cohabitingRelative, keepsMedico
    }

    /// Gathers the parts; nothing is checked.
    public init(ground: Ground, reason: String = "") {
      self.ground = ground
      self.reason = reason
    }
  }

  /// The relative already in charge of the medico (rules REC).
  public struct Reunion: Hashable, Sendable {
    /// The relative's code.
    public var relative: PersonCode
    /// What the relative is to the person.
    public var kinship: Kinship
    /// The relative's medico today as the registry knows it; `nil` if unknown or none.
    public var relativeMedico: Identifier<Medico>?
    /// Whether the relative stands in the same family certificate.
    public var sameFamily: Bool

    /// Gathers the parts; nothing is checked.
    public init(
      relative: PersonCode, kinship: Kinship, relativeMedico: Identifier<Medico>?, sameFamily: Bool
    ) {
      self.relative = relative
      self.kinship = kinship
      self.relativeMedico = relativeMedico
      self.sameFamily = sameFamily
    }
  }

  /// Staying with the PLS from 14 to 16 years (rule AGE-04).
  public struct PediatricExtension: Hashable, Sendable {
    /// The day of the request.
    public var requestedOn: CivilDate
    /// The reason claimed.
    public var reason: Reason

    /// The reasons known; the profile says which are accepted.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
      case chronicDisease, handicap, hardship, trustRelation
    }

    /// Gathers the parts; nothing is checked.
    public init(requestedOn: CivilDate, reason: Reason) {
      self.requestedOn = requestedOn
      self.reason = reason
    }
  }
}

/// Who asks, and by which right (rules FAM).
public enum Applicant: Hashable, Sendable {
  case `self`
  /// A holder of parental responsibility; the other parent's declaration may be required.
  case parent(otherParentDeclares: Bool)
  case tutore
  case amministratoreDiSostegno
  /// By written delega; whether delegator and delegate live together.
  case delegate(cohabitant: Bool)
  /// Family member or registered cohabitant of an adult.
  case familyMember
  case affidatario
}

/// Everything the rules of a revoca without new scelta read.
public struct RevocaCase: Hashable, Sendable {
  /// The person.
  public var assistito: Assistito
  /// Why.
  public var reason: Reason
  /// The last day with the medico, inclusive.
  public var effectiveDate: CivilDate
  /// Who asks.
  public var applicant: Applicant
  /// Documents the operator has seen.
  public var documentsSeen: Set<DocumentKind>
  /// Free words, empty if none.
  public var note: String
  /// The practice of the same person still pending, if any.
  public var pending: Identifier<Practice>?

  /// Why the medico is given up (rule REV-02) or closed by the office (REV-06…REV-13).
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    case movesToOtherRegion, movesAbroad, citizenWish, transferNotice, death, aire, temporaryEnd
    case doubleEnrolment, medicoCeased
  }

  /// Gathers the parts; nothing is checked.
  public init(
    assistito: Assistito, reason: Reason, effectiveDate: CivilDate, applicant: Applicant = .self,
    documentsSeen: Set<DocumentKind> = [], note: String = "", pending: Identifier<Practice>? = nil
  ) {
    self.assistito = assistito
    self.reason = reason
    self.effectiveDate = effectiveDate
    self.applicant = applicant
    self.documentsSeen = documentsSeen
    self.note = note
    self.pending = pending
  }
}

/// Everything the rules of a ricusazione read (rules REV-03…REV-05).
public struct RicusazioneCase: Hashable, Sendable {
  /// The person.
  public var assistito: Assistito
  /// The medico who refuses; must be in charge of the assistito.
  public var medico: Medico
  /// The day the asl received the medico's notice.
  public var noticeDate: CivilDate
  /// The medico's reason in words.
  public var reason: String
  /// The medico gives as reason the wish to go back under the ceiling.
  public var toReduceList: Bool
  /// Whether another medico of the same kind with places works in the ambito; `nil` if unknown.
  public var otherMedicoAvailable: Bool?
  /// The Comitato has been heard on an exceptional case.
  public var committeeHeard: Bool
  /// The practice of the same person still pending, if any.
  public var pending: Identifier<Practice>?

  /// Gathers the parts; nothing is checked.
  public init(
    assistito: Assistito, medico: Medico, noticeDate: CivilDate, reason: String, toReduceList: Bool = false,
    otherMedicoAvailable: Bool? = nil, committeeHeard: Bool = false, pending: Identifier<Practice>? = nil
  ) {
    self.assistito = assistito
    self.medico = medico
    self.noticeDate = noticeDate
    self.reason = reason
    self.toReduceList = toReduceList
    self.otherMedicoAvailable = otherMedicoAvailable
    self.committeeHeard = committeeHeard
    self.pending = pending
  }
}
