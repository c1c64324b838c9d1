import Catalogs
import Counter
import Domain
import FoundationEssentials
import Glibc
import Population
import Registry
import SQLite
import Store
import Sync
import Terminal
import TerminalCurses
import Vault
import Workflow

/// Puts the demo together from its options: catalogs, region, registry, store, screen.
struct DemoProgram {
  private let options: Options
  private let resources: ResourceDirectory
  private let profile: Profile
  private let places: PlaceTable
  private let author: Author
  private let clock: DeskClock
  private let language: Language
  private let theme: Theme

  init(_ options: Options) throws {
    self.options = options
    do {
      resources = try ResourceDirectory.located(chosen: options["resources"])
    } catch {
      throw StartFault(
        "sportello: Screens/ and Localization/ not found; use --resources DIR", code: Exit.configuration)
    }
    do {
      profile = try ProfileCatalog.load(options["profile"] ?? "italia", directory: resources.data)
    } catch { throw StartFault("sportello: \(error)", code: Exit.configuration) }
    do {
      places = try PlaceCatalog.loadDemo(directory: resources.data)
    } catch { throw StartFault("sportello: \(error)", code: Exit.configuration) }
    guard let kind = DeskKind(rawValue: options["desk"] ?? "asl"),
      let role = Role(rawValue: options["role"] ?? "responsabile")
    else { throw StartFault("sportello: unknown --desk or --role\n\n\(DemoCommand.help)", code: Exit.usage) }
    author = Author(
      operatorName: "demo", role: role,
      desk: Desk(id: "SPORTELLO-1", kind: kind, asl: Region.homeAsl, distretto: Region.homeDistretto))
    if let at = options["at"] {
      guard let instant = StartTime.parse(at) else {
        throw StartFault("sportello: --at wants 2026-02-27T13:55+01:00", code: Exit.usage)
      }
      clock = DeskClock(startingAt: instant)
    } else {
      clock = DeskClock()
    }
    guard let language = Language(rawValue: options["language"] ?? "it"),
      let theme = Theme(rawValue: options["theme"] ?? "default")
    else { throw StartFault("sportello: unknown --language or --theme", code: Exit.usage) }
    self.language = language
    self.theme = theme
  }

  func run() throws -> Int32 {
    let screens = try catalogs { () throws in try ScreenCatalog.load(directory: resources.screens).screens }
    let words = try catalogs { () throws in try WordCatalog.words(language, in: resources) }
    let folder = try dataFolder()
    defer { if folder.isTemporary { try? FileManager.default.removeItem(atPath: folder.path) } }
    let device: TerminalDevice
    do {
      device = try TerminalDevice.open(theme: theme)
    } catch {
      throw StartFault("sportello: this is no terminal that can show screens; use --linear", code: Exit.usage)
    }
    defer { device.close() }
    let loop: CounterLoop
    do {
      loop = try counter(device, screens: screens, words: words, folder: folder.path)
    } catch {
      device.close()
      throw error
    }
    guard let signal = loop.run() else { return 0 }
    return signal == .terminate ? 143 : 129
  }

  private func counter(
    _ device: TerminalDevice, screens: [ScreenID: ScreenSpec], words: Words, folder: String
  ) throws -> CounterLoop {
    try VaultLibrary.start()
    let store: DeskStore
    do {
      let lock = try FolderLock(folder: folder)
      let key = try KeyFile.readOrCreate(path: folder + "/key")
      store = try DeskStore(folder: folder, key: key, now: clock.now, lock: lock)
    } catch let error as StoreError {
      throw StartFault(words.text(error.messageKey, error.messageArguments), code: Exit.temporary)
    }
    // Without it the desk works all the same; sub-commands are then told which program holds the folder.
    _ = try? ControlServer(folder: folder) { [store] line in await QueueInquiry.answer(line, store: store) }
    let registry = try ReferenceRegistry(
      .file(path: folder + "/registry.sqlite"), profile: profile, isDemo: true, now: { [clock] in clock.now })
    let embedded = EmbeddedRegistry(
      registry: registry, seed: UInt64(options["seed"] ?? "1") ?? 1,
      people: Int(options["people"] ?? "20000") ?? 20_000, clock: clock, ready: Readiness())
    Task.detached { await embedded.populate() }
    let placeName: @Sendable (PlaceCode, CivilDate) -> String = { [places] code, day in
      places.lookup(code, on: day).place?.name ?? code.rawValue
    }
    let desk = CounterDesk(
      store: store, registry: embedded.access, demo: embedded.levers, clock: clock,
      printer: PrinterSettings(name: options["printer"], folder: folder + "/stampe"),
      access: OperatorAccess { [author] _, _ in author },
      words: { [resources] code in
        guard let language = Language(rawValue: code) else { throw StartFault(code, code: Exit.usage) }
        return try WordCatalog.words(language, in: resources)
      },
      placeName: placeName, idleMinutes: nil)
    let scene = Scene(
      author: author, profile: profile, isDemo: true, now: clock.now, words: words, screens: screens,
      placeName: placeName, registry: RegistryStatus(mode: .active(failures: 0), heardAt: nil))
    let session = Session(scene: scene, size: device.size, theme: theme, isLoggedIn: true)
    return CounterLoop(session: session, device: device, desk: desk)
  }

  private func catalogs<Value>(_ load: () throws -> Value) throws -> Value {
    do { return try load() } catch { throw StartFault("sportello: \(error)", code: Exit.configuration) }
  }

  /// The data folder: the one asked for, or a new one that is forgotten at the end.
  private func dataFolder() throws -> (path: String, isTemporary: Bool) {
    if let path = options["data"] { return (path, false) }
    var template = Array("\(FileManager.default.temporaryDirectory.path)/sportello-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw StartFault("sportello: no temporary folder can be made", code: Exit.cannotCreate)
    }
    return (String(cString: made), true)
  }
}
