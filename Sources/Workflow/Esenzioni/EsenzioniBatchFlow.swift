import Domain
import Terminal

/// The renewals of the end of March: one row for each signed form in the operator's hands.
///
/// A scan brings the person and what is to be renewed; F10 commits that one practice and waits for the next form.
/// What was refused stays in the list with its reason until it is taken up again.
struct EsenzioniBatchFlow: Flow {
  var form: Form
  private(set) var person: Assistito?
  let keepsDraft = false
  private var facts: CaseFacts?
  private var choices: [EsenzioneIssue] = []
  private var done: [Done] = []
  private var gate = ConfirmationGate()
  private var isSending = false
  /// The operator confirmed while the person was still asked for.
  private var awaitsConfirmation = false

  /// One form that was worked on.
  private struct Done: Hashable {
    let person: PersonName
    let code: String
    let signedOn: CivilDate
    let isTaken: Bool
    let outcome: String
  }

  /// A person as the list names one.
  private struct PersonName: Hashable {
    let id: Identifier<Assistito>
    let name: String
  }

  init(_ scene: Scene) { form = Form(spec: scene.spec("esenzioni-lotto")) }

  mutating func start(_ scene: Scene) -> [Step] {
    form.set("signedOn", to: scene.today.iso)
    form.set("attached", to: "yes")
    clear(scene)
    return [.say(Notice(.note, "stato.lotto.pronto"))]
  }

  mutating func leave() {
    gate.reset()
    awaitsConfirmation = false
  }

  mutating func refresh(_ scene: Scene) {
    form.setReadOnly("person", value: person.map { PersonStrip.title($0, scene) } ?? "", source: "")
    form.setOptions(
      "code",
      choices.map { issue in
        let last = issue.renews.map { EsenzioneWords.end($0, scene) } ?? ""
        return Choice(
          id: OptionID(rawValue: EsenzioneLookUp.id(issue.entry.code, issue.entry.scope).rawValue),
          text: "\(issue.entry.code.rawValue) · \(last)")
      })
    _ = form.setRows(
      "rows",
      done.enumerated().map { index, row in
        Row(
          id: RowID(rawValue: "\(index)"),
          cells: [
            scene.text(row.isTaken ? "lotto.presa" : "lotto.rifiutata"), row.person.name, row.code,
            scene.shown(row.signedOn), row.outcome,
          ], style: row.isTaken ? .plain : .error)
      })
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    if signal != .action(.confirm) { awaitsConfirmation = false }
    switch signal {
    case .changed("subject"), .left("subject"): return typed(scene)
    case .changed:
      gate.reset()
      return []
    case .scan(let reading): return PersonLookUp.steps(of: reading)
    case .rowOpened("rows", let id):
      guard let index = Int(id.rawValue), done.indices.contains(index) else { return [] }
      return [.ask(.person(.id(done[index].person.id)))]
    case .action(.confirm): return confirm(scene)
    case .action(.refresh): return person.map { [.ask(.person(.id($0.id)))] } ?? []
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .person(let found?, _): return take(found, scene)
    case .facts(let facts):
      guard facts.query.person == person?.id else { return [] }
      self.facts = facts
      guard awaitsConfirmation else { return [] }
      awaitsConfirmation = false
      return confirm(scene)
    case .submitted(let submission): return finish(submission, scene)
    case .failed:
      isSending = false
      awaitsConfirmation = false
      return answer.usualSteps
    default: return answer.usualSteps
    }
  }

  // MARK: The person

  /// A whole code is looked for at once; less is still being typed.
  private func typed(_ scene: Scene) -> [Step] {
    let text = form.value(of: "subject")
    guard text.utf8.count >= 16 || (text.utf8.count >= 11 && text.utf8.allSatisfy { $0 < 0x3A }) else {
      return []
    }
    if let person, person.identity.codes.contains(where: { $0.rawValue == text }) { return [] }
    return PersonLookUp.steps(text, scene)
  }

  private mutating func take(_ found: Assistito, _ scene: Scene) -> [Step] {
    let isNew = person?.id != found.id
    person = found
    if isNew { facts = nil }
    gate.reset()
    choices = Self.choices(found, scene)
    if form.value(of: "subject").isEmpty {
      form.set("subject", to: found.identity.currentCode?.rawValue ?? "")
    }
    refresh(scene)
    if form.value(of: "code").isEmpty, let first = choices.first {
      form.set("code", to: EsenzioneLookUp.id(first.entry.code, first.entry.scope).rawValue)
    }
    form.setFocus(choices.isEmpty ? "subject" : "signedOn")
    let facts: [Step] = [
      .ask(.consult(EsenzioneAccess(person: found.id, kind: .list))),
      .ask(
        .facts(
          FactsQuery(
            person: found.id, medico: nil, relative: nil,
            esenzione: EsenzioneMEF.code(of: form.value(of: "code"))))),
    ]
    return facts
      + (choices.isEmpty ? [.say(Notice(.error, "errore.lotto.nulla")), .bell] : [])
  }

