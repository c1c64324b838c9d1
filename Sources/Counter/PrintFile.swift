import Glibc

/// Pages in files of a folder that only the owner reads: where no printer is set.
enum PrintFile {
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

  /// Deletes the pages of a folder that were written more than so many seconds ago, by the machine's own clock.
  ///
  /// - Returns: How many were deleted.
  @discardableResult
  static func forget(folder: String, olderThanSeconds: Int) -> Int {
    guard let directory = opendir(folder) else { return 0 }
    defer { closedir(directory) }
    let limit = time(nil) - olderThanSeconds
    var deleted = 0
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard name.hasSuffix(".txt"), fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFREG, status.st_mtim.tv_sec <= limit
      else { continue }
      if unlinkat(dirfd(directory), name, 0) == 0 { deleted += 1 }
    }
    return deleted
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
