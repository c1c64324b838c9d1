import Domain
import Terminal

/// The way of one signed form from the person to the row of the list.
extension EsenzioniBatchFlow {
  // MARK: The person

  /// A whole code is looked for at once; less is still being typed.
  func typed(_ scene: Scene) -> [Step] {
    let text = form.value(of: "subject")
    guard text.utf8.count >= 16 || (text.utf8.count >= 11 && text.utf8.allSatisfy { $0 < 0x3A }) else {
      return []
    }
    if let person, person.identity.codes.contains(where: { $0.rawValue == text }) { return [] }
    return PersonLookUp.steps(text, scene)
  }

  /// Asks for the person of the code that stands there; what is no code of anybody is an error at the field, and the
  /// cursor stays with it.
  mutating func lookFor(_ scene: Scene) -> [Step] {
    guard !form.value(of: "subject").isEmpty else { return [] }
    let steps = typed(scene)
    if steps.contains(where: { if case .ask(.person) = $0 { true } else { false } }) { return steps }
    var fault = FieldError("errore.lotto.persona")
    if case .say(let notice)? = steps.first { fault = FieldError(notice.key, notice.arguments) }
    form.setError("subject", fault)
    form.setFocus("subject")
    return [.say(Notice(.error, fault.key, fault.arguments)), .bell]
  }

  /// Nobody has the code that was typed.
  mutating func unknown(_ question: Question) -> [Step] {
    awaitsConfirmation = false
    guard case .person(.code(let code)) = question, code.rawValue == form.value(of: "subject") else {
      return []
    }
    form.setError("subject", FieldError("errore.assistito.sconosciuto"))
    form.setFocus("subject")
    return []
  }

  /// Nobody stands on the form any more whose code is typed over.
  mutating func forget(_ scene: Scene) {
    let text = form.value(of: "subject")
    gate.reset()
    guard let person, !person.identity.codes.contains(where: { $0.rawValue == text }) else { return }
    self.person = nil
    traced = nil
    facts = nil
    choices = []
    form.set("code", to: "")
    form.set("declarant", to: "")
    refresh(scene)
  }

  /// Takes the person whose form it is; what can be renewed is shown once the look is written down (rule PR-07).
  mutating func take(_ found: Assistito, _ scene: Scene) -> [Step] {
    let isNew = person?.id != found.id
    person = found
    if isNew {
      facts = nil
      traced = nil
      choices = []
      form.set("declarant", to: "")
    }
    gate.reset()
    if isNew || form.value(of: "subject").isEmpty {
      form.set("subject", to: found.identity.currentCode?.rawValue ?? form.value(of: "subject"))
    }
    guard traced == found.id else {
      refresh(scene)
      return [.ask(.consult(EsenzioneAccess(person: found.id, kind: .list)))]
    }
    return show(found, scene)
  }

  /// The look is written down: now the codes are shown that can be renewed.
  mutating func recorded(_ question: Question, _ scene: Scene) -> [Step] {
    guard case .consult(let access) = question, let person, access.person == person.id, traced == nil else {
      return []
    }
    traced = person.id
    return show(person, scene)
  }

  private mutating func show(_ person: Assistito, _ scene: Scene) -> [Step] {
    choices = Self.choices(person, scene)
    if let row = takenUp, row.person == person.id { fill(row.content) }
    takenUp = nil
    refresh(scene)
    let values = choices.map { EsenzioneLookUp.id($0.entry.code, $0.entry.scope).rawValue }
    form.setError("code", nil)
    if !values.contains(form.value(of: "code")) { form.set("code", to: values.first ?? "") }
    form.setFocus(choices.isEmpty ? "subject" : "signedOn")
    let steps = askFacts()
    guard choices.isEmpty else { return steps }
    let (key, arguments) = Self.hindrance(person, scene)
    return steps + [.say(Notice(.error, key, arguments)), .bell]
  }

  /// What has to be known of the code that stands on the form now.
  var wanted: FactsQuery? {
    person.map {
      FactsQuery(
        person: $0.id, medico: nil, relative: nil, esenzione: EsenzioneMEF.code(of: form.value(of: "code")))
    }
  }

  /// Asks for the facts of the code that is chosen: those of another one say nothing about it (ER-17).
  mutating func askFacts() -> [Step] {
    guard let wanted else { return [] }
    if facts?.query != wanted { facts = nil }
    return [.ask(.facts(wanted))]
  }

  private mutating func fill(_ content: BatchForm.Content) {
    form.set("code", to: content.code)
    form.set("signedOn", to: content.signedOn?.iso ?? "")
    form.set("declared", to: content.declared)
    form.set("attached", to: content.attached)
    form.set("declarant", to: content.declarant)
  }

