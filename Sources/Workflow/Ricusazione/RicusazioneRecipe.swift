import Domain
import Terminal

/// Refusal by the doctor, transaction `RC`.
struct RicusazioneRecipe: PracticeRecipe {
  let screen: ScreenID = "ricusazione"

  /// The notice itself is the document.
  func seenWithIdentity(_ form: Form, _ scene: Scene) -> Set<DocumentKind> { [] }

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    form.set("toReduceList", to: "no")
    form.set("committeeHeard", to: "no")
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {
    form.setReadOnly("effect", value: decision?.effectiveDate.map { scene.shown($0) } ?? "", source: "")
  }

  func opening(_ person: Assistito, _ scene: Scene) -> Notice? { openingOfEnd(person, scene) }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(person: person.id, medico: person.posizione.openScelta?.medico, relative: nil)
  }

  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene) {
    guard case .ricusazione(let content) = correction.practice.content else { return }
    form.set("noticeDate", to: content.noticeDate.iso)
    form.set("reason", to: content.reason)
    form.set("toReduceList", to: content.toReduceList ? "yes" : "no")
    form.set("committeeHeard", to: content.committeeHeard ? "yes" : "no")
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let medico = facts.currentMedico ?? facts.medico?.medico,
      let notice = form.date("noticeDate")
    else { return nil }
    return .ricusazione(
      RicusazioneCase(
        assistito: person, medico: medico, noticeDate: notice, reason: form.value(of: "reason"),
        toReduceList: form.answer(of: "toReduceList") == true,
        otherMedicoAvailable: facts.otherMedicoAvailable,
        committeeHeard: form.answer(of: "committeeHeard") == true, pending: facts.pending))
  }
}
