import CFaultVFS
import Domain
import Store
import Testing
import Vault

/// A disk of a test that fails when it is told to.
final class FaultDisk {
  enum Call: Int, CaseIterable, Sendable, CustomTestStringConvertible {
    case open, write, sync, truncate, delete

    var testDescription: String { "\(self)" }

    var kind: cfault_kind {
      switch self {
      case .open: CFAULT_OPEN
      case .write: CFAULT_WRITE
      case .sync: CFAULT_SYNC
      case .truncate: CFAULT_TRUNCATE
      case .delete: CFAULT_DELETE
      }
    }
  }

  let name: String
  private let vfs: OpaquePointer

  init() throws {
    name = "fault-" + Randomness.uuid()
    vfs = try #require(cfault_make(name))
  }

  deinit { cfault_free(vfs) }

  /// Makes one call fail, and every later one of its kind when the fault lasts.
  func arm(_ call: Call, at ordinal: Int, code: Int32, isLasting: Bool = false) {
    cfault_arm(vfs, call.kind, Int32(ordinal), code, isLasting ? 1 : 0)
  }

  /// Makes nothing fail any more.
  func disarm() { cfault_arm(vfs, CFAULT_OPEN, 0, 0, 0) }

  /// How many calls were made to fail.
  var failures: Int { Int(cfault_failures(vfs)) }

  /// Opens the store of a folder on this disk.
  func store(_ folder: String, _ key: DataKey) throws -> DeskStore {
    try DeskStore(
      folder: folder, key: key, now: now, lock: try FolderLock(folder: folder), fileSystem: name)
  }
}
