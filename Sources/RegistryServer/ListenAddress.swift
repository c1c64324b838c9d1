import Glibc

/// Where a registry listens.
public enum ListenAddress: Hashable, Sendable {
  /// An address of this machine in figures, version 4 or 6, and a port; 0 lets the system choose one.
  case internet(host: String, port: UInt16)
  /// A Unix socket; only its owner may connect.
  case socket(path: String)

  /// Parses `host:port` or `[host]:port`.
  ///
  /// - Returns: `nil` unless the host is an address in figures or `localhost`, and the port 0 to 65535.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      return nil
    }
    var host = String(text[..<colon])
    if host == "localhost" { host = "127.0.0.1" }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self = .internet(host: host, port: port)
    guard host.contains(":") == text.hasPrefix("["), SocketAddress(self) != nil else { return nil }
  }

  /// Whether nobody outside of this machine can reach it.
  public var isLocal: Bool {
    switch self {
    case .socket: true
    case .internet(let host, _): host == "::1" || host.hasPrefix("127.")
    }
  }
}

/// An address as the system takes it.
struct SocketAddress {
  let family: Int32
  private var storage = sockaddr_storage()
  private var length: socklen_t = 0

  /// - Returns: `nil` for a host that is no address in figures, or a path too long for a socket.
  init?(_ address: ListenAddress) {
    switch address {
    case .internet(let host, let port):
      var four = sockaddr_in()
      var six = sockaddr_in6()
      if inet_pton(AF_INET, host, &four.sin_addr) == 1 {
        family = AF_INET
        four.sin_family = sa_family_t(AF_INET)
        four.sin_port = port.bigEndian
        keep(four)
      } else if inet_pton(AF_INET6, host, &six.sin6_addr) == 1 {
        family = AF_INET6
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = port.bigEndian
        keep(six)
      } else {
        return nil
      }
    case .socket(let path):
      family = AF_UNIX
      var unix = sockaddr_un()
      unix.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array(path.utf8)
      guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: unix.sun_path) else { return nil }
      withUnsafeMutableBytes(of: &unix.sun_path) { $0.copyBytes(from: bytes) }
      keep(unix)
    }
  }

  private mutating func keep<Address>(_ address: Address) {
    withUnsafeBytes(of: address) { bytes in
      withUnsafeMutableBytes(of: &storage) { $0.copyMemory(from: bytes) }
    }
    length = socklen_t(MemoryLayout<Address>.size)
  }

  /// Hands the address to a call of the system.
  func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
