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
    incomeFields + EsenzioneHousehold.fields + [
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

  /// Shows the fields that a code needs, and no other.
  static func arrange(_ form: inout Form, _ entry: EsenzioneEntry?, _ scene: Scene) {
    let shown = entry.map { Self.shown($0, form) } ?? []
    for field in all { form.setVisible(field, shown.contains(field)) }
    form.setRequired("declarant", entry.map { Kind($0.family) == .income } ?? false)
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
      signer(form).union(["validUntil", entry.isNational("X22") ? "declaresNoWork" : "isIndigent"])
    case .none: []
    }
  }

  private static func incomeShown(_ entry: EsenzioneEntry, _ form: Form) -> Set<FieldID> {
    var shown = signer(form).union(["signedOn", "titolare"])
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
      shown.formUnion(EsenzioneHousehold.shown(form))
    }
    return shown
  }

  /// The field of who signs, where that is not the person exempt.
  private static func signer(_ form: Form) -> Set<FieldID> {
    Applicant(optionID: form.value(of: "applicant")).map(\.signsForAnother) ?? false ? ["declarant"] : []
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
