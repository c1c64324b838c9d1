import Catalogs
import Domain
import Terminal

/// The files and words that every sub-command finds the same way, with a fault that says what to do.
enum ProgramFiles {
  static func resources(_ chosen: String?) throws -> ResourceDirectory {
    do { return try ResourceDirectory.located(chosen: chosen) } catch {
      throw StartFault(
        "sportello: Screens/ and Localization/ not found; say where with --resources DIR",
        code: Exit.configuration)
    }
  }

  static func profile(_ id: String?, _ resources: ResourceDirectory) throws -> Profile {
    do { return try ProfileCatalog.load(id ?? ProfileCatalog.baseID, directory: resources.data) } catch {
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