  /// The codes of income that can be renewed now, the one that ends first before the others.
  private static func choices(_ person: Assistito, _ scene: Scene) -> [EsenzioneIssue] {
    let records = person.posizione.esenzioni.filter { EsenzioneAction.renew.refusal($0, scene) == nil }
    return records.sorted { $0.lastDay ?? .latest < $1.lastDay ?? .latest }.compactMap { record in
      guard let entry = EsenzioneWords.entry(of: record, scene),
        EsenzioneEvidenceFields.Kind(entry.family) == .income
      else { return nil }
      return EsenzioneIssue(entry, renews: record)
    }
  }

  // MARK: The practice

  private mutating func confirm(_ scene: Scene) -> [Step] {
    guard !isSending else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
    guard let person else {
      form.setFocus("subject")
      let steps = typed(scene)
      guard steps.isEmpty else {
        awaitsConfirmation = true
        return steps + [.say(Notice(.note, "stato.dati.in.arrivo"))]
      }
      return [.say(Notice(.error, "errore.assistito.manca")), .bell]
    }
    guard let facts else {
      awaitsConfirmation = true
      return [.say(Notice(.note, "stato.dati.in.arrivo"))]
    }
    guard form.confirm(scene.formContext), let content = content(person, facts, scene) else {
      return [.bell]
    }
    let decision = content.decide(
      profile: scene.rules, now: scene.now, registryAnswers: scene.registryAnswers)
    if let headline = decision.headline, decision.outcome == .refused {
      let sentence = scene.words.text(headline.messageKey, headline.arguments)
      note(person, content, isTaken: false, sentence)
      clear(scene)
      return [.say(Notice(.error, headline.messageKey, headline.arguments)), .bell]
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

  private func content(_ person: Assistito, _ facts: CaseFacts, _ scene: Scene) -> PracticeCase? {
    let chosen = form.value(of: "code")
    let issue = choices.first {
      EsenzioneLookUp.id($0.entry.code, $0.entry.scope).rawValue == chosen
    }
    guard let issue, let day = form.date("signedOn") else { return nil }
    let isAttached = form.answer(of: "attached") == true
    let declaration = IncomeDeclaration(
      signedOn: day, condition: issue.entry.usualCondition ?? .none,
      income: form.answer(of: "declared") == true ? .below : .unknown)
    return .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: issue.entry.code, scope: issue.entry.scope,
        deskAsl: scene.author.desk.asl, applicant: .usual(for: person, on: scene.today), effectiveDate: day,
        evidence: .income(declaration),
        documentsSeen: isAttached
          ? [
            .identityDocument, .parentIdentityDocument, .tesseraSanitaria, .codiceFiscale, .incomeDeclaration,
          ]
          : [.incomeDeclaration],
        renews: issue.renews?.id, mef: EsenzioneMEF.answer(facts), pending: facts.pending))
  }

  private mutating func finish(_ submission: Submission, _ scene: Scene) -> [Step] {
    isSending = false
    let person = submission.practice.content.assistito
    let isTaken: Bool
    let outcome: String
    switch submission.answer {
    case .accepted(let number, _, _), .alreadyAnswered(let number, _): (isTaken, outcome) = (true, number)
    case nil: (isTaken, outcome) = (true, scene.text("lotto.in_attesa", "\(submission.receiptNumber)"))
    case .rejected(let decision):
      isTaken = false
      outcome = decision.headline.map { scene.words.text($0.messageKey, $0.arguments) } ?? ""
    }
    note(person, submission.practice.content, isTaken: isTaken, outcome)
    let isSame = self.person?.id == person.id
    if isSame { clear(scene) } else { refresh(scene) }
    let key = isTaken ? "stato.lotto.presa" : "stato.lotto.rifiutata"
    return [.say(Notice(isTaken ? .success : .error, key, ["\(submission.receiptNumber)"]))]
  }

  private mutating func note(
    _ person: Assistito, _ content: PracticeCase, isTaken: Bool, _ outcome: String
  ) {
    guard case .esenzioneRilascio(let content) = content else { return }
    let name = PersonName(id: person.id, name: "\(person.identity.surname) \(person.identity.name)")
    // A form that is taken up again leaves one row, that of its last outcome.
    done.removeAll { !$0.isTaken && $0.person.id == person.id && $0.code == content.code.rawValue }
    done.insert(
      Done(
        person: name, code: content.code.rawValue, signedOn: content.effectiveDate, isTaken: isTaken,
        outcome: outcome), at: 0)
  }

  /// Waits for the next form; the date of signature stays, since forms come in bundles.
  private mutating func clear(_ scene: Scene) {
    person = nil
    facts = nil
    choices = []
    gate.reset()
    form.set("subject", to: "")
    form.set("code", to: "")
    form.set("declared", to: "yes")
    refresh(scene)
    form.setFocus("subject")
    form.markClean()
  }
}
