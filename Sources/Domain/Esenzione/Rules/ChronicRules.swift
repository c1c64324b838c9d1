/// Chronic diseases, on a certificate (CR).
enum ChronicRules {
  static let issuer = Rule("CR-01", source: "DM 329/1999 art. 4 [E2]; seed 000 [E28]", confidence: .law)
  static let certificate = Rule("CR-02", source: "DM 329/1999 art. 4 [E2]", confidence: .law)
  static let alsoValid = Rule("CR-03", source: "Guide per i cittadini [E29]", confidence: .regional)
  static let accredited = Rule("CR-04", source: "Guide per i cittadini [E29]", confidence: .regional)
  // Only explains: the refusal rests on CR-02, which names who certifies.
  static let privateOnly = Rule(
    "CR-05", source: "DM 329/1999 art. 4, a contrario [E2]", confidence: .practice)
  static let old = Rule("CR-06", source: "Regola di progetto: nessun termine nazionale", confidence: .design)
  static let unclear = Rule("CR-07", source: "Piemonte [E1]", confidence: .regional)
  static let stage = Rule("CR-08", source: "DPCM 12-1-2017 all. 8 [E3][E4][E30]", confidence: .law)
  static let oneAttestato = Rule("CR-09", source: "DM 329/1999 art. 4 [E2]", confidence: .law)
  static let duration = Rule("CR-10", source: "DM 23-11-2012 [E31]", confidence: .law)
  static let renewal = Rule("CR-11", source: "DM 23-11-2012 [E31]; decorrenza: progetto", confidence: .law)
  static let noShortening = Rule("CR-12", source: "DM 23-11-2012 [E31]", confidence: .law)
  static let superseded = Rule("CR-13", source: "DPCM 12-1-2017 all. 7-8 [E4]", confidence: .law)
  static let newborn = Rule("CR-14", source: "DM 329/1999 [E2][E29]", confidence: .law)
  static let tumour = Rule("CR-15", source: "DM 23-11-2012; Marche [E32]", confidence: .regional)
  static let transplant = Rule("CR-16", source: "Prassi: 052 segue 050", confidence: .practice)
  static let start = Rule("CR-17", source: "Prassi: niente rimborsi per il passato", confidence: .practice)
  static let extent = Rule("CR-18", source: "DM 329/1999 art. 4 [E2]", confidence: .law)

  static let entries: [RuleEntry] = [
    RuleEntry(issuer), RuleEntry(certificate, "private"), RuleEntry(alsoValid), RuleEntry(accredited),
    RuleEntry(privateOnly), RuleEntry(old), RuleEntry(unclear, "citizen"),
    RuleEntry(stage, "insufficient"), RuleEntry(oneAttestato), RuleEntry(duration, .computed("EsenzioneEnd")),
    RuleEntry(renewal), RuleEntry(noShortening, "typed"),
    RuleEntry(superseded, "several", "none"), RuleEntry(newborn, "past"), RuleEntry(tumour, "term"),
    RuleEntry(transplant), RuleEntry(start), RuleEntry(extent, .outside("the prescriber keeps to the list")),
  ]

  /// The progressives whose certificate must tell a stage.
  ///
  /// Which stage is enough belongs to the list of services itself and no region may move it: 021 NYHA III or IV,
  /// 027 severe and acquired, 057 moderate or worse, 061 stable clearance under 85 ml/min, 063 ASRM III or IV. The
  /// certifying doctor judges, the certificate says, and the operator reads.
  static let staged: Set<String> = ["021", "027", "057", "061", "063"]

