import Catalogs
import Domain
import Terminal

/// `sportello catalog check`: whether screens, words, profiles and tables are whole and fit together.
enum CatalogCommand {
  private static let help = """
    sportello catalog check [--resources DIR] [--language it|de|fr|sl|en]

      Reads all screens, the words of every language, the profiles and the tables of places, and prints
      each fault in a line: file, line or key, a tab, and what to do about it.

    Exit: 0 all is well, 65 at least one fault, 64 wrong call, 78 the resources are not found.
    """

  /// Runs the command with what follows `catalog`.
  ///
  /// - Parameter arguments: Without the name of the program and without `catalog`.
  /// - Returns: 0 when all is well, 65 with at least one fault, 64 for a wrong call, 78 without resources.
  static func run(arguments: [String]) -> Int32 {
    guard let options = try? Options(arguments, valued: ["resources", "language"]) else { return misuse() }
    if options.flags.contains("help") {
      Output.line(help)
      return 0
    }
    guard options.words == ["check"] else { return misuse() }
    do {
      let language = try ProgramFiles.language(options["language"])
      return check(try ProgramFiles.resources(options["resources"]), language)
    } catch let fault as StartFault {
      Output.error(fault.text)
      return fault.code
    } catch {
      return Exit.software
    }
  }

  private static func check(_ directory: ResourceDirectory, _ language: Language) -> Int32 {
    let faults = CatalogCheck.faults(in: directory)
    // The words themselves may be what is broken: then the key stands for its sentence.
    let words =
      (try? WordCatalog.load(language, in: directory).words)
      ?? Words(language: language.rawValue) { _ in nil }
    for fault in faults {
      Output.line(
        "\(fault.place)\t\(words.text(fault.message.messageKey, fault.message.messageArguments))")
    }
    return faults.isEmpty ? 0 : Exit.badData
  }

  private static func misuse() -> Int32 {
    Output.error(help)
    return Exit.usage
  }
}
