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
          declaresNoWork: form.answer(of: "declaresNoWork") == true, declarant: declarant(form)))
    case .none: .none
    }
  }

  private static func income(_ form: Form, _ entry: EsenzioneEntry) -> IncomeDeclaration? {
    guard let day = form.date("signedOn"), let titolare = titolare(form) else { return nil }
    let answer: IncomeAnswer =
      switch answer(form, "income") {
      case true: .below
      case false: .notBelow
      case nil: .unknown
      }
    return IncomeDeclaration(
      signedOn: day, declarant: declarant(form), titolare: titolare,
      condition: option(form, "condition") ?? .none, isDependant: Self.answer(form, "isDependant") == true,
      household: household(form), income: answer)
  }

  private static func declarant(_ form: Form) -> PersonCode? {
    form.isVisible("declarant") ? form.code("declarant") : nil
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
      partner: option(form, "partner") ?? .none, children: number(form, "children") ?? 0,
      others: number(form, "others") ?? 0)
  }

  private static func certificate(_ form: Form) -> MedicalCertificate? {
    guard let day = form.date("certificateDate"),
      let certifier = form.option("certifier", as: MedicalCertificate.Certifier.self)
    else { return nil }
    return MedicalCertificate(
      issuedOn: day, certifier: certifier,
      stage: option(form, "stage") ?? .missing, firstDiagnosis: date(form, "firstDiagnosis"),
      tumourTerm: option(form, "tumourTerm"), namesCode: answer(form, "namesCode") != false,
      isClear: answer(form, "isClear") != false, diagnosis: text(form, "diagnosis"),
      revision: date(form, "revision"))
  }

  private static func report(_ form: Form) -> InvalidityReport? {
    guard let day = form.date("certificateDate"),
      let kind = form.option("reportKind", as: InvalidityReport.Kind.self)
    else { return nil }
    return InvalidityReport(
      issuedOn: day, kind: kind, percentage: percentage(form), category: number(form, "category"),
      revision: date(form, "revision"), isReadable: answer(form, "isReadable") != false,
      periodEnd: date(form, "periodEnd"))
  }

  // MARK: What is said and seen: a field that was hidden after it had been filled says nothing.

  private static func text(_ form: Form, _ field: FieldID) -> String {
    form.isVisible(field) ? form.value(of: field) : ""
  }

  private static func answer(_ form: Form, _ field: FieldID) -> Bool? {
    form.isVisible(field) ? form.answer(of: field) : nil
  }

  private static func date(_ form: Form, _ field: FieldID) -> CivilDate? {
    form.isVisible(field) ? form.date(field) : nil
  }

  private static func option<Value: RawRepresentable<String>>(_ form: Form, _ field: FieldID) -> Value? {
    Value(rawValue: text(form, field))
  }

  /// The percentage of a report, which is a whole number; a sign of per cent behind it says nothing new.
  static func percentage(_ form: Form) -> Int? {
    var text = text(form, "percentage")[...]
    if text.last == "%" { text = text.dropLast() }
    while text.last == " " { text = text.dropLast() }
    return text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }

  static func number(_ form: Form, _ field: FieldID) -> Int? { Int(text(form, field)) }

  /// The papers that were in the operator's hands.
  ///
  /// The fields ask for what is read on the signed paper, or on the original, and for nothing else. What a renewal
  /// takes over from last year is read once the operator says so.
  static func documents(_ form: Form, _ entry: EsenzioneEntry) -> Set<DocumentKind> {
    switch evidence(form, entry) {
    case .none: return []
    case .income(let declaration):
      let isAnswered =
        entry.isNational("E03") ? declaration.condition != .none : declaration.income != .unknown
      let isRead = !form.isVisible("readAgain") || form.answer(of: "readAgain") == true
      return isAnswered && isRead ? [.incomeDeclaration] : []
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
