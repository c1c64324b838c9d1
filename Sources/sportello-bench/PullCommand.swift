import CTerm
import Counter
import Domain
import Glibc
import RegistryClient
import Store
import Sync
import Vault

/// `sportello-bench pull`: everybody of a real registry into the real copy of a desk.
struct PullCommand {
  static let help = """
    Usage: sportello-bench pull [--people N] [--seed S] [--database DIR] [--no-sqlite3] [--json]

    Starts "anagrafe serve" on a filled folder and reads everybody as a desk of scope asl does: through libcurl in
    pages of 1,000, sealed into the desk's copy, with the index of names in memory. Beside it the sqlite3 shell
    imports as many rows with the same bodies from a file of CSV.

    Options:
      --people N      how many people (default 1,000,000)
      --seed S        another region (default 1)
      --database DIR  the folder of anagrafe: filled if it is empty, used as it is otherwise, and kept
      --no-sqlite3    leave the sqlite3 shell out
      --json          one JSON object a line instead of a table

    Exit code: 0 when all promises are kept, 1 when one is not, 64 for a wrong command line,
    70 when the benchmark could not be run.
    """

  private var people = 1_000_000
  private var seed = 1
  private var database: String?
  private var comparesShell = true
  private var isJSON = false

  /// Reads the words after `pull`; `nil` when one is not understood.
  init?(_ words: ArraySlice<String>) {
    var rest = words
    while let word = rest.popFirst() {
      switch word {
      case "--people":
        guard let number = rest.popFirst().flatMap({ Int($0) }), (200...5_000_000).contains(number) else {
          return nil
        }
        people = number
      case "--seed":
        guard let number = rest.popFirst().flatMap({ Int($0) }), number >= 0 else { return nil }
        seed = number
      case "--database":
        guard let folder = rest.popFirst() else { return nil }
        database = folder
      case "--no-sqlite3": comparesShell = false
      case "--json": isJSON = true
      default: return nil
      }
    }
  }

  /// Runs and returns the exit code.
  func run() async -> Int32 {
    let own = Demo.makeFolder()
    defer { Demo.remove(own) }
    do throws(BenchError) {
      let folder = database ?? own + "/anagrafe"
      var code: Int32 = 0
      func show(_ measurement: Measurement) {
        print(isJSON ? measurement.json : measurement.row)
        fflush(nil)
        if !measurement.isMet { code = 1 }
      }
      if ServedRegistry.megabytes(folder) == 0 {
        let seconds = try ServedRegistry.populate(folder, people: people, seed: seed)
        show(.pull("registry filled in", seconds, "s"))
      }
      show(.pull("file of the registry", ServedRegistry.megabytes(folder), "MB"))
      var run = try PullMeasurement(registry: ServedRegistry(folder), folder: own + "/desk")
      defer { run.registry.stop() }
      try await run.pull(show)
      try await run.search(show)
      if comparesShell { try await run.importWithShell(own, show) }
      return code
    } catch {
      let line = "sportello-bench: pull: \(error.message)\n"
      _ = write(STDERR_FILENO, line, line.utf8.count)
      return 70
    }
  }
}

extension Measurement {
  fileprivate static func pull(
    _ quantity: String, _ value: Double, _ unit: String, limit: Double? = nil
  ) -> Measurement {
    Measurement(benchmark: "pull", quantity: quantity, value: value, unit: unit, limit: limit)
  }
}

private struct PullMeasurement {
  private static let type = PulledType.patient.rawValue
  let registry: ServedRegistry
  private let store: DeskStore
  private let names: NameDirectory
  private let folder: String
  private var count = 0
  private var seconds = 0.0

  init(registry: ServedRegistry, folder: String) throws(BenchError) {
    self.registry = registry
    self.folder = folder
    mkdir(folder, 0o700)
    do {
      try VaultLibrary.start()
      store = try DeskStore(folder: folder, key: try DataKey.random(), now: DeskClock().now)
    } catch {
      registry.stop()
      throw .store("\(error)")
    }
    names = NameDirectory(store: store)
  }

