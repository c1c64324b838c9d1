/// The documents of identity and the forms of who represents (CHK-09), forms and operator (CHK-12, CHK-13).
enum CodePaperRules {
  static let check = Rule("CHK-09", source: "Ordine dei controlli: progetto", confidence: .design)
  static let holder = Rule("R-DOC-01", source: "Seed 002 e 004", confidence: .seed)
  static let applicant = Rule("R-DOC-02", source: "Seed 002 e 004", confidence: .seed)
  static let expired = Rule(
    "R-DOC-03", source: "ASL CN2 [Q1]; Regione Lombardia (seed 004)", confidence: .seed)
  static let representativeForm = Rule(
    "R-DOC-04", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let parentCard = Rule("R-DOC-05", source: "Comune di Villeneuve (seed 002)", confidence: .seed)
  static let kind = Rule("R-DOC-06", source: "D.P.R. 445/2000 art. 35; ASL CN2 [Q1]", confidence: .regional)

  static let operatorCheck = Rule("CHK-12", source: "Ordine dei controlli: progetto", confidence: .design)
  static let ownCodes = Rule(
    "R-OP-01", source: "Regola di progetto: nessuno consegna codici a se stesso", confidence: .design,
    protectsCitizen: true)
  static let formCheck = Rule("CHK-13", source: "Ordine dei controlli: progetto", confidence: .design)
  static let form = Rule(
    "R-FORM-01", source: "Regola di progetto: prima la firma, poi i codici", confidence: .design,
    protectsCitizen: true)

  static let documentEntries: [RuleEntry] = [
    RuleEntry(check, .computed("CodePaperRules.documentFindings")), RuleEntry(holder, "copy"),
    RuleEntry(applicant), RuleEntry(expired, "undated"), RuleEntry(representativeForm, "declaration"),
    RuleEntry(parentCard), RuleEntry(kind, "permit", "number"),
  ]

  static let closingEntries: [RuleEntry] = [
    RuleEntry(operatorCheck, .computed("CodePaperRules.closingFindings")), RuleEntry(ownCodes),
    RuleEntry(formCheck, .computed("CodePaperRules.closingFindings")), RuleEntry(form, "copies"),
  ]

  /// CHK-09.
  static func documentFindings(_ context: PinContext) -> [Finding] {
    let content = context.content
    guard content.applicant.kind.comesToDesk else { return [] }
    let parameters = context.parameters
    var findings = documentFindings(
      content.documents, applicant: content.applicant, holderBorn: context.birth,
      representative: content.representative, parameters: parameters, today: context.today)
    switch content.applicant {
    case .parent, .actsForParent:
      if parameters.parentCardRequired, !content.parentCardShown {
        findings.append(Finding(parentCard, .block, field: CaseField.documents))
      }
      findings += representativeFindings(content.formsSigned, parameters)
    case .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7:
      findings += representativeFindings(content.formsSigned, parameters)
    case .holder, .delegate, .remote, .online: break
    }
    return findings
  }

  /// What lies on the counter, and what lacks.
  static func documentFindings(
    _ documents: [ShownDocument], applicant person: CodeApplicant, holderBorn: CivilDate,
    representative: CodeRepresentative?, parameters: TesseraParameters, today: CivilDate
  ) -> [Finding] {
    let field = CaseField.documents
    var findings: [Finding] = []
    let own = documents.filter { $0.owner == .holder && $0.kind != .other }
    let theirs = documents.filter { $0.owner == .applicant && $0.kind != .other }
    let needed = need(person, parameters)
    if needed.holder, !own.contains(where: { !$0.isCopy || needed.copy }) {
      findings.append(Finding(holder, .block, variant: own.isEmpty ? nil : "copy", field: field))
    }
    if needed.applicant, !theirs.contains(where: { !$0.isCopy }) {
      findings.append(Finding(applicant, .block, field: field))
    }
    for document in documents {
      let birth = document.owner == .holder ? holderBorn : representative?.birthDate
      if !document.isValid(on: today, ownerBorn: birth) {
        findings.append(
          document.expires.map { Finding(expired, .block, arguments: [$0.iso], field: field) }
            ?? Finding(expired, .block, variant: "undated", field: field))
      }
      if document.kind == .residencePermit {
        if !parameters.permitIsDocument {
          findings.append(Finding(kind, .warn, variant: "permit", field: field))
        }
      } else if !document.kind.isEquivalent {
        findings.append(Finding(kind, .block, field: field))
      }
      if !document.isNumberRecorded {
        findings.append(Finding(kind, .warn, variant: "number", field: field))
      }
    }
    return findings
  }

  /// Whose documents are needed, and whether a copy of the holder's is enough.
  static func need(
    _ applicant: CodeApplicant, _ parameters: TesseraParameters
  ) -> (holder: Bool, applicant: Bool, copy: Bool) {
    switch applicant {
    case .holder: (true, false, false)
    case .parent, .actsForParent: (parameters.minorDocumentRequired, true, false)
    case .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7: (false, true, false)
    case .delegate: (true, true, parameters.holderDocumentCopyAdmitted)
    case .remote, .online: (false, false, false)
    }
  }

  private static func representativeFindings(
    _ signed: Set<CodeForm>, _ parameters: TesseraParameters
  ) -> [Finding] {
    guard let needed = parameters.representativeForm, !signed.contains(needed) else { return [] }
    return [
      Finding(
        representativeForm, .block, variant: needed == .selfDeclaration ? "declaration" : nil,
        field: CaseField.formsSigned)
    ]
  }

  /// CHK-12 and CHK-13.
  static func closingFindings(_ context: PinContext) -> [Finding] {
    let content = context.content
    let field = CaseField.formsSigned
    var findings: [Finding] = []
    if content.isOperatorInvolved {
      findings.append(Finding(ownCodes, .block, field: CaseField.operatorInvolved))
    }
    let needsRequest: Bool
    switch content.applicant {
    case .holder: needsRequest = true
    case .parent, .actsForParent, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7:
      needsRequest = context.parameters.representativeForm == nil
    case .delegate, .remote, .online: needsRequest = false
    }
    if needsRequest, !content.formsSigned.contains(.request) {
      findings.append(Finding(form, .block, field: field))
    }
    if context.parameters.formCopies > 1, content.applicant.kind.comesToDesk {
      findings.append(
        Finding(
          form, .note, variant: "copies", arguments: [String(context.parameters.formCopies)], field: field))
    }
    return findings
  }
}
