import Glibc

/// A file that holds the data key, readable by its owner only.
///
/// It stands in for key slots while a folder has no operators, and in the demo.
public enum KeyFile {
  /// What is wrong with a key file.
  public enum Problem: Hashable, Sendable {
    case missing
    case alreadyThere
    /// Somebody else owns it or can read it, or it is no plain file.
    case exposed
    /// It does not hold exactly one key.
    case wrongLength
    /// The system refused; `code` is its `errno`.
    case system(code: Int32)
  }

  /// Draws a key and writes it to a new file.
  ///
  /// The file has its name only once it is whole: a program that is killed meanwhile leaves no half key behind.
  ///
  /// - Throws: ``VaultFailure/keyFile(_:)`` with `alreadyThere` when something has that name.
  public static func create(path: String) throws(VaultFailure) -> DataKey {
    let key = try DataKey.random()
    let fresh = "\(path).\(getpid())"
    unlink(fresh)
    let file = Glibc.open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .keyFile(.system(code: errno)) }
    defer {
      close(file)
      unlink(fresh)
    }
    let written = key.secret.withBytes { write(file, $0.baseAddress, $0.count) }
    guard written == key.secret.count, fsync(file) == 0 else { throw .keyFile(.system(code: errno)) }
    // A link takes no name that something has already.
    guard link(fresh, path) == 0 else {
      throw .keyFile(errno == EEXIST ? .alreadyThere : .system(code: errno))
    }
    return key
  }

  /// Reads the key from a file.
  ///
  /// - Throws: ``VaultFailure/keyFile(_:)`` with `missing`, `exposed` or `wrongLength`.
  public static func read(path: String) throws(VaultFailure) -> DataKey {
    let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      throw .keyFile(errno == ENOENT ? .missing : errno == ELOOP ? .exposed : .system(code: errno))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .keyFile(.system(code: errno)) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
      throw .keyFile(.exposed)
    }
    guard status.st_size == SealingKey.keyCount else { throw .keyFile(.wrongLength) }
    var count = 0
    let secret = try SecretBytes(count: SealingKey.keyCount) { target in
      count = Glibc.read(file, target.baseAddress, target.count)
    }
    guard count == SealingKey.keyCount else { throw .keyFile(.wrongLength) }
    return try DataKey(secret)
  }

  /// Reads the key from a file, or creates it when there is none.
  ///
  /// - Throws: ``VaultFailure/keyFile(_:)``.
  public static func readOrCreate(path: String) throws(VaultFailure) -> DataKey {
    do {
      return try read(path: path)
    } catch {
      guard error == .keyFile(.missing) else { throw error }
      return try create(path: path)
    }
  }
}
