import Domain
import FHIR
import Glibc
import Population
import Registry
import SQLite

/// Fills a registry on disk and asks it by its wire, in this process: reads, pages, and Tasks decided.
@Sendable func measureRegistry(_ demo: Demo) async throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  do {
    var run = try RegistryRun(folder: folder, people: demo.isQuick ? 100_000 : 1_000_000)
    return try await run.measure()
  } catch {
    throw .store("\(error)")
  }
}

private struct RegistryRun {
  let region: Region
  let registry: ReferenceRegistry
  private let path: String
  private let desk = Desk(id: "sportello 1", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)
  private var token = ""
  private var figures: [Measurement] = []

  init(folder: String, people: Int) throws {
    guard let today = CivilDate(year: 2026, month: 11, day: 21), let noon = CivilTime(hour: 12, minute: 0)
    else { throw BenchError.store("date") }
    let now = RomeTime(date: today, time: noon).instant
    region = Region.make(seed: 1, people: people, today: today)
    path = folder + "/registry.sqlite"
    registry = try ReferenceRegistry(
      .file(path: path), profile: Profile(id: "italia", scelta: SceltaParameters()), isDemo: true,
      now: { now })
  }

  private mutating func add(_ quantity: String, _ value: Double, _ unit: String, limit: Double? = nil) {
    figures.append(
      Measurement(benchmark: "registry", quantity: quantity, value: value, unit: unit, limit: limit))
  }

  mutating func measure() async throws -> [Measurement] {
    let start = PseudoTerminal.nanoseconds
    try await registry.populate(RegistryContent(region))
    add("\(region.people) people written", seconds(since: start), "s", limit: 300)
    var found = stat()
    stat(path, &found)
    add("file", Double(found.st_size) / 1_048_576, "MB")
    token = try await registry.issueToken(desk: desk, role: .sportello, validFor: 86_400)
    try await read()
    try await pull()
    try await decide()
    add("resident at most", Double(ProcessFile.status("VmHWM", of: getpid())) / 1_024, "MB")
    return figures
  }

  /// People by id, everywhere in the file.
  private mutating func read() async throws {
    var times = Samples()
    let count = 20_000
    let start = PseudoTerminal.nanoseconds
    for index in 0..<count {
      let number = 1 + index * 7_919 % region.people
      let one = PseudoTerminal.nanoseconds
      try await ask("Patient/p-\(String(10_000_000 + number).dropFirst())")
      times.append(milliseconds(from: one, to: PseudoTerminal.nanoseconds))
    }
    add("reads", Double(count) / seconds(since: start), "1/s")
    add("read, p99", times.percentile(0.99), "ms", limit: 5)
  }

  /// Everybody, page after page.
  private mutating func pull() async throws {
    var query: String? = "_sort=_lastUpdated&_count=1000"
    var people = 0
    var bytes = 0
    let start = PseudoTerminal.nanoseconds
    while let asked = query {
      let response = try await ask("Patient", asked)
      bytes += response.body.count
      let page = try BundleResource(response.body)
      people += page.entries.count
      query = page.nextLink.flatMap { $0.split(separator: "?").last.map(String.init) }
    }
    let spent = seconds(since: start)
    add("people in pages of 1,000, read as pages", Double(people) / spent, "1/s")
    add("bytes of a person", Double(bytes) / Double(max(1, people)), "B")
  }

  /// Scelte of people of the asl, each decided and written before it is answered.
  private mutating func decide() async throws {
    var times = Samples()
    var accepted = 0
    let author = Author(operatorName: "r.prova", role: .sportello, desk: desk)
    let medici = try await registry.medici(MedicoQuery(kind: .mmg))
    for index in 0..<1_000 {
      let number = 1 + index * 97 % region.people
      let id = Identifier<Assistito>(unchecked: "p-\(String(10_000_000 + number).dropFirst())")
      guard let person = try await registry.person(id) else { continue }
      let view = medici[index % medici.count]
      var request = SceltaRequest(effectiveDate: region.today)
      request.documentsSeen = Set(DocumentKind.allCases)
      let practice = Practice(
        id: .init(unchecked: "33333333-0000-4000-8000-" + String(1_000_000_000_000 + index).dropFirst()),
        content: .scelta(
          SceltaCase(assistito: person, medico: view.medico, medicoAmbito: view.ambito, request: request)),
        author: author, createdAt: RomeTime(date: region.today, time: .midnight).instant)
      let body = PracticeTask.encode(practice)
      let headers: HeaderFields = [
        "Authorization": "Bearer \(token)", "Content-Type": "application/fhir+json",
        "If-None-Exist": "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(practice.id.rawValue)",
      ]
      let start = PseudoTerminal.nanoseconds
      let response = await registry.exchange(Request(.post, "Task", headers: headers, body: body))
      times.append(milliseconds(from: start, to: PseudoTerminal.nanoseconds))
      guard response.status == 201 else { throw BenchError.store("Task: \(response.status)") }
      if try PracticeTask.record(in: response.body).status == .completed { accepted += 1 }
    }
    add("Task decided and durable, p99", times.percentile(0.99), "ms", limit: 10)
    add("Task decided and durable, median", times.median, "ms")
    add("of 1,000 Tasks accepted", Double(accepted), "")
  }

  @discardableResult
  private func ask(_ path: String, _ query: String? = nil) async throws -> Response {
    let response = await registry.exchange(
      Request(.get, path, query: query, headers: ["Authorization": "Bearer \(token)"]))
    guard response.status == 200 else { throw BenchError.store("\(path): \(response.status)") }
    return response
  }

  private func seconds(since start: Int) -> Double {
    milliseconds(from: start, to: PseudoTerminal.nanoseconds) / 1_000
  }
}
