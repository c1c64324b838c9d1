import Glibc

/// One connection in the hands of a script; closed when the script lets it go.
final class HostileConnection {
  private let file: Int32
  private let note: (String) -> Void
  /// `POLLRDHUP`, which Swift does not import.
  private static let hangUp: Int16 = 0x2000
  private var pending: [UInt8] = []
  private var isOpen = true

  init(_ file: Int32, note: @escaping (String) -> Void) {
    self.file = file
    self.note = note
  }

  deinit { if isOpen { close(file) } }

  /// The socket, for scripts that pass bytes on.
  var descriptor: Int32 { file }

  /// Reads a head and the body that it announces.
  ///
  /// - Returns: The lines of the head; `nil` if the other side ended before.
  @discardableResult
  func readRequest() -> [String]? {
    guard let lines = readHead() else { return nil }
    let length =
      lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
    while pending.count < length { guard readSome() else { return nil } }
    pending.removeFirst(length)
    note(lines[0])
    return lines
  }

  /// Reads a head, and perhaps the beginning of a body.
  @discardableResult
  func readHead() -> [String]? {
    while true {
      if let end = endOfHead {
        let text = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end + 4)
        return text.split(separator: "\r\n").map(String.init)
      }
      guard readSome() else { return nil }
    }
  }

  /// Reads at least so many bytes.
  func read(atLeast count: Int) { while pending.count < count, readSome() {} }

  /// Reads until the other side has had enough.
  func waitForPeer() { while readSome() {} }

  /// Writes what it can.
  ///
  /// - Returns: Whether the other side still takes it.
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

  /// Writes byte by byte with a pause after each, as long as the other side listens.
  func drip(_ text: String, everyMilliseconds pause: Int32) {
    for byte in text.utf8 {
      guard write([byte]), isPeerThere(for: pause) else { return }
    }
  }

  /// Waits; `false` as soon as the other side is gone.
  func isPeerThere(for milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: file, events: Self.hangUp, revents: 0)
    return poll(&wait, 1, milliseconds) == 0
  }

  /// Ends the connection with a reset instead of an end.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(file, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    end()
  }

  /// Ends the connection.
  func end() {
    guard isOpen else { return }
    isOpen = false
    close(file)
  }

  private var endOfHead: Int? {
    guard pending.count >= 4 else { return nil }
    return (0...(pending.count - 4)).first {
      pending[$0] == 13 && pending[$0 + 1] == 10 && pending[$0 + 2] == 13 && pending[$0 + 3] == 10
    }
  }

  private func readSome() -> Bool {
    var part = [UInt8](repeating: 0, count: 64 << 10)
    let count = Glibc.read(file, &part, part.count)
    guard count > 0 else { return false }
    pending += part[..<count]
    return true
  }
}
