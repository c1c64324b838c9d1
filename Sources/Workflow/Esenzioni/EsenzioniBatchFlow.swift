import Domain
import Terminal

/// The renewals from the first of April on: one row for each signed form in the operator's hands.
///
/// A scan brings the person and what is to be renewed; F10 commits that one practice and waits for the next form.
/// What F10 affirms of the form stands on the row as a sentence: that it declares as before and that the copy of
/// the document is with it. Nothing of it is assumed: a field that says otherwise makes it a refused row, and so
/// do the rules. A refused form stays in the list with its reason, over F3 and a crash, until it is taken up again
/// or put aside.
struct EsenzioniBatchFlow: Flow {
  var form: Form
  var person: Assistito?
  var facts: CaseFacts?
  /// Whose exemptions were written down as seen: nothing of them is shown before (rules PR-06 and PR-07).
  var traced: Identifier<Assistito>?
  /// What can be renewed of the person.
  var choices: [EsenzioneIssue] = []
  /// The forms worked on, newest first.
  var done: [BatchForm] = []
  var gate = ConfirmationGate()
  var isSending = false
  /// The operator confirmed while the person was still asked for.
  var awaitsConfirmation = false
  /// The refused form that is taken up again while its person is read.
  var takenUp: BatchForm?
  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77

  /// What the signed form says of income and condition; the words are `dichiara.<rawValue>`.
  enum Declared: String, CaseIterable {
    case same, overThreshold, changed
  }

  init(_ scene: Scene) { form = Form(spec: scene.spec("esenzioni-lotto")) }

  /// One draft for the desk, whoever stands on the form.
  let draftPerson: Identifier<Assistito>? = nil
  let keepsDraft = true

  /// Refused forms are kept also while nothing is being typed.
  var hasDraft: Bool { form.isDirty || done.contains(where: \.isRefused) }

  /// The refused forms, the newest first.
  var draftNotes: [String: String] {
    let notes = done.compactMap(\.note).enumerated().map { (Self.noteName($0.offset), $0.element) }
    return Dictionary(uniqueKeysWithValues: notes)
  }

  private static func noteName(_ index: Int) -> String { "refused form \(index)" }

  mutating func start(_ scene: Scene) -> [Step] {
    form.set("signedOn", to: scene.today.iso)
    clear(scene)
    let draft = Step.ask(.draft(DraftKey(screen: form.spec.id.rawValue, person: draftPerson)))
    return [draft, .say(closed(scene) ?? Notice(.note, "stato.lotto.pronto"))]
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
    form.setRequired("code", !choices.isEmpty)
    let signer = person.map { Applicant.usual(for: $0, on: scene.today) }
    form.setVisible("declarant", !choices.isEmpty && signer.map { $0.signsForAnother } ?? false)
    _ = form.setRows(
      "rows",
      done.enumerated().map { index, row in
        Row(
          id: RowID(rawValue: "\(index)"),
          cells: [
            scene.text(row.isRefused ? "lotto.rifiutata" : "lotto.presa"), row.name, row.code,
            row.content.signedOn.map { scene.shown($0) } ?? "", Self.words(row.outcome, scene),
          ], style: row.isRefused ? .error : .plain)
      })
    describe(scene)
  }

  mutating func moved(_ scene: Scene) { describe(scene) }

  private static func words(_ outcome: BatchForm.Outcome, _ scene: Scene) -> String {
    switch outcome {
    case .taken(let number): number.isEmpty ? scene.text("esito.protocollo_non_comunicato") : number
    case .waiting(let receipt): scene.text("lotto.in_attesa", "\(receipt)")
    case .refused(let key, let arguments): scene.words.text(key, arguments)
    }
  }

  /// What F10 affirms, or why a row in the list was refused, whole.
  private mutating func describe(_ scene: Scene) {
    var sentence = closed(scene).map { scene.words.text($0.key, $0.arguments) } ?? affirmation(scene)
    if form.focus == "rows", let row = chosen, row.isRefused { sentence = Self.words(row.outcome, scene) }
    form.setProse("affirms", TextLayout.wrap(sentence, width: Self.proseWidth))
  }

