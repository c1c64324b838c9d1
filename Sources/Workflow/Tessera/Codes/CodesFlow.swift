import Domain
import Sync
import Terminal

/// Handing codes over: the first half is shown once, then the citizen has it or has it not.
///
/// The flow knows where on the screen a code belongs and how long it is, and no code.
struct CodesFlow: Flow {
  var form: Form
  var person: Assistito? { content.assistito }
  private let content: PinCase
  private var stage: Stage
  private var number: Identifier<CodeHandOver>?
  private var until: Instant?

  /// How far it has come at this desk.
  enum Stage: Hashable {
    /// The registry draws the codes.
    case preparing
    /// The first half stands on the screen.
    case showing([CodePart: Int])
    /// It stood there, and the citizen is asked about.
    case shown
    /// It was told on the way, and never came here, or the desk stopped meanwhile.
    case missed
    case acknowledging
    /// The second half is on its way.
    case waiting
    /// The fact is being registered.
    case recording
    /// Others have to be asked for, with a reason.
    case duplicate
    /// Nobody knows how it stands.
    case unknown
  }

  /// Begins a hand-over.
  init(_ content: PinCase, _ scene: Scene) {
    self.content = content
    stage = .preparing
    form = Form(spec: scene.spec("consegna"))
  }

  /// Goes on with one that was begun here.
  init(_ standing: CodeStanding, _ scene: Scene) {
    content = standing.content
    stage = .unknown
    form = Form(spec: scene.spec("consegna"))
    take(standing)
  }

  /// Whether a code may stand on the screen.
  var isShowing: Bool { !shown.isEmpty }

