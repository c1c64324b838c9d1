import Domain
import Terminal

/// Finding a code of the catalogue while it is typed: rows to choose from, and what has to be said about the text.
struct EsenzioneLookUp: Hashable, Sendable {
  /// The rows that can be taken, best first: nothing that cannot be issued is offered.
  private(set) var entries: [EsenzioneEntry] = []
  /// The row that the text stands for without a doubt; nobody has to choose it.
  private(set) var certain: EsenzioneEntry?
  /// The row whose code the text is, whole: Enter takes it, also where longer codes begin with it.
  private(set) var exact: EsenzioneEntry?
  /// Why the text leads to no row; `nil` if it does, or is not finished.
  private(set) var error: FieldError?
  /// What has to be said about a text that leads somewhere else: an old spelling, a code that another replaced.
  private(set) var note: FieldError?

  /// The greatest number of rows.
  static let limit = 20
  /// How many codes are proposed in the place of one that does not exist.
  static let guesses = 4
  /// Characters from which on a text is looked for among the words: two letters are an operation, or a slip.
  static let shortestWord = 3

  /// Understands what was typed so far.
  init(_ text: String, _ scene: Scene) {
    let parameters = scene.rules.esenzioni
    let catalog = parameters.catalog
    var found = catalog.search(text, region: parameters.region, limit: Self.limit)
    let typed = Folding.ascii(text)
    if typed.count < Self.shortestWord { found.removeAll { !$0.code.rawValue.hasPrefix(typed) } }
    switch catalog.resolve(text, region: parameters.region) {
    case .found(let entry): take(entry, found, scene)
    case .alias(let entry, let typed):
      entries = entry.isIssuable ? [entry] : []
      note = FieldError("esenzione.alias", [typed, entry.code.rawValue])
      if !entry.isIssuable { take(entry, [], scene) }
    case .otherRegion(let rows):
      let regions = rows.map { EsenzioneWords.scope($0.scope, scene) }
      // A code of somewhere else is none of those here that only look like it.
      entries = found.filter { $0.isIssuable && $0.code.rawValue.hasPrefix(typed) }
      if entries.isEmpty {
        error = FieldError("errore.esenzione.altra_regione", [regions.joined(separator: ", ")])
      }
    case .unknown:
      entries = found.filter(\.isIssuable)
      guard entries.isEmpty else { return }
      // Words may lead to codes of the prescription only: these explain themselves. A guess is none of them.
      let certain = catalog.search(text, region: parameters.region, limit: 1, forgiving: false)
      if let first = certain.first(where: found.contains) {
        take(first, [], scene)
      } else if !found.isEmpty {
        let guesses = found.prefix(Self.guesses).map(\.code.rawValue).joined(separator: ", ")
        error = FieldError("errore.esenzione.sconosciuta.forse", [guesses])
      } else if text.count > 2 {
        error = FieldError("errore.esenzione.sconosciuta")
      }
    }
  }

  private mutating func take(_ entry: EsenzioneEntry, _ found: [EsenzioneEntry], _ scene: Scene) {
    let catalog = scene.rules.esenzioni.catalog
    let region = scene.rules.esenzioni.region
    if let prescription = entry.prescription {
      error = FieldError(prescription.messageKey)
      return
    }
    guard entry.isIssuable else {
      entries = entry.successors.compactMap { catalog.entry($0, region: region) }.filter(\.isIssuable)
      let names = entries.map(\.code.rawValue).joined(separator: ", ")
      if entries.isEmpty {
        error = FieldError("errore.esenzione.superata", [entry.code.rawValue])
      } else {
        note = FieldError("esenzione.superata", [entry.code.rawValue, names])
      }
      return
    }
    let others = found.filter { $0.isIssuable && ($0.code != entry.code || $0.scope != entry.scope) }
    entries = [entry] + others
    exact = entry
    let longer = others.contains { $0.code.rawValue.hasPrefix(entry.code.rawValue) }
    if !longer { certain = entry }
  }

  /// The row whose code the text is, whole; `nil` if there is none that can be issued.
  static func whole(_ text: String, _ scene: Scene) -> EsenzioneEntry? {
    guard let code = CodiceEsenzione(text) else { return nil }
    return EsenzioneLookUp(text, scene).entries.first { $0.code == code }
  }

  /// The name of ``exact``.
  var exactRow: RowID? { exact.map { Self.id($0.code, $0.scope) } }

  /// The rows for the field.
  func rows(_ scene: Scene) -> [Row] { entries.map { Self.row($0, scene) } }

  /// One row: code, description, where it holds.
  static func row(_ entry: EsenzioneEntry, _ scene: Scene) -> Row {
    Row(
      id: id(entry.code, entry.scope),
      cells: [
        entry.code.rawValue, EsenzioneWords.description(entry),
        entry.scope == .national ? "" : EsenzioneWords.scope(entry.scope, scene),
      ])
  }

  /// The name of a row.
  static func id(_ code: CodiceEsenzione, _ scope: EsenzioneScope) -> RowID {
    RowID(rawValue: "\(code.rawValue)|\(scope.rawValue)")
  }

  /// The row of the catalogue behind the value of a field; `nil` while none was taken.
  static func entry(of value: String, _ scene: Scene) -> EsenzioneEntry? {
    let parts = value.split(separator: "|", maxSplits: 1).map(String.init)
    guard parts.count == 2, let code = CodiceEsenzione(parts[0]),
      let scope = EsenzioneScope(rawValue: parts[1])
    else { return nil }
    return scene.rules.esenzioni.catalog.entry(code, scope: scope)
  }
}
