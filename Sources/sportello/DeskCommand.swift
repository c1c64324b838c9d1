import Catalogs
import Counter
import Domain
import Glibc
import Store
import Terminal

/// `sportello` without a sub-command: the counter of a real desk.
enum DeskCommand {
  static let help = """
    sportello [--config FILE] [--linear] [--resources DIR]

    Opens the counter of this desk. Operators log in with a name and a passphrase; add them first with
    `sportello operators add NAME`. To look around without any set-up: `sportello demo`.

      --config FILE       configuration of the desk (default \(DeskConfiguration.standardPath))
      --linear            a dialogue of lines instead of the screen, for screen readers
      --resources DIR     where Screens/ and Localization/ are

    This version cannot connect to a central registry yet: the registry of the desk is one embedded in the
    program, in the file named by registry.embedded. It is meant for trials, not for service.

    The configuration is one JSON object. Unknown keys and wrong values are refused.

      data                folder of the desk's data, absolute; made when missing      (required)
      profile             parameters of the region: italia, toscana, ...              (required)
      desk.id             name of the desk, as printed on receipts                    (required)
      desk.kind           asl, farmacia, comune, formazione                           (required)
      desk.asl            six digits of the asl                                       (required)
      desk.distretto      distretto of the desk
      registry.embedded   file of the embedded registry, absolute                     (required)
      language            it, de, fr, sl, en                                          (default it)
      theme               default, light, mono, highContrast                          (default default)
      printer             printer for lp -d; without it pages become files in data/stampe
      idleMinutes         1 to 240 minutes without a key, then the screen locks       (default 10)
      suspend             true lets operators suspend the program to the shell        (default false)

    Exit: 0 left, 64 wrong call, 70 internal error, 72 program files missing, 73 folder not writable,
    74 registry file not usable, 75 another program holds the data, 77 files there are not what they should
    be, 78 wrong configuration.
    """

  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments, valued: ["config", "resources"], plain: ["linear"], help: help)
      guard let options else { return 0 }
      guard options.words.isEmpty else {
        throw StartFault("sportello: \(options.words[0])?\n\n\(help)", code: Exit.usage)
      }
      return try open(options)
    }
  }

  private static func open(_ options: Options) throws -> Int32 {
    let resources = try ProgramFiles.resources(options["resources"])
    let configuration = try ProgramFiles.configuration(options["config"], resources)
    try requireOperators(configuration, resources)
    let desk = configuration.desk
    return try CounterStart(
      resources: resources, profile: try ProgramFiles.profile(configuration.profile, resources),
      places: try ProgramFiles.places(demo: false, resources),
      // Nobody is logged in before the first passphrase: this author signs nothing.
      author: Author(operatorName: "-", role: .consultazione, desk: desk), clock: DeskClock(),
      language: configuration.language, theme: configuration.theme, printer: configuration.printer,
      folder: configuration.data, isDemo: false,
      isLinear: options.flags.contains("linear"),
      idleMinutes: configuration.idleMinutes, admitsSuspension: configuration.admitsSuspension,
      registryPath: configuration.registryPath, region: nil,
      access: DeskLogIn(folder: configuration.data, desk: desk).access
    ).run()
  }

  /// Refuses to open a desk where nobody could log in.
  private static func requireOperators(
    _ configuration: DeskConfiguration, _ resources: ResourceDirectory
  ) throws {
    let words = try ProgramFiles.words(configuration.language, resources)
    let operators: Operators
    do {
      operators = try OperatorFile(folder: configuration.data).read()
    } catch {
      throw StartFault(words.text(error.messageKey, error.messageArguments), code: error.exitCode)
    }
    guard operators.accounts.contains(where: \.isEnabled) else {
      throw StartFault(
        words.text("errore.operatore.nessuno", [configuration.data]), code: Exit.configuration)
    }
  }
}
