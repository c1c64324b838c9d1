public import Domain

/// Looks through everything that the program reads beside its binary, and says all that is wrong.
public enum CatalogCheck {
  /// One thing that is wrong: what `sportello catalog check` prints in a line.
  public struct Fault: Sendable {
    /// File, line and key path as far as they are known.
    public let place: String
    /// The sentence about it, by key and arguments.
    public let message: any OperatorMessage & Sendable
  }

  /// Reads the screens, the words of every language, the profiles, the tables of places and the exemptions.
  ///
  /// - Parameter directory: Where the resources lie.
  /// - Returns: Every fault of the words; of the screens, profiles and tables the first of each file; none
  ///   when all is well.
  /// - Complexity: O(*n*) in the bytes of all files; some tens of milliseconds.
  public static func faults(in directory: ResourceDirectory) -> [Fault] {
    words(directory) + profiles(directory) + places(directory) + esenzioni(directory)
  }

  private static func words(_ directory: ResourceDirectory) -> [Fault] {
    var errors: [CatalogError] = []
    var tables: [WordTable] = []
    for language in Language.allCases {
      do { tables.append(try WordCatalog.load(language, in: directory)) } catch { errors.append(error) }
    }
    errors += WordCatalog.check(all: tables)
    do {
      let screens = try ScreenCatalog.load(directory: directory.screens)
      errors += tables.flatMap { ScreenWords.faults(of: screens, in: $0) }
    } catch {
      errors.append(error)
    }
    return errors.map { Fault(place: $0.place, message: $0) }
  }

  private static func profiles(_ directory: ResourceDirectory) -> [Fault] {
    let ids = ProfileCatalog.ids(directory: directory.data)
    return (ids.contains(ProfileCatalog.baseID) ? ids : [ProfileCatalog.baseID] + ids).compactMap {
      id -> Fault? in
      do throws(ProfileCatalogError) {
        _ = try ProfileCatalog.load(id, directory: directory.data)
        return nil
      } catch {
        // A fault of the common profile is told once, not for each that extends it.
        guard id == ProfileCatalog.baseID || error.file == "\(id).json" else { return nil }
        let path = error.keyPath.isEmpty ? "" : ": \(error.keyPath)"
        return Fault(place: "Data/profiles/\(error.file)\(path)", message: error)
      }
    }
  }

  private static func places(_ directory: ResourceDirectory) -> [Fault] {
    do {
      _ = try PlaceCatalog.load(directory: directory.data, demo: true)
      return []
    } catch {
      let place =
        switch error {
        case .unreadable(let file): file
        case .header(let file, let line): "\(file):\(line)"
        case .row(let file, let line, _): "\(file):\(line)"
        }
      return [Fault(place: "Data/\(place)", message: error)]
    }
  }

  private static func esenzioni(_ directory: ResourceDirectory) -> [Fault] {
    do {
      _ = try EsenzioniCatalog.load(directory: directory.data)
      return []
    } catch {
      return [Fault(place: error.place, message: error)]
    }
  }
}
