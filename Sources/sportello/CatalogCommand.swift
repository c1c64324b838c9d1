import Catalogs
import Command
import Domain
import Terminal

/// `sportello catalog check`: whether screens, words, profiles and tables are whole and fit together.
enum CatalogCommand {
  private static let help = """
    sportello catalog check [--language CODE] [--resources DIR]

    Reads all screens, the words of every language, the profiles, the tables of places and the exercises for
    trainees, and writes each fault on a line: file with line or key, a tab, and what to do about it. What passes here is not refused
    when the counter starts.

      --language CODE     language of the messages: it, de, fr, sl, en (default it)
      --resources DIR     where Screens/ and Localization/ are

    Exit: 0 all is well, 64 wrong call, 65 at least one fault, 72 program files missing.
    """

  /// Runs the command with what follows `catalog`.
  ///
  /// - Parameter arguments: Without the name of the program and without `catalog`.
  /// - Returns: An exit code of `sysexits.h`, as the help lists them.
  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(arguments, valued: ["language", "resources"], help: help)
      guard let options else { return 0 }
      guard options.words == ["check"] else {
        throw StartFault("sportello catalog: check?\n\n\(help)", code: Exit.usage)
      }
      let language = try ProgramFiles.language(options["language"])
      return check(try ProgramFiles.resources(options["resources"]), language)
    }
  }

  private static func check(_ directory: ResourceDirectory, _ language: Language) -> Int32 {
    let faults = CatalogCheck.faults(in: directory)
    // The words themselves may be what is broken: then the key stands for its sentence.
    let words =
      (try? WordCatalog.load(language, in: directory).words)
      ?? Words(language: language.rawValue) { _ in nil }
    for fault in faults {
      var sentence = words.text(fault.message.messageKey, fault.message.messageArguments)
      // Most sentences begin with the place, which stands before the tab already.
      for mark in [": ", " : "] where sentence.hasPrefix(fault.place + mark) {
        sentence.removeFirst(fault.place.count + mark.count)
      }
      Output.line("\(fault.place)\t\(sentence)")
    }
    // Exercises rest on words and profiles: they are looked at when those are whole.
    guard faults.isEmpty, let profile = try? ProgramFiles.profile(nil, directory) else { return Exit.badData }
    var drills = DrillFiles(resources: directory, standard: profile)
    do throws(DrillFiles.Fault) { _ = try drills.shipped() } catch {
      Output.line("Data/drills\t\(words.text(error.messageKey, error.messageArguments))")
      return Exit.badData
    }
    return 0
  }
}
