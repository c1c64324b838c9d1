import FoundationEssentials
public import Terminal

/// The screens of the program, read from their files and checked.
///
/// A file that is not understood to the last key is refused with its name and the place: what a file says is
/// never half done. The format is described in `Terminal.docc/Screens.md`.
public struct ScreenCatalog: Hashable, Sendable {
  /// The screens by name.
  public let screens: [ScreenID: ScreenSpec]

  /// A screen by its name.
  public subscript(_ id: ScreenID) -> ScreenSpec? { screens[id] }

  /// Reads all `*.json` files of a folder.
  ///
  /// - Parameter directory: The folder of the screens, without a slash at its end.
  /// - Returns: The screens, each with its shared blocks put in.
  /// - Throws: ``CatalogError``, naming the first file that is wrong and the place in it.
  public static func load(directory: String) throws(CatalogError) -> ScreenCatalog {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw CatalogError(file: "Screens", .unreadable)
    }
    var files: [(name: String, bytes: [UInt8])] = []
    for name in names.sorted() where name.hasSuffix(".json") {
      guard let bytes = bytesOfFile("\(directory)/\(name)") else {
        throw CatalogError(file: "Screens/\(name)", .unreadable)
      }
      files.append(("Screens/\(name)", bytes))
    }
    return try decode(files)
  }

  /// Reads screens and shared blocks from the content of their files.
  ///
  /// - Parameter files: Name and bytes of each file, in any order; the name is what an error says.
  /// - Returns: The screens, each with its shared blocks put in.
  /// - Throws: ``CatalogError``, naming the first file that is wrong and the place in it.
  public static func decode(
    _ files: [(name: String, bytes: [UInt8])]
  ) throws(CatalogError) -> ScreenCatalog {
    var blocks: [String: SectionSpec] = [:]
    var screenFiles: [(name: String, json: StrictJSON)] = []
    for file in files {
      let json = try StrictJSON(file.bytes, file: file.name)
      guard case .object(let members) = json.value, members["block"] != nil else {
        screenFiles.append((file.name, json))
        continue
      }
      let block = try decodeBlock(json, file: file.name)
      guard blocks.updateValue(block, forKey: block.id.rawValue) == nil else {
        throw CatalogError(file: file.name, keyPath: "block", .duplicateName)
      }
    }
    var screens: [ScreenID: ScreenSpec] = [:]
    var codes: Set<String> = []
    for file in screenFiles {
      let screen = try decodeScreen(file.json, file: file.name, blocks: blocks)
      guard screens.updateValue(screen, forKey: screen.id) == nil else {
        throw CatalogError(file: file.name, keyPath: "screen", .duplicateName)
      }
      if let code = screen.code, !codes.insert(code).inserted {
        throw CatalogError(file: file.name, keyPath: "code", .duplicateName)
      }
    }
    return ScreenCatalog(screens: screens)
  }

  private static func decodeBlock(
    _ json: StrictJSON, file: String
  ) throws(CatalogError) -> SectionSpec {
    let object = try ScreenObject(json, file: file, path: "", allowed: ["format", "block", "rows", "fields"])
    try checkFormat(object)
    let name = try object.name("block")
    let fields = try decodeFields(object, owner: name)
    var used: Set<FieldID> = []
    let rows = try decodeRows(object, fields, used: &used)
    try checkAllUsed(fields, used, object)
    return SectionSpec(id: SectionID(rawValue: name), screen: name, rows: rows)
  }

  private static func decodeScreen(
    _ json: StrictJSON, file: String, blocks: [String: SectionSpec]
  ) throws(CatalogError) -> ScreenSpec {
    let object = try ScreenObject(
      json, file: file, path: "",
      allowed: ["format", "screen", "code", "side", "sections", "fields", "commands"])
    try checkFormat(object)
    let name = try object.name("screen")
    let fields = object.has("fields") ? try decodeFields(object, owner: name) : [:]
    var used: Set<FieldID> = []
    var sections: [SectionSpec] = []
    for (index, element) in try object.array("sections").enumerated() {
      let section = try ScreenObject(
        element, file: file, path: "sections.\(index)", allowed: ["block", "id", "rows"])
      let decoded: SectionSpec
      if section.has("block") {
        if let extra = ["id", "rows"].first(where: section.has) { throw section.error(extra, .unknownKey) }
        guard let block = blocks[try section.name("block")] else {
          throw section.error("block", .unknownName)
        }
        for field in block.rows.joined() where !used.insert(field.id).inserted {
          throw section.error("block", .duplicateName)
        }
        decoded = block
      } else {
        decoded = SectionSpec(
          id: SectionID(rawValue: try section.name("id")), screen: name,
          rows: try decodeRows(section, fields, used: &used))
      }
      guard !sections.contains(where: { $0.id == decoded.id }) else {
        throw section.error("id", .duplicateName)
      }
      sections.append(decoded)
    }
    try checkAllUsed(fields, used, object)
    return ScreenSpec(
      id: ScreenID(rawValue: name), code: try decodeCode(object), sections: sections,
      commands: try object.names("commands").map(CommandID.init(rawValue:)),
      side: try object.word("side", default: SidePanel.none))
  }

  private static func checkFormat(_ object: ScreenObject) throws(CatalogError) {
    guard case .number(1) = try object.value("format").value else {
      throw object.error("format", .wrongValue)
    }
  }

  private static func decodeCode(_ object: ScreenObject) throws(CatalogError) -> String? {
    guard object.has("code") else { return nil }
    let code = try object.string("code")
    guard code.utf8.count == 2, code.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) else {
      throw object.error("code", .wrongValue)
    }
    return code
  }

  private static func decodeFields(
    _ object: ScreenObject, owner: String
  ) throws(CatalogError) -> [FieldID: FieldSpec] {
    var fields: [FieldID: FieldSpec] = [:]
    for (name, value) in try object.sorted("fields") {
      fields[FieldID(rawValue: name)] = try ScreenField.decode(
        value, id: name, owner: owner, file: object.file, path: "fields.\(name)")
    }
    return fields
  }

  private static func decodeRows(
    _ object: ScreenObject, _ fields: [FieldID: FieldSpec], used: inout Set<FieldID>
  ) throws(CatalogError) -> [[FieldSpec]] {
    var rows: [[FieldSpec]] = []
    for (index, element) in try object.array("rows").enumerated() {
      guard case .array(let names) = element.value, !names.isEmpty else {
        throw object.error("rows.\(index)", .wrongType)
      }
      var row: [FieldSpec] = []
      for (column, value) in names.enumerated() {
        let path = "rows.\(index).\(column)"
        guard case .string(let name) = value.value else { throw object.error(path, .wrongType) }
        guard let field = fields[FieldID(rawValue: name)] else { throw object.error(path, .unknownName) }
        guard used.insert(field.id).inserted else { throw object.error(path, .duplicateName) }
        row.append(field)
      }
      rows.append(row)
    }
    return rows
  }

  private static func checkAllUsed(
    _ fields: [FieldID: FieldSpec], _ used: Set<FieldID>, _ object: ScreenObject
  ) throws(CatalogError) {
    if let unused = fields.keys.filter({ !used.contains($0) }).min() {
      throw object.error("fields.\(unused)", .unusedName)
    }
  }
}
