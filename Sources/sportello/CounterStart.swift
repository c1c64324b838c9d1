import Catalogs
import Command
import Counter
import Domain
import FoundationEssentials
import Glibc
import Store
import Sync
import Terminal
import TerminalCurses
import Vault
import Workflow

/// Opens the counter, on the screen or as a dialogue of lines: what demo and desk have in common.
struct CounterStart {
  var resources: ResourceDirectory
  var profile: Profile
  var places: PlaceTable
  var author: Author
  var clock: DeskClock
  var language: Language
  var theme: Theme
  var printer: PrinterConfiguration
  var contact = DeskContact()
  var folder: String
  var spool: String?
  /// A file with exercises of the trainer's own.
  var drills: String?
  var isDemo: Bool
  var isLinear: Bool
  var idleMinutes: Int?
  var admitsSuspension: Bool
  var registry: RegistrySource
  var access: OperatorAccess

  /// Runs the counter until the operator leaves.
  ///
  /// - Returns: The exit code.
  /// - Throws: ``StartFault`` when it cannot begin; the terminal is as it was.
  func run() throws -> Int32 {
    let screens = try catalog { () throws in try ScreenCatalog.load(directory: resources.screens).screens }
    let words = try catalog { () throws in try WordCatalog.words(language, in: resources) }
    let desk = try desk(words: words)
    let startUp = desk.store.startUp
    if ProgramFiles.isLinear(isLinear) {
      guard let loop = LinearLoop(session: session(screens, words, size: Frame.smallest, startUp), desk: desk)
      else {
        throw StartFault("sportello: the system gives no pipe", code: Exit.temporary)
      }
      loop.run()
      return 0
    }
    let device: TerminalDevice
    do {
      device = try TerminalDevice.open(theme: theme)
    } catch {
      throw StartFault(words.text("errore.terminale"), code: Exit.usage)
    }
    let signal = CounterLoop(
      session: session(screens, words, size: device.size, startUp), device: device, desk: desk
    )
    .run()
    device.close()
    switch signal {
    case nil: return 0
    case .terminate: return 128 + SIGTERM
    case .hangup, .guardLost: return 128 + SIGHUP
    }
  }

  /// The counter without a terminal, on its first screen.
  ///
  /// - Throws: ``StartFault`` when it cannot begin.
  func still(size: Size) throws -> StillCounter {
    let screens = try catalog { () throws in try ScreenCatalog.load(directory: resources.screens).screens }
    let words = try catalog { () throws in try WordCatalog.words(language, in: resources) }
    let desk = try desk(words: words)
    guard
      let counter = StillCounter(
        session: session(screens, words, size: size, desk.store.startUp), desk: desk)
    else { throw StartFault("sportello: the system gives no pipe", code: Exit.temporary) }
    return counter
  }

  private func session(
    _ screens: [ScreenID: ScreenSpec], _ words: Words, size: Size, _ startUp: StartUpReport
  ) -> Session {
    var scene = Scene(
      author: author, profile: profile, isDemo: isDemo, now: clock.now, words: words, screens: screens,
      placeName: placeName,
      registry: RegistryStatus(
        mode: registry.isCut ? .unreachable(since: clock.now) : .active(failures: 0), heardAt: nil))
    scene.admitsSuspension = admitsSuspension
    var session = Session(scene: scene, size: size, theme: theme, isLoggedIn: isDemo)
    if let notice = StartNotice.of(startUp) { session.tell(notice) }
    return session
  }

  private func desk(words: Words) throws -> CounterDesk {
    do { try VaultLibrary.start() } catch { throw StartFault("sportello: libsodium", code: Exit.software) }
    let store: DeskStore
    do {
      let lock = try FolderLock(folder: folder)
      let key = try keyOfFolder()
      store = try DeskStore(folder: folder, key: key, now: clock.now, lock: lock)
    } catch let error as StoreError {
      throw StartFault(words.text(error.messageKey, error.messageArguments), code: error.exitCode)
    }
    let threads = WorkThreads()
    // Without it the desk works all the same; sub-commands are then told which program holds the folder.
    let controlDesk = ControlDesk(store: store, clock: clock)
    let control = try? ControlServer(folder: folder, executor: threads) { line in
      await controlDesk.answer(line)
    }
    let opened = try registry.open(self, store: store, words: words, executor: threads)
    var levers = opened.levers
    levers.drills = { [resources, profile, drills] in
      var files = DrillFiles(resources: resources, standard: profile)
      var series: [DrillSeries] = []
      do throws(DrillFiles.Fault) {
        series = try files.shipped()
        if let drills { series.append(try files.own(drills)) }
        return (series, nil)
      } catch {
        return (series, .store(messageKey: error.messageKey, arguments: error.messageArguments))
      }
    }
    let isMissing = control == nil && StartNotice.of(store.startUp) == nil
    return CounterDesk(
      store: store, registry: opened.link, pace: opened.pace, control: controlDesk,
      demo: isDemo ? levers : nil,
      clock: clock,
      printer: PrinterSettings(
        name: printer.name, device: printer.device, drawsBarCodes: printer.drawsBarCodes,
        folder: folder + "/stampe", contact: contact), access: access,
      words: { [resources] code in
        guard let language = Language(rawValue: code) else { throw StartFault(code, code: Exit.usage) }
        return try WordCatalog.words(language, in: resources)
      },
      placeName: placeName, idleMinutes: idleMinutes, searchPause: opened.searchPause, spool: spool,
      executor: threads,
      startNotice: isMissing ? Notice(.warning, "avviso.controllo.assente") : nil)
  }

  private func keyOfFolder() throws -> DataKey {
    do { return try KeyFile.readOrCreate(path: folder + "/key") } catch { throw StoreError.vault(error) }
  }

  private var placeName: @Sendable (PlaceCode, CivilDate) -> String {
    { [places] code, day in places.lookup(code, on: day).place?.name ?? code.rawValue }
  }

  private func catalog<Value>(_ load: () throws -> Value) throws -> Value {
    do { return try load() } catch {
      throw StartFault(CatalogFault.sentence(error, resources), code: Exit.configuration)
    }
  }
}

/// Errors of the files of the program, in a sentence with file and place.
enum CatalogFault {
  static func sentence(_ error: any Error, _ resources: ResourceDirectory) -> String {
    guard let message = error as? any OperatorMessage else { return "sportello: \(error)" }
    let words = try? WordCatalog.load(.italian, in: resources).words
    return words?.text(message.messageKey, message.messageArguments)
      ?? "\(message.messageKey) \(message.messageArguments.joined(separator: " "))"
  }
}
