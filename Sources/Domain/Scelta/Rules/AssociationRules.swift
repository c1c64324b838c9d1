/// A medico who works together with the one in charge (ASS).
enum AssociationRules {
  static let sameAssociation = Rule(
    "ASS-01", source: "USL Toscana Centro [A12]; Piemonte [C1]", confidence: .regional)

  static let entries: [RuleEntry] = [RuleEntry(sameAssociation, "accepted")]

  static func findings(_ context: SceltaContext) -> [Finding] {
    guard let current = context.content.currentMedico, current.id != context.medico.id,
      let association = context.medico.association, let own = current.association,
      association.id == own.id, association.isActive(on: context.today), own.isActive(on: context.today),
      forms(context).contains(association.form)
    else { return [] }
    return context.isAccepted
      ? [Finding(sameAssociation, .note, variant: "accepted", field: CaseField.medicoAcceptance)]
      : [Finding(sameAssociation, .block, field: CaseField.medicoAcceptance)]
  }

  private static func forms(_ context: SceltaContext) -> Set<Medico.Association.Form> {
    switch context.medico.kind {
    case .mmg: context.parameters.associationConsentMMG
    case .pls: context.parameters.associationConsentPLS
    }
  }
}
