/// The hard stops of every practice: death, identity, a practice pending, impossible days.
enum PracticeRules {
  static let identity = Rule(
    "IDE-01", source: "Regola di progetto: senza un codice la pratica non si lega alla persona",
    confidence: .design, protectsCitizen: true)
  static let pending = Rule(
    "PRA-01", source: "Regola di progetto; Piemonte: una pratica per volta [C1]", confidence: .design,
    protectsCitizen: true)
  static let sameMedico = Rule(
    "PRA-02", source: "Regola di progetto: una scelta uguale a quella in corso non cambia nulla",
    confidence: .design)
  static let days = Rule(
    "PRA-03", source: "Regola di progetto; Piemonte: coerenza delle date [C1]", confidence: .design,
    protectsCitizen: true)
  static let nothingToDo = Rule(
    "PRA-04", source: "Regola di progetto: non si attesta ciò che non è accaduto", confidence: .design,
    protectsCitizen: true)
  static let residence = Rule(
    "RES-01", source: "D.P.R. 223/1989 art. 18-bis; pagine di comuni [A45][A46]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(identity), RuleEntry(pending), RuleEntry(sameMedico),
    RuleEntry(
      days, "past", "future", "birth", "end", "notice", "certificate", "unborn",
      "diagnosis", "diagnosisUnborn"),
    RuleEntry(nothingToDo, "medico", "running", "ended", "esenzione", "death", "enrolment"),
    RuleEntry(residence),
  ]

  /// How many days ahead an effective date is taken without a question.
  static let daysAhead = 90

  /// What holds for a practice of any kind, before the rules of its own kind.
  static func findings(
    for assistito: Assistito, pending other: Identifier<Practice>?, admitsDead: Bool
  ) -> [Finding] {
    var findings: [Finding] = []
    if assistito.posizione.deathDate != nil, !admitsDead {
      findings.append(Finding(RevocaRules.death, .block, variant: "dead"))
    }
    if assistito.identity.currentCode == nil { findings.append(Finding(identity, .block)) }
    if other != nil { findings.append(Finding(pending, .block)) }
    return findings
  }

  /// Whether the day from which a practice counts makes sense.
  static func dayFindings(_ day: CivilDate, today: CivilDate, birth: CivilDate) -> [Finding] {
    if day < birth { return [Finding(days, .block, variant: "birth", field: CaseField.effectiveDate)] }
    if day < today {
      return [
        Finding(days, .warn, variant: "past", arguments: [day.iso], field: CaseField.effectiveDate)
      ]
    }
    if day > today.adding(days: daysAhead) {
      return [
        Finding(days, .warn, variant: "future", arguments: [day.iso], field: CaseField.effectiveDate)
      ]
    }
    return []
  }

  /// A residence that the Comune may still undo, as a warning.
  static func residenceFindings(_ residence: Residence) -> [Finding] {
    switch residence {
    case .italy(_, _, .pending(let since)):
      [Finding(Self.residence, .warn, arguments: [since.iso])]
    case .italy(_, _, .confirmed), .abroad, .none: []
    }
  }
}
