public import Domain
public import Store
public import Sync
public import Terminal
public import Workflow

/// Everything a counter works with, handed in by the program: store, registry, clock, words, printer.
public struct CounterDesk: Sendable {
  /// The desk's data, open and locked.
  public var store: DeskStore
  /// The line to the central registry.
  public var registry: RegistryLink
  /// How fast the desk sends and asks.
  public var pace: SyncPace
  /// What is done for sub-commands; `nil` where none can ask.
  public var control: ControlDesk?
  /// The levers of the demo; `nil` at a real desk.
  public var demo: DemoAccess?
  /// The desk's clock.
  public var clock: DeskClock
  /// Where pages go.
  public var printer: PrinterSettings
  /// Who may log in.
  public var access: OperatorAccess
  /// The words of a language; throws when its file is missing or wrong.
  public var words: @Sendable (String) throws -> Words
  /// The names of municipalities and states.
  public var placeName: @Sendable (PlaceCode, CivilDate) -> String
  /// How long a search by names waits for the next key, in milliseconds; `nil` where a search costs no registry
  /// anything.
  public var searchPause: Int?
  /// Minutes without a key after which the screen locks; `nil` never.
  public var idleMinutes: Int?
  /// The second folder for copies of practices that are not settled, absolute; `nil` keeps none.
  public var spool: String?
  /// Where the work beside the loop is done; `nil` is the pool of the process.
  public var executor: (any TaskExecutor)?
  /// What the operator is told first, such as a part that could not be started.
  public var startNotice: Notice?

  /// Gathers the parts.
  public init(
    store: DeskStore, registry: RegistryLink, pace: SyncPace = SyncPace(), control: ControlDesk? = nil,
    demo: DemoAccess?,
    clock: DeskClock,
    printer: PrinterSettings, access: OperatorAccess, words: @escaping @Sendable (String) throws -> Words,
    placeName: @escaping @Sendable (PlaceCode, CivilDate) -> String, idleMinutes: Int?,
    searchPause: Int? = nil, spool: String? = nil, executor: (any TaskExecutor)? = nil,
    startNotice: Notice? = nil
  ) {
    self.store = store
    self.registry = registry
    self.pace = pace
    self.control = control
    self.demo = demo
    self.clock = clock
    self.printer = printer
    self.access = access
    self.words = words
    self.placeName = placeName
    self.idleMinutes = idleMinutes
    self.searchPause = searchPause
    self.spool = spool
    self.executor = executor
    self.startNotice = startNotice
  }
}

/// Where pages go: a printer of the system, or files in a folder.
public struct PrinterSettings: Hashable, Sendable {
  /// The name given to `lp -d`; `nil` writes to the device, and without one files.
  public var name: String?
  /// The path of the printer that is written to directly; `nil` if there is none.
  ///
  /// What is sensitive goes nowhere else.
  public var device: String?
  /// Whether the device draws bar codes when it is asked as ESC/P 2 does.
  public var drawsBarCodes: Bool
  /// The folder for files, made when the first one is written.
  public var folder: String
  /// How citizens reach the desk; printed on what they take home.
  public var contact: DeskContact
  /// Hours after which a page in the folder is deleted, at the next start or the next print; 0 or more.
  public var retentionHours: Int

  /// Gathers the parts.
  public init(
    name: String? = nil, device: String? = nil, drawsBarCodes: Bool = false, folder: String,
    contact: DeskContact = DeskContact(), retentionHours: Int = 24
  ) {
    self.name = name
    self.device = device
    self.drawsBarCodes = drawsBarCodes
    self.folder = folder
    self.contact = contact
    self.retentionHours = retentionHours
  }
}
