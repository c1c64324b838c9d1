import Catalogs
import Command
import Domain
import Glibc
import Terminal

/// The files and words that every sub-command finds the same way, with a fault that says what to do.
enum ProgramFiles {
  static func resources(_ chosen: String?) throws -> ResourceDirectory {
    do { return try ResourceDirectory.located(chosen: chosen) } catch {
      throw StartFault(
        "sportello: Screens/ and Localization/ not found; say where with --resources DIR",
        code: Exit.filesMissing)
    }
  }

  static func words(_ language: Language, _ resources: ResourceDirectory) throws -> Words {
    do { return try WordCatalog.words(language, in: resources) } catch {
      throw StartFault(CatalogFault.sentence(error, resources), code: Exit.configuration)
    }
  }

  /// The configuration of the desk: the file of `--config`, or the one where administrators put it.
  static func configuration(_ path: String?, _ resources: ResourceDirectory) throws -> DeskConfiguration {
    let path = path ?? DeskConfiguration.standardPath
    do {
      return try DeskConfiguration.load(path: path)
    } catch {
      guard error.reason == .unreadable else {
        throw StartFault(CatalogFault.sentence(error, resources), code: Exit.configuration)
      }
      let words = try words(.italian, resources)
      throw StartFault(words.text("errore.configurazione.assente", [path]), code: Exit.configuration)
    }
  }

  /// The registry of a desk: that of `--registry`, or the one that the configuration names.
  ///
  /// - Throws: ``StartFault``: a desk without any registry could neither find people nor send anything.
  static func registry(
    _ configuration: DeskConfiguration, _ options: Options, _ resources: ResourceDirectory
  ) throws -> RegistryConfiguration {
    if let url = options["registry"] {
      return try RegistryOption.configuration(url, options, over: configuration.registry)
    }
    guard let registry = configuration.registry else {
      let words = try words(configuration.language, resources)
      throw StartFault(words.text("errore.configurazione.registro"), code: Exit.configuration)
    }
    return registry
  }

  /// The data folder of a sub-command: that of `--data`, or the one that the configuration names.
  static func folder(_ options: Options, _ resources: ResourceDirectory) throws -> String {
    if let folder = options["data"], !folder.isEmpty { return folder }
    return try configuration(options["config"], resources).data
  }

  /// Whether to talk in lines: because it is wanted, or because the terminal cannot draw, which is then said.
  static func isLinear(_ isWanted: Bool) -> Bool {
    if isWanted { return true }
    let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
    let isATerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    if isATerminal, terminal != "dumb", !terminal.isEmpty { return false }
    Output.error(
      isATerminal
        ? "sportello: this terminal cannot draw (TERM=\(terminal)); --linear is used"
        : "sportello: standard input and output are not a terminal; --linear is used")
    return true
  }

  /// The profile with the catalogue of exemptions; a name that no profile has is answered with those there are.
  static func profile(_ id: String?, _ resources: ResourceDirectory) throws -> Profile {
    let known = ProfileCatalog.ids(directory: resources.data)
    if let id, !known.isEmpty, !known.contains(id) {
      let words = try words(.italian, resources)
      throw StartFault(
        words.text("errore.profilo.ignoto", [id, known.joined(separator: ", ")]), code: Exit.configuration)
    }
    do {
      var profile = try ProfileCatalog.load(id ?? ProfileCatalog.baseID, directory: resources.data)
      profile.esenzioni.catalog = try EsenzioniCatalog.load(directory: resources.data)
      return profile
    } catch {
      throw StartFault(CatalogFault.sentence(error, resources), code: Exit.configuration)
    }
  }

  static func places(demo: Bool, _ resources: ResourceDirectory) throws -> PlaceTable {
    do {
      return demo
        ? try PlaceCatalog.loadDemo(directory: resources.data)
        : try PlaceCatalog.load(directory: resources.data, demo: false)
    } catch {
      throw StartFault(CatalogFault.sentence(error, resources), code: Exit.configuration)
    }
  }

  static func language(_ code: String?) throws -> Language {
    guard let language = Language(rawValue: code ?? "it") else {
      throw StartFault("sportello: --language is one of it, de, fr, sl, en", code: Exit.usage)
    }
    return language
  }

  static func theme(_ name: String?) throws -> Theme {
    guard let theme = Theme(rawValue: name ?? "default") else {
      let names = Theme.allCases.map(\.rawValue).joined(separator: ", ")
      throw StartFault("sportello: --theme is one of \(names)", code: Exit.usage)
    }
    return theme
  }
}
