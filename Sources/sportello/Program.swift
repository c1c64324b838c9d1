import Glibc
import TerminalCurses

/// Chooses the sub-command and turns its result into an exit code.
@main struct Program {
  static let help = """
    sportello: the terminal program of the health desk

      sportello demo [options]           the whole program with fictional people
      sportello cf verify|describe       check or explain codes, one a line on standard input
      sportello decide KIND [options]    run the rules on cases, one JSON object a line
      sportello operators add|list|disable|passphrase   who may log in at this desk
      sportello queue list|show|verify   what this desk has not finished

    Each sub-command explains itself with --help.
    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "demo": exit(guarded { DemoCommand.run(arguments: rest) })
    case "decide": exit(DecideCommand.run(arguments: rest))
    case "cf": exit(CodiceFiscaleCommand.run(arguments: rest))
    case "operators": exit(OperatorsCommand.run(arguments: rest))
    case "queue": exit(QueueCommand.run(arguments: rest))
    case "--help", "-h", "help":
      Output.line(help)
      exit(0)
    default:
      Output.error(help)
      exit(Exit.usage)
    }
  }

  /// Runs a full-screen program under the guard that puts the terminal right whatever happens.
  private static func guarded(_ body: () -> Int32) -> Int32 {
    guard isatty(STDOUT_FILENO) == 1, !CommandLine.arguments.contains("--help") else { return body() }
    if Guard.isInside {
      Guard.harden()
      return body()
    }
    switch Guard.run() {
    case .exited(let code): return code
    case .killed(let signal):
      Output.error(KilledNotice.text(signal: signal, arguments: CommandLine.arguments))
      return 128 + signal
    case .notStarted: return body()
    }
  }
}
