import Domain
import Terminal

/// What became of a practice: the receipt as it will be printed, and the way on.
struct OutcomeFlow: Flow {
  var form: Form
  var person: Assistito? { submission.practice.content.assistito }
  private let submission: Submission
  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77

  init(_ submission: Submission, _ scene: Scene) {
    self.submission = submission
    form = Form(spec: scene.spec("esito"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    let tone: Notice.Tone =
      switch submission.receiptKind {
      case .definitiva: .success
      case .provvisoria: .warning
      case .promemoria: .error
      }
    return [.say(Notice(tone, "esito.\(submission.receiptKind.rawValue)"))]
  }

  mutating func refresh(_ scene: Scene) {
    let content = submission.practice.content
    set("receipt", scene.text("ricevuta.\(submission.receiptKind.rawValue)", "\(submission.receiptNumber)"))
    set("person", PersonStrip.title(content.assistito, scene))
    set("practice", Self.subject(of: content, scene))
    var findings: [Finding] = []
    switch submission.answer {
    case .accepted(let protocolNumber, let day, let decision):
      set("protocolNumber", protocolNumber)
      set("effectiveDate", scene.shown(day))
      findings = decision.findings
    case .alreadyAnswered(let protocolNumber, let day):
      set("protocolNumber", protocolNumber)
      set("effectiveDate", scene.shown(day))
    case .rejected(let decision):
      findings = decision.findings
    case nil:
      break
    }
    form.setProse(
      "findings", findings.flatMap { TextLayout.wrap($0.line(scene), width: Self.proseWidth) })
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .action(.print): [.ask(.print(.receipt(submission.practice.id)))]
    case .action(.position): [.ask(.person(.id(submission.practice.content.assistito.id)))]
    default: signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .person(let found?, _): [.replace(.position(found))]
    default: answer.usualSteps
    }
  }

  /// The practice in one line: `Scelta del medico: PROVA ADA dal 01/03/2026`.
  static func subject(of content: PracticeCase, _ scene: Scene) -> String {
    switch content {
    case .scelta(let scelta): scene.text("pratica.riga.scelta", MedicoRows.name(scelta.medico))
    case .revoca(let revoca):
      scene.text(
        "pratica.riga.revoca", revoca.assistito.posizione.presentScelta(on: scene.today)?.medicoName ?? "")
    case .ricusazione(let ricusazione):
      scene.text("pratica.riga.ricusazione", MedicoRows.name(ricusazione.medico))
    }
  }

  private mutating func set(_ field: FieldID, _ value: String) {
    form.setReadOnly(field, value: value, source: "")
  }
}

extension Finding {
  /// The sentence with the rule's id behind it.
  func line(_ scene: Scene) -> String { "\(scene.words.text(messageKey, arguments)) [\(rule.id)]" }
}
