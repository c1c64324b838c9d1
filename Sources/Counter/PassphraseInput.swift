import Glibc
public import Vault

/// Reads a passphrase without ever showing it: from the terminal, or from a pipe.
///
/// A passphrase never comes as an argument, where every process of the machine can read it.
public enum PassphraseInput {
  /// Why no passphrase was read.
  public enum Failure: Error, Hashable, Sendable {
    /// Nothing was typed, or the pipe was empty.
    case missing
    /// More than 1024 bytes.
    case tooLong
    /// The person pressed Ctrl-C or Ctrl-D.
    case cancelled
    /// No memory that can be guarded.
    case vault(VaultFailure)
  }

  private static let limit = 1024

  /// Reads one line from standard input; when that is a terminal, prompts on it and echoes nothing.
  ///
  /// - Parameter prompt: What to ask; written to the terminal only.
  /// - Returns: The line without its end.
  /// - Throws: ``Failure``.
  public static func read(prompt: String) throws(Failure) -> SecretBytes {
    try read(prompt: prompt, from: STDIN_FILENO)
  }

  /// The same from another file, for tests.
  package static func read(prompt: String, from file: Int32) throws(Failure) -> SecretBytes {
    var saved = termios()
    let isTerminal = isatty(file) == 1 && tcgetattr(file, &saved) == 0
    defer {
      if isTerminal {
        tcsetattr(file, TCSAFLUSH, &saved)
        _ = write(STDERR_FILENO, "\n", 1)
      }
    }
    if isTerminal {
      var silent = saved
      // Signals are off as well: a program that dies here would leave a terminal that shows nothing.
      silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
      tcsetattr(file, TCSAFLUSH, &silent)
      _ = write(STDERR_FILENO, prompt, prompt.utf8.count)
    }
    return try line(from: file)
  }

  private static func line(from file: Int32) throws(Failure) -> SecretBytes {
    // The room is made once: an array that grew would leave copies behind.
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var count = 0
    defer { SecretBytes.wipe(&bytes) }
    reading: while count <= limit {
      var byte: UInt8 = 0
      let got = Glibc.read(file, &byte, 1)
      if got < 0, errno == EINTR { continue }
      guard got == 1 else { break }
      switch byte {
      case UInt8(ascii: "\n"): break reading
      case 3: throw .cancelled
      default:
        bytes[count] = byte
        count += 1
      }
    }
    guard count <= limit else { throw .tooLong }
    if count > 0, bytes[count - 1] == UInt8(ascii: "\r") { count -= 1 }
    guard count > 0 else { throw .missing }
    do {
      return try SecretBytes(count: count) { target in
        bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      }
    } catch { throw .vault(error) }
  }
}
