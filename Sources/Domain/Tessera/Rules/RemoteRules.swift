/// Codes without a counter: by e-mail and video, or online at the Sistema TS.
enum RemoteRules {
  static let papers = Rule("R-REM-01", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let photograph = Rule("R-REM-02", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let province = Rule("R-REM-03", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let video = Rule("R-REM-04", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let twoOperators = Rule(
    "REM-01", source: "Regola di progetto: chi guarda le carte non fa il video", confidence: .design,
    protectsCitizen: true)
  static let online = Rule(
    "R-ONL-01", source: "Regione Lombardia (seed 004); guida Sistema TS, giugno 2018", confidence: .seed)
  static let twoConditions = Rule("T-10", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let onlineHolder = Rule("PIN-L08", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let onlineMinor = Rule("PIN-T02", source: "Regione Toscana [Q4]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(papers, .finding(variants: RemoteRequest.Paper.allCases.map(\.rawValue))),
    RuleEntry(photograph), RuleEntry(province), RuleEntry(video, "missed", "before", "over"),
    RuleEntry(twoOperators),
    RuleEntry(online, .finding(variants: OnlineConditions.Condition.allCases.map(\.rawValue))),
    RuleEntry(twoConditions, .computed("R-ONL-01: every condition is asked, not the first alone")),
    RuleEntry(onlineHolder), RuleEntry(onlineMinor),
  ]

  static func findings(_ context: PinContext) -> [Finding] {
    guard let request = context.remote else { return [] }
    var findings = request.missingPapers.map {
      Finding(papers, .block, variant: $0.rawValue, field: CaseField.applicant)
    }
    if !request.unreadable.isDisjoint(with: request.form.papers) {
      findings.append(Finding(photograph, .block, field: CaseField.applicant))
    }
    if request.isElsewhere {
      findings.append(
        Finding(province, .block, arguments: [request.residenceProvince], field: CaseField.applicant))
    }
    if let last = request.documentsExpire, last < context.today {
      findings.append(
        Finding(CodePaperRules.expired, .block, arguments: [last.iso], field: CaseField.documents))
    }
    if let name = request.papersBy, name == request.videoBy {
      findings.append(Finding(twoOperators, .block))
    }
    let variant: String?
    switch request.state {
    case .recognised: return findings
    // The fact after the hand-over: codes are on their way.
    case .codesSent, .closed:
      if context.content.handOver != nil { return findings }
      variant = "over"
    case .lapsed: variant = "over"
    case .refused(.notRecognised): variant = nil
    case .refused(.missedAppointments): variant = "missed"
    case .received, .waitingForPapers, .verified, .contacted, .appointed, .inVideo: variant = "before"
    }
    return findings + [Finding(video, .block, variant: variant, field: CaseField.applicant)]
  }

  /// What is said of an activation without a desk: here nothing is handed over in any case.
  static func onlineFindings(_ conditions: OnlineConditions, _ context: PinContext) -> [Finding] {
    var findings: [Finding] = []
    if context.isMinor, !context.parameters.onlineForMinors {
      findings.append(Finding(onlineMinor, .block, field: CaseField.applicant))
    }
    findings += conditions.missing.map {
      Finding(online, .block, variant: $0.rawValue, field: CaseField.applicant)
    }
    return findings.isEmpty ? [Finding(onlineHolder, .block, field: CaseField.applicant)] : findings
  }
}
