import Domain
import Terminal

/// Another card, the rest or the end of a certificate, the destruction of an old card: transaction `TS`.
struct TesseraRecipe: PracticeRecipe {
  let screen: ScreenID = "tessera"
  let marksRefusals = true
  let seeksMissing = true

  /// What is asked for; the words are `richiesta.tessera.<rawValue>`.
  enum Asked: String, CaseIterable {
    case duplicate, suspension, reactivation, revocation, destruction
  }

  func seenWithIdentity(_ form: Form, _ scene: Scene) -> Set<DocumentKind> { CounterPeople.seen(form) }

  func isPremature(_ finding: Finding, in form: Form) -> Bool {
    CounterPeople.isPremature(finding, in: form)
  }

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    CounterPeople.prefill(&form, person: person, scene)
    form.set("effectiveDate", to: scene.registryToday.iso)
    form.set("operatorInvolved", to: "no")
    show(&form, person, scene)
  }

  func opening(_ person: Assistito, _ scene: Scene) -> Notice? {
    person.posizione.tessere.isEmpty ? Notice(.warning, "stato.tessera.nessuna") : nil
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {
    show(&form, person, scene)
  }

  /// Shows what this request has to be told, and nothing else.
  private func show(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    form.setReadOnly("card", value: TesseraWords.line(person.posizione.card(nil), scene))
    CounterPeople.arrange(&form, person: person, scene)
    let asked = form.option("request", as: Asked.self)
    let parameters = scene.rules.tessera
    let reason = form.option("duplicateReason", as: DuplicateReason.self)
    let end = form.option("revocationReason", as: Tessera.Revocation.self)
    form.setVisible("duplicateReason", asked == .duplicate)
    form.setVisible("revocationReason", asked == .revocation)
    let isMissing =
      asked == .duplicate && (reason == .theft || reason == .loss)
      || asked == .revocation && (end == .theft || end == .loss)
    form.setVisible("hasReport", isMissing)
    form.setVisible("oldCardHandedIn", asked == .destruction || asked == .duplicate && reason == .worn)
    form.setVisible("obstacle", asked == .duplicate)
    form.setVisible("signatures", asked == .destruction)
    let asksUserCode =
      switch asked {
      case .suspension, .reactivation: parameters.suspensionNeedsUserCode
      case .revocation: parameters.revocationNeedsUserCode
      case .duplicate, .destruction, nil: false
      }
    form.setVisible("userCode", asksUserCode)
    // Of a death nobody signs, and of a destruction the minute is signed by those who are there.
    form.setVisible("formSigned", asked != nil && asked != .destruction && end != .death)
    let comes = asked != .destruction && !(asked == .revocation && end == .death)
    if !comes { hidePeople(&form) }
  }

  private func hidePeople(_ form: inout Form) {
    let people: [FieldID] = [
      "identityDocument", "documentExpires", "applicant", "representativeName", "representativeBirth", "act",
      "actCovers", "actEnds", "relative", "holderDocument", "holderDocumentExpires",
    ]
    for field in people { form.setVisible(field, false) }
  }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(person: person.id, medico: nil, relative: nil)
  }

  func print(_ content: PracticeCase, _ scene: Scene) -> PrintOrder {
    guard case .tessera(let tessera) = content else { return .promemoria(content) }
    return .cardForm(tessera)
  }

  func printLabelKey(_ form: Form, _ scene: Scene) -> String? { "comando.modulo.breve" }

  func place(of field: String, in form: Form) -> FieldID? {
    switch field {
    case CaseField.formsSigned: form.isVisible("signatures") ? "signatures" : "formSigned"
    case CaseField.documents: documentPlace(form)
    case CaseField.card: form.isVisible("oldCardHandedIn") ? "oldCardHandedIn" : "request"
    case CaseField.representative: "representativeName"
    default: FieldID(rawValue: field)
    }
  }

  private func documentPlace(_ form: Form) -> FieldID {
    let place = CounterPeople.documentPlace(form)
    let isToldAlready = place == "identityDocument" && !form.value(of: place).isEmpty
    return isToldAlready && form.isVisible("hasReport") ? "hasReport" : place
  }

  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene) {
    guard case .tessera(let content) = correction.practice.content else { return }
    form.set("applicant", to: content.applicant.kind.rawValue)
    form.set("desk", to: content.desk.rawValue)
    form.set("representativeName", to: content.representative?.fullName ?? "")
    form.set("representativeBirth", to: content.representative?.birthDate?.iso ?? "")
    form.set("note", to: content.note)
    switch content.request {
    case .duplicate(let reason):
      form.set("request", to: Asked.duplicate.rawValue)
      form.set("duplicateReason", to: reason.rawValue)
    case .suspension: form.set("request", to: Asked.suspension.rawValue)
    case .reactivation: form.set("request", to: Asked.reactivation.rawValue)
    case .revocation(let reason):
      form.set("request", to: Asked.revocation.rawValue)
      form.set("revocationReason", to: reason.rawValue)
    case .destruction(let signatures):
      form.set("request", to: Asked.destruction.rawValue)
      form.set("signatures", to: String(signatures))
    }
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let request = request(form), let day = form.date("effectiveDate"),
      let desk = CounterPeople.desk(form, scene),
      let applicant = form.isVisible("applicant") ? CounterPeople.applicant(form) : .holder
    else { return nil }
    return .tessera(
      TesseraCase(
        assistito: person, card: person.posizione.card(nil)?.number, request: request, applicant: applicant,
        representative: form.isVisible("applicant") ? CounterPeople.representative(form) : nil,
        documents: form.isVisible("applicant") ? CounterPeople.documents(form) : [],
        desk: desk, deskAsl: scene.author.desk.asl, formsSigned: forms(form),
        hasReport: answer(form, "hasReport"), knowsUserCode: answer(form, "userCode"),
        isOldCardHandedIn: answer(form, "oldCardHandedIn"),
        isOperatorInvolved: form.answer(of: "operatorInvolved") == true,
        obstacle: form.isVisible("obstacle")
          ? form.option("obstacle", as: TesseraCase.Obstacle.self) : nil,
        effectiveDate: day, note: form.value(of: "note"), pending: facts.pending))
  }

  private func request(_ form: Form) -> TesseraCase.Request? {
    guard let asked = form.option("request", as: Asked.self) else { return nil }
    return switch asked {
    case .duplicate: form.option("duplicateReason", as: DuplicateReason.self).map { .duplicate($0) }
    case .suspension: .suspension
    case .reactivation: .reactivation
    case .revocation: form.option("revocationReason", as: Tessera.Revocation.self).map { .revocation($0) }
    case .destruction: Int(form.value(of: "signatures")).map { .destruction(signatures: $0) }
    }
  }

  private func forms(_ form: Form) -> Set<CodeForm> {
    guard answer(form, "formSigned"), let asked = form.option("request", as: Asked.self) else { return [] }
    return switch asked {
    case .duplicate: [.duplicate]
    case .suspension, .reactivation, .revocation: [.suspension]
    case .destruction: []
    }
  }

  private func answer(_ form: Form, _ field: FieldID) -> Bool {
    form.isVisible(field) && form.answer(of: field) == true
  }
}
