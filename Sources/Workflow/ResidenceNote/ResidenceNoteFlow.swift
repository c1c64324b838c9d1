import Domain
import Terminal

/// The note to the Comune about a wrong residence: the desk cannot correct it, it can only say so.
struct ResidenceNoteFlow: Flow {
  var form: Form
  var person: Assistito? { subject }
  let keepsDraft = true
  private let subject: Assistito
  private var isSending = false
  private var isNoted = false

  init(_ subject: Assistito, _ scene: Scene) {
    self.subject = subject
    form = Form(spec: scene.spec("segnalazione"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    form.setFocus("text")
    form.markClean()
    return [.ask(.draft(DraftKey(screen: form.spec.id.rawValue, person: subject.id)))]
  }

  mutating func refresh(_ scene: Scene) {
    PersonStrip.fill(&form, subject, scene)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    guard case .action(.confirm) = signal else { return signal.usualSteps }
    guard !isSending else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
    guard form.confirm(scene.formContext) else { return [.bell] }
    isSending = true
    // A note that was written and not printed is only printed again.
    return [
      isNoted ? print : .ask(.note(subject.id, text: scene.text("segnalazione.nota", form.value(of: "text"))))
    ]
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .done:
      isNoted = true
      return [print]
    case .printed(let outcome):
      return [.dropDraft, .say(outcome.notice), .back]
    case .draft(let values?):
      guard !form.isDirty else { return [] }
      form.restore(Dictionary(uniqueKeysWithValues: values.map { (FieldID(rawValue: $0.key), $0.value) }))
      return []
    default:
      isSending = false
      return answer.usualSteps
    }
  }

  private var print: Step { .ask(.print(.residenceNote(subject.id, text: form.value(of: "text")))) }
}
