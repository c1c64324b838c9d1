/// What a screen shows, as far as it can be said line by line.
public struct LinearScene: Hashable, Sendable {
  /// The name of the screen with its code.
  public var title: String
  /// How the registry stands; "" if there is nothing to say.
  public var registry: String
  /// The answer to the last input.
  public var message: Message?
  /// A page of help that lies over the screen.
  public var help: HelpPane?
  /// What the rules say.
  public var findings: FindingsPane?
  /// The command line, when it is open.
  public var commandLine: CommandLine?
  /// The form.
  public var form: Form?
  /// The commands of the screen.
  public var commands: [CommandRecord]

  /// Makes a scene.
  public init(
    title: String, registry: String = "", message: Message? = nil, help: HelpPane? = nil,
    findings: FindingsPane? = nil, commandLine: CommandLine? = nil, form: Form? = nil,
    commands: [CommandRecord]
  ) {
    self.title = title
    self.registry = registry
    self.message = message
    self.help = help
    self.findings = findings
    self.commandLine = commandLine
    self.form = form
    self.commands = commands
  }
}

extension LinearScene {
  /// Whether the next line is a passphrase, which the terminal must not echo.
  public var isSecret: Bool {
    guard help == nil, commandLine == nil, let form else { return false }
    return form.focusPlace.map { form.spec.fields[$0].kind == .secret } ?? false
  }
}

extension LinearScene: Discreet {}
