public import Domain
import Glibc

/// Where the words, the screens and the code tables lie.
///
/// Nothing is built into the program: one tree can be moved, and a table can be corrected at a site.
public struct ResourceDirectory: Hashable, Sendable {
  /// The folder of `Screens/` and `Localization/`.
  public let root: String
  /// The folder of the code tables and of `profiles/`.
  public let data: String

  /// The folder of the screens.
  public var screens: String { "\(root)/Screens" }

  /// The folder of the words, one file a language.
  public var localization: String { "\(root)/Localization" }

  /// Takes a folder that holds `Localization/`, and the code tables in `Data/` or, in a checkout,
  /// in `Sources/Catalogs/Data/`; none if one of the two is missing.
  public init?(root: String) {
    let places = ["\(root)/Data", "\(root)/Sources/Catalogs/Data"]
    guard access("\(root)/Localization", R_OK | X_OK) == 0,
      let data = places.first(where: { access($0, R_OK | X_OK) == 0 })
    else { return nil }
    self.root = root
    self.data = data
  }

  /// Looks in `chosen`, or else from the running executable upwards.
  ///
  /// In every folder from that of the executable to the root of the file system the folder itself
  /// and its `lib/sportello` are tried; a link to the executable is followed first.
  ///
  /// - Parameter chosen: The folder that the command line names; no other is tried then.
  /// - Returns: The first place that holds everything.
  /// - Throws: ``ResourceError/notFound(tried:)`` with every place that was tried.
  public static func located(chosen: String? = nil) throws(ResourceError) -> ResourceDirectory {
    let places = chosen.map { [$0] } ?? candidates(executable: executablePath())
    for place in places {
      if let found = ResourceDirectory(root: place) { return found }
    }
    throw .notFound(tried: places)
  }

  /// The places of an executable, the nearest first.
  package static func candidates(executable: String) -> [String] {
    var places: [String] = []
    var folders = executable.split(separator: "/").dropLast()
    while true {
      let folder = folders.reduce("") { "\($0)/\($1)" }
      places.append(folder.isEmpty ? "/" : folder)
      places.append("\(folder)/lib/sportello")
      if folders.popLast() == nil { return places }
    }
  }

  private static func executablePath() -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(0, readlink("/proc/self/exe", &bytes, bytes.count))
    return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Why the words and tables were not found.
public enum ResourceError: Error, Hashable, Sendable {
  /// None of the places holds `Localization/` and the code tables.
  case notFound(tried: [String])
}

extension ResourceError: OperatorMessage {
  /// The key of the sentence, which may have to be said without the words themselves.
  public var messageKey: String {
    switch self {
    case .notFound: "errore.dati.mancanti"
    }
  }

  /// The place that was tried first.
  public var messageArguments: [String] {
    switch self {
    case .notFound(let tried): tried.first.map { [$0] } ?? []
    }
  }
}
