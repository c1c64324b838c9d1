/// What is kept from eyes and ears at the counter (PR).
enum PrivacyRules {
  static let greatest = Rule("PR-01", source: "DM 7-9-2023; Piemonte [E1]", confidence: .law)
  static let revealing = Rule(
    "PR-02", source: "it-fse-support #2121, #1774 [E46][E47]", confidence: .practice)
  static let prudential = Rule.ofProject("PR-03")
  static let openQuestion = Rule(
    "PR-04", source: "it-fse-support #2121, #1774 [E46][E47]", confidence: .unverified)
  static let notDiagnoses = Rule("PR-05", source: "it-fse-support #1938 [E48]", confidence: .practice)
  static let masked = Rule(
    "PR-06", source: "Regola di progetto; Piemonte, gruppo non visibile [E1]", confidence: .design)
  static let traced = Rule("PR-07", source: "Piemonte [E1]", confidence: .regional)
  static let coded = Rule("PR-08", source: "DM 329/1999 art. 4 [E2]", confidence: .law)
  static let print = Rule.ofProject("PR-09")
  static let bands = Rule("PR-10", source: "Garante, parere 406 del 26-10-2011 [E49]", confidence: .law)
  static let delegate = Rule.ofProject("PR-11")
  static let oral = Rule.ofProject("PR-12")

  static let entries: [RuleEntry] = [
    RuleEntry(greatest, .computed("EsenzioneEntry.isRestricted")),
    RuleEntry(revealing, .computed("EsenzioneEntry.isRestricted")),
    RuleEntry(prudential, .computed("EsenzioneEntry.isSensitive")),
    RuleEntry(openQuestion, .outside("restricted codes are treated alike until it is answered")),
    RuleEntry(notDiagnoses, .outside("codes of diagnoses never enter this program")),
    RuleEntry(masked, .computed("Capability.revealSensitive")),
    RuleEntry(traced, .outside("every access is traced by the registry")),
    RuleEntry(coded, .computed("EsenzioneParameters.print")), RuleEntry(print),
    RuleEntry(bands, .computed("IncomeAnswer: a yes or no")), RuleEntry(delegate), RuleEntry(oral),
  ]

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    guard let entry = context.entry, entry.isIssuable, entry.isSensitive else { return [] }
    var findings = [Finding(oral, .note), Finding(print, .note, variant: "apart")]
    if case .delegate = context.content.applicant, !context.content.privateHandOver {
      findings.append(Finding(delegate, .warn, field: CaseField.privateHandOver))
    } else if !context.content.privateHandOver {
      findings.append(Finding(print, .note, field: CaseField.privateHandOver))
    }
    return findings
  }
}
