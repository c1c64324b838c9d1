import Catalogs
import Command
import Counter
import Domain
import Registry
import RegistryClient
import RegistryHTTP
import SQLite
import Store
import Sync
import Terminal
import Vault
import Workflow

/// Which registry a counter works with.
enum RegistrySource {
  /// One in the same process, with fictional people.
  case embedded(path: String, region: (seed: UInt64, people: Int), isCut: Bool)
  /// One at an address.
  case remote(RegistryConfiguration)

  /// Whether the line is cut at the start.
  var isCut: Bool {
    switch self {
    case .embedded(_, _, let isCut): isCut
    case .remote: false
    }
  }

  /// A registry as the counter takes it.
  struct Opened {
    let link: RegistryLink
    /// The levers of the demo that can be pulled with it.
    let levers: DemoAccess
    let pace: SyncPace
    /// How long a search by names waits for the next key, in milliseconds; `nil` where it stays in the process.
    let searchPause: Int?
  }

  /// Makes the link; nothing is asked yet.
  ///
  /// - Throws: ``StartFault`` for a file or a configuration that cannot be used.
  func open(
    _ start: CounterStart, store: DeskStore, words: Words, executor: (any TaskExecutor)?
  ) throws -> Opened {
    switch self {
    case .embedded(let path, let region, let isCut):
      let clock = start.clock
      let registry: ReferenceRegistry
      do {
        registry = try ReferenceRegistry(
          .file(path: path), profile: start.profile, key: try KeyFile.readOrCreate(path: "\(path).key"),
          isDemo: true, now: { clock.trueNow })
      } catch {
        throw StartFault(words.text("errore.registro.file", [path]), code: Exit.ioError)
      }
      let embedded = EmbeddedRegistry(
        registry, region: region, clock: clock, author: start.author, profile: start.profile, isCut: isCut)
      Task.detached(executorPreference: executor) { await embedded.populate(copyingInto: store) }
      return Opened(link: embedded.link, levers: embedded.levers(store), pace: .demo, searchPause: nil)
    case .remote(let configuration):
      let connection = try RegistryConnection(configuration, clock: start.clock, words: words)
      Task.detached(executorPreference: executor) { await connection.keepScope(in: store) }
      return Opened(
        link: connection.link, levers: connection.levers, pace: start.isDemo ? .demo : SyncPace(),
        searchPause: configuration.searchPause)
    }
  }
}

extension RegistryConfiguration {
  /// With a copy of the whole asl names are found in memory; else each search goes over the line.
  fileprivate var searchPause: Int? {
    switch scope {
    case .touched: 250
    case .asl: nil
    }
  }
}

extension SyncPace {
  /// The pace of a demo: nobody waits minutes for a registry that is back.
  static var demo: SyncPace {
    var pace = SyncPace()
    pace.requestEvery = 50
    pace.burst = 20
    pace.probeEvery = 5_000
    pace.longestProbe = 10_000
    pace.suspensionGrace = 0
    pace.reopeningSpread = 2_000
    pace.reconnectionSpread = 0
    pace.pullEvery = 60_000
    return pace
  }
}
