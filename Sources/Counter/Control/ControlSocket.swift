import Glibc
public import Store

/// The Unix socket in a data folder by which sub-commands ask the running counter.
///
/// One request a connection: one line of JSON there, one line of JSON back. Only the owner of the folder can
/// connect, and both sides check whom they speak with.
public enum ControlSocket {
  /// The longest line, in bytes, its end not counted.
  public static let limit = 8 << 20

  static let name = "control"

  /// How a sub-command gets at the data of a folder.
  public enum Access: Sendable {
    /// The running counter answered with this line.
    case answered(String)
    /// No counter runs: the caller holds the lock now and does the work itself.
    case alone(FolderLock)
  }

  /// Asks the running counter, or takes the lock when there is none.
  ///
  /// - Parameters:
  ///   - folder: The data folder.
  ///   - request: One line of JSON without its end.
  ///   - seconds: How long to wait for the answer.
  /// - Returns: The answer or the lock.
  /// - Throws: ``ControlError/silent(pid:)`` when the folder is held by a program that does not answer, which
  ///   is exit code 75; other cases when the system refused.
  public static func reach(
    folder: String, request: String, seconds: Int = 10
  ) throws(ControlError) -> Access {
    do {
      return .answered(try ask(folder: folder, request: request, seconds: seconds))
    } catch {
      switch error {
      case .notRunning, .silent: break
      case .stranger, .tooLong, .system: throw error
      }
    }
    do {
      return .alone(try FolderLock(folder: folder))
    } catch {
      switch error {
      case .locked(let pid): throw .silent(pid: pid)
      case .folder(let code): throw .system(code: code)
      case .wrongKey, .database, .vault, .altered, .notFound, .duplicate, .impossible, .incomplete,
        .uncertain, .exists,
        .malformed:
        throw .system(code: EIO)
      }
    }
  }

  /// Asks the running counter.
  ///
  /// - Parameters:
  ///   - folder: The data folder.
  ///   - request: One line of JSON without its end.
  ///   - seconds: How long to wait for the answer.
  /// - Returns: One line of JSON without its end.
  /// - Throws: ``ControlError``.
  public static func ask(
    folder: String, request: String, seconds: Int = 10
  ) throws(ControlError) -> String {
    guard request.utf8.count <= limit else { throw .tooLong }
    let end = try SocketEnd()
    try end.connect(folder: folder)
    guard end.isPeerOurs else { throw .stranger }
    end.setTimeout(seconds: seconds)
    guard end.sendLine(request) else { throw .silent(pid: nil) }
    return try end.receiveLine()
  }
}
