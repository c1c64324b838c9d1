import Glibc
import Synchronization
import Testing

/// A server on loopback that does to each connection what a script says; it ends with its last owner.
final class HostileServer: Sendable {
  typealias Script = @Sendable (HostileConnection) -> Void

  let port: UInt16
  private let listener: Int32
  private let script: Script
  private let seen = Mutex<[String]>([])

  /// Listens and starts a thread, which starts one for each connection.
  init(_ script: @escaping Script) throws {
    let (listener, port) = try LoopbackSocket.listening(backlog: 64)
    self.listener = listener
    self.port = port
    self.script = script
    let box = Unmanaged.passRetained(Accepting(listener: listener) { [weak self] file in self?.meet(file) })
    var thread = pthread_t()
    try #require(
      pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Accepting>.fromOpaque(context!).takeRetainedValue().run()
          return nil
        }, box.toOpaque()) == 0)
    pthread_detach(thread)
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  /// Every request that came in whole, over all connections: its first line.
  var requests: [String] { seen.withLock { $0 } }

  private func meet(_ file: Int32) {
    let connection = HostileConnection(file) { [weak self] line in self?.seen.withLock { $0.append(line) } }
    script(connection)
  }
}

/// The loop that accepts, which does not keep the server alive.
private final class Accepting {
  private let listener: Int32
  private let meet: @Sendable (Int32) -> Void

  init(listener: Int32, meet: @escaping @Sendable (Int32) -> Void) {
    self.listener = listener
    self.meet = meet
  }

  func run() {
    while true {
      let file = accept(listener, nil, nil)
      guard file >= 0 else { break }
      let box = Unmanaged.passRetained(Meeting(file: file, meet: meet))
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          let meeting = Unmanaged<Meeting>.fromOpaque(context!).takeRetainedValue()
          meeting.meet(meeting.file)
          return nil
        }, box.toOpaque())
      if code == 0 {
        pthread_detach(thread)
      } else {
        box.release()
        close(file)
      }
    }
    close(listener)
  }

  private final class Meeting {
    let file: Int32
    let meet: @Sendable (Int32) -> Void

    init(file: Int32, meet: @escaping @Sendable (Int32) -> Void) {
      self.file = file
      self.meet = meet
    }
  }
}

/// A listening socket of loopback on a free port.
enum LoopbackSocket {
  static func listening(backlog: Int32) throws -> (file: Int32, port: UInt16) {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    try #require(file >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        bind(file, plain, length) == 0 && listen(file, backlog) == 0 && getsockname(file, plain, &length) == 0
      }
    }
    try #require(code)
    return (file, UInt16(bigEndian: address.sin_port))
  }

  /// Nobody listens.
  struct Refused: Error {}

  /// A connected socket to a port of loopback; without waiting, one that may still be connecting.
  static func connected(to port: UInt16, waiting: Bool = true) throws -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let file = socket(AF_INET, waiting ? kind : kind | Int32(SOCK_NONBLOCK.rawValue), 0)
    try #require(file >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    let code = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 || !waiting else {
      close(file)
      throw Refused()
    }
    return file
  }
}
