/// When a medico may refuse an assistito (REV-03, REV-04).
enum RicusazioneRules {
  static let ricusazione = Rule("REV-03", source: "ACN MMG 2024 art. 40 [L3]", confidence: .law)
  static let notAllowed = Rule("REV-04", source: "ACN MMG 2024 art. 40 [L3]", confidence: .law)

  static let entries: [RuleEntry] = [
    RuleEntry(ricusazione, "reason", "running"), RuleEntry(notAllowed, "ceiling", "committee", "unknown"),
  ]

  static func findings(_ content: RicusazioneCase, today: CivilDate) -> [Finding] {
    let position = content.assistito.posizione
    var findings: [Finding] = []
    let effect = Ricusazione.effectiveDate(notice: content.noticeDate)
    let active = position.activeScelta(on: content.noticeDate) ?? position.activeScelta(on: today)
    if active?.medico != content.medico.id {
      findings.append(Finding(PracticeRules.nothingToDo, .block, variant: "medico", field: CaseField.medico))
    } else if active?.ricusazioneNotice != nil {
      findings.append(Finding(PracticeRules.nothingToDo, .block, variant: "running", field: CaseField.medico))
    } else if let end = active?.end, end.on < effect {
      // An end never moves to a later day: whoever stays no longer than this cannot be refused any more.
      findings.append(
        Finding(
          PracticeRules.nothingToDo, .block, variant: "ended", arguments: [end.on.iso],
          field: CaseField.medico))
    }
    if content.noticeDate > today {
      findings.append(Finding(PracticeRules.days, .block, variant: "notice", field: CaseField.noticeDate))
    }
    if content.reason.isEmpty {
      findings.append(Finding(ricusazione, .block, variant: "reason", field: CaseField.reason))
    }
    if content.toReduceList {
      findings.append(Finding(notAllowed, .block, variant: "ceiling", field: CaseField.toReduceList))
    }
    switch (content.otherMedicoAvailable, content.committeeHeard) {
    case (true?, _): break
    case (false?, false): findings.append(Finding(notAllowed, .block))
    case (false?, true): findings.append(Finding(notAllowed, .reserve, variant: "committee"))
    case (nil, _): findings.append(Finding(notAllowed, .warn, variant: "unknown"))
    }
    // What would follow is told only of what can be registered.
    guard findings.allSatisfy({ $0.severity != .block }) else { return findings }
    return findings + [
      Finding(ricusazione, .note, arguments: [effect.adding(days: -1).iso, effect.iso])
    ]
  }
}
