extension SceltaCase {
  /// The case as if its second choice had been asked for first: every rule of a scelta holds for it too.
  ///
  /// What was seen and granted for the first medico alone does not pass to another one: the written acceptance and the
  /// override of a full list.
  ///
  /// - Parameter second: The second choice with the counters of the moment.
  /// - Returns: The case of that medico, without a further choice behind it.
  public func asking(_ second: MedicoView) -> SceltaCase {
    var content = self
    content.medico = second.medico
    content.medicoAmbito = second.ambito
    content.request.medicoAcceptance = false
    content.request.documentsSeen.remove(.medicoAcceptance)
    content.request.overrideReason = ""
    content.request.secondChoice = nil
    return content
  }
}

extension Decision {
  /// The decision on a second choice, with sentences that ask for nothing that only a first one can be given.
  ///
  /// A second choice has no acceptance, no relative and no override of its own: where one would be needed, another medico
  /// is.
  public var ofSecondChoice: Decision {
    Decision(
      findings: findings.map { finding in
        guard finding.severity == .block, Self.mendedForFirstOnly.contains(finding.messageKey) else {
          return finding
        }
        return Finding(finding.rule, .block, variant: "second", field: finding.field)
      }, documents: documents, effectiveDate: effectiveDate, endDate: endDate, counter: counter,
      closes: closes, birth: birth)
  }

  /// The sentences that ask for what has a field only for the first choice.
  private static let mendedForFirstOnly: Set<String> = [
    "regola.AMB-02", "regola.AMB-02.acceptance", "regola.AGE-04.acceptance", "regola.ASS-01", "regola.MAX-01",
    "regola.MAX-01.reunion", "regola.MAX-07", "regola.MAX-07.reunion",
  ]
}
