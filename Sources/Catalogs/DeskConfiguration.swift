public import Domain
public import Terminal

/// The configuration of a real desk, as its file says it.
///
/// A key that is not known, a value of the wrong type and a missing key are refused with file, line and key path:
/// a desk must never run on half of what its administrator meant.
public struct DeskConfiguration: Hashable, Sendable {
  /// The folder of the desk's data, absolute.
  public let data: String
  /// The id of the regional profile.
  public let profile: String
  /// Which desk this is.
  public let desk: Desk
  /// How citizens reach the desk, for what they take home.
  public let contact: DeskContact
  /// The language at start.
  public let language: Language
  /// The theme at start.
  public let theme: Theme
  /// Where pages go.
  public let printer: PrinterConfiguration
  /// The second folder for copies of practices that are not settled, absolute; `nil` keeps none.
  public let spool: String?
  /// Minutes without a key after which the screen locks, 1 to 240.
  public let idleMinutes: Int
  /// Where the registry is; `nil` if the file does not say.
  public let registry: RegistryConfiguration?
  /// Whether the program may be suspended from its command line.
  public let admitsSuspension: Bool

  /// Where the file is when nobody says another place.
  public static let standardPath = "/etc/sportello/config.json"

  /// Reads the file of a desk.
  ///
  /// - Parameter path: The file; an error names it so.
  /// - Returns: What it says, with the standard values of what it leaves out.
  /// - Throws: ``CatalogError``.
  public static func load(path: String) throws(CatalogError) -> DeskConfiguration {
    guard let bytes = bytesOfFile(path) else { throw CatalogError(file: path, .unreadable) }
    return try decode(bytes, file: path)
  }

  /// Reads the content of the file of a desk.
  ///
  /// - Parameters:
  ///   - bytes: The JSON text.
  ///   - file: The name that an error says.
  /// - Returns: What it says, with the standard values of what it leaves out.
  /// - Throws: ``CatalogError``.
  public static func decode(_ bytes: [UInt8], file: String) throws(CatalogError) -> DeskConfiguration {
    let object = try ScreenObject(
      try StrictJSON(bytes, file: file), file: file, path: "",
      allowed: [
        "data", "profile", "desk", "language", "theme", "printer", "idleMinutes", "registry", "suspend",
        "spool", "contact",
      ])
    return DeskConfiguration(
      data: try object.path("data"), profile: try object.name("profile"),
      desk: try desk(
        try ScreenObject(
          object.value("desk"), file: file, path: "desk", allowed: ["id", "kind", "asl", "distretto"])),
      contact: try contact(object),
      language: try object.word("language", default: Language.italian),
      theme: try object.word("theme", default: Theme.standard),
      printer: try printer(object),
      spool: object.has("spool") ? try object.path("spool") : nil,
      idleMinutes: try object.number("idleMinutes", in: 1...240, default: 10),
      registry: try registry(object),
      admitsSuspension: try object.bool("suspend", default: false))
  }

  private static func desk(_ object: ScreenObject) throws(CatalogError) -> Desk {
    guard let id = Identifier<Desk>(try object.string("id")) else { throw object.error("id", .wrongValue) }
    guard let kind = DeskKind(rawValue: try object.string("kind")) else {
      throw object.error("kind", .wrongValue)
    }
    guard let asl = CodiceAsl(try object.string("asl")) else { throw object.error("asl", .wrongValue) }
    guard object.has("distretto") else { return Desk(id: id, kind: kind, asl: asl) }
    guard let distretto = Identifier<Distretto>(try object.string("distretto")) else {
      throw object.error("distretto", .wrongValue)
    }
    return Desk(id: id, kind: kind, asl: asl, distretto: distretto)
  }

  /// Telephone, hours and address, each of them optional, none of them empty.
  private static func contact(_ object: ScreenObject) throws(CatalogError) -> DeskContact {
    guard object.has("contact") else { return DeskContact() }
    let contact = try ScreenObject(
      object.value("contact"), file: object.file, path: "contact",
      allowed: ["telephone", "hours", "address"])
    func text(_ key: String) throws(CatalogError) -> String? {
      guard contact.has(key) else { return nil }
      let text = try contact.string(key)
      guard !text.isEmpty else { throw contact.error(key, .wrongValue) }
      return text
    }
    return DeskContact(
      telephone: try text("telephone"), hours: try text("hours"), address: try text("address"))
  }

  private static func registry(_ object: ScreenObject) throws(CatalogError) -> RegistryConfiguration? {
    guard object.has("registry") else { return nil }
    return try RegistryConfiguration(
      try ScreenObject(
        object.value("registry"), file: object.file, path: "registry", allowed: RegistryConfiguration.keys))
  }

  /// A name for `lp -d`, or an object that names the device as well.
  private static func printer(_ object: ScreenObject) throws(CatalogError) -> PrinterConfiguration {
    guard object.has("printer") else { return PrinterConfiguration() }
    if case .string = try object.value("printer").value {
      return PrinterConfiguration(name: try queue("printer", of: object))
    }
    let printer = try ScreenObject(
      object.value("printer"), file: object.file, path: "printer", allowed: ["name", "device", "barCode"])
    return PrinterConfiguration(
      name: printer.has("name") ? try queue("name", of: printer) : nil,
      device: printer.has("device") ? try printer.path("device") : nil,
      drawsBarCodes: try printer.bool("barCode", default: false))
  }

  private static func queue(_ key: String, of object: ScreenObject) throws(CatalogError) -> String {
    let name = try object.string(key)
    guard !name.isEmpty, !name.hasPrefix("-") else { throw object.error(key, .wrongValue) }
    return name
  }
}

/// Where pages go, as the file of a desk says it.
public struct PrinterConfiguration: Hashable, Sendable {
  /// The printer given to `lp -d`; `nil` if none is.
  public let name: String?
  /// The printer that is written to directly, absolute; `nil` if there is none.
  ///
  /// What is sensitive goes nowhere else.
  public let device: String?
  /// Whether the device draws bar codes (ESC/P 2).
  public let drawsBarCodes: Bool

  /// Gathers the parts; without any pages become files.
  public init(name: String? = nil, device: String? = nil, drawsBarCodes: Bool = false) {
    self.name = name
    self.device = device
    self.drawsBarCodes = drawsBarCodes
  }

  /// Where pages go, in a line for the administrator.
  public var summary: String {
    let usual = name.map { "lp -d \($0)" } ?? device ?? "files in data/stampe"
    return device == nil ? "\(usual); sensitive pages nowhere" : "\(usual); sensitive pages \(device ?? "")"
  }
}
