import Catalogs

/// `--profile ID`, as the help of a sub-command tells of it.
enum ProfileOption {
  /// The option with the profiles that lie beside this program.
  static var help: String {
    """
      --profile ID        parameters of the region (default \(ProfileCatalog.baseID)); there are:
    \(list(margin: 26))
    """
  }

  /// The profiles that there are, in lines of at most 90 cells.
  ///
  /// - Parameter margin: Blanks before each line.
  /// - Returns: The ids in order; that of the defaults alone where the program's files are not found.
  static func list(margin: Int) -> String {
    let ids = (try? ResourceDirectory.located()).map { ProfileCatalog.ids(directory: $0.data) } ?? []
    let blanks = String(repeating: " ", count: margin)
    var lines: [String] = []
    for id in ids.isEmpty ? [ProfileCatalog.baseID] : ids {
      if let last = lines.last, last.count + id.count < 90 {
        lines[lines.count - 1] += " \(id)"
      } else {
        lines.append(blanks + id)
      }
    }
    return lines.joined(separator: "\n")
  }
}
