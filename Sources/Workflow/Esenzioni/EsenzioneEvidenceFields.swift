import Domain
import Terminal

/// The fields in which the papers of each family are written down: which are shown, and what they say.
enum EsenzioneEvidenceFields {
  /// What a family is issued upon.
  enum Kind: Hashable {
    case income, certificate, report, foreigner, none

    init(_ family: EsenzioneFamily) {
      switch family {
      case .reddito, .redditoRegionale, .fasciaRegionale: self = .income
      case .cronica, .rara: self = .certificate
      case .invalidita: self = .report
      case .stranieri, .stranieriRegionale: self = .foreigner
      case .cronicaSuperata, .invaliditaSuperata, .gravidanza, .gravidanzaRegionale, .screening,
        .screeningRegionale, .prevenzione, .donazione, .altroPrescrizione, .covid, .covidRegionale,
        .terapiaDolore:
        self = .none
      }
    }
  }

  /// Every field of the papers.
  static let all: [FieldID] =
    incomeFields + [
      "certifier", "certificateDate", "stage", "firstDiagnosis", "tumourTerm", "namesCode", "isClear",
      "diagnosis", "revision", "reportKind", "percentage", "category", "isReadable", "periodEnd",
      "validUntil", "isIndigent", "declaresNoWork",
    ]

  private static let incomeFields: [FieldID] = [
    "signedOn", "declarant", "titolare", "titolareCode", "titolareNote", "condition", "isDependant",
    "partner",
    "children", "others", "threshold", "income",
  ]

  /// The codes of chronic diseases for which the certificate has to name a stage (rule CR-08).
  private static let staged: Set<String> = ["021", "027", "057", "061", "063"]

  // MARK: Which are shown

  /// Shows the fields that a code needs, and no other.
  static func arrange(_ form: inout Form, _ entry: EsenzioneEntry?, _ scene: Scene) {
    let shown = entry.map { Self.shown($0, form) } ?? []
    for field in all { form.setVisible(field, shown.contains(field)) }
    if let entry, shown.contains("threshold") {
      form.setReadOnly("threshold", value: threshold(entry, form, scene))
    }
  }

  private static func shown(_ entry: EsenzioneEntry, _ form: Form) -> Set<FieldID> {
    switch Kind(entry.family) {
    case .income: incomeShown(entry, form)
    case .certificate: certificateShown(entry, form)
    case .report: reportShown(form)
    case .foreigner:
      entry.isNational("X22") ? ["declaresNoWork", "validUntil"] : ["isIndigent", "validUntil"]
    case .none: []
    }
  }

  private static func incomeShown(_ entry: EsenzioneEntry, _ form: Form) -> Set<FieldID> {
    var shown: Set<FieldID> = ["signedOn", "titolare"]
    if Applicant(optionID: form.value(of: "applicant")).map({ $0.signsForAnother }) ?? false {
      shown.insert("declarant")
    }
    let titolare = form.value(of: "titolare")
    if titolare == "other" { shown.formUnion(["titolareCode", "titolareNote"]) }
    let hasCondition = ["E02", "E03", "E04"].contains { entry.isNational($0) }
    if hasCondition {
      shown.insert("condition")
      if titolare != "beneficiary" { shown.insert("isDependant") }
    }
    guard !entry.isNational("E03") else { return shown }
    shown.insert("income")
    if entry.scope == .national { shown.insert("threshold") }
    if entry.isNational("E02") || entry.isNational("E04") {
      shown.formUnion(["partner", "children", "others"])
    }
    return shown
  }

  private static func certificateShown(_ entry: EsenzioneEntry, _ form: Form) -> Set<FieldID> {
    var shown: Set<FieldID> = ["certifier", "certificateDate", "isClear", "revision"]
    let progressive = entry.code.progressive.rawValue
    guard entry.family != .rara else {
      shown.insert("namesCode")
      let isNamed = !entry.code.isRareGroup && form.answer(of: "namesCode") != false
      if !isNamed || form.answer(of: "isClear") == false { shown.insert("diagnosis") }
      return shown
    }
    if entry.scope == .national, staged.contains(progressive) { shown.insert("stage") }
    if entry.scope == .national, progressive == "048" { shown.formUnion(["tumourTerm", "firstDiagnosis"]) }
    if form.answer(of: "isClear") == false { shown.insert("diagnosis") }
    return shown
  }

  private static func reportShown(_ form: Form) -> Set<FieldID> {
    var shown: Set<FieldID> = ["reportKind", "certificateDate", "isReadable", "revision"]
    switch form.option("reportKind", as: InvalidityReport.Kind.self) {
    case .civil, .work: shown.insert("percentage")
    case .war, .service: shown.insert("category")
    case .injury: shown.insert("periodEnd")
    case .civilAttendance, .civilFrequency, .blindness, .deafness, .indemnity, .victim, .victimInvalid, nil:
      break
    }
    return shown
  }