  /// The codes on the screen, with their lengths.
  var shown: [CodePart: Int] { if case .showing(let parts) = stage { parts } else { [:] } }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    switch stage {
    case .preparing:
      return [.say(Notice(.note, "stato.codici.preparazione")), .ask(.codes(.prepare(content)))]
    case .recording: return [.ask(.codes(.record(content.assistito.id)))]
    case .showing, .shown, .missed, .acknowledging, .waiting, .duplicate, .unknown:
      return [.say(Notice(.warning, "stato.codici.aperta"))]
    }
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .action(.confirm): return confirm(scene)
    case .action(.refresh): return ask(scene)
    case .action(.print): return print(scene)
    case .scan: return [.say(Notice(.warning, "errore.scansione.inattesa"))]
    default: return signal.usualSteps
    }
  }

  private mutating func confirm(_ scene: Scene) -> [Step] {
    switch stage {
    case .showing, .shown:
      stage = .acknowledging
      refresh(scene)
      return [
        .say(Notice(.note, "stato.codici.conferma")), .ask(.codes(.acknowledge(content.assistito.id))),
      ]
    case .waiting, .unknown: return ask(scene)
    case .duplicate, .missed: return [.back, .say(Notice(.note, "stato.codici.nuovi"))]
    case .preparing, .acknowledging, .recording:
      return [.say(Notice(.note, "stato.invio.in.corso")), .bell]
    }
  }

  private mutating func ask(_ scene: Scene) -> [Step] {
    switch stage {
    case .preparing, .acknowledging, .recording: return [.say(Notice(.note, "stato.invio.in.corso")), .bell]
    // What stands on the screen would be lost with the answer.
    case .showing: return [.bell]
    case .shown, .missed, .waiting, .duplicate, .unknown:
      return [.ask(.codes(.standing(content.assistito.id)))]
    }
  }

  private func print(_ scene: Scene) -> [Step] {
    guard isShowing else { return [.say(Notice(.warning, "errore.codici.stampa")), .bell] }
    return [.ask(.codes(.print(content.assistito.id)))]
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    guard case .codes(let step) = question else { return answer.usualSteps }
    switch answer {
    case .codes(.standing(let standing)):
      // A slow answer to an older question does not take the half from the screen.
      if isShowing { return [] }
      take(standing)
      refresh(scene)
      return next(after: step)
    case .codes(.refused(let reasons)):
      return [.say(Self.refusal(reasons)), .bell, .back]
    case .codes(.nothing):
      return [.say(Notice(.note, "stato.codici.nuovi")), .back]
    case .submitted(let submission): return [.finish(.outcome(submission))]
    case .printed(let outcome): return [.say(outcome.notice)]
    case .failed(let failure): return failed(failure, step, scene)
    default: return answer.usualSteps
    }
  }

  /// What is said and asked of the registry once it has told how it stands.
  private mutating func next(after step: CodeStep) -> [Step] {
    switch stage {
    case .showing: [.say(Notice(.warning, "stato.codici.mostrati"))]
    case .shown: [.say(Notice(.note, "stato.codici.consegnati"))]
    case .missed: [.say(Notice(.error, "stato.codici.persi")), .bell]
    case .waiting: [.say(Notice(.note, "stato.codici.attesa"))]
    case .recording: [.say(Notice(.note, "stato.invio")), .ask(.codes(.record(content.assistito.id)))]
    case .duplicate: [.say(Notice(.error, "stato.codici.duplicato")), .bell]
    case .unknown: [.say(Notice(.error, "stato.codici.incerto")), .bell]
    case .preparing, .acknowledging: []
    }
  }

  private mutating func failed(_ failure: Failure, _ step: CodeStep, _ scene: Scene) -> [Step] {
    switch step {
    case .prepare:
      // The registry certainly drew no code.
      return [.say(failure.notice), .bell, .back]
    case .acknowledge:
      stage = .shown
      refresh(scene)
      return [.say(failure.notice), .bell]
    case .record, .standing, .print: return [.say(failure.notice), .bell]
    }
  }

  /// The half was taken from the screen: time passed, or something else lies over it.
  mutating func blank(_ scene: Scene) {
    guard isShowing else { return }
    stage = .shown
    refresh(scene)
  }

  mutating func leave() { if isShowing { stage = .shown } }

  mutating func resume(_ scene: Scene) -> [Step] {
    refresh(scene)
    return []
  }

  private mutating func take(_ standing: CodeStanding) {
    number = standing.number ?? number
    until = standing.until ?? until
    guard let handOver = standing.handOver else {
      stage = .unknown
      return
    }
    stage =
      switch handOver.next {
      case .acknowledge:
        if !standing.held.isEmpty { .showing(standing.held) } else { stage == .preparing ? .missed : .shown }
      case .wait: .waiting
      case .record: .recording
      case .duplicate: .duplicate
      case .prepare: .duplicate
      }
  }

  mutating func refresh(_ scene: Scene) {
    form.setReadOnly("person", value: PersonStrip.title(content.assistito, scene))
    form.setReadOnly("card", value: TesseraWords.line(content.record, scene))
    form.setReadOnly(
      "applicant",
      value: content.representative?.fullName
        ?? scene.text("richiedente.codici.\(content.applicant.kind.rawValue)"))
    form.setReadOnly("contact", value: content.contacts.map(\.masked).joined(separator: ", "))
    form.setReadOnly("number", value: number?.rawValue ?? "")
    form.setReadOnly("until", value: until.map { RomeTime(at: $0).time.iso } ?? "")
    for field in ["number", "until"] as [FieldID] { form.setVisible(field, number != nil) }
    for part in CodePart.allCases {
      let field = FieldID(rawValue: part.rawValue)
      form.setVisible(field, shown[part] != nil)
      form.setReadOnly(field, value: shown[part].map { CodeMark.text(part, count: $0) } ?? "")
    }
    form.setProse(
      "next", TextLayout.wrap(scene.text("codici.passo.\(word)"), width: Self.proseWidth))
  }

  /// The form without the marks of codes, for a dialogue of lines.
  var unmarked: Form {
    var form = form
    for part in CodePart.allCases { form.setVisible(FieldID(rawValue: part.rawValue), false) }
    return form
  }

  private static let proseWidth = 76

  private var word: String {
    switch stage {
    case .preparing: "preparazione"
    case .showing: "mostrati"
    case .shown: "consegna"
    case .missed: "persi"
    case .acknowledging: "conferma"
    case .waiting: "attesa"
    case .recording: "registrazione"
    case .duplicate: "duplicato"
    case .unknown: "incerto"
    }
  }

  /// The sentence of the first rule that refused.
  private static func refusal(_ reasons: [RejectionReason]) -> Notice {
    guard let first = reasons.first else { return Notice(.error, "errore.codici.rifiutati") }
    return Notice(.error, "regola.\(first.code)", first.arguments)
  }

  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability {
    guard command == "print", !isShowing else { return .available }
    return .refused(reasonKey: "errore.codici.stampa")
  }

  func labelKey(of command: CommandID, _ scene: Scene) -> String? {
    guard command == "confirm" else { return nil }
    return switch stage {
    case .showing, .shown: "comando.consegnata.breve"
    case .preparing, .missed, .acknowledging, .waiting, .recording, .duplicate, .unknown: nil
    }
  }
}