  private func affirmation(_ scene: Scene) -> String {
    let declared = form.option("declared", as: Declared.self) ?? .same
    guard declared == .same, form.answer(of: "attached") != false else {
      return scene.text("lotto.rifiuta")
    }
    let day = form.date("signedOn").map { scene.shown($0) } ?? ""
    return scene.text("lotto.afferma", day)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    if signal != .action(.confirm) { awaitsConfirmation = false }
    defer { describe(scene) }
    switch signal {
    case .changed("subject"):
      forget(scene)
      return []
    case .changed("code"):
      gate.reset()
      return askFacts()
    case .left("subject"): return person == nil ? lookFor(scene) : typed(scene)
    case .changed:
      gate.reset()
      return []
    case .scan(let reading): return PersonLookUp.steps(of: reading)
    case .rowOpened("rows", let id):
      guard let index = Int(id.rawValue), done.indices.contains(index) else { return [] }
      takenUp = done[index].isRefused ? done[index] : nil
      return [.ask(.person(.id(done[index].person)))]
    case .action(.confirm): return confirm(scene)
    case .action(.refresh): return person.map { [.ask(.person(.id($0.id)))] } ?? []
    case .left("declarant"):
      form.checkCode("declarant", isFinal: true)
      return []
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .person(let found?, _):
      // Another code was typed meanwhile.
      if case .person(.code(let asked)) = question, form.value(of: "subject") != asked.rawValue { return [] }
      return take(found, scene)
    case .person(nil, _): return unknown(question) + answer.usualSteps
    case .facts(let facts):
      guard facts.query == wanted else { return [] }
      self.facts = facts
      guard awaitsConfirmation else {
        return facts.lacksExemptions ? [.say(Notice(.warning, "stato.esenzione.non_lette"))] : []
      }
      awaitsConfirmation = false
      return confirm(scene)
    case .submitted(let submission): return finish(submission, scene)
    case .done: return recorded(question, scene)
    case .draft(let values?): return restore(values, scene)
    case .failed:
      isSending = false
      awaitsConfirmation = false
      // A look that could not be written down shows nobody: F10 or the card asks again.
      if case .consult = question {
        person = nil
        refresh(scene)
      }
      return answer.usualSteps
    default: return answer.usualSteps
    }
  }

  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability {
    guard command == "scarta" else { return .available }
    return chosen?.isRefused ?? false ? .available : .refused(reasonKey: "errore.lotto.nessuna_riga")
  }

  /// Puts a refused form aside: the paper goes back to the person.
  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] {
    guard command == "scarta", let chosen, let index = done.firstIndex(of: chosen) else { return [] }
    done.remove(at: index)
    refresh(scene)
    return [draftStep, .say(Notice(.note, "stato.lotto.scartata"))]
  }

  private var chosen: BatchForm? {
    guard let index = form.selectedRow(of: "rows").flatMap({ Int($0.rawValue) }), done.indices.contains(index)
    else { return nil }
    return done[index]
  }

  // MARK: Open and closed

  /// Until when renewals are not taken in series; `nil` on the days when they are.
  func closed(_ scene: Scene) -> Notice? {
    guard let opening = scene.rules.esenzioni.batchOpening(in: scene.today.year), scene.today < opening else {
      return nil
    }
    return Notice(.warning, "errore.lotto.chiuso", [scene.shown(opening)])
  }

  // MARK: The draft

  /// What has to become of the draft now.
  var draftStep: Step { hasDraft ? .keepDraft : .dropDraft }

  /// Takes refused forms and the one that was being typed from the draft; what was typed meanwhile is newer.
  private mutating func restore(_ values: [String: String], _ scene: Scene) -> [Step] {
    var index = 0
    var kept: [BatchForm] = []
    while let note = values[Self.noteName(index)] {
      if let form = BatchForm(note: note) { kept.append(form) }
      index += 1
    }
    done += kept.filter { form in !done.contains { $0.replaces(form) } }
    var steps: [Step] = []
    if !form.isDirty {
      let fields = values.map { (FieldID(rawValue: $0.key), $0.value) }
      form.restore(Dictionary(uniqueKeysWithValues: fields))
      steps = typed(scene)
    }
    refresh(scene)
    guard !kept.isEmpty || form.isDirty, closed(scene) == nil else { return steps }
    return steps + [.say(Notice(.note, "stato.lotto.ripresa", ["\(kept.count)"]))]
  }
}
