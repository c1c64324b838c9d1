import Glibc

/// Text to the standard channels of a program.
package enum Output {
  package static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  package static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  package static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}
