import Domain
import Terminal

/// The behaviour that every practice shares: find the person, show the live decision, ask twice where the
/// rules warn, commit once, show what became of it.
struct PracticeFlow: Flow {
  /// The form on the screen.
  var form: Form
  /// The person, once found.
  private(set) var person: Assistito?
  /// The last decision's findings.
  var findings: [Finding] {
    let first = (decision?.findings ?? []).filter { !recipe.isPremature($0, in: form) }
    guard let second = refusedSecond else { return first }
    return first + [Decision.secondRefused(second.name)]
      + second.decision.findings.filter { $0.severity == .block }
  }

  var unkeptFields: Set<FieldID> { recipe.unkeptFields }

  /// What was typed survives a crash once the person is known.
  var keepsDraft: Bool { person != nil && !isSending }

  /// A correction that was interrupted stays one, and a draft of one record is none of another.
  var draftNotes: [String: String] {
    var notes = recipe.draftNotes
    if let corrected { notes[Self.correctedNote] = corrected.rawValue }
    return notes
  }
  private static let correctedNote = "corrected practice"

  let recipe: any PracticeRecipe
  /// The practice that this one corrects; `nil` for a new one.
  private let correction: Correction?
  /// The practice that this one is made instead of; a draft remembers it.
  var corrected: Identifier<Practice>?
  var facts: CaseFacts?
  var asked: FactsQuery?
  var decision: Decision?
  /// The field of a second choice at which stands why it will not do; `nil` if nothing stands there.
  var markedSecond: FieldID?
  /// The second choice that the rules refuse; `nil` if there is none, or it would do.
  var refusedSecond: (field: FieldID, name: String, decision: Decision)?
  var documents = DocumentChecklist()
  var gate = ConfirmationGate()
  var lookUps = LookUpTickets()
  /// The field at which the sentence of a refusal stands.
  var refused: FieldID?
  /// The field that was changed last and not left since.
  private var changed: FieldID?
  /// Who answers to a code that was another one's, once that was said.
  private var successor: Identifier<Assistito>?
  var isSending = false
  private var isFilled = false
  /// Whether a draft was taken up again.
  private(set) var isResumed = false
  /// The operator confirmed while the registry was still asked: done as soon as it has answered.
  var awaitsConfirmation = false

  init(_ recipe: any PracticeRecipe, person: Assistito?, correction: Correction? = nil, _ scene: Scene) {
    self.recipe = recipe
    self.correction = correction
    corrected = correction?.practice.id
    self.person = person
    form = Form(spec: scene.spec(recipe.screen))
  }

  /// Fills the form for the person, or asks for one.
  mutating func start(_ scene: Scene) -> [Step] {
    guard let person else {
      PersonStrip.askForPerson(&form)
      form.setFocus("subject")
      return []
    }
    // What another screen handed over may be older than the registry's last practice.
    return take(person, scene) + [.ask(.person(.id(person.id)))]
  }

  /// The day that is proposed where the desk's clock is on another one than the registry's.
  private func wrongDay(_ scene: Scene) -> [Step] {
    guard scene.registryToday != scene.today else { return [] }
    return [
      .say(
        Notice(
          .warning, "stato.orologio.giorno", [scene.shown(scene.registryToday), scene.shown(scene.today)]))
    ]
  }

  /// What was asked a second time belongs to who stood here.
  mutating func leave() {
    gate.reset()
    awaitsConfirmation = false
  }

