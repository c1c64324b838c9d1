import Catalogs
import Command
import Domain
import Glibc
import Registry
import SQLite
import Vault

/// The folder of a registry and what opens in it.
struct DataFolder {
  /// The folder, made for its owner only if it was missing.
  let path: String

  /// - Throws: ``StartFault`` if there is no such folder and none can be made.
  init(_ chosen: String?) throws(StartFault) {
    path = chosen ?? Self.standard
    do {
      try Self.make(path)
    } catch {
      throw StartFault("anagrafe: \(path) cannot be made or written", code: Exit.cannotCreate)
    }
  }

  /// The folder of a registry that is there already.
  ///
  /// - Throws: ``StartFault`` if none is: whoever asks about a registry wants no new one because of a slip.
  static func existing(_ chosen: String?) throws(StartFault) -> DataFolder {
    let path = chosen ?? standard
    guard access("\(path)/registry.sqlite", F_OK) == 0 else {
      throw StartFault("anagrafe: there is no registry in \(path)", code: Exit.noInput)
    }
    return try DataFolder(path)
  }

  /// Where a registry lies unless told: in the home of the user.
  static let standardText = "~/.local/share/sportello-anagrafe"

  private static var standard: String {
    let home = getenv("HOME").map { String(cString: $0) } ?? "."
    return "\(home)/.local/share/sportello-anagrafe"
  }

  /// The socket by which other commands reach the registry that is being served.
  var socket: String { "\(path)/control" }

  /// Opens the registry; no other process can meanwhile.
  ///
  /// - Parameters:
  ///   - profile: By which it decides.
  ///   - base: Where desks reach it.
  ///   - isTraining: Whether its people are invented: desks and roles of courses have rights then.
  /// - Returns: `nil` if another process serves it.
  /// - Throws: ``StartFault``.
  func registry(
    profile: Profile, base: String = "", isTraining: Bool = false
  ) throws(StartFault) -> ReferenceRegistry? {
    do { try VaultLibrary.start() } catch { throw StartFault("anagrafe: libsodium", code: Exit.software) }
    let file = "\(path)/registry.sqlite"
    let key: DataKey
    do throws(VaultFailure) { key = try KeyFile.readOrCreate(path: "\(path)/registry.key") } catch {
      throw StartFault(
        "anagrafe: \(path)/registry.key is no key, or others can read it", code: Exit.cannotCreate)
    }
    do throws(RegistryFailure) {
      return try ReferenceRegistry(
        .file(path: file), profile: profile, base: base, cacheKilobytes: Self.cacheKilobytes, key: key,
        isDemo: isTraining, now: { SystemClock.now })
    } catch {
      guard case .storage(let error) = error else {
        throw StartFault("anagrafe: \(file) holds no registry", code: Exit.ioError)
      }
      switch error.kind {
      case .busy: return nil
      case .newerSchema:
        throw StartFault("anagrafe: a newer version wrote \(file)", code: Exit.noPermission)
      case .readOnly, .cannotOpen:
        throw StartFault("anagrafe: \(file) cannot be opened for writing", code: Exit.cannotCreate)
      case .corrupt: throw StartFault("anagrafe: \(file) is damaged", code: Exit.ioError)
      case .full, .inputOutput:
        throw StartFault("anagrafe: the disk of \(file) is full or fails", code: Exit.ioError)
      case .constraint, .other:
        throw StartFault("anagrafe: \(file): SQLite \(error.code)", code: Exit.ioError)
      }
    }
  }

  /// The upper levels of every tree of a registry of a million people.
  private static let cacheKilobytes = 64_000

  /// What a command says that cannot share the registry.
  var busy: StartFault {
    StartFault("anagrafe: another process holds \(path)", code: Exit.temporary)
  }

  private static func make(_ path: String) throws(SystemFault) {
    var found = stat()
    if stat(path, &found) == 0 {
      guard found.st_mode & S_IFMT == S_IFDIR, access(path, W_OK | X_OK) == 0 else { throw SystemFault() }
      return
    }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try make(String(path[..<slash])) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemFault() }
  }

  private struct SystemFault: Error {}
}

/// The machine's clock.
enum SystemClock {
  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }
}

/// The profile of the region by which the registry decides, with the catalogue of exemptions.
enum ProfileFile {
  static func load(_ id: String?, resources chosen: String?) throws(StartFault) -> Profile {
    let resources: ResourceDirectory
    do { resources = try ResourceDirectory.located(chosen: chosen) } catch {
      throw StartFault(
        "anagrafe: the profiles were not found; say where with --resources DIR", code: Exit.filesMissing)
    }
    let id = id ?? ProfileCatalog.baseID
    var profile: Profile
    do { profile = try ProfileCatalog.load(id, directory: resources.data) } catch {
      throw StartFault(
        "anagrafe: no usable profile \(id) in \(resources.data)/profiles", code: Exit.configuration)
    }
    do { profile.esenzioni.catalog = try EsenzioniCatalog.load(directory: resources.data) } catch {
      throw StartFault(
        "anagrafe: no usable catalogue of exemptions: \(error.place)", code: Exit.configuration)
    }
    return profile
  }
}
