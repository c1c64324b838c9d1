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
    blocks += imprint.field("fine", imprint.end(decision))
    blocks.append(.heading(imprint.text("sezione.titolare")))
    blocks += imprint.requirement(content) + [.blank]
    for part in ["controlli", "perdita", "dati"] { blocks += imprint.legal("autocertificazione.\(part)") }
    blocks += [.blank] + imprint.field("azienda", imprint.asl(content.deskAsl))
    blocks += imprint.field("protocollo", protocolNumber.isEmpty ? Self.line : protocolNumber)
    blocks.append(.paragraph(imprint.text("luogo_data", imprint.date(content.signedOn))))
    let signers = [
      imprint.text("firma", imprint.applicant(content.applicant)), imprint.text("firma_operatore"),
    ]
    blocks += [
      .blank, .blank, .row([Self.line, Self.line], widths: [37, 38]), .row(signers, widths: [37, 38]),
    ]
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
  /// The last day of the period; a line to write on where the rules refuse, since nobody knows it then.
  fileprivate func end(_ decision: Decision) -> String {
    switch decision.outcome {
    case .refused: Document.line
    case .admitted, .provisional: decision.endDate.map(date) ?? text("esenzione.illimitata")
    }
  }

  fileprivate func declarant(_ content: EsenzioneCase) -> [Block] {
    let title = content.applicant.declarantTitle
    let titleField = field("dichiarante.titolo", text("autocertificazione.titolo.\(title.rawValue)"))
    guard let code = content.evidence.declarant else {
      let isOneself =
        switch title {
        case .oneself, .withCurator, .byDelegate: true
        case .parent, .guardian, .relative: false
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
  /// Who signs in the place of the person exempt; `nil` if nobody is named.
  fileprivate var declarant: PersonCode? {
    switch self {
    case .income(let income): income.declarant
    case .foreigner(let foreigner): foreigner.declarant
    case .none, .certificate, .report: nil
    }
  }

  fileprivate var isIncome: Bool {
    switch self {
    case .income: true
    case .none, .certificate, .report, .foreigner: false
    }
  }
}
