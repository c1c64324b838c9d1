import Glibc

/// Opens the socket on which a registry listens.
enum ListenSocket {
  /// - Returns: A descriptor that listens; the caller closes it.
  /// - Throws: ``ListenFault``; then no descriptor is left open.
  static func open(_ address: ListenAddress) throws(ListenFault) -> Int32 {
    guard let target = SocketAddress(address) else { throw .badAddress }
    let file = socket(target.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { throw .system(errno) }
    do throws(ListenFault) {
      try prepare(file, address)
      try bind(file, target, address)
      guard listen(file, Int32(SOMAXCONN)) == 0 else { throw .system(errno) }
      return file
    } catch {
      close(file)
      throw error
    }
  }

  /// The port of a socket; `nil` if it has none.
  static func port(_ file: Int32) -> UInt16? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(file, $0, &length) }
    }
    guard code == 0 else { return nil }
    return withUnsafeBytes(of: storage) { bytes in
      switch Int32(storage.ss_family) {
      case AF_INET: UInt16(bigEndian: bytes.load(as: sockaddr_in.self).sin_port)
      case AF_INET6: UInt16(bigEndian: bytes.load(as: sockaddr_in6.self).sin6_port)
      default: nil
      }
    }
  }

  private static func prepare(_ file: Int32, _ address: ListenAddress) throws(ListenFault) {
    switch address {
    case .internet:
      var on: Int32 = 1
      setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    case .socket(let path):
      // A socket that nobody serves any more is left behind by a process that was killed.
      var found = stat()
      guard lstat(path, &found) == 0 else { return }
      guard found.st_mode & S_IFMT == S_IFSOCK, !answers(address) else { throw .inUse }
      unlink(path)
    }
  }

  private static func bind(
    _ file: Int32, _ target: SocketAddress, _ address: ListenAddress
  ) throws(ListenFault) {
    // Between bind and chmod nobody else may connect either; the mask is the process's, so it is put back.
    let mask = address.isSocket ? umask(0o177) : nil
    let code = target.with { Glibc.bind(file, $0, $1) }
    let number = errno
    if let mask { umask(mask) }
    guard code == 0 else {
      switch number {
      case EADDRINUSE: throw .inUse
      case EADDRNOTAVAIL: throw .badAddress
      default: throw .system(number)
      }
    }
  }

  private static func answers(_ address: ListenAddress) -> Bool {
    guard let target = SocketAddress(address) else { return false }
    let probe = socket(target.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard probe >= 0 else { return true }
    defer { close(probe) }
    return target.with { connect(probe, $0, $1) } == 0
  }
}

extension ListenAddress {
  fileprivate var isSocket: Bool {
    switch self {
    case .internet: false
    case .socket: true
    }
  }
}
