import Command
import Store

/// Why the program does not start: the sentence for the administrator and the exit code.
struct StartFault: Error {
  let text: String
  let code: Int32

  init(_ text: String, code: Int32) {
    self.text = text
    self.code = code
  }
}

extension StoreError {
  /// The exit code of a command that this error ends.
  var exitCode: Int32 {
    switch self {
    case .locked: Exit.temporary
    case .folder, .exists: Exit.cannotCreate
    case .malformed, .vault, .wrongKey: Exit.noPermission
    case .database, .altered, .notFound, .duplicate, .impossible, .incomplete, .uncertain: Exit.software
    }
  }
}
