/// What the rules answer to a case: pure, total, explainable.
public struct Decision: Hashable, Sendable {
  /// Admitted, admitted with reserve, or refused.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    case admitted, provisional, refused
  }

  /// Every finding, gravest first and then in check order.
  public let findings: [Finding]
  /// What must be seen or collected before confirming.
  public let documents: [RequiredDocument]
  /// The day from which the practice counts; `nil` when refused.
  public let effectiveDate: CivilDate?
  /// The last day (inclusive) of a temporary scelta; `nil` for an unlimited one.
  public let endDate: CivilDate?
  /// Which counter of the medico's places is used; `nil` if none.
  public let counter: PlaceCounter?
  /// The exemptions that end on the day before ``effectiveDate``, because this one takes their place.
  public let closes: [Identifier<Esenzione>]
  /// How the record of an exemption begins; `nil` where none is issued.
  public let birth: EsenzioneBirth?

  /// Gathers the parts; nothing is checked.
  public init(
    findings: [Finding], documents: [RequiredDocument] = [], effectiveDate: CivilDate? = nil,
    endDate: CivilDate? = nil, counter: PlaceCounter? = nil, closes: [Identifier<Esenzione>] = [],
    birth: EsenzioneBirth? = nil
  ) {
    let ordered = findings.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }
    self.findings = ordered.map(\.element)
    self.documents = documents
    let refused = findings.contains { $0.severity == .block }
    self.effectiveDate = refused ? nil : effectiveDate
    self.endDate = refused ? nil : endDate
    self.counter = counter
    self.closes = refused ? [] : closes
    self.birth = refused ? nil : birth
  }

  /// Refused if any finding blocks, provisional if any reserves, else admitted.
  public var outcome: Outcome {
    switch findings.first?.severity {
    case .block: .refused
    case .reserve: .provisional
    case .warn, .note, nil: .admitted
    }
  }

  /// The receipt that fits once the registry has taken the practice: a refused one is at most a reminder.
  ///
  /// Until the registry answers, the receipt of an admitted practice is provvisoria too.
  public var receipt: ReceiptKind {
    switch outcome {
    case .admitted: .definitiva
    case .provisional: .provvisoria
    case .refused: .promemoria
    }
  }

  /// The finding to show first; `nil` when there is nothing to say.
  public var headline: Finding? { findings.first }

  /// Whether confirming asks the operator a second time.
  public var needsSecondConfirmation: Bool {
    findings.contains { $0.severity == .warn || $0.severity == .reserve }
  }
}

/// A counter of places of a medico, each with a ceiling of its own (rule MAX).
public enum PlaceCounter: String, CaseIterable, Hashable, Sendable {
  case permanent, reunion, temporary, zeroToSix
}

/// How the record of an exemption begins.
public enum EsenzioneBirth: String, CaseIterable, Hashable, Sendable {
  case valid, inVerification, inEvaluation
}

/// One line of the checklist of documents.
public struct RequiredDocument: Hashable, Sendable {
  /// Which document.
  public let kind: DocumentKind
  /// How much it is needed.
  public let need: Need
  /// The rule that asks for it, for F1.
  public let rule: Rule

  /// How much a document is needed.
  public enum Need: String, CaseIterable, Hashable, Sendable {
    /// Without it the practice cannot be confirmed.
    case mandatory
    /// May be replaced by a declaration of the citizen (DPR 445/2000, artt. 46-47).
    case selfCertifiable
    case advised
  }

  /// Gathers the parts; nothing is checked.
  public init(_ kind: DocumentKind, _ need: Need, rule: Rule) {
    self.kind = kind
    self.need = need
    self.rule = rule
  }
}

/// Documents that can be asked for at the counter; the words are `documento.<rawValue>`.
public enum DocumentKind: String, CaseIterable, Hashable, Sendable {
  case identityDocument, tesseraSanitaria, codiceFiscale, residenceDeclaration, domicileEvidence
  case homeRevocationProof, birthAndFamilyDeclaration, parentIdentityDocument, otherParentDeclaration
  case medicoAcceptance, derogaForm, extensionRequest, extensionReason
  case workEvidence, studyEvidence, healthCertificate, districtDoctorEvaluation, assistanceEvidence
  case facilityStatement
  case permesso, permessoReceipt, paymentReceipt, europeanTitle, familyEvidence
  case delega, delegatorDocumentCopy, delegateDocument, guardianshipAct, fosterAct
  case ricusazioneNotice
  case incomeDeclaration, medicalCertificate, clinicalRecord, networkCertificate, invalidityReport
  case warDecree, inailStatement, serviceDecree, indemnityDecree, victimStatement
  case stpCode, protectionPermit, noWorkDeclaration, indigenceDeclaration, iseeStatement
}
