import Domain
import Sync
import Terminal

/// One practice of the queue and what can be done about it.
///
/// The way out that the conflict suggests is chosen already: F10 takes it.
struct QueueRowFlow: Flow {
  var form: Form
  var person: Assistito? { row.practice?.content.assistito }
  private var row: QueueRow
  private var isSending = false
  /// What cannot be undone is asked for twice.
  private var gate = ConfirmationGate()
  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77

  init(_ row: QueueRow, _ scene: Scene) {
    self.row = row
    form = Form(spec: scene.spec("pratica"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    show(scene)
    form.setFocus("action")
    // The list may have been read while it was on its way.
    return row.state == .sending ? [.ask(.queueRead)] : []
  }

  mutating func leave() { gate.reset() }

  mutating func refresh(_ scene: Scene) {
    let chosen = form.value(of: "action")
    show(scene)
    if row.resolutions.contains(where: { $0.rawValue == chosen }) { form.set("action", to: chosen) }
    arrange()
  }

  /// What is done about the row is answered with the row; else it is read again.
  mutating func queueMoved(_ scene: Scene) -> [Step] { isSending ? [] : [.ask(.queueRead)] }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .changed("action"), .left("action"):
      if case .changed = signal { gate.reset() }
      arrange()
      return []
    case .action(.confirm): return confirm(scene)
    case .action(.refresh): return give(.verify, scene)
    case .action(.print): return give(.reprint, scene)
    case .action(.position): return give(.position, scene)
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch question {
    case .queue, .queueRead: return follow(answer, scene)
    default: break
    }
    isSending = false
    switch answer {
    case .queueRow(let found):
      row = found
      show(scene)
      if case .close(let closing) = question, closing.told == .notReached {
        return [.say(Notice(.success, "coda.esito.non_raggiunta", [found.label]))]
      }
      let isDone = found.state == .closed || found.state == .withdrawn
      return [.say(Self.notice(of: found))] + (isDone ? [.back] : [])
    case .done: return [.say(Notice(.success, "coda.esito.closed")), .back]
    // The paper may have been what was missing.
    case .printed: return answer.usualSteps + [.ask(.queue)]
    default: return answer.usualSteps
    }
  }

  /// The row as the queue has it now, with what was chosen and typed; said only where it stands elsewhere than before.
  ///
  /// A row that the queue does not tell any more stays as it was last seen.
  private mutating func follow(_ answer: Answer, _ scene: Scene) -> [Step] {
    guard !isSending, case .queue(let rows) = answer, let found = rows.first(where: { $0.id == row.id }),
      found != row
    else { return [] }
    let before = row.state
    row = found
    refresh(scene)
    return found.state == before ? [] : [.say(Self.notice(of: found))]
  }

  /// What became of a row after something was done with it.
  static func notice(of row: QueueRow) -> Notice {
    guard let state = row.state, let word = row.stateWord else {
      return Notice(.error, "errore.archivio.pratica_alterata")
    }
    let tone: Notice.Tone =
      switch state {
      case .confirmed: row.waiting == nil ? .success : .warning
      case .withdrawn, .closed: .success
      case .queued, .sending, .unknown, .accepted: .warning
      case .rejected, .held, .reversed: .error
      }
    return Notice(tone, "coda.esito.\(word)", [row.label])
  }

  // MARK: Doing

  private mutating func confirm(_ scene: Scene) -> [Step] {
    guard !isSending else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
    guard form.confirm(scene.formContext), let way = form.option("action", as: Resolution.self) else {
      return [.bell]
    }
    return give(way, scene)
  }

  private mutating func give(_ way: Resolution, _ scene: Scene) -> [Step] {
    guard row.resolutions.contains(way) else {
      return [.say(Notice(.warning, "coda.non_ammesso.\(way.rawValue)")), .bell]
    }
    guard let practice = row.practice else { return way == .close ? close(scene) : [] }
    switch way {
    case .secondChoice, .correct:
      let correction = Correction(
        of: practice, receiptNumber: row.receiptNumber, medico: way == .secondChoice ? second : nil,
        asksOtherMedico: way == .secondChoice && second == nil)
      return [.replace(.correction(correction))]
    case .verify:
      isSending = true
      return [.say(Notice(.note, "stato.verifica")), .ask(.verify(practice.id))]
    case .release:
      isSending = true
      return [.ask(.release(practice.id))]
    case .withdraw:
      switch gate.press(row, nowMilliseconds: scene.tick) {
      case .ask: return [.say(Notice(.warning, "stato.ritiro.conferma"))]
      case .tooSoon: return [.say(Notice(.warning, "messaggio.conferma_subito"))]
      case .confirmed: break
      }
      isSending = true
      return [.ask(.withdraw(practice.id))]
    case .close: return close(scene)
    case .position: return [.open(.position(practice.content.assistito))]
    case .reprint: return [.ask(.print(.receipt(practice.id)))]
    }
  }

  private var second: MedicoName? {
    row.secondMedico.map { id in
      row.secondChoice.map { MedicoName($0) } ?? MedicoName(id: id, name: id.rawValue)
    }
  }

  private mutating func close(_ scene: Scene) -> [Step] {
    // A note of the shift before, or an item that does not open: there is nobody to be told.
    guard row.practice != nil else {
      isSending = true
      return [
        .ask(
          .close(
            WorkClosing(
              work: row.work?.id, practice: nil, told: .nobody, toldAt: scene.now,
              note: form.value(of: "note"))))
      ]
    }
    guard let told = form.option("told", as: WorkClosing.Told.self) else {
      form.setFocus("told")
      return [.say(Notice(.error, "errore.chiusura.come")), .bell]
    }
    guard told != .letter || admitsLetter else {
      form.setFocus("told")
      return [.say(Notice(.error, "errore.chiusura.lettera")), .bell]
    }
    guard let day = form.date("toldOn"), day <= scene.today else {
      form.setFocus("toldOn")
      return [.say(Notice(.error, "errore.chiusura.quando")), .bell]
    }
    isSending = true
    let at = day == scene.today ? scene.now : RomeTime(date: day, time: RomeTime(at: scene.now).time).instant
    let closing = WorkClosing(
      work: row.work?.id, practice: row.practice?.id, told: told, toldAt: at, note: form.value(of: "note"))
    let letter: [Step] =
      told == .letter ? (row.practice.map { [.ask(.print(.letter($0.id)))] } ?? []) : []
    return letter + [.ask(.close(closing))]
  }

  /// Nobody writes to the dead, whoever found out first.
  private var admitsLetter: Bool {
    row.conflict?.admitsLetter ?? true && row.practice?.content.assistito.posizione.deathDate == nil
  }

  // MARK: Showing

  private mutating func show(_ scene: Scene) {
    let kind = row.practice.map { scene.text("pratica.\($0.content.kind.rawValue)") }
    set("receipt", kind.map { scene.text("pratica.numero", row.label, $0) } ?? row.label)
    set("state", "\(QueueWords.reason(row, scene)) · \(QueueWords.age(row, scene))")
    set("person", person.map { PersonStrip.title($0, scene) } ?? "")
    set("practice", row.practice.map { OutcomeFlow.subject(of: $0.content, scene) } ?? "")
    set("contact", contact)
    let ways = row.resolutions
    form.setOptions(
      "action",
      ways.map { Choice(id: OptionID(rawValue: $0.rawValue), labelKey: QueueWords.key(of: $0, for: row)) })
    form.set("action", to: ways.first?.rawValue ?? "")
    if form.value(of: "toldOn").isEmpty { form.set("toldOn", to: scene.today.iso) }
    form.setProse(
      "detail", QueueWords.detail(row, scene).flatMap { TextLayout.wrap($0, width: Self.proseWidth) })
    arrange()
  }

  private var contact: String {
    [row.contacts.telephone, row.contacts.email].compactMap(\.self).joined(separator: " · ")
  }

  /// Who told the citizen, how and when, is asked for only where the row is being closed.
  private mutating func arrange() {
    let isClosing = form.value(of: "action") == Resolution.close.rawValue
    // Of who died nobody is told: the family was sent to the Comune.
    let isDead = row.conflict == ConflictBook.died
    if isDead { form.set("told", to: WorkClosing.Told.nobody.rawValue) }
    for field: FieldID in ["told", "toldOn"] {
      form.setVisible(field, isClosing && row.practice != nil && !isDead)
    }
    form.setVisible("note", isClosing)
  }

  private mutating func set(_ field: FieldID, _ value: String) {
    form.setReadOnly(field, value: value, source: "")
  }
}