  /// The code that took the place of one no longer issued.
  static func superseded(_ entry: EsenzioneEntry) -> Finding {
    let field = CaseField.code
    if entry.family == .covid || entry.family == .covidRegionale {
      return Finding(
        PrescriptionRules.covid.capped(by: entry.confidence), .block, arguments: [entry.code.rawValue],
        field: field)
    }
    let successors = entry.successors.map(\.rawValue).joined(separator: ", ")
    let variant: String? = entry.successors.isEmpty ? "none" : entry.successors.count > 1 ? "several" : nil
    return Finding(
      superseded.capped(by: entry.confidence), .block, variant: variant,
      arguments: entry.successors.isEmpty ? [entry.code.rawValue] : [entry.code.rawValue, successors],
      field: field)
  }

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    guard context.family?.kind == .chronic else { return [] }
    guard case .certificate(let certificate) = context.content.evidence else {
      return [Finding(certificate, .block, field: CaseField.evidence)]
    }
    return dayFindings(certificate.issuedOn, context) + certifierFindings(certificate.certifier, context)
      + contentFindings(certificate, context) + otherFindings(context)
  }

  /// A paper from the future, or one of long ago.
  static func dayFindings(_ day: CivilDate, _ context: EsenzioneContext) -> [Finding] {
    let field = CaseField.certificateDate
    if day > context.today {
      return [Finding(PracticeRules.days, .block, variant: "certificate", arguments: [day.iso], field: field)]
    }
    if let finding = birthFinding(day, context, field: field) { return [finding] }
    let months = context.parameters.certificateWarningMonths
    return day.adding(months: months) < context.asked
      ? [Finding(old, .warn, arguments: [String(months), day.iso], field: field)] : []
  }

  /// A paper, or a diagnosis, from before the birth.
  private static func birthFinding(
    _ day: CivilDate, _ context: EsenzioneContext, variant: String = "unborn", field: String
  ) -> Finding? {
    // Victims hand their condition down: the statement may be older than who is exempt by it.
    guard day < context.position.birthDate, !context.isNational("V01") else { return nil }
    return Finding(PracticeRules.days, .block, variant: variant, arguments: [day.iso], field: field)
  }

  private static func certifierFindings(
    _ certifier: MedicalCertificate.Certifier, _ context: EsenzioneContext
  ) -> [Finding] {
    let field = CaseField.certifier
    switch certifier {
    case .publicSpecialist, .europeanInstitution, .rareNetworkCentre: return []
    case .publicRecord, .invalidityReport, .militaryCommission: return [Finding(alsoValid, .note)]
    case .accreditedRecord:
      return [
        Finding(
          accredited, context.parameters.privateRecordNeedsDistrictDoctor ? .reserve : .note, field: field)
      ]
    case .privateSpecialist:
      return [
        Finding(certificate, .block, variant: "private", field: field),
        Finding(privateOnly, .reserve, field: field),
      ]
    }
  }

  private static func contentFindings(
    _ certificate: MedicalCertificate, _ context: EsenzioneContext
  ) -> [Finding] {
    var findings: [Finding] = []
    if !certificate.isClear {
      findings.append(
        context.parameters.unclearDiagnosisNeedsDistrictDoctor
          ? Finding(unclear, .reserve, field: CaseField.diagnosis)
          : Finding(unclear, .block, variant: "citizen", field: CaseField.diagnosis))
    }
    guard context.content.scope == .national else { return findings }
    if staged.contains(context.progressive) {
      switch certificate.stage {
      case .sufficient: break
      case .insufficient:
        findings.append(Finding(stage, .block, variant: "insufficient", field: CaseField.stage))
      case .missing: findings.append(Finding(stage, .block, field: CaseField.stage))
      }
    }
    switch context.progressive {
    case "040":
      let last = context.position.birthDate.birthday(EsenzioneAges.newborn).adding(days: -1)
      findings.append(
        last < context.start
          ? Finding(newborn, .block, variant: "past", arguments: [last.iso], field: CaseField.code)
          : Finding(newborn, .note, arguments: [last.iso]))
    case "048":
      if let term = certificate.tumourTerm {
        if let years = term.years, !context.parameters.tumourYears.contains(years) {
          findings.append(Finding(tumour, .block, variant: "term", field: CaseField.tumourTerm))
        }
        if term.years != nil, certificate.firstDiagnosis == nil {
          findings.append(Finding(tumour, .block, field: CaseField.firstDiagnosis))
        }
      } else {
        findings.append(Finding(tumour, .block, variant: "term", field: CaseField.tumourTerm))
      }
      if let first = certificate.firstDiagnosis,
        let finding = birthFinding(
          first, context, variant: "diagnosisUnborn", field: CaseField.firstDiagnosis)
      {
        findings.append(finding)
      }
      if let first = certificate.firstDiagnosis, first > context.today {
        findings.append(
          Finding(
            PracticeRules.days, .block, variant: "diagnosis", arguments: [first.iso],
            field: CaseField.firstDiagnosis))
      }
    default: break
    }
    return findings
  }

  private static func otherFindings(_ context: EsenzioneContext) -> [Finding] {
    var findings: [Finding] = []
    let others = context.running.filter { record in
      context.parameters.catalog.entry(record.code, scope: record.scope)?.family.kind == .chronic
    }
    let closed = EsenzioneRules.closed(by: context)
    // A sensitive code is never on the attestato of the others.
    let isPlain = !(context.entry?.isSensitive ?? true)
    if isPlain, others.contains(where: { !closed.contains($0) }) {
      findings.append(Finding(oneAttestato, .note))
    }
    if context.isNational("052"), !closed.isEmpty {
      // What began no earlier never counts.
      let isEnded = closed.contains { $0.start < context.start }
      findings.append(Finding(transplant, .note, variant: isEnded ? nil : "annulled"))
    }
    return findings
  }

  /// When it counts from: never before the birth, nor before it was asked for.
  static func startFindings(_ context: EsenzioneContext) -> [Finding] {
    let isIncome = context.family?.kind == .income
    let birth = context.position.birthDate
    if context.start < birth {
      let field = isIncome ? CaseField.signedOn : CaseField.effectiveDate
      return [Finding(PracticeRules.days, .block, variant: "birth", field: field)]
    }
    guard !isIncome else { return [] }
    var findings: [Finding] = []
    if context.renewed != nil, !context.isEarly {
      findings.append(Finding(renewal, .note, arguments: [context.start.iso]))
    }
    if context.asked < context.today {
      findings.append(
        Finding(start, .warn, arguments: [context.asked.iso], field: CaseField.effectiveDate))
    } else {
      findings += PracticeRules.dayFindings(context.asked, today: context.today, birth: birth)
    }
    return findings
  }
}
