import Glibc

/// The right to use a data folder, held by one process at a time until it ends or lets go.
///
/// The kernel gives it back when the process dies, however it dies.
public final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of a folder, making the folder (for its owner only) when it is missing.
  ///
  /// - Parameters:
  ///   - folder: The data folder.
  ///   - name: The file of the lock; another one than the standard guards only a part of the folder.
  /// - Throws: ``StoreError/locked(pid:)`` when another process, or this one, holds it;
  ///   ``StoreError/folder(code:)`` when the folder cannot be made or written.
  public init(folder: String, name: String = "lock") throws(StoreError) {
    try Self.makeFolder(folder)
    let path = "\(folder)/\(name)"
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .folder(code: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let pid = Self.readPid(file)
      close(file)
      throw .locked(pid: pid)
    }
    let text = Array("\(getpid())\n".utf8)
    guard ftruncate(file, 0) == 0, pwrite(file, text, text.count, 0) == text.count else {
      let code = errno
      close(file)
      throw .folder(code: code)
    }
    descriptor = file
  }

  deinit { close(descriptor) }

  private static func readPid(_ file: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let digits = bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }
    return Int32(String(decoding: digits, as: UTF8.self))
  }

  /// Makes the folder and the ones above it.
  private static func makeFolder(_ folder: String) throws(StoreError) {
    if access(folder, F_OK) == 0 { return }
    if let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      try makeFolder(String(folder[..<slash]))
    }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .folder(code: errno) }
  }
}
