import Domain
import Terminal

/// What the fields of the papers begin with, and what is wrong with them.
extension EsenzioneEvidenceFields {
  /// What is usual and can be seen on the paper at once.
  static func prefill(_ form: inout Form, _ scene: Scene) {
    form.set("signedOn", to: scene.today.iso)
    form.set("titolare", to: "beneficiary")
    form.set("children", to: "0")
    form.set("others", to: "0")
    form.set(EsenzioneHousehold.asks, to: "no")
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
      form.set("declarant", to: declaration.declarant?.rawValue ?? "")
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

  /// What is wrong with a field by itself; `isFinal` also finds what is not finished in the field with the cursor.
  static func check(_ form: inout Form, isFinal: Bool, on today: CivilDate) {
    for field in EsenzioneHousehold.counted { form.dropZeros(field) }
    for field: FieldID in ["declarant", "titolareCode"] { form.checkCode(field, isFinal: isFinal) }
    if form.isVisible("percentage"), !form.value(of: "percentage").isEmpty {
      if let percentage = percentage(form) {
        if !(0...100).contains(percentage) {
          form.setError("percentage", FieldError("errore.esenzione.percentuale"))
        }
      } else {
        form.setError("percentage", FieldError("errore.esenzione.percentuale.intera"))
      }
    }
    if form.isVisible("firstDiagnosis"), let day = form.date("firstDiagnosis"), day > today {
      form.setError("firstDiagnosis", FieldError("regola.PRA-03.diagnosis", [day.iso]))
    }
    if let category = number(form, "category"), !(1...8).contains(category) {
      form.setError("category", FieldError("errore.esenzione.categoria"))
    }
  }

  /// Says of a first diagnosis that it comes before the birth, as soon as it is typed.
  static func check(_ form: inout Form, born birth: CivilDate) {
    guard form.isVisible("firstDiagnosis"), let day = form.date("firstDiagnosis"), day < birth else { return }
    form.setError("firstDiagnosis", FieldError("regola.PRA-03.diagnosisUnborn", [day.iso]))
  }
}

extension Form {
  /// Takes the zeros off that stand before another digit: who types 1 behind a proposed 0 means one.
  fileprivate mutating func dropZeros(_ field: FieldID) {
    let text = value(of: field)
    guard text.count > 1, text.hasPrefix("0"), let number = Int(text) else { return }
    set(field, to: "\(number)")
  }

  /// Says what is wrong with the code of a person in a field that is shown; `isFinal` also finds what is not finished in
  /// the field with the cursor.
  mutating func checkCode(_ field: FieldID, isFinal: Bool) {
    let text = value(of: field)
    let isDone = isFinal || focus != field || text.utf8.count >= 16
    guard isVisible(field), isDone, !text.isEmpty else { return }
    do {
      _ = try PersonCode.parse(text)
    } catch {
      setError(field, FieldError(error.messageKey, error.messageArguments))
    }
  }
}
