import Glibc

/// One end of a Unix socket, closed exactly once.
final class SocketEnd: Sendable {
  let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  convenience init() throws(ControlError) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system(code: errno) }
    self.init(descriptor: descriptor)
  }

  deinit { close(descriptor) }

  /// Whether the process at the other end runs for our user, or for root.
  var isPeerOurs: Bool {
    // `struct ucred` is hidden from Swift: process, user and group, each of 32 bits.
    var peer: [UInt32] = [0, .max, .max]
    var length = socklen_t(MemoryLayout<UInt32>.size * peer.count)
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 else { return false }
    return peer[1] == geteuid() || peer[1] == 0
  }

  func setTimeout(seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    let length = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, length)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, length)
  }

  /// Connects to the socket of a folder.
  func connect(folder: String) throws(ControlError) {
    let code = try Self.withAddress(folder: folder) { Glibc.connect(descriptor, $0, $1) == 0 ? 0 : errno }
    switch code {
    case 0: return
    case ENOENT, ECONNREFUSED, ENOTSOCK: throw .notRunning
    default: throw .system(code: code)
    }
  }

  /// Makes the socket of a folder, in place of one that a dead counter left.
  ///
  /// Only the holder of the folder's lock may call this.
  func listen(folder: String) throws(ControlError) {
    let path = "\(folder)/\(ControlSocket.name)"
    guard unlink(path) == 0 || errno == ENOENT else { throw .system(code: errno) }
    let code = try Self.withAddress(folder: folder) { Glibc.bind(descriptor, $0, $1) == 0 ? 0 : errno }
    guard code == 0 else { throw .system(code: code) }
    // Nobody can connect before `listen`, so the permissions are never wider than meant.
    guard chmod(path, 0o600) == 0, Glibc.listen(descriptor, 8) == 0 else { throw .system(code: errno) }
  }

  /// Lends the address of the socket, written by way of the open folder: a path may have only 107 bytes.
  private static func withAddress(
    folder: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(ControlError) -> Int32 {
    let directory = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw errno == ENOENT ? .notRunning : .system(code: errno) }
    defer { close(directory) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) {
      $0.copyBytes(from: "/proc/self/fd/\(directory)/\(ControlSocket.name)".utf8)
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// Sends a text and the end of a line; `false` when the other end is gone or too slow.
  func sendLine(_ text: String) -> Bool {
    let bytes = Array(text.utf8) + [UInt8(ascii: "\n")]
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Receives a text up to the end of a line.
  func receiveLine() throws(ControlError) -> String {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .silent(pid: nil) }
      if let end = buffer[..<count].firstIndex(of: UInt8(ascii: "\n")) {
        line += buffer[..<end]
        guard line.count <= ControlSocket.limit else { throw .tooLong }
        return String(decoding: line, as: UTF8.self)
      }
      line += buffer[..<count]
      guard line.count <= ControlSocket.limit else { throw .tooLong }
    }
  }
}
