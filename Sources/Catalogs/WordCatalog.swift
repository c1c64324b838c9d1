public import Terminal

/// The words of the program, as they lie in `Localization/`.
public enum WordCatalog {
  /// Reads one language and refuses it unless it says everything that the Italian one says.
  ///
  /// - Parameters:
  ///   - language: The language; only its file and the Italian one are read.
  ///   - directory: Where the resources lie.
  /// - Returns: The words, for the terminal.
  /// - Throws: ``CatalogError`` of the first fault: a file that cannot be read, a key too few or too many,
  ///   or other places `%1$@` than the Italian sentence has.
  public static func words(
    _ language: Language, in directory: ResourceDirectory
  ) throws(CatalogError) -> Words {
    let italian = try load(.italian, in: directory)
    if language == .italian { return italian.words }
    let table = try load(language, in: directory)
    if let gap = gaps(of: table, comparedTo: italian).first { throw gap }
    return table.words
  }

  /// Reads one language without comparing it with another.
  ///
  /// - Throws: ``CatalogError`` with file and line.
  public static func load(
    _ language: Language, in directory: ResourceDirectory
  ) throws(CatalogError) -> WordTable {
    guard let bytes = bytesOfFile("\(directory.root)/\(language.file)") else {
      throw CatalogError(file: language.file, .unreadable)
    }
    return try WordTable.decode(bytes, language: language)
  }

  /// Reads all languages and says everything that is wrong with them.
  ///
  /// - Returns: The faults, by language and then by key; none when all is well.
  public static func check(in directory: ResourceDirectory) -> [CatalogError] {
    var tables: [WordTable] = []
    var errors: [CatalogError] = []
    for language in Language.allCases {
      do {
        tables.append(try load(language, in: directory))
      } catch {
        errors.append(error)
      }
    }
    return errors + check(all: tables)
  }

  /// Says everything that is wrong with languages that have been read.
  ///
  /// - Parameter tables: The tables; the others are compared with the Italian one if it is among them.
  /// - Returns: The faults, by language and then by key; none when all is well.
  public static func check(all tables: [WordTable]) -> [CatalogError] {
    let italian = tables.first { $0.language == .italian }
    return tables.flatMap { table in
      WordFaults.faults(of: table)
        + (italian.map { table.language == .italian ? [] : gaps(of: table, comparedTo: $0) } ?? [])
        + (italian.map { table.language == .italian ? [] : WordFaults.untranslated(table, italian: $0) } ?? [])
    }
  }

  /// The keys that a language has too few or too many, and its sentences with other places.
  private static func gaps(of table: WordTable, comparedTo italian: WordTable) -> [CatalogError] {
    let file = table.language.file
    var errors: [CatalogError] = []
    for (key, sentence) in italian.sentences {
      guard let translation = table.sentences[key] else {
        errors.append(CatalogError(file: file, keyPath: key, .missingKey))
        continue
      }
      let expected = Placeholders(sentence)
      let found = Placeholders(translation)
      if expected.numbers != found.numbers {
        errors.append(
          CatalogError(
            file: file, keyPath: key,
            .placeholders(expected: expected.description, found: found.description)))
      }
    }
    if table.sentences.count + errors.count > italian.sentences.count {
      for key in table.sentences.keys where italian.sentences[key] == nil {
        errors.append(CatalogError(file: file, keyPath: key, .unknownKey))
      }
    }
    return errors.sorted { ($0.keyPath ?? "") < ($1.keyPath ?? "") }
  }
}
