import Glibc

/// Small files that only their owner may read.
package enum PrivateFile {
  /// The longest file that is read, in bytes.
  private static let limit = 4 << 20

  /// The bytes of a file, or `nil` when there is none.
  package static func read(_ path: String) throws(StoreError) -> [UInt8]? {
    let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw errno == ELOOP ? .malformed : .folder(code: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .folder(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0, status.st_uid == geteuid(),
      status.st_size <= limit
    else { throw .malformed }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(file, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      guard count > 0 else { throw .folder(code: count < 0 ? errno : EIO) }
      done += count
    }
    return bytes
  }

  /// Writes a new file beside the old one and puts it in its place.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let fresh = path + ".new"
    let file = Glibc.open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .folder(code: errno) }
    let isWritten = fchmod(file, 0o600) == 0 && writeAll(bytes, to: file) && fsync(file) == 0
    let code = errno
    close(file)
    guard isWritten, rename(fresh, path) == 0 else {
      unlink(fresh)
      throw .folder(code: isWritten ? errno : code)
    }
    // The rename itself is on disk only when the folder is.
    if let slash = path.lastIndex(of: "/") {
      let folder = Glibc.open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if folder >= 0 {
        fsync(folder)
        close(folder)
      }
    }
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
