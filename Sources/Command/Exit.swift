/// The exit codes of `sysexits.h` that the programs use.
package enum Exit {
  package static let usage: Int32 = 64
  package static let badData: Int32 = 65
  package static let noInput: Int32 = 66
  package static let unavailable: Int32 = 69
  package static let software: Int32 = 70
  package static let filesMissing: Int32 = 72
  package static let cannotCreate: Int32 = 73
  package static let ioError: Int32 = 74
  package static let temporary: Int32 = 75
  package static let noPermission: Int32 = 77
  package static let configuration: Int32 = 78
}
