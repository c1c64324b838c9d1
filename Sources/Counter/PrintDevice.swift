import Glibc

/// Writes pages straight to a printer, past every spooler: nothing of them stays on this machine.
enum PrintDevice {
  /// How long a printer may take no byte before it is given up, in milliseconds.
  private static let patience: Int32 = 30_000

  /// Sends `text` to the device at `path`.
  ///
  /// - Returns: Whether it took everything. A file, a folder or a pipe is no printer and gets nothing; of a page
  ///   that stops in the middle a part may be on paper.
  static func send(_ text: String, to path: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { send($0, to: path) }
  }

  /// Sends bytes in the same way, without a copy of them.
  static func send(_ page: UnsafeRawBufferPointer, to path: String) -> Bool {
    let device = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard device >= 0 else { return false }
    defer { close(device) }
    var status = stat()
    guard fstat(device, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return false }
    var sent = 0
    while sent < page.count {
      let count = write(device, page.baseAddress.map { $0 + sent }, page.count - sent)
      if count >= 0 {
        sent += count
        continue
      }
      if errno == EINTR { continue }
      guard errno == EAGAIN else { return false }
      var ready = pollfd(fd: device, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, patience) > 0, ready.revents & Int16(POLLOUT) != 0 else { return false }
    }
    return true
  }
}
