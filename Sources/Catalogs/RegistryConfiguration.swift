public import Domain

/// Where the registry of a desk is and how the desk reaches it, as the desk's file says it.
///
/// Whether a file is there and fit to be used shows only when it is needed: files are mended while a desk runs.
public struct RegistryConfiguration: Hashable, Sendable {
  /// The address: `https://host[:port][/path]`, or `http` to this machine and to a Unix socket.
  public var url: String
  /// The Unix socket on which the registry listens; `nil` for a connection by address.
  public var socket: String?
  /// The file with the token of each role, absolute.
  public var tokens: [Role: String]
  /// The file of the authorities that are trusted instead of those of the system.
  public var authorities: String?
  /// The files of certificate and key by which the registry knows the desk.
  public var identity: Identity?
  /// The address of the proxy; `nil` for none.
  public var proxy: String?
  /// Of whom the desk keeps a copy.
  public var scope: Scope
  /// How codes of people are searched for; `nil` follows what the registry says of itself.
  public var search: String?
  /// Which generation of identifier systems is written; `nil` follows what the registry says of itself.
  public var identifiers: String?
  /// Whether a code may stand in an address if the registry offers nothing better.
  public var admitsCodesInAddress: Bool

  /// Files of certificate and key, absolute.
  public struct Identity: Hashable, Sendable {
    /// The certificate in PEM.
    public let certificate: String
    /// The key in PEM, without passphrase.
    public let key: String

    /// Keeps both paths.
    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// Of whom the desk keeps a copy of the registry.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// Of people it has dealt with.
    case touched
    /// Of everybody in the care of the asl.
    case asl
  }

  /// A registry at an address, with everything else as usual.
  public init(url: String) {
    self.url = url
    tokens = [:]
    scope = .touched
    admitsCodesInAddress = true
  }

  /// How a search may be told to travel.
  public static let searchWords = ["form", "postedURL", "get"]
  /// The generations of identifier systems.
  public static let identifierWords = ["core", "base"]

  /// Whether a text can be the address of a registry: one of the two schemes and something behind it.
  public static func isAddress(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
    return ["https://", "http://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
  }
}

extension RegistryConfiguration {
  static let keys: Set<String> = [
    "url", "socket", "tokens", "ca", "certificate", "key", "proxy", "cache", "search", "identifiers",
    "codesInURL",
  ]

  init(_ object: ScreenObject) throws(CatalogError) {
    url = try object.string("url")
    guard Self.isAddress(url) else { throw object.error("url", .wrongValue) }
    socket = try object.has("socket") ? object.path("socket") : nil
    tokens = try Self.tokens(object)
    authorities = try object.has("ca") ? object.path("ca") : nil
    if object.has("certificate") || object.has("key") {
      identity = Identity(certificate: try object.path("certificate"), key: try object.path("key"))
    }
    proxy = try object.has("proxy") ? object.string("proxy") : nil
    if let proxy, !Self.isAddress(proxy) { throw object.error("proxy", .wrongValue) }
    scope = try object.word("cache", default: Scope.touched)
    search = try Self.word("search", of: object, among: Self.searchWords)
    identifiers = try Self.word("identifiers", of: object, among: Self.identifierWords)
    admitsCodesInAddress = try object.bool("codesInURL", default: true)
  }

  private static func tokens(_ object: ScreenObject) throws(CatalogError) -> [Role: String] {
    guard object.has("tokens") else { return [:] }
    let files = try ScreenObject(
      try object.value("tokens"), file: object.file, path: "\(object.path).tokens",
      allowed: Set(Role.allCases.map(\.rawValue)))
    var tokens: [Role: String] = [:]
    for role in Role.allCases where files.has(role.rawValue) { tokens[role] = try files.path(role.rawValue) }
    return tokens
  }

  private static func word(
    _ key: String, of object: ScreenObject, among words: [String]
  ) throws(CatalogError) -> String? {
    guard object.has(key) else { return nil }
    let word = try object.string(key)
    guard words.contains(word) else { throw object.error(key, .wrongValue) }
    return word
  }
}

extension ScreenObject {
  /// A path from the root: a relative one would depend on where the program was started.
  func path(_ key: String) throws(CatalogError) -> String {
    let text = try string(key)
    guard text.hasPrefix("/"), !text.utf8.contains(0) else { throw error(key, .wrongValue) }
    return text
  }
}
