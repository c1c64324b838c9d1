/// The checklist of documents that depends on the case and on the title of the person.
enum DocumentRules {
  static let mandatory = Rule(
    "DOC-01", source: "Elenchi dei documenti delle ASL [A10][A17][A20]",
    confidence: .regional)
  static let declarable = Rule(
    "DOC-02", source: "D.P.R. 445/2000 artt. 46-47", confidence: .law)

  static let entries: [RuleEntry] = [RuleEntry(mandatory), RuleEntry(declarable)]

  /// What the checklist still lacks.
  ///
  /// - Parameters:
  ///   - documents: The checklist of the case.
  ///   - seen: What the operator has seen.
  ///   - declared: What the citizen has declared instead.
  /// - Returns: At most one finding for mandatory papers and one for those a declaration replaces.
  static func findings(
    _ documents: [RequiredDocument], seen: Set<DocumentKind>, declared: Set<DocumentKind>
  ) -> [Finding] {
    let missing = documents.filter { $0.need == .mandatory && !seen.contains($0.kind) }
    let undeclared = documents.filter {
      $0.need == .selfCertifiable && !seen.contains($0.kind) && !declared.contains($0.kind)
    }
    var findings: [Finding] = []
    if !missing.isEmpty {
      findings.append(
        Finding(mandatory, .block, arguments: [String(missing.count)], field: CaseField.documents))
    }
    if !undeclared.isEmpty {
      findings.append(
        Finding(declarable, .warn, arguments: [String(undeclared.count)], field: CaseField.documents))
    }
    return findings
  }

  /// The papers of a scelta, without doubles; the strictest need of a paper wins.
  static func documents(_ context: SceltaContext) -> [RequiredDocument] {
    unique(
      applicant(context.request.applicant, age: context.age, parameters: context.parameters)
        + [RequiredDocument(.tesseraSanitaria, .advised, rule: mandatory)]
        + enrolment(context) + domicile(context) + foreigner(context) + medico(context))
  }

  /// The papers of who asks.
  static func applicant(
    _ applicant: Applicant, age: Int, parameters: SceltaParameters
  ) -> [RequiredDocument] {
    switch applicant {
    case .`self`, .familyMember: [RequiredDocument(.identityDocument, .mandatory, rule: mandatory)]
    case .parent:
      // Whether the other parent declares is a field of the applicant: FAM-02 reserves, not the checklist.
      [RequiredDocument(.parentIdentityDocument, .mandatory, rule: mandatory)]
        + (parameters.twoParentsRequired && age < 18
          ? [RequiredDocument(.otherParentDeclaration, .advised, rule: FamilyRules.minor)] : [])
    case .tutore, .amministratoreDiSostegno:
      [
        RequiredDocument(.identityDocument, .mandatory, rule: mandatory),
        RequiredDocument(.guardianshipAct, .mandatory, rule: FamilyRules.act),
      ]
    case .affidatario:
      [
        RequiredDocument(.identityDocument, .mandatory, rule: mandatory),
        RequiredDocument(.fosterAct, .mandatory, rule: FamilyRules.act),
      ]
    case .delegate:
      [
        RequiredDocument(.delega, .mandatory, rule: FamilyRules.delegation),
        RequiredDocument(.delegatorDocumentCopy, .mandatory, rule: FamilyRules.delegation),
        RequiredDocument(.delegateDocument, .mandatory, rule: FamilyRules.delegation),
      ]
    }
  }

  private static func enrolment(_ context: SceltaContext) -> [RequiredDocument] {
    var documents: [RequiredDocument] = []
    let hasRegistry = context.profile.hasNationalRegistry(on: context.today)
    if context.position.scelte.isEmpty, !hasRegistry {
      documents.append(RequiredDocument(.residenceDeclaration, .selfCertifiable, rule: declarable))
    }
    if context.age == 0, context.position.scelte.isEmpty {
      documents.append(
        RequiredDocument(.birthAndFamilyDeclaration, .selfCertifiable, rule: SpecialRules.newborn))
    }
    return documents
  }

