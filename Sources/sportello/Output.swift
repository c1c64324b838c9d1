import Glibc

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
