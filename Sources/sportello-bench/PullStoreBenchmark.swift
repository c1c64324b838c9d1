import CTerm
import Domain
import Glibc
import Store
import Vault

/// Takes pages of invented people into the desk's copy as a pull does, without a registry: sealing and disk alone.
@Sendable func measurePullStore(_ demo: Demo) async throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let count = demo.isQuick ? 100_000 : 1_000_000
  do {
    let store = try DeskStore(folder: folder, key: try DataKey.random(), now: instant(0))
    var run = PullStoreRun(store: store, count: count)
    return try await run.measure()
  } catch {
    throw .store("\(error)")
  }
}

private struct PullStoreRun {
  static let type = "Patient"
  static let page = 1_000
  let store: DeskStore
  let count: Int
  private var figures: [Measurement] = []

  init(store: DeskStore, count: Int) {
    self.store = store
    self.count = count
  }

  private mutating func add(_ quantity: String, _ value: Double, _ unit: String, limit: Double? = nil) {
    figures.append(
      Measurement(benchmark: "pull-store", quantity: quantity, value: value, unit: unit, limit: limit))
  }

  mutating func measure() async throws -> [Measurement] {
    try await pull()
    try await rebuild()
    try await change()
    add("resident at the end", Double(ProcessFile.status("VmRSS", of: getpid())) / 1024, "MB")
    add("resident at most", Double(ProcessFile.status("VmHWM", of: getpid())) / 1024, "MB", limit: 200)
    return figures
  }

  /// Everybody for the first time, page after page, without the making of the pages.
  private mutating func pull() async throws {
    try await store.beginRebaseline(of: Self.type)
    var spent = 0.0
    var working = 0.0
    var latency = Samples()
    for first in stride(from: 0, to: count, by: Self.page) {
      let page = (first..<min(first + Self.page, count)).map { person($0, version: "1", at: instant(0)) }
      let start = PseudoTerminal.nanoseconds
      let busy = processorMilliseconds()
      try await store.absorbForRebaseline(page, of: Self.type, source: "bench", at: instant(1))
      let took = milliseconds(from: start, to: PseudoTerminal.nanoseconds)
      spent += took
      working += processorMilliseconds() - busy
      latency.append(took)
    }
    add("people", Double(count), "")
    add("people a second", Double(count) / spent * 1000, "/s")
    add("time a person", spent / Double(count) * 1000, "us", limit: 33)
    add("processor a person", working / Double(count) * 1000, "us")
    add("page of 1,000, p99", latency.percentile(0.99), "ms")
    let start = PseudoTerminal.nanoseconds
    try await store.completeRebaseline(of: Self.type, watermark: instant(0), expected: count, at: instant(2))
    add("indexed and put in place", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms")
  }

  /// The index of names after unlocking.
  private mutating func rebuild() async throws {
    let start = PseudoTerminal.nanoseconds
    let store = store
    var people: [IndexedPerson] = []
    people.reserveCapacity(count)
    var last: Int32 = 0
    while true {
      let lines = try await store.roster(Self.type, after: last)
      guard let end = lines.last else { break }
      last = end.record
      for entry in lines {
        people.append(
          IndexedPerson(
            record: entry.record, surname: entry.line.surname, name: entry.line.name,
            birthDate: entry.line.birthDate))
      }
    }
    add("list of names read", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms", limit: 5_000)
    let index = PeopleIndex(people, expected: count)
    add("index of names rebuilt", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms")
    add("names", Double(index.count), "")
  }

  /// Pages of changes scattered over everybody, as a pull brings them every few minutes.
  private mutating func change() async throws {
    var latency = Samples()
    for round in 1...10 {
      let page = (0..<Self.page).map { number in
        person((number &* 7_919 + round) % count, version: "\(round + 1)", at: instant(round))
      }
      let start = PseudoTerminal.nanoseconds
      try await store.absorb(
        page, of: Self.type, watermark: instant(round), source: "bench", at: instant(round))
      latency.append(milliseconds(from: start, to: PseudoTerminal.nanoseconds))
    }
    add("page of 1,000 changes, p50", latency.median, "ms")
    var reading = Samples()
    for number in 0..<1_000 {
      let code = code(number &* 104_729 % count)
      let start = PseudoTerminal.nanoseconds
      let found = try await store.cached(Self.type, code: code)
      reading.append(milliseconds(from: start, to: PseudoTerminal.nanoseconds))
      guard found != nil else { throw StoreError.notFound }
    }
    add("person by code, p99", reading.percentile(0.99), "ms", limit: 5)
  }

  private func code(_ number: Int) -> String { "PRV\(number)Y000" }

  private func person(_ number: Int, version: String, at moment: Instant) -> PulledResource {
    let line = RosterLine(
      surname: "Prova\(number % 9_973)", name: "Nome\(number % 997)",
      birthDate: CivilDate(daysSinceEpoch: number % 36_500 - 18_000), code: code(number), municipality: "Y000"
    )
    return PulledResource(
      id: "id-\(number)", version: version, lastUpdated: moment, codes: [code(number), "8038\(number)"],
      line: line, body: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1_500))
  }
}

private func instant(_ second: Int) -> Instant {
  Instant(milliseconds: 1_773_000_000_000 + second * 1000)
}

/// What this process has used of all processors.
private func processorMilliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
}
