import Terminal

/// Compares the screens with the words of a language: nothing missing, nothing cut at 80 columns.
enum ScreenWords {
  /// Columns of the smallest terminal.
  private static let columns = 80

  /// The faults of one language, by key.
  ///
  /// - Parameters:
  ///   - screens: The screens of the program.
  ///   - table: The words; a missing one is only told for Italian, since the others are compared with it.
  /// - Returns: Keys that are missing and words that are cut; none when all is well.
  static func faults(of screens: ScreenCatalog, in table: WordTable) -> [CatalogError] {
    let words = table.words
    let file = table.language.file
    var faults: [CatalogError] = []
    for screen in screens.screens.values {
      if table.language == .italian {
        for key in keys(of: screen) where table.sentences[key] == nil {
          faults.append(CatalogError(file: file, keyPath: key, .missingKey))
        }
      }
      for key in Form(spec: screen).clippedLabels(columns: columns, words: words) {
        faults.append(
          CatalogError(
            file: file, keyPath: key, .tooWide(cells: words.text(key).count, limit: columns * 3 / 8)))
      }
      for (key, limit) in columnHeads(of: screen) where words.text(key).count > limit {
        faults.append(
          CatalogError(file: file, keyPath: key, .tooWide(cells: words.text(key).count, limit: limit)))
      }
    }
    var known: Set<CatalogError> = []
    return faults.filter { known.insert($0).inserted }.sorted { ($0.keyPath ?? "") < ($1.keyPath ?? "") }
  }

  /// The keys that a screen asks for, whatever happens on it.
  private static func keys(of screen: ScreenSpec) -> [String] {
    [screen.titleKey, screen.guideKey] + screen.commands.map { "comando.\($0)" }
      + screen.fields.flatMap { [$0.labelKey, $0.helpKey] + options(of: $0) }
      + columnHeads(of: screen).map(\.key)
  }

  /// The keys of the options of a choice.
  private static func options(of field: FieldSpec) -> [String] {
    let keys = Words(language: "") { $0 }
    return switch field.kind {
    case .choice(let choices): choices.map { $0.label(keys) }
    case .text, .masked, .date, .yesNo, .readOnly, .secret, .lookUp, .list, .prose: []
    }
  }

  /// The keys of the heads of lists, with the cells of their columns.
  private static func columnHeads(of screen: ScreenSpec) -> [(key: String, limit: Int)] {
    screen.fields.flatMap { field -> [(key: String, limit: Int)] in
      switch field.kind {
      case .list(let list): list.columns.map { ($0.labelKey, $0.width) }
      case .text, .masked, .date, .choice, .yesNo, .readOnly, .secret, .lookUp, .prose: []
      }
    }
  }
}
