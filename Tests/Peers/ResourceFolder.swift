import Glibc
import Testing

/// A folder with a file for each resource, gone with its last owner.
final class ResourceFolder {
  let path: String
  private(set) var names: Set<String> = []

  init() throws {
    try #require(mkdir(PeerProgram.root, 0o700) == 0 || errno == EEXIST)
    var template = Array("\(PeerProgram.root)/resources-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// Writes a resource under a name of its own.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = try #require(fopen("\(path)/\(name).json", "w"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    try #require(names.insert("\(name).json").inserted, "\(name) twice")
  }
}