  /// The whole first pull, then the index of names.
  mutating func pull(_ show: (Measurement) -> Void) async throws(BenchError) {
    let link = try registry.link()
    let start = PseudoTerminal.nanoseconds
    let (server, own) = (registry.processor, Self.processor)
    do { try await store.setCacheScope(.asl) } catch { throw .store("\(error)") }
    var run = PullRun(.patient, link: link, store: store, clock: DeskClock(), role: .sportello)
    guard await run.run(.rebaseline, watermark: nil) else {
      throw .network("the pull ended before its end: \(run.failure.map { "\($0)" } ?? "the copy")")
    }
    seconds = elapsed(since: start)
    do { count = try await store.cachedCount(Self.type) } catch { throw .store("\(error)") }
    show(.pull("people", Double(count), ""))
    show(.pull("people a second, sealed and durable", Double(count) / seconds, "1/s"))
    show(.pull("time of a person", seconds / Double(max(1, count)) * 1_000_000, "us", limit: 100))
    show(.pull("  processor of the desk", (Self.processor - own) / Double(max(1, count)) * 1_000_000, "us"))
    show(
      .pull(
        "  processor of the registry", (registry.processor - server) / Double(max(1, count)) * 1_000_000, "us"
      ))
    let filling = PseudoTerminal.nanoseconds
    await names.fill()
    show(.pull("index of names filled in", elapsed(since: filling), "s"))
    show(
      .pull(
        "resident with the index", Double(ProcessFile.status("VmRSS", of: getpid())) / 1_024, "MB", limit: 200
      ))
    show(
      .pull(
        "resident at most", Double(ProcessFile.status("VmHWM", of: getpid())) / 1_024, "MB", limit: 200))
    show(.pull("resident, anagrafe", registry.resident, "MB"))
  }

  /// What a clerk types at home, key after key, with the rows of the list opened.
  func search(_ show: (Measurement) -> Void) async throws(BenchError) {
    var times = Samples()
    var found = 0
    for word in ["ROSSE", "FERRI", "MARCH", "VESCO", "BENVE", "DELLA", "RICCI"] {
      for length in 3...5 {
        let start = PseudoTerminal.nanoseconds
        let rows = await names.search(.names(surname: String(word.prefix(length)), name: "", birth: nil))
        times.append(elapsed(since: start) * 1_000)
        found += rows?.count ?? 0
      }
    }
    guard found > 0 else { throw .store("nobody is found in the index") }
    show(.pull("names searched, with their rows, p50", times.median, "ms"))
    show(.pull("names searched, with their rows, worst", times.largest, "ms", limit: 30))
  }

  /// The sqlite3 shell with the same rows: id, version, names, code and the body as it came.
  func importWithShell(_ own: String, _ show: (Measurement) -> Void) async throws(BenchError) {
    let list = own + "/people.csv"
    try await write(list)
    let script = own + "/import.sql"
    guard let file = fopen(script, "w") else { throw .store("no room") }
    fputs(
      """
      PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA;
      CREATE TABLE person (id TEXT PRIMARY KEY, version TEXT, updated INTEGER, codes TEXT, body TEXT);
      .mode csv
      .import \(list) person

      """, file)
    fclose(file)
    let start = PseudoTerminal.nanoseconds
    try Companion.run("/bin/sh", ["-c", "exec sqlite3 '\(own)/shell.sqlite' < '\(script)' > /dev/null"])
    let shell = elapsed(since: start)
    show(.pull("sqlite3 .import of the same rows", Double(count) / shell, "1/s"))
    show(.pull("our pull by the time of the shell", seconds / shell, ""))
  }

  private func write(_ path: String) async throws(BenchError) {
    guard let file = fopen(path, "w") else { throw .store("no room") }
    defer { fclose(file) }
    var last: Int32 = 0
    while true {
      let page: [CachedResource]
      do { page = try await store.cachedResources(Self.type, after: last, limit: 1_000) } catch {
        throw .store("\(error)")
      }
      guard let end = page.last else { return }
      last = end.record
      var text: [UInt8] = []
      for person in page {
        text += "\(person.id),\(person.version),\(person.lastUpdated.milliseconds),".utf8
        text += "\(person.codes.joined(separator: " ")),\"".utf8
        for byte in person.body {
          if byte == UInt8(ascii: "\"") { text.append(byte) }
          text.append(byte)
        }
        text += "\"\n".utf8
      }
      guard fwrite(text, 1, text.count, file) == text.count else { throw .store("no room") }
    }
  }

  private func elapsed(since start: Int) -> Double {
    milliseconds(from: start, to: PseudoTerminal.nanoseconds) / 1_000
  }

  /// The seconds of processor that this process has used.
  private static var processor: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension ServedRegistry {
  /// The seconds of processor that the registry has used.
  fileprivate var processor: Double {
    let fields =
      ProcessFile.text("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
