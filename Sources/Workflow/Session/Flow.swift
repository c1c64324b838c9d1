public import Domain
public import Terminal

/// The behaviour of one screen: a pure value that turns signals of its form and answers into steps.
///
/// What all screens share (help, command line, drafts, summary of errors, lock) lives in ``Session``;
/// what all practices share (person, live decision, second confirmation, receipt) in ``PracticeFlow``.
public protocol Flow: Sendable {
  /// The form on the screen; ``Session`` feeds it with keys and draws it.
  var form: Form { get set }
  /// Whether what is typed is worth keeping across a crash.
  var keepsDraft: Bool { get }
  /// The person on the screen; `nil` if there is none yet.
  var person: Assistito? { get }
  /// What the rules say now, drawn beside the form.
  var findings: [Finding] { get }

  /// Called once when the screen opens.
  mutating func start(_ scene: Scene) -> [Step]
  /// Called for each signal of the form.
  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step]
  /// Called with the answer to one of the questions of this screen.
  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step]
  /// Called when the operator goes elsewhere or the screen is locked.
  mutating func leave()
  /// Called when the screen above was left and this one is seen again.
  mutating func resume(_ scene: Scene) -> [Step]
  /// Called when language or clock changed: texts that the flow wrote into the form are written again.
  mutating func refresh(_ scene: Scene)
  /// Whether a command of the screen can be used now, and if not, why.
  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability
  /// Called for a command of the screen that has no key of its own, chosen on the command line.
  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step]
}

extension Flow {
  /// Nothing is kept by default.
  public var keepsDraft: Bool { false }

  /// No person by default.
  public var person: Assistito? { nil }

  /// Nothing to say by default.
  public var findings: [Finding] { [] }

  /// Nothing to forget by default.
  public mutating func leave() {}

  /// Nothing to ask again by default.
  public mutating func resume(_ scene: Scene) -> [Step] { [] }

  /// Nothing to write again by default.
  public mutating func refresh(_ scene: Scene) {}

  /// Every command of the screen's file can be used by default.
  public func availability(
    of command: CommandID, _ scene: Scene
  ) -> CommandRecord.Availability { .available }

  /// No such command by default.
  public mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] { [] }
}

/// What a screen wants next; ``Session`` carries it out or turns it into an ``Effect``.
public enum Step: Hashable, Sendable {
  case ask(Question)
  case say(Notice)
  /// Put another screen on top.
  case open(Route)
  /// What a transaction code does, for the person on the screen if there is one.
  case transaction(TransactionCode)
  /// Put another screen in the place of this one.
  case replace(Route)
  case back
  case home
  /// The practice is committed: its draft is not needed any more.
  case dropDraft
  case bell
  case lock
  case quit
}

/// One sentence for row 23.
public struct Notice: Hashable, Sendable {
  /// How it is drawn and marked.
  public enum Tone: Hashable, Sendable {
    case note, success, warning, error
  }

  /// How grave it is.
  public let tone: Tone
  /// The sentence's key.
  public let key: String
  /// What stands in its places.
  public let arguments: [String]

  /// Gathers the parts; nothing is checked.
  public init(_ tone: Tone, _ key: String, _ arguments: [String] = []) {
    self.tone = tone
    self.key = key
    self.arguments = arguments
  }
}

/// Where to go: a screen and whom or what it is about.
public enum Route: Hashable, Sendable {
  case home
  case position(Assistito)
  case practice(PracticeKind, Assistito?)
  case medici
  case expiries
  case queue
  case residenceNote(Assistito)
  case outcome(Submission)
  case demo
}