  /// The codes of income that can be renewed now, the one that ends first before the others.
  ///
  /// Of each code the newest record alone: an older one was renewed already, or another one has taken its place.
  private static func choices(_ person: Assistito, _ scene: Scene) -> [EsenzioneIssue] {
    let records = person.posizione.esenzioni.filter {
      EsenzioneAction.renew.refusal($0, of: person, scene) == nil && !person.posizione.hasLater(than: $0)
    }
    return records.sorted { $0.lastDay ?? .latest < $1.lastDay ?? .latest }.compactMap { record in
      guard let entry = EsenzioneWords.entry(of: record, scene),
        EsenzioneEvidenceFields.Kind(entry.family) == .income
      else { return nil }
      return EsenzioneIssue(entry, renews: record)
    }
  }

  /// Why nothing of a person can be renewed: the death, what hinders the newest code of income, or that there is none.
  private static func hindrance(_ person: Assistito, _ scene: Scene) -> (key: String, arguments: [String]) {
    if let day = person.posizione.deathDate { return ("errore.lotto.deceduto", [scene.shown(day)]) }
    guard let record = newestIncome(of: person, scene),
      let key = EsenzioneAction.renew.refusal(record, of: person, scene)
    else { return ("errore.lotto.nulla", []) }
    let code = scene.rules.esenzioni.catalog.shown(record.code, scope: record.scope)
    guard key != "errore.esenzione.non_rilasciabile" else { return ("errore.lotto.non_rilasciabile", [code]) }
    guard key.hasPrefix("errore.esenzione.") else { return (key, []) }
    return hindrance(record, code, scene)
  }

  /// What hinders the renewal of a record: its code, how it stands, since or until when, and what to do.
  static func hindrance(
    _ record: Esenzione, _ code: String, _ scene: Scene
  ) -> (key: String, arguments: [String]) {
    let standing = scene.standing(of: record)
    let day =
      standing.counts
      ? record.lastDay : standing == .future ? record.start : EsenzioneAction.since(record, scene)
    guard let day else { return ("errore.lotto.illimitata", [code]) }
    return ("errore.lotto.\(standing.rawValue)", [code, day.iso])
  }

  private static func newestIncome(of person: Assistito, _ scene: Scene) -> Esenzione? {
    person.posizione.esenzioni.filter { record in
      EsenzioneWords.entry(of: record, scene).map { EsenzioneEvidenceFields.Kind($0.family) == .income }
        ?? false
    }.max { $0.start < $1.start }
  }

  // MARK: The practice

  mutating func confirm(_ scene: Scene) -> [Step] {
    guard !isSending else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
    if let closed = closed(scene) {
      return [.say(Notice(.error, closed.key, closed.arguments)), .bell]
    }
    guard let person else {
      form.setFocus("subject")
      if form.value(of: "subject").isEmpty {
        return [.say(Notice(.error, "errore.assistito.manca")), .bell]
      }
      let steps = lookFor(scene)
      guard form.error(of: "subject") == nil else { return steps }
      awaitsConfirmation = true
      return steps + [.say(Notice(.note, "stato.dati.in.arrivo"))]
    }
    if let key = scene.restriction(of: person) { return [.say(Notice(.error, key)), .bell] }
    guard traced == person.id, let facts, facts.query == wanted else {
      awaitsConfirmation = true
      return [.say(Notice(.note, "stato.dati.in.arrivo"))]
    }
    if facts.lacksExemptions { return [.say(Notice(.error, "stato.esenzione.non_lette")), .bell] }
    guard !choices.isEmpty else {
      let (key, arguments) = Self.hindrance(person, scene)
      let code = Self.newestIncome(of: person, scene).map { EsenzioneLookUp.id($0.code, $0.scope).rawValue }
      return refuse(person, key, arguments, code: code, scene)
    }
    affirm()
    guard form.confirm(scene.formContext), let content = content(person, facts, scene) else {
      return [.bell]
    }
    let decision = content.decide(
      profile: scene.rules, now: scene.now, registryAnswers: scene.registryAnswers)
    if let headline = decision.headline, decision.outcome == .refused {
      return refuse(person, headline.messageKey, headline.arguments, scene)
    }
    if decision.needsSecondConfirmation {
      switch gate.press(content, nowMilliseconds: scene.tick) {
      case .ask:
        let first = decision.findings.first { $0.severity == .warn || $0.severity == .reserve }
        return [
          .say(
            first.map { Notice(.warning, $0.messageKey, $0.arguments) }
              ?? Notice(.warning, "stato.conferma.avviso"))
        ]
      case .tooSoon: return [.say(Notice(.warning, "messaggio.conferma_subito"))]
      case .confirmed: break
      }
    }
    isSending = true
    return [.say(Notice(.note, "stato.invio")), .ask(.submit(content, partOf: nil))]
  }

  /// F10 affirms the sentence on the row: what was not answered otherwise is answered by it.
  private mutating func affirm() {
    if form.value(of: "declared").isEmpty { form.set("declared", to: Declared.same.rawValue) }
    if form.value(of: "attached").isEmpty { form.set("attached", to: "yes") }
  }

