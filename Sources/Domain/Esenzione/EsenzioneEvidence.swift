/// What an exemption is issued upon.
public enum EsenzioneEvidence: Hashable, Sendable {
  case none
  /// A self-declaration of income (rules ER).
  case income(IncomeDeclaration)
  /// A certificate of a chronic or rare disease (rules CR and RA).
  case certificate(MedicalCertificate)
  /// A report of invalidity or of a like condition (rules IN).
  case report(InvalidityReport)
  /// The declaration of a foreigner (rules ST).
  case foreigner(ForeignerDeclaration)
}

/// A certificate, record or report that names a chronic or rare disease.
public struct MedicalCertificate: Hashable, Sendable {
  /// The day on it.
  public var issuedOn: CivilDate
  /// Who certifies (rules CR-02…CR-05, RA-01, RA-02).
  public var certifier: Certifier
  /// What it says of the stage, for codes that ask for one (rule CR-08).
  public var stage: Stage
  /// The day of the first diagnosis (rule CR-15); `nil` if it names none.
  public var firstDiagnosis: CivilDate?
  /// How long a tumour of the kind named is exempt (rule CR-15); `nil` if the table was not read.
  public var tumourTerm: TumourTerm?
  /// Whether it names the code of the disease (rule RA-03).
  public var namesCode: Bool
  /// Whether the diagnosis leads to the code without a doubt (rule CR-07).
  public var isClear: Bool
  /// The disease in words, for a group of rare diseases (rule RA-04); empty if not written down.
  public var diagnosis: String
  /// The last day before it is to be looked at again, inclusive; `nil` if none.
  public var revision: CivilDate?

  /// Who certifies; the words are `certificatore.<rawValue>`.
  public enum Certifier: String, CaseIterable, Hashable, Sendable {
    /// A specialist of an asl, a public hospital, an IRCCS or an equivalent.
    case publicSpecialist
    /// A clinical record of a public hospital.
    case publicRecord
    /// A public institution of the European Union.
    case europeanInstitution
    /// A report of invalidity that names the diagnosis.
    case invalidityReport
    case militaryCommission
    /// A clinical record of an accredited private hospital, for the doctor of the distretto to weigh.
    case accreditedRecord
    case privateSpecialist
    /// A centre of the national network of rare diseases, of any region.
    case rareNetworkCentre
  }

  /// What a certificate says of the stage that a code asks for.
  public enum Stage: String, CaseIterable, Hashable, Sendable {
    case sufficient, insufficient, missing
  }

  /// How long a tumour is exempt, counted from the first diagnosis.
  public enum TumourTerm: String, CaseIterable, Hashable, Sendable {
    case fiveYears, tenYears, unlimited
  }

  /// Gathers the parts; nothing is checked.
  public init(
    issuedOn: CivilDate, certifier: Certifier, stage: Stage = .missing, firstDiagnosis: CivilDate? = nil,
    tumourTerm: TumourTerm? = nil, namesCode: Bool = true, isClear: Bool = true, diagnosis: String = "",
    revision: CivilDate? = nil
  ) {
    self.issuedOn = issuedOn
    self.certifier = certifier
    self.stage = stage
    self.firstDiagnosis = firstDiagnosis
    self.tumourTerm = tumourTerm
    self.namesCode = namesCode
    self.isClear = isClear
    self.diagnosis = diagnosis
    self.revision = revision
  }
}

/// A report or decree by which somebody is an invalid, or is treated alike.
public struct InvalidityReport: Hashable, Sendable {
  /// The day on it.
  public var issuedOn: CivilDate
  /// What it recognises.
  public var kind: Kind
  /// The percentage of invalidity, 0 to 100; `nil` if it names none.
  public var percentage: Int?
  /// The category of war or service, 1 to 8; `nil` if it names none.
  public var category: Int?
  /// The day of the revision; `nil` for a permanent condition.
  public var revision: CivilDate?
  /// Whether percentage, category and dates can be read (rule IN-02).
  public var isReadable: Bool
  /// The last day of the injury or illness (rule IN-08), inclusive; `nil` if it names none.
  public var periodEnd: CivilDate?

  /// What a report recognises; the words are `verbale.<rawValue>`.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case civil
    /// Civil, with the allowance of attendance.
    case civilAttendance
    /// A minor with the allowance of frequency.
    case civilFrequency
    case blindness, deafness, war
    /// Invalidity from work, by the INAIL.
    case work
    /// The period of an injury or professional illness, by the INAIL.
    case injury
    case service
    /// Harmed by transfusion or vaccination (L. 210/1992).
    case indemnity
    /// A victim of terrorism or organised crime, or a relative of one.
    case victim
    /// A victim of terrorism with an invalidity over 80 per cent.
    case victimInvalid
  }

  /// Gathers the parts; nothing is checked.
  public init(
    issuedOn: CivilDate, kind: Kind, percentage: Int? = nil, category: Int? = nil,
    revision: CivilDate? = nil, isReadable: Bool = true, periodEnd: CivilDate? = nil
  ) {
    self.issuedOn = issuedOn
    self.kind = kind
    self.percentage = percentage
    self.category = category
    self.revision = revision
    self.isReadable = isReadable
    self.periodEnd = periodEnd
  }
}

/// What a foreigner present under a special title declares.
public struct ForeignerDeclaration: Hashable, Sendable {
  /// The last day of the STP or ENI code, or of the temporary protection, inclusive; `nil` if unknown.
  public var validUntil: CivilDate?
  /// Declares to be indigent (rule ST-01).
  public var isIndigent: Bool
  /// Declares not to work (rule ST-02).
  public var declaresNoWork: Bool
  /// Who signs for the person exempt, such as a parent; `nil` if the person does, or nobody knows.
  public var declarant: PersonCode?

  /// Gathers the parts; nothing is checked.
  public init(
    validUntil: CivilDate? = nil, isIndigent: Bool = false, declaresNoWork: Bool = false,
    declarant: PersonCode? = nil
  ) {
    self.validUntil = validUntil
    self.isIndigent = isIndigent
    self.declaresNoWork = declaresNoWork
    self.declarant = declarant
  }
}

extension EsenzioneEvidence: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health or income.
  public var description: String { "EsenzioneEvidence" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension MedicalCertificate: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health.
  public var description: String { "MedicalCertificate" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension InvalidityReport: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health.
  public var description: String { "InvalidityReport" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ForeignerDeclaration: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "ForeignerDeclaration" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
