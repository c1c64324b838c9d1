public import Domain

extension Document {
  /// The form by which an exemption is declared (print A), to be signed before the operator.
  ///
  /// No amount stands on it, neither of the household nor of the law (rule PR-10): it says whether the limit of
  /// the law is met. What belongs to the law is printed in the second language as well.
  ///
  /// - Parameters:
  ///   - content: The case.
  ///   - decision: What the rules said; its dates are the period.
  ///   - protocolNumber: The number of the registry; a line to write on if it is empty.
  ///   - imprint: Language, desk and marks.
  /// - Returns: One page as a rule; after a cover if the case asks for a closed envelope.
  /// - Source: esenzioni §10; D.P.R. 28 dicembre 2000, n. 445, artt. 46, 47, 71, 75 and 76.
  public static func selfDeclaration(
    _ content: EsenzioneCase, decision: Decision, protocolNumber: String = "", imprint: Imprint
  ) -> Document {
    let job = imprint.text("lavoro.autocertificazione")
    let entry = imprint.esenzioni.catalog.entry(content.code, scope: content.scope)
    var blocks: [Block] = imprint.legal(
      content.evidence.isIncome ? "autocertificazione.legge" : "autocertificazione.legge.altra")
    blocks.append(.heading(imprint.text("sezione.dichiarante")))
    blocks += imprint.declarant(content) + [.blank] + imprint.legal("autocertificazione.responsabilita")
    blocks.append(.heading(imprint.text("sezione.assistito")))
    blocks += imprint.person(content.assistito)
    blocks.append(.heading(imprint.text("sezione.esenzione")))
    blocks += imprint.field("esenzione.codice", content.code.rawValue)
    blocks += imprint.field("esenzione.motivo", imprint.description(of: entry))
    blocks += imprint.field(
      "esenzione.inizio", imprint.date(decision.effectiveDate ?? content.effectiveDate))
    blocks += imprint.field(
      "fine", decision.endDate.map(imprint.date) ?? imprint.text("esenzione.illimitata"))
    blocks.append(.heading(imprint.text("sezione.titolare")))
    blocks += imprint.requirement(content) + [.blank]
    for part in ["controlli", "perdita", "dati"] { blocks += imprint.legal("autocertificazione.\(part)") }
    blocks += [.blank] + imprint.field("asl", imprint.asl(content.deskAsl))
    blocks += imprint.field("protocollo", protocolNumber.isEmpty ? Self.line : protocolNumber)
    blocks.append(.paragraph(imprint.text("luogo_data", imprint.date(content.signedOn))))
    blocks.append(.signature(imprint.text("firma", imprint.applicant(content.applicant))))
    blocks.append(.signature(imprint.text("firma_operatore")))
    let layout = Layout(
      imprint: imprint, title: imprint.legalTitle("autocertificazione.titolo"), checkCode: nil,
      barCode: imprint.barCode(of: content.assistito))
    let form = layout.document(jobTitle: job, blocks)
    guard content.privateHandOver else { return form }
    return Document(
      title: job, pages: imprint.cover(content.assistito, jobTitle: job).pages + form.pages)
  }

  /// Room to write by hand.
  fileprivate static let line = String(repeating: "_", count: 30)
}

extension Imprint {
  fileprivate func declarant(_ content: EsenzioneCase) -> [Block] {
    let title = content.applicant.signingTitle
    let titleField = field("dichiarante.titolo", text("autocertificazione.titolo.\(title)"))
    guard case .income(let income) = content.evidence, let code = income.declarant else {
      let isOneself =
        switch content.applicant {
        case .`self`, .amministratoreDiSostegno, .delegate: true
        case .parent, .tutore, .affidatario, .familyMember: false
        }
      let name = isOneself ? fullName(content.assistito.identity) : Document.line
      return field("dichiarante.nome", name) + titleField
    }
    return field("dichiarante.nome", Document.line) + field("codice", code.rawValue) + titleField
  }

  fileprivate func requirement(_ content: EsenzioneCase) -> [Block] {
    switch content.evidence {
    case .income(let income): incomeRequirement(income, content)
    case .foreigner(let foreigner):
      (foreigner.isIndigent ? legal("autocertificazione.requisito.indigenza") : [])
        + (foreigner.declaresNoWork ? legal("autocertificazione.requisito.senza_lavoro") : [])
    case .none, .certificate, .report: legal("autocertificazione.requisito.altro")
    }
  }

  private func incomeRequirement(_ income: IncomeDeclaration, _ content: EsenzioneCase) -> [Block] {
    var blocks: [Block] = []
    switch income.titolare {
    case .declarant: blocks += field("titolare", text("autocertificazione.titolare.dichiarante"))
    case .beneficiary: blocks += field("titolare", text("autocertificazione.titolare.beneficiario"))
    case .other(let code, let note):
      blocks += field("titolare", text("autocertificazione.titolare.terzo", code.rawValue))
      blocks += field("nota", note)
    }
    let household = income.household
    blocks += field(
      "nucleo",
      text(
        "autocertificazione.nucleo", text("coniuge.\(household.partner.rawValue)"),
        String(household.children), String(household.others)))
    blocks += legal("autocertificazione.requisito.\(Self.requirement(content))")
    if income.isDependant { blocks += legal("autocertificazione.a_carico") }
    return blocks
  }

  /// The codes of the country whose requirement the law spells out; a region says its own.
  private static func requirement(_ content: EsenzioneCase) -> String {
    let known = ["E01", "E02", "E03", "E04"]
    guard content.scope == .national, known.contains(content.code.rawValue) else { return "altro" }
    return content.code.rawValue
  }
}

extension EsenzioneCase {
  /// The day of the signature: that of the declaration of income, else that of the request.
  fileprivate var signedOn: CivilDate {
    guard case .income(let income) = evidence else { return effectiveDate }
    return income.signedOn
  }
}

extension EsenzioneEvidence {
  fileprivate var isIncome: Bool {
    switch self {
    case .income: true
    case .none, .certificate, .report, .foreigner: false
    }
  }
}

extension Applicant {
  /// The title of who signs, as the table of SOGEI numbers it (rule ER-30); foster parents sign as guardians do.
  fileprivate var signingTitle: Int {
    switch self {
    case .`self`: 0
    case .parent: 1
    case .tutore, .affidatario: 2
    case .amministratoreDiSostegno: 3
    case .familyMember: 4
    case .delegate: 5
    }
  }
}
