/// What a declaration of income meets: the list of the Sistema TS, the other exemptions, its last day (ER-17…ER-31).
extension IncomeRules {
  static func listFindings(_ context: EsenzioneContext) -> [Finding] {
    guard context.family == .reddito else { return [] }
    return rollFindings(context) + answerFindings(context)
  }

  private static func answerFindings(_ context: EsenzioneContext) -> [Finding] {
    let field = CaseField.code
    switch context.content.mef {
    case .notAsked: return []
    case .notListed: return [absence(context)]
    case .listed(let code, let until):
      guard until >= context.start else { return [absence(context)] }
      return code == context.content.code && !context.isNational("E02")
        ? [Finding(list, .block, arguments: [until.iso], field: field)]
        : [Finding(list, .note, variant: "other", arguments: [code.rawValue, until.iso])]
    case .unavailable: return [Finding(unavailable, .reserve)]
    case .error(let code):
      return [Finding(unavailable, .block, variant: "error", arguments: [code], field: field)]
    }
  }

  /// That nobody is on the list says something only once the list of that year is out.
  private static func absence(_ context: EsenzioneContext) -> Finding {
    guard !context.isNational("E02"), let out = context.parameters.listOut(for: context.start),
      context.today < out
    else { return Finding(notListed, .note) }
    return Finding(list, .note, variant: "awaited", arguments: [out.iso])
  }

  /// What the list gave goes on by itself in some regions; E02 is never on it.
  private static func rollFindings(_ context: EsenzioneContext) -> [Finding] {
    guard context.parameters.listRollsOver, context.renewed?.origin == .mefList, !context.isNational("E02")
    else { return [] }
    return [Finding(regionalEnds, .warn, variant: "rolls", field: CaseField.code)]
  }

  static func otherFindings(_ context: EsenzioneContext) -> [Finding] {
    let others = context.running.filter {
      $0.code != context.content.code || $0.scope != context.content.scope
    }
    let barred = context.parameters.incompatible[context.content.code] ?? []
    var findings = others.filter { barred.contains($0.code) }.map {
      Finding(matrix, .block, arguments: [$0.code.rawValue], field: CaseField.code)
    }
    let health = others.filter { record in
      let row = context.parameters.catalog.entry(record.code, scope: record.scope)
      return row.map { $0.family.kind != .income } ?? false
    }
    if !health.isEmpty { findings.append(Finding(coexistence, .note)) }
    return findings
  }

  /// What the last day of a form says.
  static func endFindings(_ context: EsenzioneContext, _ end: EsenzioneEnd) -> [Finding] {
    guard context.family?.kind == .income, let last = end.last, last >= context.start else { return [] }
    if end.limit == .rule, last == context.start {
      return [Finding(term, .warn, variant: "sameDay", arguments: [last.iso], field: CaseField.signedOn)]
    }
    return [Finding(term, .note, arguments: [last.iso])]
  }
}
