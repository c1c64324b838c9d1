import Terminal

/// Reads the description of one field.
enum ScreenField {
  /// The widest box: what 80 columns leave beside the shortest label.
  static let widths = 1...70

  private static let common: Set<String> = ["kind", "width", "required", "visible"]
  private static let typed: Set<String> = [
    "case", "characters", "minimum", "maximum", "autoAdvance", "scan",
  ]

  static func decode(
    _ json: StrictJSON, id: String, owner: String, file: String, path: String
  ) throws(CatalogError) -> FieldSpec {
    guard ScreenObject.isName(id) else {
      throw CatalogError(file: file, line: json.line, keyPath: path, .wrongValue)
    }
    guard case .object(let members) = json.value else {
      throw CatalogError(file: file, line: json.line, keyPath: path, .wrongType)
    }
    guard case .string(let kindName)? = members["kind"]?.value else {
      throw CatalogError(
        file: file, line: members["kind"]?.line ?? json.line, keyPath: "\(path).kind",
        members["kind"] == nil ? .missingKey : .wrongType)
    }
    guard let own = ownKeys[kindName] else {
      throw CatalogError(
        file: file, line: members["kind"]?.line ?? json.line, keyPath: "\(path).kind", .wrongValue)
    }
    let object = try ScreenObject(json, file: file, path: path, allowed: common.union(own))
    let (kind, standardWidth) = try kind(kindName, object, id: id, owner: owner)
    let answersByKey = kindName == "choice" || kindName == "yesNo"
    let scans = object.has("scan") ? try object.names("scan") : []
    var takesScan: Set<ScanKind> = []
    for (index, name) in scans.enumerated() {
      guard let scan = ScanKind(rawValue: name) else { throw object.error("scan.\(index)", .wrongValue) }
      takesScan.insert(scan)
    }
    let width = try object.number("width", in: widths, default: standardWidth)
    return FieldSpec(
      id: FieldID(rawValue: id), kind: kind, screen: owner, width: width,
      isRequired: try object.bool("required", default: false),
      letterCase: try object.word("case", default: LetterCase.asTyped),
      characters: try object.word("characters", default: CharacterClass.any),
      minimumLength: try object.number("minimum", in: 0...1000, default: 0),
      maximumLength: try object.number(
        "maximum", in: 1...1000, default: max(width, kindName == "lookUp" ? 80 : 0)),
      advancesWhenFull: try object.bool("autoAdvance", default: answersByKey),
      takesScan: takesScan, startsVisible: try object.bool("visible", default: true))
  }

  /// The keys that each kind has beside the common ones.
  private static let ownKeys: [String: Set<String>] = [
    "text": typed, "secret": ["minimum", "maximum"], "masked": ["pattern", "autoAdvance", "scan", "case"],
    "date": ["century"], "choice": ["options", "words", "autoAdvance"], "yesNo": ["autoAdvance"],
    "readOnly": [], "lookUp": ["source", "startsAt", "case", "characters", "maximum", "scan"],
    "list": ["columns", "rows", "marks", "grows"], "prose": ["rows"],
  ]

  /// The kind and the width that a field of it has when the file names none.
  private static func kind(
    _ name: String, _ object: ScreenObject, id: String, owner: String
  ) throws(CatalogError) -> (FieldKind, Int?) {
    switch name {
    case "text": return (.text, nil)
    case "secret": return (.secret, nil)
    case "readOnly": return (.readOnly, nil)
    case "masked":
      guard let mask = Mask(try object.string("pattern")) else { throw object.error("pattern", .wrongValue) }
      return (.masked(mask), mask.width)
    case "date": return (.date(try object.word("century", default: DateCentury.near)), 10)
    case "choice":
      let words = object.has("words") ? try object.string("words") : "schermata.\(owner).scelta.\(id)"
      let options = object.has("options") ? try object.names("options") : []
      return (.choice(options.map { Choice(id: OptionID(rawValue: $0), labelKey: "\(words).\($0)") }), nil)
    case "yesNo": return (.yesNo, 4)
    case "lookUp":
      let lookUp = LookUp(
        source: try object.name("source"),
        minimumCharacters: try object.number("startsAt", in: 1...20, default: 2))
      return (.lookUp(lookUp), nil)
    case "list": return (.list(try list(object, id: id, owner: owner)), 1)
    case "prose": return (.prose(rows: try object.number("rows", in: 1...40)), 1)
    default: throw object.error("kind", .wrongValue)
    }
  }

  private static func list(
    _ object: ScreenObject, id: String, owner: String
  ) throws(CatalogError) -> List {
    var columns: [List.Column] = []
    for (index, element) in try object.array("columns").enumerated() {
      let column = try ScreenObject(
        element, file: object.file, path: "\(object.path).columns.\(index)", allowed: ["id", "width"])
      let name = try column.name("id")
      guard !columns.contains(where: { $0.id == name }) else { throw column.error("id", .duplicateName) }
      columns.append(
        List.Column(
          id: name, labelKey: "schermata.\(owner).colonna.\(id).\(name)",
          width: try column.number("width", in: 1...76)))
    }
    let cells = columns.reduce(3) { $0 + $1.width + 1 }
    guard !columns.isEmpty, cells <= 80 else { throw object.error("columns", .wrongValue) }
    return List(
      columns: columns, visibleRows: try object.number("rows", in: 1...40),
      canMark: try object.bool("marks", default: false), grows: try object.bool("grows", default: false))
  }
}
