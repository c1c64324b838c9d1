import Glibc

/// Why a command does not start or go on: the sentence for the administrator and the exit code.
struct StartFault: Error {
  let text: String
  let code: Int32

  init(_ text: String, code: Int32) {
    self.text = text
    self.code = code
  }
}

/// How every sub-command ends.
enum Running {
  /// Runs a command; what escapes it is told by its type only, because values may hold personal data.
  static func reported(_ body: () async throws -> Int32) async -> Int32 {
    do {
      return try await body()
    } catch let fault as StartFault {
      Output.error(fault.text)
      return fault.code
    } catch {
      Output.error("anagrafe: \(type(of: error))")
      return Exit.software
    }
  }
}

/// Text to the standard channels of a command.
enum Output {
  static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}

/// The exit codes of `sysexits.h` that this program uses.
enum Exit {
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let noInput: Int32 = 66
  static let unavailable: Int32 = 69
  static let software: Int32 = 70
  static let filesMissing: Int32 = 72
  static let cannotCreate: Int32 = 73
  static let ioError: Int32 = 74
  static let temporary: Int32 = 75
  static let noPermission: Int32 = 77
  static let configuration: Int32 = 78
}
