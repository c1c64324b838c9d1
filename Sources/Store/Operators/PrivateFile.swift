import Glibc

/// Small files that only their owner may read.
package enum PrivateFile {
  /// The longest file that is read, in bytes.
  private static let limit = 4 << 20

  /// The longest file of practices that is read, in bytes: some ten thousand practices.
  private static let sealedLimit = 256 << 20

  /// The bytes of a file, or `nil` when there is none.
  package static func read(_ path: String) throws(StoreError) -> [UInt8]? {
    try read(path, limit: limit, isPrivate: true)
  }

  /// The bytes of a file that is sealed and signed, or `nil` when there is none: others may read it and own it, as on
  /// a disk that knows no owners.
  package static func readSealed(_ path: String) throws(StoreError) -> [UInt8]? {
    try read(path, limit: sealedLimit, isPrivate: false)
  }

  private static func read(_ path: String, limit: Int, isPrivate: Bool) throws(StoreError) -> [UInt8]? {
    let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw errno == ELOOP ? .malformed : .folder(code: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .folder(code: errno) }
    let isOurs = status.st_mode & 0o077 == 0 && status.st_uid == geteuid()
    guard status.st_mode & S_IFMT == S_IFREG, isOurs || !isPrivate, status.st_size <= limit else {
      throw .malformed
    }
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

  /// Writes a file that must not be there yet; what fails leaves none.
  ///
  /// - Throws: ``StoreError/exists`` when something is there, which stays as it is; ``StoreError/folder(code:)``.
  static func create(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == EEXIST ? .exists : .folder(code: errno) }
    let isWritten = writeAll(bytes, to: file) && fsync(file) == 0
    let code = errno
    guard close(file) == 0, isWritten else {
      let failure = isWritten ? errno : code
      unlink(path)
      throw .folder(code: failure)
    }
    syncFolder(of: path)
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
    syncFolder(of: path)
  }

  /// A new name is on disk only when its folder is.
  private static func syncFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let folder = Glibc.open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
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
