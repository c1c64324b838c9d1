/// Exemptions by income, on a self-declaration (ER).
enum IncomeRules {
  static func national(_ id: String) -> Rule {
    Rule(id, source: "L. 537/1993 art. 8 c. 16; DM 11-12-2009 [E1][E3]", confidence: .law)
  }
  static let e01 = national("ER-01")
  static let e02 = national("ER-02")
  static let e03 = national("ER-03")
  static let e04 = national("ER-04")
  static let comparison = national("ER-05")
  static let age = Rule(
    "ER-06", source: "Prassi: anni compiuti; il testo è controverso", confidence: .unverified)
  static let personal = Rule("ER-07", source: "Pagine regionali [E5]", confidence: .regional)
  static let childhood = Rule("ER-08", source: "ASL VCO [E19]", confidence: .regional)
  static let household = Rule("ER-09", source: "DM 22-1-1993; L. 76/2016 [E20]", confidence: .law)
  static let dependants = Rule("ER-10", source: "DM 22-1-1993; DPR 917/1986 art. 12 [E20]", confidence: .law)
  static let unmarried = Rule("ER-11", source: "DM 22-1-1993 [E20]", confidence: .law)
  static let year = Rule("ER-12", source: "DM 11-12-2009 [E1]", confidence: .law)
  static let unemployed = Rule("ER-13", source: "Pagine regionali [E5]", confidence: .regional)
  static let notUnemployed = Rule("ER-14", source: "Pagine regionali [E5]", confidence: .regional)
  static let whenJudged = Rule("ER-15", source: "Piemonte, FAQ [E1]", confidence: .regional)
  static let noAttachments = Rule(
    "ER-16", source: "DPR 445/2000 art. 46; Piemonte, FAQ [E1]", confidence: .law)
  static let list = Rule("ER-17", source: "DM 11-12-2009 [E9][E11]", confidence: .law)
  static let neverAutomatic = Rule("ER-18", source: "DM 11-12-2009 [E9][E21]", confidence: .law)
  static let notListed = Rule("ER-19", source: "DM 11-12-2009 [E9]", confidence: .law)
  static let term = Rule("ER-20", source: "DM 11-12-2009; Piemonte [E1]", confidence: .regional)
  static let oldWording = Rule("ER-21", source: "FAQ ministeriale superata [E22]", confidence: .unverified)
  static let regionalEnds = Rule("ER-22", source: "Pagine regionali [E5]", confidence: .regional)
  static let loss = Rule("ER-23", source: "Piemonte [E1]; stampa [E23]", confidence: .regional)
  static let citizen = Rule("ER-24", source: "ATS Brescia [E24]", confidence: .regional)
  static let duplicate = Rule("ER-25", source: "Piemonte [E1]", confidence: .regional)
  static let matrix = Rule("ER-26", source: "Piemonte, tabella non pubblicata [E1]", confidence: .regional)
  static let underWay = Rule("ER-27", source: "Piemonte [E1]", confidence: .regional)
  static let blocked = Rule("ER-28", source: "Piemonte [E1]", confidence: .regional)
  static let unavailable = Rule("ER-29", source: "Piemonte, esito 0003 [E1]", confidence: .regional)
  static let declarant = Rule("ER-30", source: "DPR 445/2000 artt. 4-5; tabella SOGEI [E1]", confidence: .law)
  static let coexistence = Rule("ER-31", source: "Piemonte, FAQ [E1]", confidence: .regional)
  static let noShow = Rule("ER-32", source: "Piemonte, FAQ [E1]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(e01, "age", "income"), RuleEntry(e02, "income", "dependant"), RuleEntry(e03),
    RuleEntry(e04, "age", "income"),
    RuleEntry(comparison, .computed("TaxHousehold.meets: not above for E01, below for E02 and E04")),
    RuleEntry(age, "unknown", "work", "allowance"), RuleEntry(personal), RuleEntry(childhood),
    RuleEntry(household, "separated"),
    RuleEntry(dependants, .computed("TaxHousehold.dependantLimit, asked on the form of the issue")),
    RuleEntry(unmarried, .computed("TaxHousehold.isSecondMoreFavourable, asked there")), RuleEntry(year),
    RuleEntry(unemployed, "unregistered"), RuleEntry(notUnemployed, "regional"),
    RuleEntry(whenJudged, .outside("the prescriber looks at the day of the prescription")),
    RuleEntry(noAttachments, .computed("the checklist of income codes holds the declaration only")),
    RuleEntry(list, "other", "awaited"), RuleEntry(neverAutomatic), RuleEntry(notListed),
    RuleEntry(term, "sameDay", "future", "april"),
    RuleEntry(oldWording, .computed("EsenzioneParameters.ends, where a region still says otherwise")),
    RuleEntry(regionalEnds, "rolls", "band", "answer"), RuleEntry(loss), RuleEntry(citizen),
    RuleEntry(duplicate, "unlimited"), RuleEntry(matrix), RuleEntry(underWay), RuleEntry(blocked),
    RuleEntry(unavailable, "error"), RuleEntry(declarant, "code", "oneself", "third", "note"),
    RuleEntry(coexistence),
    RuleEntry(noShow, .outside("the charge for a missed booking is not made at this desk")),
  ]

  /// The longest note on a third titolare, in characters.
  static let noteLimit = 500

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    guard context.family?.kind == .income else { return [] }
    guard case .income(let declaration) = context.content.evidence else {
      return [Finding(EsenzioneRules.evidence, .block, field: CaseField.evidence)]
    }
    var findings = signatureFindings(declaration, context) + declarantFindings(declaration, context)
    if context.content.scope == .national {
      switch context.content.code.rawValue {
      case "E01": findings += e01Findings(declaration, context)
      case "E02": findings += e02Findings(declaration, context)
      case "E03":
        findings += e03Findings(declaration, context) + dependantFindings(declaration, context)
      case "E04": findings += e04Findings(declaration, context)
      default: findings += regionalFindings(declaration)
      }
    } else {
      findings += regionalFindings(declaration)
    }
    if context.family == .fasciaRegionale {
      findings.append(
        Finding(regionalEnds, .note, variant: "band", arguments: [context.content.code.rawValue]))
    }
    findings += householdFindings(declaration) + listFindings(context) + otherFindings(context)
    findings.append(Finding(loss, .note))
    return findings
  }
}
