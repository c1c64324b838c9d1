import Domain
import Terminal

/// The reasons and reserves on a paper for the citizen.
extension Imprint {
  /// The reserves and refusals; those of a sensitive exemption would tell its code and are told at the desk.
  ///
  /// The sentences of the rules speak to operators: where one tells what to do at the counter, or what a colleague
  /// did, the paper has a sentence of its own, and slips of the form are on no paper.
  func reasons(_ decision: Decision, of content: PracticeCase, _ status: ReceiptStatus) -> [Block] {
    let sentences = sentences(decision)
    guard !sentences.isEmpty else { return [] }
    let heading: String =
      switch status {
      case .provvisoria, .inAttesa, .definitiva: text("riserve")
      case .nonRegistrata, .promemoria: text("motivi")
      }
    if content.isSensitive(self) {
      return [.heading(heading), .paragraph(text("esenzione.motivi_riservati"))]
    }
    return [.heading(heading)] + sentences.map(Block.bullet)
  }

  /// What the reserves and refusals say to the citizen, in the order of the findings.
  func sentences(_ decision: Decision) -> [String] {
    decision.findings.filter { $0.severity == .reserve || $0.severity == .block }.compactMap(sentence)
  }

  /// What a finding says to the citizen; `nil` if it is the desk's affair, or what fills it is not known.
  private func sentence(_ finding: Finding) -> String? {
    guard !Self.slips.contains(finding.messageKey) else { return nil }
    let own = "stampa.motivo." + finding.messageKey.dropFirst("regola.".count)
    let key = words.optional(own) == nil ? finding.messageKey : own
    guard words.optional(key) != nil else { return nil }
    let text = words.text(key, finding.arguments)
    return text.contains("$@") ? nil : text
  }

  /// What was typed wrongly or is still to be typed at the counter.
  private static let slips: Set<String> = [
    "regola.AGE-04.date", "regola.DOM-01.long", "regola.DOM-09.unlimited", "regola.PRA-03",
    "regola.PRA-03.birth", "regola.PRA-03.certificate", "regola.PRA-03.end", "regola.PRA-03.future",
    "regola.PRA-03.notice", "regola.PRA-03.past", "regola.REC-02.self", "regola.REV-02.noReason",
    "regola.REV-03.reason",
  ]
}