  private static func domicile(_ context: SceltaContext) -> [RequiredDocument] {
    guard EndDates.needsDomicile(context), let domicile = context.domicile else { return [] }
    var documents: [RequiredDocument]
    switch domicile.reason {
    case .work, .familyOfWorker:
      documents = [RequiredDocument(.workEvidence, .selfCertifiable, rule: DomicileRules.reasons)]
    case .study: documents = [RequiredDocument(.studyEvidence, .selfCertifiable, rule: DomicileRules.reasons)]
    case .health:
      // A certificate of health cannot be replaced by a declaration (D.P.R. 445/2000 art. 49).
      documents = [RequiredDocument(.healthCertificate, .mandatory, rule: DomicileRules.health)]
      if context.parameters.healthReasonNeedsDistrictDoctor {
        documents.append(RequiredDocument(.districtDoctorEvaluation, .mandatory, rule: DomicileRules.health))
      }
    case .assistsRelative, .assistedByRelative:
      documents = [RequiredDocument(.assistanceEvidence, .selfCertifiable, rule: DomicileRules.reasons)]
    case .facility:
      documents = [RequiredDocument(.facilityStatement, .selfCertifiable, rule: DomicileRules.reasons)]
    case .fosterCare: documents = [RequiredDocument(.fosterAct, .mandatory, rule: DomicileRules.reasons)]
    case .over75, .unemployment, .compulsoryStay, .other:
      documents = [RequiredDocument(.domicileEvidence, .selfCertifiable, rule: DomicileRules.reasons)]
    }
    if DomicileRules.asksHomeProof(context) {
      documents.append(
        RequiredDocument(.homeRevocationProof, .selfCertifiable, rule: DomicileRules.homeMedico))
    }
    return documents
  }

  private static func foreigner(_ context: SceltaContext) -> [RequiredDocument] {
    switch context.position.entitlement {
    case .italian, .irregularMinor, .irregularAdult, .europeanWithoutRights: return []
    case .thirdCountry(let permesso):
      let expired = permesso.validUntil < context.day && permesso.renewalRequestedOn != nil
      let paper: DocumentKind = expired ? .permessoReceipt : .permesso
      let first = RequiredDocument(paper, .mandatory, rule: ForeignerRules.permit)
      return permesso.category.enrolment == .voluntary
        ? [first, RequiredDocument(.paymentReceipt, .mandatory, rule: ForeignerRules.voluntary)] : [first]
    case .european(let title):
      return switch title {
      case .dependant:
        [RequiredDocument(.familyEvidence, .selfCertifiable, rule: ForeignerRules.dependants)]
      case .formS1: [RequiredDocument(.europeanTitle, .mandatory, rule: ForeignerRules.european)]
      case .worker, .selfEmployed, .seasonalWorker, .permanentStay, .unemployed, .trainee, .shortStay:
        [RequiredDocument(.europeanTitle, .selfCertifiable, rule: ForeignerRules.european)]
      }
    }
  }

  private static func medico(_ context: SceltaContext) -> [RequiredDocument] {
    var documents: [RequiredDocument] = []
    if context.isExtension {
      documents += [
        RequiredDocument(.extensionRequest, .mandatory, rule: AgeRules.extension),
        RequiredDocument(.extensionReason, .mandatory, rule: AgeRules.extension),
      ]
    }
    if context.request.deroga != nil {
      documents.append(RequiredDocument(.derogaForm, .mandatory, rule: TerritoryRules.deroga))
    }
    if context.counter == .reunion, !context.profile.hasNationalRegistry(on: context.today) {
      documents.append(RequiredDocument(.familyEvidence, .selfCertifiable, rule: ReunionRules.reunion))
    }
    return documents
  }

  /// Keeps the first line of each paper, with the strictest need asked for it.
  static func unique(_ documents: [RequiredDocument]) -> [RequiredDocument] {
    var kept: [RequiredDocument] = []
    for document in documents {
      if let index = kept.firstIndex(where: { $0.kind == document.kind }) {
        if document.need.rank < kept[index].need.rank { kept[index] = document }
      } else {
        kept.append(document)
      }
    }
    return kept
  }
}

extension RequiredDocument.Need {
  fileprivate var rank: Int {
    switch self {
    case .mandatory: 0
    case .selfCertifiable: 1
    case .advised: 2
    }
  }
}
