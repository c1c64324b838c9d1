import Glibc
import RegistryServer
import Testing

/// Runs what blocks on a thread of its own: the threads of the pool have to make the answers.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let work = Unmanaged.passRetained(Work { continuation.resume(with: Result { try body() }) })
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Work>.fromOpaque(context!).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    pthread_detach(thread)
  }
}

private final class Work {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}

/// A socket in the hands of a test that writes what no client would.
final class RawConnection {
  private let file: Int32

  /// Connects to a port of loopback; nobody waits longer than ten seconds for an answer.
  init(to port: UInt16) throws {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    try #require(file >= 0)
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    let code = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    // Whole by now: `deinit` closes the socket, and a second close would hit another's.
    guard code == 0 else { throw Refused() }
  }

  /// Nobody listens.
  struct Refused: Error {}

  deinit { close(file) }

  /// Writes a text, says that nothing more comes, and reads until the other side ends the connection.
  static func answer(to text: String, at port: UInt16, endsWriting: Bool = true) async throws -> String {
    try await onThread {
      let connection = try RawConnection(to: port)
      connection.write(text)
      if endsWriting { connection.endWriting() }
      return connection.readAll()
    }
  }

  /// Writes as much as the other side takes.
  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Writes byte by byte until the other side has had enough.
  ///
  /// - Returns: Whether it had, before the text came to its end.
  func drip(_ text: String, everyMilliseconds pause: UInt32) -> Bool {
    for byte in text.utf8 {
      guard write([byte]), !isEnded else { return true }
      usleep(pause * 1_000)
    }
    return false
  }

  /// Says that nothing more will be written.
  func endWriting() { shutdown(file, Int32(SHUT_WR)) }

  /// Reads until the other side ends the connection.
  func readAll() -> String {
    var bytes: [UInt8] = []
    while let part = readSome() { bytes += part }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads until so many bytes are there, or the connection ends.
  func read(atLeast count: Int) -> Int {
    var found = 0
    while found < count, let part = readSome() { found += part.count }
    return found
  }

  /// Whether the other side ended the connection; nothing is read.
  var isEnded: Bool {
    var byte: UInt8 = 0
    let count = recv(file, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
  }

  /// Waits until the other side ends the connection; `false` if it does not.
  func ends() -> Bool {
    var wait = pollfd(fd: file, events: 0x2000, revents: 0)
    return poll(&wait, 1, 20_000) == 1
  }

  private func readSome() -> [UInt8]? {
    var part = [UInt8](repeating: 0, count: 64 << 10)
    let count = Glibc.read(file, &part, part.count)
    return count > 0 ? Array(part[..<count]) : nil
  }
}
