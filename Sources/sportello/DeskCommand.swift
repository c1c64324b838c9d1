import Catalogs
import Command
import Counter
import Domain
import Glibc
import Store
import Terminal

/// `sportello` without a sub-command: the counter of a real desk.
enum DeskCommand {
  static let help = """
    sportello [--config FILE] [--registry URL] [--linear] [--resources DIR]

    Opens the counter of this desk. Operators log in with a name and a passphrase; add them first with
    `sportello operators add NAME`. To look around without any set-up: `sportello demo`.

      --config FILE       configuration of the desk (default \(DeskConfiguration.standardPath))
    \(RegistryOption.help)
                          without --registry the one that the configuration names
      --linear            a dialogue of lines instead of the screen, for screen readers
      --resources DIR     where Screens/ and Localization/ are

    The configuration is one JSON object. Unknown keys and wrong values are refused.

      data                folder of the desk's data, absolute; made when missing      (required)
      profile             parameters of the region: italia, toscana, ...              (required)
      desk.id             name of the desk, as printed on receipts                    (required)
      desk.kind           asl, farmacia, comune, formazione                           (required)
      desk.asl            six digits of the asl                                       (required)
      desk.distretto      distretto of the desk
      registry.url        address of the registry: https://..., or http to this machine only (required,
                          unless --registry is given)
      registry.socket     Unix socket on which it listens, absolute
      registry.tokens     an object: for each role the file with its token, absolute, readable by its owner only;
                          the file is read again when the registry refuses the token
      registry.ca         file of the authorities to trust instead of the system's, PEM, absolute
      registry.certificate, registry.key   files by which the registry knows this desk, PEM, absolute
      registry.proxy      http://host:port; without it no proxy, whatever the environment says
      registry.cache      touched: remember people dealt with; asl: everybody       (default touched)
      registry.search     form, postedURL, get: how codes are searched for  (default: as the registry says)
      registry.identifiers   core, base: which generation of identifiers is written (default: as it says)
      registry.codesInURL false never puts a code into an address                   (default true)
      spool               second folder, absolute, best on another disk: a sealed copy of every practice lies there
                          until it is settled; `sportello queue recover` takes it in  (default none)
      language            it, de, fr, sl, en                                          (default it)
      theme               default, light, mono, highContrast                          (default default)
      printer             printer for lp -d; without it pages become files in data/stampe; or an object with
      printer.name        the same
      printer.device      printer that is written to directly, such as /dev/usb/lp0, absolute; what is sensitive
                          goes there or nowhere, and everything does if there is no printer.name
      printer.barCode     true if the device draws bar codes as ESC/P 2 asks        (default false)
      contact.telephone   number of the desk, printed on what citizens take home    (default none)
      contact.hours       when somebody is there, printed in the same place          (default none)
      contact.address     where the desk is, printed in the same place               (default none)
      idleMinutes         1 to 240 minutes without a key, then the screen locks       (default 10)
      suspend             true lets operators suspend the program to the shell        (default false)

    The desk starts with the registry away, too: what is confirmed then waits on disk and goes out by itself.

    Exit: 0 left, 64 wrong call, 70 internal error, 72 program files missing, 73 folder not writable,
    75 another program holds the data, 77 files there are not what they should
    be, 78 wrong configuration.
    """

  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments, valued: RegistryOption.names.union(["config", "resources"]), plain: ["linear"], help: help)
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
      contact: configuration.contact, folder: configuration.data, spool: configuration.spool, isDemo: false,
      isLinear: options.flags.contains("linear"),
      idleMinutes: configuration.idleMinutes, admitsSuspension: configuration.admitsSuspension,
      registry: .remote(try ProgramFiles.registry(configuration, options, resources)),
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
