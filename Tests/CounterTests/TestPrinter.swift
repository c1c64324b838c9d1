import Glibc
import Synchronization

/// A printer that keeps what it was sent: the near end of a line whose far end is read all the time.
final class TestPrinter: Sendable {
  /// The device to print on.
  let path: String
  private let near: Int32
  private let far: Int32
  private let bytes = Mutex<[UInt8]>([])

  struct NoLine: Error {}

  /// TIOCSPTLCK and TIOCGPTN of Linux, which the module of the C library leaves out.
  private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  init() throws {
    near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (lock, number): (Int32, Int32) = (0, 0)
    guard near >= 0, ioctl(near, Self.setLock, &lock) == 0, ioctl(near, Self.getNumber, &number) == 0 else {
      throw NoLine()
    }
    path = "/dev/pts/\(number)"
    far = open(path, O_RDWR | O_NOCTTY)
    var modes = termios()
    guard far >= 0, tcgetattr(far, &modes) == 0 else { throw NoLine() }
    cfmakeraw(&modes)
    tcsetattr(far, TCSANOW, &modes)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<TestPrinter>.fromOpaque(context).takeRetainedValue().read()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_detach(thread)
  }

  /// Ends with the far end; see ``end()``.
  private func read() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(near, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes.withLock { $0 += buffer[..<count] }
    }
    close(near)
  }

  /// Takes no more, and tells what has come; the last byte is waited for.
  func end() -> String {
    tcdrain(far)
    var last = -1
    while true {
      let count = bytes.withLock { $0.count }
      if count == last { break }
      last = count
      usleep(20_000)
    }
    close(far)
    return bytes.withLock { String(decoding: $0, as: UTF8.self) }
  }
}
