import Glibc

/// Pages in files of a folder that only the owner reads: where no printer is set.
enum PrintFile {
  /// Whether there is such a file.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Writes a text into a new file of a folder, with a number behind its name if the name is taken.
  ///
  /// - Returns: The path written, or `nil` when the folder or the disk refuses; then no half file is left.
  static func write(_ text: String, folder: String, name: String) -> String? {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return nil }
    for number in 1...9999 {
      let path = number == 1 ? "\(folder)/\(name).txt" : "\(folder)/\(name)-\(number).txt"
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if file < 0 {
        guard errno == EEXIST else { return nil }
        continue
      }
      let isWhole = writeAll(text, to: file) && fsync(file) == 0
      close(file)
      if isWhole { return path }
      unlink(path)
      return nil
    }
    return nil
  }

  /// Writes everything, whatever the pieces in which the system takes it.
  static func writeAll(_ text: String, to file: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { return false }
        continue
      }
      bytes = bytes.dropFirst(count)
    }
    return true
  }
}
