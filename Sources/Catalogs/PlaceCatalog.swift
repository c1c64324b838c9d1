public import Domain

/// The table of places of birth, as it lies in a folder of code tables.
public enum PlaceCatalog {
  /// The file of the real places.
  public static let fileName = "luoghi.tsv"

  /// The file of the invented places, `Y000` to `Y099`.
  public static let demoFileName = "luoghi-demo.tsv"

  /// Reads and checks the table of the places.
  ///
  /// - Parameters:
  ///   - directory: The folder of the code tables, without a slash at its end.
  ///   - demo: Whether the invented places are wanted as well: in the demo and in the tests.
  /// - Returns: A table of about one megabyte; a place is made when it is looked up.
  /// - Throws: ``PlaceCatalogError``, naming the file and the first wrong line.
  public static func load(directory: String, demo: Bool) throws(PlaceCatalogError) -> PlaceTable {
    let real = try table(fileName, in: directory)
    return demo ? real.merging(try table(demoFileName, in: directory)) : real
  }

  /// Reads the invented places alone.
  ///
  /// - Throws: ``PlaceCatalogError``, naming the file and the first wrong line.
  public static func loadDemo(directory: String) throws(PlaceCatalogError) -> PlaceTable {
    try table(demoFileName, in: directory)
  }

  private static func table(_ file: String, in directory: String) throws(PlaceCatalogError) -> PlaceTable {
    guard let bytes = bytesOfFile("\(directory)/\(file)") else { throw .unreadable(file: file) }
    do {
      return try PlaceTable(tsv: bytes)
    } catch {
      switch error {
      case .header(let line): throw .header(file: file, line: line)
      case .row(let line, let reason): throw .row(file: file, line: line, reason)
      }
    }
  }
}

/// Why the table of places cannot be used.
public enum PlaceCatalogError: Error, Hashable, Sendable {
  /// The file is missing or cannot be read.
  case unreadable(file: String)
  /// Line 1 or 2 names another format or other columns.
  case header(file: String, line: Int)
  /// A row is wrong; lines are counted from 1.
  case row(file: String, line: Int, PlaceRowError)
}

extension PlaceCatalogError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .unreadable: "errore.luoghi.file"
    case .header: "errore.luoghi.intestazione"
    case .row: "errore.luoghi.riga"
    }
  }

  /// The file, the line and the column that is wrong, as far as they are known.
  public var messageArguments: [String] {
    switch self {
    case .unreadable(let file): [file]
    case .header(let file, let line): [file, String(line)]
    case .row(let file, let line, let reason): [file, String(line), reason.rawValue]
    }
  }
}
