import Command
import FHIR
import RegistryServer

/// Where the registry listens and what desks call it.
struct ServedPlace {
  private(set) var address: ListenAddress
  /// The address as the administrator wrote it.
  let name: String
  private let chosenBase: String?

  init(_ options: Options) throws(StartFault) {
    chosenBase = options["base"]
    if let base = chosenBase, !Self.isBase(base) {
      throw ServeCommand.misuse("--base is http:// or https://, a host and a path")
    }
    guard let path = options["socket"] else {
      name = options["listen"] ?? "127.0.0.1:8043"
      guard let address = ListenAddress(name) else {
        throw ServeCommand.misuse("--listen is an address in figures and a port, such as 127.0.0.1:8043")
      }
      self.address = address
      return
    }
    guard options["listen"] == nil else { throw ServeCommand.misuse("either --listen or --socket") }
    name = path
    address = .socket(path: path)
  }

  /// What stands before the path in links, without a slash at the end.
  var base: String {
    if let chosenBase { return Self.trimmed(chosenBase) }
    switch address {
    case .internet(let host, let port):
      return "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/fhir"
    case .socket: return "http://localhost/fhir"
    }
  }

  /// The path of the base, which is the one that is served.
  var prefix: String {
    base.split(separator: "/", omittingEmptySubsequences: true).dropFirst(2).joined(separator: "/")
  }

  /// Puts a free port in the place of 0: the base has to name it before anything listens.
  mutating func chooseFreePort() throws(StartFault) {
    guard case .internet(let host, 0) = address, chosenBase == nil else { return }
    let probe = RegistryListener(address: address, isBehindProxy: true) { _ in Response(status: 503) }
    do throws(ListenFault) { try probe.start() } catch {
      throw StartFault("anagrafe: \(name) is no address here", code: Exit.unavailable)
    }
    let port = probe.port ?? 0
    probe.stopNow()
    address = .internet(host: host, port: port)
  }

  private static func isBase(_ text: String) -> Bool {
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return false }
    let rest = text.drop { $0 != "/" }.dropFirst(2)
    return rest.first != nil && rest.first != "/"
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"?#@\\%".utf8.contains($0) }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.last == "/" { rest.removeLast() }
    return String(rest)
  }
}
