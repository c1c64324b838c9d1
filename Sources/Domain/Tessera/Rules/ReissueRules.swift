/// Codes that are blocked, lost or seen (RE), and what follows from them.
enum ReissueRules {
  static let ownUnblock = Rule(
    "RE-01", source: "Regione Lombardia (seed 004); Regione Sardegna [Q2]", confidence: .seed)
  static let again = Rule("RE-02", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let newCard = Rule("RE-03", source: "Regione Sardegna [Q2]", confidence: .regional)
  static let pukBlocked = Rule("RE-04", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let secondHalf = Rule(
    "RE-05", source: "Regola di progetto: prima si ricontrolla il recapito", confidence: .design)
  static let firstHalf = Rule(
    "RE-06", source: "Regola di progetto: nessuno ricorda i codici di un altro", confidence: .design)
  static let seen = Rule("RE-07", source: "Regione Sardegna [Q2]", confidence: .regional)
  static let report = Rule("RE-08", source: "Regione Sardegna [Q2]", confidence: .regional)
  static let suspension = Rule("RE-09", source: "ASL CN2 [Q1]", confidence: .regional)
  static let defective = Rule("RE-10", source: "Provincia di Trento [Q5]", confidence: .regional)
  static let revocation = Rule("RE-11", source: "FSE Emilia-Romagna [Q3]", confidence: .regional)
  static let change = Rule(
    "T-03", source: "Comune di Villeneuve (seed 002); Regione Sardegna [Q2]", confidence: .seed)
  static let limit = Rule(
    "T-08", source: "Regione Lombardia (seed 004); Regione Sardegna [Q2]", confidence: .seed)

  static let entries: [RuleEntry] = [
    RuleEntry(ownUnblock, "program"), RuleEntry(again), RuleEntry(newCard),
    RuleEntry(pukBlocked, "uses", "errors"), RuleEntry(secondHalf), RuleEntry(firstHalf), RuleEntry(seen),
    RuleEntry(report, "advised"), RuleEntry(suspension, "userCode"),
    RuleEntry(defective, .outside("by telephone with the user code: no desk is asked")),
    RuleEntry(revocation, "inPerson", "duplicate"),
    RuleEntry(change, .outside("a PIN is never changed here: the help says who does it")),
    RuleEntry(limit, .parameter("puk_limit")),
  ]

  /// What the trouble of the citizen calls for.
  static func findings(_ context: PinContext) -> [Finding] {
    let field = CaseField.trouble
    let parameters = context.parameters
    switch context.content.trouble {
    case .firstIssue: return []
    case .secondHalfMissing: return [Finding(secondHalf, .note, field: field)]
    case .firstHalfLost: return [Finding(firstHalf, .note, field: field)]
    case .seenByOthers: return [Finding(seen, .warn, field: field)]
    case .pinBlockedWithPuk:
      return [
        parameters.unblockProgram.map {
          Finding(ownUnblock, .warn, variant: "program", arguments: [$0], field: field)
        } ?? Finding(ownUnblock, .warn, field: field)
      ]
    case .pinBlockedWithoutPuk, .codesForgotten:
      return [
        parameters.pukNeedsPin ? Finding(newCard, .block, field: field) : Finding(again, .note, field: field)
      ]
    case .pukBlocked:
      return [
        parameters.pukLimit.map {
          Finding(pukBlocked, .note, variant: $0.mode.rawValue, arguments: [String($0.count)], field: field)
        } ?? Finding(pukBlocked, .note, field: field)
      ]
    }
  }
}
