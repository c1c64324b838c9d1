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
  /// Whether there is something to keep now.
  var hasDraft: Bool { get }
  /// Whose draft it is; `nil` for one of the screen, whoever stands on it.
  var draftPerson: Identifier<Assistito>? { get }
  /// What a draft has to keep beside the fields, by names that are no field's.
  var draftNotes: [String: String] { get }
  /// Fields that no draft keeps, such as where a secret is sent.
  var unkeptFields: Set<FieldID> { get }
  /// The person on the screen; `nil` if there is none yet.
  var person: Assistito? { get }
  /// What the rules say now, drawn beside the form.
  var findings: [Finding] { get }

  /// Called once when the screen opens.
  mutating func start(_ scene: Scene) -> [Step]
  /// Called for each signal of the form.
  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step]
  /// Called after a key that the form took without a signal, such as an arrow in a list.
  mutating func moved(_ scene: Scene)
  /// Called with the answer to one of the questions of this screen.
  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step]
  /// Called when the operator goes elsewhere or the screen is locked.
  mutating func leave()
  /// Called when the screen above was left and this one is seen again.
  mutating func resume(_ scene: Scene) -> [Step]
  /// Called when the practices of the desk got on without a key, so that a list of them is read again.
  mutating func queueMoved(_ scene: Scene) -> [Step]
  /// Called when language or clock changed: texts that the flow wrote into the form are written again.
  mutating func refresh(_ scene: Scene)
  /// Whether a command of the screen can be used now, and if not, why.
  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability
  /// The key of the label of a command as the form stands; `nil` for the usual one.
  func labelKey(of command: CommandID, _ scene: Scene) -> String?
  /// The key of the title as the form stands; `nil` for that of the screen.
  var titleKey: String? { get }
  /// Whether what stands in the form was typed at another time: said as long as it stands there, since row 23 may be
  /// taken by something graver.
  var isResumed: Bool { get }
  /// What the help of a field says of the rules in force, in the order of its sentence's places.
  func helpArguments(of field: FieldID, _ scene: Scene) -> [String]
  /// Called for a command of the screen that has no key of its own, chosen on the command line.
  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step]
}

extension Flow {
  /// Nothing is kept by default.
  public var keepsDraft: Bool { false }

  /// What was typed and is not done, by default.
  public var hasDraft: Bool { form.isDirty }

  /// That of the person on the screen by default.
  public var draftPerson: Identifier<Assistito>? { person?.id }

  /// The fields tell everything by default.
  public var draftNotes: [String: String] { [:] }

  /// All are kept by default.
  public var unkeptFields: Set<FieldID> { [] }

  /// No person by default.
  public var person: Assistito? { nil }

  /// Nothing to say by default.
  public var findings: [Finding] { [] }

  /// Nothing to follow by default.
  public mutating func moved(_ scene: Scene) {}

  /// Nothing to forget by default.
  public mutating func leave() {}

  /// Nothing to ask again by default.
  public mutating func resume(_ scene: Scene) -> [Step] { [] }

  /// Nothing to read again by default.
  public mutating func queueMoved(_ scene: Scene) -> [Step] { [] }

  /// Nothing to write again by default.
  public mutating func refresh(_ scene: Scene) {}

  /// Every command of the screen's file can be used by default.
  public func availability(
    of command: CommandID, _ scene: Scene
  ) -> CommandRecord.Availability { .available }

  /// The labels of the program by default.
  public func labelKey(of command: CommandID, _ scene: Scene) -> String? { nil }

  /// The title of the screen's file by default.
  public var titleKey: String? { nil }

  /// Nothing was taken up again by default.
  public var isResumed: Bool { false }

  /// No help with limits by default.
  public func helpArguments(of field: FieldID, _ scene: Scene) -> [String] { [] }

  /// No such command by default.
  public mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] { [] }
}
