import Domain
import Terminal

/// Giving up the doctor without choosing another, transaction `RM`.
struct RevocaRecipe: PracticeRecipe {
  let screen: ScreenID = "revoca"

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    form.set("applicant", to: Applicant.usual(for: person, on: scene.today).optionID)
    form.set("effectiveDate", to: scene.today.iso)
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {}

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(person: person.id, medico: nil, relative: nil)
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let reason = RevocaCase.Reason(rawValue: form.value(of: "reason")),
      let day = CivilDate(iso: form.value(of: "effectiveDate")),
      let applicant = Applicant(optionID: form.value(of: "applicant"))
    else { return nil }
    return .revoca(
      RevocaCase(
        assistito: person, reason: reason, effectiveDate: day, applicant: applicant,
        documentsSeen: documents.allSeen, note: form.value(of: "note"), pending: facts.pending))
  }
}
