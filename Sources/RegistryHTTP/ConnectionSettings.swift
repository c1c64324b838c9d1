import Glibc

/// How the desk reaches one registry.
///
/// Source: registry-sync §8.
public struct ConnectionSettings: Hashable, Sendable {
  /// The address below which every path of a request lies, without a slash at its end.
  public let base: BaseAddress
  /// The Unix socket on which the registry listens; `nil` for a connection by address.
  public let socket: String?
  /// The file of the authorities that are trusted, in PEM, instead of those of the system; `nil` for these.
  public let authorities: String?
  /// Certificate and key by which the registry knows the desk; `nil` if it does not ask for one.
  public let identity: Identity?
  /// The address of the proxy, `http://host:port`; `nil` for none, whatever the environment says.
  public let proxy: String?
  /// The limits of time and size.
  public let limits: Limits

  /// Files of certificate and key.
  public struct Identity: Hashable, Sendable {
    /// The certificate and those between it and the authority, in PEM.
    public let certificate: String
    /// The key without passphrase, in PEM.
    public let key: String

    /// Keeps both paths; whether the files are good shows at the first exchange.
    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// Limits of time and size.
  public struct Limits: Hashable, Sendable {
    /// Milliseconds until the connection stands, TLS included.
    public let connect: Int
    /// Milliseconds for the whole exchange.
    public let total: Int
    /// The largest body of an answer, in bytes.
    public let body: Int
    /// The largest head of an answer, in bytes, interim answers included.
    public let head: Int

    /// Keeps limits, each at least 1.
    public init(connect: Int = 3_000, total: Int = 15_000, body: Int = 8 << 20, head: Int = 32 << 10) {
      self.connect = max(1, connect)
      self.total = max(1, total)
      self.body = max(1, body)
      self.head = max(1, head)
    }
  }

  /// Why settings cannot be used.
  public enum Fault: Error, Hashable, Sendable, CaseIterable {
    /// The address is none, names a user, or has a query or fragment.
    case badAddress
    /// Without TLS only this machine may be reached.
    case plainNotAdmitted
    /// The address of the proxy is none.
    case badProxy
  }

  /// Checks and keeps settings.
  ///
  /// - Parameters:
  ///   - base: `https://host[:port][/path]`, or `http` where it is admitted.
  ///   - socket: The Unix socket on which the registry listens.
  ///   - authorities: The file of the authorities that are trusted instead of those of the system.
  ///   - identity: Certificate and key of the desk.
  ///   - proxy: `http://host:port`.
  ///   - limits: Of time and size.
  ///   - admitsPlain: Whether `http` may leave this machine; to loopback and Unix sockets it always may.
  /// - Throws: ``Fault``; no file is touched and no name looked up.
  public init(
    base: String, socket: String? = nil, authorities: String? = nil, identity: Identity? = nil,
    proxy: String? = nil, limits: Limits = Limits(), admitsPlain: Bool = false
  ) throws(Fault) {
    guard let address = BaseAddress(base) else { throw .badAddress }
    guard address.isSecure || admitsPlain || socket != nil || address.isLoopback else {
      throw .plainNotAdmitted
    }
    if let proxy, !BaseAddress.isProxy(proxy) { throw .badProxy }
    self.base = address
    self.socket = socket
    self.authorities = authorities
    self.identity = identity
    self.proxy = proxy
    self.limits = limits
  }
}

extension ConnectionSettings: CustomStringConvertible, CustomReflectable {
  /// The address alone: that of a proxy may carry credentials.
  public var description: String { base.text }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
