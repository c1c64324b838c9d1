import Catalogs
import Counter
import Domain
import Glibc
import Population
import Registry
import SQLite
import Store
import Terminal
import TerminalCurses
import Vault
import Workflow

/// `sportello demo`: the whole program over a registry in the same process, with fictional people.
enum DemoCommand {
  static let help = """
    sportello demo [options]

    Opens the counter over an embedded registry with fictional people. Nothing leaves the machine.

      --at ISO-8601       start at this time instead of now, for example 2026-02-27T13:55+01:00
      --profile ID        parameters of the region (default italia)
      --desk KIND         asl, farmacia, comune, formazione (default asl)
      --role ROLE         sportello, responsabile, farmacista, formatore, amministratore, consultazione
                          (default responsabile)
      --language CODE     it, de, fr, sl, en (default it)
      --theme NAME        default, light, mono, highContrast
      --people N          size of the region (default 20000)
      --seed N            another region (default 1)
      --data DIR          keep the demo's data here; without it they are forgotten at the end
      --resources DIR     where Screens/ and Localization/ are
      --printer NAME      print with lp to this printer instead of into files
    """

  static func run(arguments: [String]) -> Int32 {
    let options: Options
    do {
      options = try Options(
        arguments,
        valued: [
          "at", "profile", "desk", "role", "language", "theme", "people", "seed", "data", "resources",
          "printer",
        ], plain: ["offline", "linear"])
    } catch {
      Output.error("sportello demo: \(error)\n\n\(help)")
      return Exit.usage
    }
    if options.flags.contains("help") {
      Output.line(help)
      return 0
    }
    do {
      return try DemoProgram(options).run()
    } catch let fault as StartFault {
      Output.error(fault.text)
      return fault.code
    } catch {
      Output.error("sportello: \(type(of: error))")
      return Exit.software
    }
  }
}