  /// The amount that the income of this household is compared with: read, never said aloud (rule PR-10).
  private static func threshold(_ entry: EsenzioneEntry, _ form: Form, _ scene: Scene) -> String {
    let income = scene.rules.esenzioni.income
    if entry.isNational("E01") {
      return scene.text("esenzione.soglia.fino", EsenzioneWords.amount(income.ceilingE01Cents, scene))
    }
    let household = household(form)
    let cents = income.lowIncomeCents(
      hasSpouse: household.partner == .spouse, children: household.children)
    return scene.text("esenzione.soglia.sotto", EsenzioneWords.amount(cents, scene))
  }

  // MARK: What they say

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

  private static func household(_ form: Form) -> TaxHousehold {
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

  private static func number(_ form: Form, _ field: FieldID) -> Int? { Int(form.value(of: field)) }

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

  // MARK: Defaults and checks

  /// What is usual and can be seen on the paper at once.
  static func prefill(_ form: inout Form, _ scene: Scene) {
    form.set("signedOn", to: scene.today.iso)
    form.set("titolare", to: "beneficiary")
    form.set("children", to: "0")
    form.set("others", to: "0")
    for field: FieldID in ["namesCode", "isClear", "isReadable"] { form.set(field, to: "yes") }
  }

  /// Writes the evidence of an earlier practice into the form.
  static func fill(_ form: inout Form, _ evidence: EsenzioneEvidence) {
    switch evidence {
    case .none: break
    case .income(let declaration): fill(&form, declaration)
    case .certificate(let certificate):
      form.set("certifier", to: certificate.certifier.rawValue)
      form.set("certificateDate", to: certificate.issuedOn.iso)
      form.set("stage", to: certificate.stage == .missing ? "" : certificate.stage.rawValue)
      form.set("firstDiagnosis", to: certificate.firstDiagnosis?.iso ?? "")
      form.set("tumourTerm", to: certificate.tumourTerm?.rawValue ?? "")
      form.set("namesCode", to: certificate.namesCode ? "yes" : "no")
      form.set("isClear", to: certificate.isClear ? "yes" : "no")
      form.set("diagnosis", to: certificate.diagnosis)
      form.set("revision", to: certificate.revision?.iso ?? "")
    case .report(let report):
      form.set("reportKind", to: report.kind.rawValue)
      form.set("certificateDate", to: report.issuedOn.iso)
      form.set("percentage", to: report.percentage.map { "\($0)" } ?? "")
      form.set("category", to: report.category.map { "\($0)" } ?? "")
      form.set("revision", to: report.revision?.iso ?? "")
      form.set("isReadable", to: report.isReadable ? "yes" : "no")
      form.set("periodEnd", to: report.periodEnd?.iso ?? "")
    case .foreigner(let declaration):
      form.set("validUntil", to: declaration.validUntil?.iso ?? "")
      form.set("isIndigent", to: declaration.isIndigent ? "yes" : "")
      form.set("declaresNoWork", to: declaration.declaresNoWork ? "yes" : "")
    }
  }

  private static func fill(_ form: inout Form, _ declaration: IncomeDeclaration) {
    form.set("signedOn", to: declaration.signedOn.iso)
    form.set("declarant", to: declaration.declarant?.rawValue ?? "")
    switch declaration.titolare {
    case .declarant: form.set("titolare", to: "declarant")
    case .beneficiary: form.set("titolare", to: "beneficiary")
    case .other(let code, let note):
      form.set("titolare", to: "other")
      form.set("titolareCode", to: code.rawValue)
      form.set("titolareNote", to: note)
    }
    form.set("condition", to: declaration.condition == .none ? "" : declaration.condition.rawValue)
    form.set("isDependant", to: declaration.isDependant ? "yes" : "")
    form.set("partner", to: declaration.household.partner.rawValue)
    form.set("children", to: "\(declaration.household.children)")
    form.set("others", to: "\(declaration.household.others)")
    switch declaration.income {
    case .below: form.set("income", to: "yes")
    case .notBelow: form.set("income", to: "no")
    case .unknown, .cents: form.set("income", to: "")
    }
  }

  /// What is wrong with a field by itself; `isFinal` also finds what is not finished.
  static func check(_ form: inout Form, isFinal: Bool) {
    for field: FieldID in ["declarant", "titolareCode"] where form.isVisible(field) {
      let text = form.value(of: field)
      guard isFinal || text.utf8.count >= 16, !text.isEmpty else { continue }
      do {
        _ = try PersonCode.parse(text)
      } catch {
        form.setError(field, FieldError(error.messageKey, error.messageArguments))
      }
    }
    if let percentage = number(form, "percentage"), !(0...100).contains(percentage) {
      form.setError("percentage", FieldError("errore.esenzione.percentuale"))
    }
    if let category = number(form, "category"), !(1...8).contains(category) {
      form.setError("category", FieldError("errore.esenzione.categoria"))
    }
  }
}

extension EsenzioneEntry {
  /// Whether it is that code of the whole country.
  func isNational(_ text: String) -> Bool { scope == .national && code.rawValue == text }
}

extension Applicant {
  /// Whether who signs is not the person exempt (rule ER-30).
  var signsForAnother: Bool {
    switch self {
    case .self, .amministratoreDiSostegno, .delegate: false
    case .parent, .tutore, .familyMember, .affidatario: true
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
