import Command
import Glibc
import TerminalCurses

/// Chooses the sub-command and turns its result into an exit code.
@main struct Program {
  static let version = "0.1.0"

  static let help = """
    sportello: the terminal program of the health desk

      sportello [options]                the counter of this desk (sportello desk --help)
      sportello demo [options]           the whole program with fictional people, no set-up
      sportello check                    what the program finds on this machine, and which keys arrive
      sportello cf verify|describe       check or explain codes, one a line on standard input
      sportello decide KIND [options]    run the rules on cases, one JSON object a line
      sportello operators add|list|disable|passphrase   who may log in at this desk
      sportello queue list|show|verify|keys|export|import|take-back|recover   what this desk has not finished
      sportello sync --once              one round with the registry
      sportello screen NAME [options]    draw a screen as text
      sportello catalog check            check screens, words, profiles and places
      sportello --version

    Each sub-command explains itself with --help. Profiles of regions (--profile ID):
    \(ProfileOption.list(margin: 2))
    """

  /// Ends at once: a transfer may still be under way on its thread, and libraries that clean up would pull its ground
  /// away.
  private static func leave(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "demo": leave(guarded { DemoCommand.run(arguments: rest) })
    case "desk": leave(guarded { DeskCommand.run(arguments: rest) })
    case "decide": exit(DecideCommand.run(arguments: rest))
    case "cf": exit(CodiceFiscaleCommand.run(arguments: rest))
    case "operators": exit(OperatorsCommand.run(arguments: rest))
    case "catalog": exit(CatalogCommand.run(arguments: rest))
    case "screen": exit(ScreenCommand.run(arguments: rest))
    case "check": exit(CheckCommand.run(arguments: rest))
    case "queue": exit(QueueCommand.run(arguments: rest))
    case "sync": leave(SyncCommand.run(arguments: rest))
    case "--help", "-h", "help":
      Output.line(help)
      exit(0)
    case "--version":
      Output.line("sportello \(version)")
      exit(0)
    case nil, .some("--config"), .some("--linear"), .some("--resources"), .some("--registry"),
      .some("--registry-socket"), .some("--token"):
      exit(guarded { DeskCommand.run(arguments: arguments) })
    case .some(let word):
      Output.error("sportello: \(word)?\n\n\(help)")
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
