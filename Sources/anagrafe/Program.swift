import Command
import Glibc

/// Chooses the sub-command and turns its result into an exit code.
@main enum Program {
  static let version = "0.1.0"

  static let help = """
    anagrafe: the reference registry, with fictional people, over FHIR R4

      anagrafe populate [options]        fill the registry with a region drawn from a seed
      anagrafe serve [options]           answer on loopback or a Unix socket
      anagrafe tokens add|list|revoke    which desks and roles may ask it
      anagrafe --version

    Each sub-command explains itself with --help.
    """

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // Before any thread begins: the main one alone takes them.
    StopSignals.block()
    let arguments = Array(CommandLine.arguments.dropFirst())
    Task.detached { exit(await run(arguments)) }
    StopSignals.serve()
  }

  private static func run(_ arguments: [String]) async -> Int32 {
    let rest = Array(arguments.dropFirst())
    return await Running.reported {
      switch arguments.first {
      case "serve": try await ServeCommand.run(rest)
      case "populate": try await PopulateCommand.run(rest)
      case "tokens": try await TokensCommand.run(rest)
      case "--help", "-h", "help": told(help)
      case "--version": told("anagrafe \(version)")
      case nil: throw StartFault(help, code: Exit.usage)
      case .some(let word): throw StartFault("anagrafe: \(word)?\n\n\(help)", code: Exit.usage)
      }
    }
  }

  private static func told(_ text: String) -> Int32 {
    Output.line(text)
    return 0
  }
}
