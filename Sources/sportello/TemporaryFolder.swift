import Command
import FoundationEssentials
import Glibc

/// A new folder for one run, for its owner only.
struct TemporaryFolder {
  let path: String

  /// - Throws: ``StartFault`` when none can be made.
  init() throws {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/sportello-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw StartFault("sportello: no temporary folder can be made", code: Exit.cannotCreate)
    }
    path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes the folder with what is in it.
  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