  /// Takes a signal of the operator: any but F10 calls off a confirmation that waits for the registry, and says so;
  /// a paper is not made before it.
  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    guard awaitsConfirmation, signal != .action(.confirm) else { return take(signal, scene) }
    if signal == .action(.print) { return [.say(Notice(.note, "stato.dati.in.arrivo")), .bell] }
    awaitsConfirmation = false
    return take(signal, scene) + [.say(Notice(.warning, "stato.conferma.annullata"))]
  }

  /// Reads the form again after each signal; confirms on F10.
  mutating func take(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .changed(let field):
      gate.reset()
      changed = field
      return update(scene)
    case .left, .chosen:
      if case .chosen("subject", let row) = signal, let id = Identifier<Assistito>(row.rawValue) {
        return [.ask(.person(.id(id)))]
      }
      let steps = update(scene)
      if case .left(let field) = signal, changed == field, recipe.seeksMissing {
        form.focusNextMissing(after: field)
      }
      changed = nil
      return steps
    case .lookUp(let field, let text, let ticket):
      return lookUp(field, text, ticket, scene)
    case .rowOpened(let field, let row):
      guard field == "documents",
        let document = decision?.documents.first(where: { $0.kind.rawValue == row.rawValue })
      else { return [] }
      documents.advance(document)
      gate.reset()
      return update(scene)
    case .action(.confirm):
      return confirm(scene)
    case .action(.refresh):
      guard let person else { return [] }
      asked = nil
      return [.ask(.person(.id(person.id)))]
    case .action(.print):
      // What is on its way is stored: a paper that says nothing was asked would be false.
      guard !isSending else { return [.say(Notice(.note, "stato.invio.in.corso")), .bell] }
      guard let content = content(scene) else { return [] }
      return [.ask(.print(recipe.print(content, scene)))]
    case .scan(let reading):
      if reading.fault != nil { return PersonLookUp.steps(of: reading) }
      guard person == nil else { return [.say(Notice(.warning, "errore.scansione.inattesa"))] }
      return PersonLookUp.steps(of: reading)
    default:
      return signal.usualSteps
    }
  }

  /// Takes in people, facts, and what became of the practice.
  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .people(let people):
      return show(PersonLookUp.rows(people, scene), for: question, scene)
    case .person(let found?, let fromCache):
      if person == nil, case .person(let key) = question, successor != found.id,
        let notice = PersonLookUp.succession(of: key, to: found, scene)
      {
        // Taken only when the operator asks for the code once more, or opens the row.
        successor = found.id
        return show([], for: question, scene) + [.say(notice), .bell]
      }
      let steps = take(found, scene)
      if case .person(.id(let asked)) = question, asked != found.id {
        return steps + [.say(Notice(.warning, "stato.posizione.unificata"))]
      }
      let isOld = fromCache && recipe.opening(found, scene) == nil
      return isOld ? steps + [.say(scene.oldReading)] : steps
    case .person(nil, _):
      return show([], for: question, scene) + answer.usualSteps
    case .facts(let facts):
      guard facts.query == asked else { return [] }
      self.facts = facts
      let steps = update(scene)
      guard awaitsConfirmation else { return steps }
      awaitsConfirmation = false
      return steps + confirm(scene)
    case .submitted(let submission):
      isSending = false
      return [.dropDraft, .replace(.outcome(submission))]
    case .failed:
      // Nobody waits for this answer any more: the next key asks again.
      switch question {
      case .submit: isSending = false
      case .facts: asked = nil
      case .people, .person, .medici, .history, .queue, .queueRead, .verify, .withdraw, .release, .close,
        .handOver,
        .expiries, .note, .consult, .print, .codes, .draft, .drills, .demo, .unlock:
        break
      }
      awaitsConfirmation = false
      return show([], for: question, scene) + answer.usualSteps
    case .codes(.standing(let standing)): return [.open(.openCodes(standing))]
    case .printed(let outcome): return [.say(EsenzionePrint.notice(outcome, of: question))]
    case .draft(let values?):
      // What was typed meanwhile is newer than the draft.
      guard !form.isDirty, recipe.admits(values) else { return [] }
      corrected = values[Self.correctedNote].flatMap { Identifier<Practice>($0) }
      let fields = values.filter { draftNotes[$0.key] == nil }
      isResumed = true
      form.restore(Dictionary(uniqueKeysWithValues: fields.map { (FieldID(rawValue: $0.key), $0.value) }))
      return update(scene) + [.say(Notice(.note, "stato.bozza.ripresa"))]
    case .medici:
      return show(recipe.rows(of: answer, person: person, scene), for: question, scene)
    default:
      return answer.usualSteps
    }
  }

  /// Gives a command of the recipe the case as it stands.
  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] {
    recipe.perform(command, content(scene), scene)
  }

  func labelKey(of command: CommandID, _ scene: Scene) -> String? {
    command == "print" ? recipe.printLabelKey(form, scene) : nil
  }

  var titleKey: String? { recipe.titleKey(form) }

  /// The limits that the practice names in its help.
  func helpArguments(of field: FieldID, _ scene: Scene) -> [String] {
    recipe.helpArguments(of: field, in: form, scene)
  }

  /// Writes names and dates again in the new language.
  mutating func refresh(_ scene: Scene) {
    guard let person else { return }
    PersonStrip.fill(&form, person, scene)
    _ = update(scene)
  }

  private mutating func take(_ found: Assistito, _ scene: Scene) -> [Step] {
    let isNew = person?.id != found.id || !isFilled
    isFilled = true
    person = found
    form.setVisible("subject", false)
    PersonStrip.fill(&form, found, scene)
    if isNew {
      PersonStrip.show(&form)
      recipe.prefill(&form, person: found, scene)
      if let correction {
        recipe.fill(&form, with: correction, scene)
        documents.takeOver(correction.practice.content)
      }
      form.markClean()
      form.focusFirstEmpty()
      form.expectHabitualEnter(after: form)
    }
    let steps = update(scene)
    if let correction, isNew {
      // A draft of another request would hide what is being corrected.
      return steps + [.say(Notice(.note, "stato.correzione", ["\(correction.receiptNumber)"]))]
    }
    guard isNew else { return steps }
    let opening = recipe.opening(found, scene).map { [Step.say($0)] } ?? []
    return steps + opening + wrongDay(scene) + recipe.questions(of: found, scene).map { .ask($0) } + [
      .ask(.draft(DraftKey(screen: recipe.screen.rawValue, person: found.id)))
    ]
  }

  /// Decides again and asks for the facts that are missing; decisions take microseconds.
  mutating func update(_ scene: Scene) -> [Step] {
    guard let person else { return [] }
    var steps: [Step] = []
    if let query = recipe.factsQuery(form, person: person), query != asked {
      // Another second choice changes nothing of what is known beside it.
      if asked?.asking(second: query.second) != query { facts = nil }
      asked = query
      steps.append(.ask(.facts(query)))
    }
    clearRefusal()
    recipe.check(&form, isFinal: false, scene)
    documents.seenWithIdentity = recipe.seenWithIdentity(form, scene)
    decision = content(scene)?.decide(
      profile: scene.rules, now: scene.registryNow, registryAnswers: scene.registryAnswers)
    let spoken = Set(decision?.findings.map(\.rule.id) ?? [])
    for (field, rules) in recipe.shownBy {
      form.setVisible(field, !form.value(of: field).isEmpty || !spoken.isDisjoint(with: rules))
    }
    recipe.arrange(&form, person: person, facts: facts, decision: decision, scene)
    judgeSecond(scene)
    guard hasChecklist else { return steps }
    if let decision {
      let rows = documents.rows(of: decision, scene)
      _ = form.setRows("documents", rows)
      form.setVisible("documents", !rows.isEmpty)
    } else {
      form.setVisible("documents", false)
    }
    return steps
  }

  /// Whether documents are ticked in a list; a screen without one has a field for each.
  var hasChecklist: Bool { form.spec.place(of: "documents") != nil }

  func content(_ scene: Scene) -> PracticeCase? {
    guard let person else { return nil }
    return recipe.content(form, person: person, facts: facts, documents: documents, scene)
  }
}
