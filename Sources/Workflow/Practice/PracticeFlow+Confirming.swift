import Domain
import Terminal

/// The way of a practice from the form to the commit, and the sentences that stand in it.
extension PracticeFlow {
  /// Commits the practice once, or says what is in the way.
  mutating func confirm(_ scene: Scene) -> [Step] {
    guard !isSending else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
    guard person != nil else {
      form.setFocus("subject")
      return [.say(Notice(.error, "errore.assistito.manca")), .bell]
    }
    var steps = update(scene)
    if form.spec.fields.contains(where: { form.isSearching($0.id) }) || facts == nil || facts?.query != asked
    {
      awaitsConfirmation = true
      return steps + [.say(Notice(.note, "stato.dati.in.arrivo"))]
    }
    if let stop = decision?.stop {
      // No field mends it: nobody is asked to fill in any before hearing of it.
      let arguments = scene.rules.esenzioni.catalog.shown(stop.arguments)
      return steps + [.say(Notice(.error, stop.messageKey, arguments)), .bell]
    }
    recipe.check(&form, isFinal: true, scene)
    guard form.confirm(scene.formContext) else {
      // What the practice itself says of a field tells more than that it is empty, or the next one.
      let fields = form.spec.sections.flatMap(\.rows).joined().map(\.id)
      guard let lack = recipe.lack(form, facts: facts, scene), let error = form.errors.first?.field,
        let first = fields.first(where: { $0 == lack.field || $0 == error }), first == lack.field
      else { return steps + [.bell] }
      form.closeSummary()
      for problem in form.errors { form.setError(problem.field, nil) }
      form.setFocus(lack.field)
      return steps + [.say(lack.notice), .bell]
    }
    // A day that was typed and not left is read only now.
    steps += update(scene)
    if let reasonKey = person.flatMap({ scene.restriction(of: $0) }) {
      return steps + [.say(Notice(.error, reasonKey)), .bell]
    }
    guard let content = content(scene), let decision else {
      return steps + [.say(Notice(.note, "stato.dati.in.arrivo"))]
    }
    let lack = recipe.lack(form, facts: facts, scene)
    let isAboutDocuments = decision.headline?.rule.id.hasPrefix("DOC-") ?? false
    if let lack, lack.comesBeforeDocuments, decision.outcome != .refused || isAboutDocuments {
      form.setFocus(lack.field)
      return steps + [.say(lack.notice), .bell]
    }
    if let headline = decision.headline, decision.outcome == .refused {
      if let field = headline.field { refuse(field, headline) }
      let arguments = scene.rules.esenzioni.catalog.shown(headline.arguments)
      return steps + [.say(Notice(.error, headline.messageKey, arguments)), .bell]
    }
    if hasChecklist, let document = documents.missing(of: decision).first {
      form.setFocus("documents")
      steps.append(
        .say(Notice(.error, "errore.documento.manca", [scene.text("documento.\(document.kind.rawValue)")])))
      return steps + [.bell]
    }
    if let lack {
      form.setFocus(lack.field)
      return steps + [.say(lack.notice), .bell]
    }
    if decision.needsSecondConfirmation {
      switch gate.press(content, nowMilliseconds: scene.tick) {
      case .ask:
        let key = decision.outcome == .provisional ? "stato.conferma.riserva" : "stato.conferma.avviso"
        return steps + [.say(Notice(.warning, key))]
      case .tooSoon: return steps + [.say(Notice(.warning, "messaggio.conferma_subito"))]
      case .confirmed: break
      }
    }
    if let commit = recipe.commit(content, scene) { return steps + commit }
    isSending = true
    return steps + [
      .say(Notice(.note, "stato.invio")), .ask(.submit(content, partOf: corrected)),
    ]
  }

  /// Decides the second choice by the rules of the first and puts what they say of it at its own field.
  mutating func judgeSecond(_ scene: Scene) {
    if let markedSecond { form.setError(markedSecond, nil) }
    (markedSecond, refusedSecond) = (nil, nil)
    if let repeated = recipe.repeatedSecond(form, facts: facts) {
      form.setError(repeated.field, FieldError(repeated.notice.key, repeated.notice.arguments))
      markedSecond = repeated.field
      return
    }
    guard facts?.query == asked, let content = content(scene),
      let second = recipe.second(of: content, form, facts: facts)
    else { return }
    let judged = second.content.decide(
      profile: scene.rules, now: scene.registryNow, registryAnswers: scene.registryAnswers
    ).ofSecondChoice
    guard let headline = judged.headline else { return }
    switch headline.severity {
    case .block:
      // What refuses the first choice as well is said there.
      guard decision?.outcome != .refused else { return }
      refusedSecond = (second.field, second.name, judged)
      markedSecond = second.field
      form.setError(second.field, FieldError(headline.messageKey, headline.arguments))
    case .reserve: form.setEcho(second.field, scene.words.text(headline.messageKey, headline.arguments))
    case .warn, .note: break
    }
  }

  /// Leads to the field that a refusal is about.
  private mutating func refuse(_ field: String, _ finding: Finding) {
    guard let place = recipe.place(of: field, in: form), form.spec.place(of: place) != nil else { return }
    form.setFocus(place)
    guard recipe.marksRefusals else { return }
    form.setError(place, FieldError(finding.messageKey, finding.arguments))
    refused = place
  }

  /// The sentence of a refusal goes as soon as anything changed: another field may have been the reason.
  mutating func clearRefusal() {
    guard let place = refused else { return }
    form.setError(place, nil)
    refused = nil
  }
}

extension Decision {
  /// What refuses whatever the form says: the person has died, the office has blocked the code, or the registry stops;
  /// `nil` if nothing.
  fileprivate var stop: Finding? {
    findings.first { $0.severity == .block && ["REV-06", "ER-28", "SOS-01"].contains($0.rule.id) }
  }
}

extension Scene {
  /// Why a restricted record may not be changed here and now: only with the registry at hand, and not by everybody.
  func restriction(of person: Assistito) -> String? {
    guard person.posizione.standing == .restricted else { return nil }
    if isRegistryAway { return "errore.riservati.registro" }
    switch author.role {
    case .responsabile, .formatore: return nil
    case .sportello, .farmacista, .amministratore, .consultazione: return "errore.riservati.ruolo"
    }
  }
}