  private func content(_ person: Assistito, _ facts: CaseFacts, _ scene: Scene) -> PracticeCase? {
    let chosen = form.value(of: "code")
    let issue = choices.first {
      EsenzioneLookUp.id($0.entry.code, $0.entry.scope).rawValue == chosen
    }
    guard let issue, let day = form.date("signedOn"),
      let declared = form.option("declared", as: Declared.self)
    else { return nil }
    let applicant = Applicant.usual(for: person, on: scene.today)
    // The copy is that of who signed; no other paper lies with a form.
    let copy: DocumentKind =
      if case .parent = applicant { .parentIdentityDocument } else { .identityDocument }
    let declarant = form.isVisible("declarant") ? form.code("declarant") : nil
    let papers: Set<DocumentKind> =
      form.answer(of: "attached") == true ? [copy, .incomeDeclaration] : [.incomeDeclaration]
    return .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: issue.entry.code, scope: issue.entry.scope,
        deskAsl: scene.author.desk.asl, applicant: applicant, effectiveDate: day,
        evidence: .income(Self.declaration(declared, signedOn: day, by: declarant, issue.entry)),
        documentsSeen: papers,
        renews: issue.renews?.id, mef: EsenzioneMEF.answer(facts), pending: facts.pending))
  }

  /// The declaration of a form; who signs for a minor declares the own condition, and the minor as a dependant.
  private static func declaration(
    _ declared: Declared, signedOn day: CivilDate, by declarant: PersonCode?, _ entry: EsenzioneEntry
  ) -> IncomeDeclaration {
    var declaration = IncomeDeclaration(signedOn: day, declarant: declarant)
    if declarant != nil, entry.usualCondition != nil {
      declaration.titolare = .declarant
      declaration.isDependant = true
    }
    switch declared {
    case .same, .overThreshold:
      declaration.condition = entry.usualCondition ?? .none
      declaration.income = declared == .same ? .below : .notBelow
    case .changed: declaration.condition = .other
    }
    return declaration
  }

  // MARK: The rows

  private mutating func refuse(
    _ person: Assistito, _ key: String, _ arguments: [String], code: String? = nil, _ scene: Scene
  ) -> [Step] {
    var content = content
    if let code { content.code = code }
    note(person, content, .refused(key: key, arguments: arguments))
    clear(scene)
    return [draftStep, .say(Notice(.error, key, arguments)), .bell]
  }

  mutating func finish(_ submission: Submission, _ scene: Scene) -> [Step] {
    isSending = false
    let person = submission.practice.content.assistito
    let outcome: BatchForm.Outcome =
      switch submission.answer {
      case .accepted(let number, _, _), .alreadyAnswered(let number, _):
        .taken(number: submission.waiting.map { scene.text("lotto.\($0.rawValue)", number) } ?? number)
      case nil: .waiting(receipt: submission.receiptNumber)
      case .rejected(let decision):
        .refused(
          key: decision.headline?.messageKey ?? "errore.lotto.nulla",
          arguments: decision.headline?.arguments ?? [])
      }
    let isSame = self.person?.id == person.id
    note(person, Self.content(of: submission.practice.content, isSame ? content : nil), outcome)
    if isSame { clear(scene) } else { refresh(scene) }
    let (tone, key): (Notice.Tone, String) =
      switch submission.receiptKind {
      case .definitiva: (.success, "stato.lotto.presa")
      case .provvisoria: (.warning, "stato.lotto.provvisoria")
      case .promemoria: (.error, "stato.lotto.rifiutata")
      }
    return [draftStep, .say(Notice(tone, key, ["\(submission.receiptNumber)"]))]
  }

  /// What stands in the form now.
  private var content: BatchForm.Content {
    BatchForm.Content(
      code: form.value(of: "code"), signedOn: form.date("signedOn"), declared: form.value(of: "declared"),
      attached: form.value(of: "attached"), declarant: form.value(of: "declarant"))
  }

  /// What a practice says that the form does not show any more.
  private static func content(of practice: PracticeCase, _ shown: BatchForm.Content?) -> BatchForm.Content {
    guard shown == nil, case .esenzioneRilascio(let content) = practice else { return shown ?? .init() }
    return BatchForm.Content(
      code: EsenzioneLookUp.id(content.code, content.scope).rawValue, signedOn: content.effectiveDate,
      declared: Declared.same.rawValue, attached: "yes")
  }

  /// A form that is taken up again leaves one row, that of its last outcome.
  private mutating func note(
    _ person: Assistito, _ content: BatchForm.Content, _ outcome: BatchForm.Outcome
  ) {
    let row = BatchForm(
      person: person.id, name: "\(person.identity.surname) \(person.identity.name)", content: content,
      outcome: outcome)
    done.removeAll { row.replaces($0) }
    done.insert(row, at: 0)
  }

  /// Waits for the next form; the date of signature stays, since forms come in bundles.
  mutating func clear(_ scene: Scene) {
    person = nil
    traced = nil
    facts = nil
    choices = []
    gate.reset()
    for field: FieldID in ["subject", "code", "declared", "attached", "declarant"] { form.set(field, to: "") }
    refresh(scene)
    form.setFocus("subject")
    form.markClean()
  }
}
