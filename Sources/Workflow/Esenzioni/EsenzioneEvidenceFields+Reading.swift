import Domain
import Terminal

/// What the fields of the papers say, once they are filled in.
extension EsenzioneEvidenceFields {
  /// What the form tells of the papers; `none` while something needed is missing.
  static func evidence(_ form: Form, _ entry: EsenzioneEntry) -> EsenzioneEvidence {
    switch Kind(entry.family) {
    case .income: income(form, entry).map(EsenzioneEvidence.income) ?? .none
    case .certificate: certificate(form).map(EsenzioneEvidence.certificate) ?? .none
    case .report: report(form).map(EsenzioneEvidence.report) ?? .none
    case .foreigner:
      .foreigner(
        ForeignerDeclaration(
          validUntil: form.date("validUntil"), isIndigent: form.answer(of: "isIndigent") == true,
          declaresNoWork: form.answer(of: "declaresNoWork") == true))
    case .none: .none
    }
  }

  private static func income(_ form: Form, _ entry: EsenzioneEntry) -> IncomeDeclaration? {
    guard let day = form.date("signedOn"), let titolare = titolare(form) else { return nil }
    let answer: IncomeAnswer =
      switch form.answer(of: "income") {
      case true: .below
      case false: .notBelow
      case nil: .unknown
      }
    return IncomeDeclaration(
      signedOn: day, declarant: form.isVisible("declarant") ? form.code("declarant") : nil,
      titolare: titolare,
      condition: form.option("condition", as: IncomeDeclaration.Condition.self) ?? .none,
      isDependant: form.answer(of: "isDependant") == true, household: household(form), income: answer)
  }

  private static func titolare(_ form: Form) -> IncomeDeclaration.Titolare? {
    switch form.value(of: "titolare") {
    case "declarant": .declarant
    case "beneficiary": .beneficiary
    case "other": form.code("titolareCode").map { .other($0, note: form.value(of: "titolareNote")) }
    default: nil
    }
  }

  static func household(_ form: Form) -> TaxHousehold {
    TaxHousehold(
      partner: form.option("partner", as: TaxHousehold.Partner.self) ?? .none,
      children: Int(form.value(of: "children")) ?? 0, others: Int(form.value(of: "others")) ?? 0)
  }

  private static func certificate(_ form: Form) -> MedicalCertificate? {
    guard let day = form.date("certificateDate"),
      let certifier = form.option("certifier", as: MedicalCertificate.Certifier.self)
    else { return nil }
    return MedicalCertificate(
      issuedOn: day, certifier: certifier,
      stage: form.option("stage", as: MedicalCertificate.Stage.self) ?? .missing,
      firstDiagnosis: form.date("firstDiagnosis"),
      tumourTerm: form.option("tumourTerm", as: MedicalCertificate.TumourTerm.self),
      namesCode: form.answer(of: "namesCode") != false, isClear: form.answer(of: "isClear") != false,
      diagnosis: form.value(of: "diagnosis"), revision: form.date("revision"))
  }

  private static func report(_ form: Form) -> InvalidityReport? {
    guard let day = form.date("certificateDate"),
      let kind = form.option("reportKind", as: InvalidityReport.Kind.self)
    else { return nil }
    return InvalidityReport(
      issuedOn: day, kind: kind, percentage: form.isVisible("percentage") ? number(form, "percentage") : nil,
      category: form.isVisible("category") ? number(form, "category") : nil, revision: form.date("revision"),
      isReadable: form.answer(of: "isReadable") != false,
      periodEnd: form.isVisible("periodEnd") ? form.date("periodEnd") : nil)
  }

  static func number(_ form: Form, _ field: FieldID) -> Int? { Int(form.value(of: field)) }

  /// The papers that were in the operator's hands, since what stands on them was written down.
  static func documents(_ form: Form, _ entry: EsenzioneEntry) -> Set<DocumentKind> {
    switch evidence(form, entry) {
    case .none: return []
    case .income(let declaration):
      let isAnswered =
        entry.isNational("E03") ? declaration.condition != .none : declaration.income != .unknown
      return isAnswered ? [.incomeDeclaration] : []
    case .certificate(let certificate): return [certificate.certifier.document]
    case .report(let report): return [report.kind.document]
    case .foreigner(let declaration):
      var seen: Set<DocumentKind> = []
      if declaration.isIndigent { seen.insert(.indigenceDeclaration) }
      if declaration.declaresNoWork { seen.insert(.noWorkDeclaration) }
      if declaration.validUntil != nil { seen.formUnion([.stpCode, .protectionPermit]) }
      return seen
    }
  }
}

extension MedicalCertificate.Certifier {
  /// The document that was shown.
  var document: DocumentKind {
    switch self {
    case .publicSpecialist, .europeanInstitution, .militaryCommission, .privateSpecialist: .medicalCertificate
    case .publicRecord, .accreditedRecord: .clinicalRecord
    case .invalidityReport: .invalidityReport
    case .rareNetworkCentre: .networkCertificate
    }
  }
}

extension InvalidityReport.Kind {
  /// The document that was shown.
  var document: DocumentKind {
    switch self {
    case .civil, .civilAttendance, .civilFrequency, .blindness, .deafness: .invalidityReport
    case .war: .warDecree
    case .work, .injury: .inailStatement
    case .service: .serviceDecree
    case .indemnity: .indemnityDecree
    case .victim, .victimInvalid: .victimStatement
    }
  }
}
