import Domain
import Terminal

/// The note to the Comune about a wrong residence: the desk cannot correct it, it can only say so.
struct ResidenceNoteFlow: Flow {
  var form: Form
  let person: Assistito?
  private let subject: Assistito

  init(_ subject: Assistito, _ scene: Scene) {
    self.subject = subject
    person = subject
    form = Form(spec: scene.spec("segnalazione"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    form.setFocus("text")
    return []
  }

  mutating func refresh(_ scene: Scene) {
    PersonStrip.fill(&form, subject, scene)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .action(.confirm):
      guard form.confirm(scene.formContext) else { return [.bell] }
      let text = form.value(of: "text")
      return [
        .ask(.note(subject.id, text: scene.text("segnalazione.nota", text))),
        .ask(.print(.residenceNote(subject.id, text: text))),
      ]
    case .changed, .left, .lookUp, .chosen, .rowOpened, .scan, .action, .refusedKey: return []
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .printed(let outcome): [.dropDraft, .say(outcome.notice), .back]
    case .failed(let failure): [.say(failure.notice), .bell]
    case .people, .person, .medici, .facts, .submitted, .history, .queue, .expiries, .draft, .demoCases,
      .unlocked, .done:
      []
    }
  }
}
