/// Invalidity, war, work, service, indemnity and victims, on a report or decree (IN).
enum InvalidityRules {
  static let civil = Rule("IN-01", source: "DM 1-2-1991 art. 6 [E3]", confidence: .law)
  static let report = Rule("IN-02", source: "Pagine di ASL [E8]", confidence: .regional)
  static let revision = Rule("IN-03", source: "Lazio 132801/2003 [E34]; DL 90/2014", confidence: .regional)
  static let permanent = Rule("IN-04", source: "Lazio 132801/2003 [E34]", confidence: .regional)
  static let minor = Rule(
    "IN-05", source: "Prassi: indennità di frequenza fino a 18 anni", confidence: .practice)
  static let war = Rule("IN-06", source: "DM 1-2-1991 art. 6 [E8]", confidence: .law)
  static let work = Rule("IN-07", source: "DM 1-2-1991 art. 6 [E8]", confidence: .law)
  static let injury = Rule("IN-08", source: "DM 1-2-1991 art. 6 [E8]", confidence: .law)
  static let service = Rule("IN-09", source: "DM 1-2-1991 art. 6 [E8]", confidence: .law)
  static let indemnity = Rule("IN-10", source: "L. 210/1992 [E3]", confidence: .law)
  static let victims = Rule("IN-11", source: "L. 302/1990; L. 206/2004 [E3]", confidence: .law)
  static let partial = Rule("IN-12", source: "DM 1-2-1991 art. 6 [E8]", confidence: .law)

  static let entries: [RuleEntry] = [
    RuleEntry(civil, "low", "missing"), RuleEntry(report), RuleEntry(revision, "passed"),
    RuleEntry(permanent),
    RuleEntry(minor), RuleEntry(war, "low"), RuleEntry(work, "pathology", "low"), RuleEntry(injury),
    RuleEntry(service, "low"),
    RuleEntry(indemnity), RuleEntry(victims), RuleEntry(partial),
  ]

  /// The codes that exempt from what belongs to the disability only.
  static let partialCodes: Set<String> = ["G02", "L03", "L04", "S03", "N01", "V01"]

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    guard context.family?.kind == .invalidity else { return [] }
    guard case .report(let paper) = context.content.evidence else {
      return [Finding(civil, .block, variant: "missing", field: CaseField.evidence)]
    }
    // A decree of many years ago is as good as one of today: only the future is wrong.
    var findings = ChronicRules.dayFindings(paper.issuedOn, context).filter { $0.severity == .block }
    findings += codeFindings(paper, context) + endFindings(paper, context)
    let code = context.content.code.rawValue
    if partialCodes.contains(code) { findings.append(Finding(partial, .note)) }
    if code == "N01" { findings.append(Finding(indemnity, .note)) }
    if code == "V01" || code == "V02" { findings.append(Finding(victims, .note)) }
    if code == "L03", paper.outcome == .code(code) {
      findings.append(Finding(work, .note, variant: "pathology"))
    }
    let closed = EsenzioneRules.closed(by: context)
    let ended = closed.filter { $0.start < context.start }.map(\.code.rawValue)
    let never = closed.filter { $0.start >= context.start }.map(\.code.rawValue)
    if !ended.isEmpty {
      findings.append(
        Finding(
          EsenzioneRules.invalidity, .note,
          arguments: [ended.joined(separator: ", "), context.start.adding(days: -1).iso]))
    }
    if !never.isEmpty {
      findings.append(
        Finding(
          EsenzioneRules.invalidity, .note, variant: "annulled", arguments: [never.joined(separator: ", ")]))
    }
    return findings
  }

  /// The report says which code, not the citizen.
  private static func codeFindings(_ paper: InvalidityReport, _ context: EsenzioneContext) -> [Finding] {
    let field = CaseField.code
    if !paper.isReadable { return [Finding(report, .block, field: CaseField.percentage)] }
    switch paper.outcome {
    case .code(let code):
      return code == context.content.code.rawValue
        ? [] : [Finding(rule(of: paper.kind), .block, arguments: [code], field: field)]
    case .tooLow: return [Finding(rule(of: paper.kind), .block, variant: "low", field: CaseField.percentage)]
    case .unreadable: return [Finding(report, .block, field: CaseField.percentage)]
    }
  }

  private static func rule(of kind: InvalidityReport.Kind) -> Rule {
    switch kind {
    case .civil, .civilAttendance, .civilFrequency, .blindness, .deafness: civil
    case .war: war
    case .work: work
    case .injury: injury
    case .service: service
    case .indemnity: indemnity
    case .victim, .victimInvalid: victims
    }
  }

  private static func endFindings(_ paper: InvalidityReport, _ context: EsenzioneContext) -> [Finding] {
    var findings: [Finding] = []
    if let day = paper.revision {
      // The benefits go on until the new report: what the old one says holds with a reserve.
      let isPassed = day.adding(months: context.parameters.reportGraceMonths) < context.start
      findings.append(
        isPassed
          ? Finding(
            revision, .reserve, variant: "passed", arguments: [day.iso], field: CaseField.certificateDate)
          : Finding(revision, .note, arguments: [day.iso]))
    } else if paper.kind == .civil {
      findings.append(Finding(permanent, .note))
    }
    if paper.kind == .civilFrequency {
      let last = context.position.birthDate.birthday(EsenzioneAges.adult).adding(days: -1)
      findings.append(
        Finding(minor, last < context.start ? .reserve : .note, arguments: [last.iso], field: CaseField.code))
    }
    if paper.kind == .injury, paper.periodEnd == nil {
      findings.append(Finding(injury, .block, arguments: ["L04"], field: CaseField.periodEnd))
    }
    return findings
  }
}

extension Decision {
  /// The day of revision that has passed, with which an exemption is issued with a reserve (IN-03); `nil` without one.
  var passedRevision: CivilDate? {
    let reserve = findings.first {
      $0.rule.id == InvalidityRules.revision.id && $0.severity == .reserve
    }
    return reserve?.arguments.first.flatMap { CivilDate(iso: $0) }
  }
}

extension InvalidityReport {
  /// What a report leads to.
  public enum Outcome: Hashable, Sendable {
    /// The code of the condition that it recognises.
    case code(String)
    /// It recognises too little for an exemption.
    case tooLow
    /// The figure that decides is not on it.
    case unreadable
  }

  /// The code that the report leads to (rules IN-01, IN-06, IN-07, IN-09).
  public var outcome: Outcome {
    switch kind {
    case .civil: by(percentage, [(100...100, "C01"), (67...99, "C03")])
    case .civilAttendance: .code("C02")
    case .civilFrequency: .code("C04")
    case .blindness: .code("C05")
    case .deafness: .code("C06")
    case .war: by(category, [(1...5, "G01"), (6...8, "G02")])
    case .work: by(percentage, [(80...100, "L01"), (67...79, "L02"), (1...66, "L03")])
    case .injury: .code("L04")
    case .service: by(category, [(1...1, "S01"), (2...5, "S02"), (6...8, "S03")])
    case .indemnity: .code("N01")
    case .victim: .code("V01")
    case .victimInvalid: .code("V02")
    }
  }

  private func by(_ figure: Int?, _ table: [(ClosedRange<Int>, String)]) -> Outcome {
    guard let figure else { return .unreadable }
    return table.first { $0.0.contains(figure) }.map { .code($0.1) } ?? .tooLow
  }
}
