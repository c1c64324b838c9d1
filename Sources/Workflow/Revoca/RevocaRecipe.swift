import Domain
import Terminal

/// Giving up the doctor without choosing another, transaction `RM`.
struct RevocaRecipe: PracticeRecipe {
  let screen: ScreenID = "revoca"

  func opening(_ person: Assistito, _ scene: Scene) -> Notice? { openingOfEnd(person, scene) }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(person: person.id, medico: nil, relative: nil)
  }

  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene) {
    guard case .revoca(let content) = correction.practice.content else { return }
    form.set("reason", to: content.reason.rawValue)
    form.set("applicant", to: content.applicant.optionID)
    form.set("effectiveDate", to: max(content.effectiveDate, scene.registryToday).iso)
    form.set("note", to: content.note)
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let reason = form.option("reason", as: RevocaCase.Reason.self),
      let day = form.date("effectiveDate"),
      let applicant = Applicant(optionID: form.value(of: "applicant"))
    else { return nil }
    return .revoca(
      RevocaCase(
        assistito: person, reason: reason, effectiveDate: day, applicant: applicant,
        documentsSeen: documents.allSeen, note: form.value(of: "note"), pending: facts.pending))
  }
}
