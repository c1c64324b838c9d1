import Domain
import Glibc
import Store
import Sync
import Testing
import Vault

let now = Instant(milliseconds: 1_772_000_000_000)
let anna = Signature(operatorName: "anna", role: "sportello", desk: "D1")

func submission(
  _ operation: String, codes: [String] = ["PRVNNA80A41Y000J"], body: String = "body of Provolone"
) -> Submission {
  Submission(
    operation: Identifier(unchecked: operation), kind: .scelta, codes: codes, signature: anna,
    body: Array(body.utf8))
}

/// A folder of a test, removed with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/sportello-store-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    path = String(cString: made)
  }

  /// The names in the folder, in order.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  deinit {
    chmod(path, 0o700)
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}

func bytes(of path: String) -> [UInt8] {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { return [] }
  defer { close(file) }
  var status = stat()
  fstat(file, &status)
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
  let count = read(file, &bytes, bytes.count)
  return Array(bytes.prefix(max(0, count)))
}

func write(_ bytes: [UInt8], to path: String) {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  _ = write(file, bytes, bytes.count)
  close(file)
}
