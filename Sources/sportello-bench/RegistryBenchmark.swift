import Domain
import FHIR
import Glibc
import Population
import RegistryClient
import RegistryHTTP

/// Asks a real `anagrafe` on a million people through its socket: reads, pages, and Tasks decided.
@Sendable func measureRegistry(_ demo: Demo) async throws(BenchError) -> [Measurement] {
  let own = Demo.makeFolder()
  defer { Demo.remove(own) }
  let folder = demo.database ?? own
  var figures: [Measurement] = []
  if ServedRegistry.megabytes(folder) == 0 {
    let seconds = try ServedRegistry.populate(folder, people: demo.people, seed: 1)
    figures.append(
      Measurement(
        benchmark: "registry", quantity: "\(demo.people) people written", value: seconds, unit: "s",
        limit: 300))
  }
  figures.append(
    Measurement(
      benchmark: "registry", quantity: "file", value: ServedRegistry.megabytes(folder), unit: "MB"))
  let registry = try ServedRegistry(folder)
  defer { registry.stop() }
  var run = RegistryRun(
    registry: registry, transport: try registry.transport(threads: 4), people: demo.people)
  try await run.measure(isQuick: demo.isQuick)
  return figures + run.figures
}

private struct RegistryRun {
  let registry: ServedRegistry
  let transport: CurlTransport
  let people: Int
  private(set) var figures: [Measurement] = []

  init(registry: ServedRegistry, transport: CurlTransport, people: Int) {
    self.registry = registry
    self.transport = transport
    self.people = people
  }

  private mutating func add(_ quantity: String, _ value: Double, _ unit: String, limit: Double? = nil) {
    figures.append(
      Measurement(benchmark: "registry", quantity: quantity, value: value, unit: unit, limit: limit))
  }

  mutating func measure(isQuick: Bool) async throws(BenchError) {
    try await read(count: isQuick ? 4_000 : 40_000)
    try await decide(count: isQuick ? 200 : 1_000)
    add("resident, anagrafe", registry.resident, "MB")
  }

  private static func id(_ number: Int) -> String { "p-\(String(10_000_000 + number).dropFirst())" }

  /// People by id, everywhere in the file, four at once.
  private mutating func read(count: Int) async throws(BenchError) {
    let (transport, token, people) = (transport, registry.token, people)
    let start = PseudoTerminal.nanoseconds
    let all = await withTaskGroup(of: [Double]?.self) { group in
      for part in 0..<4 {
        group.addTask {
          var times: [Double] = []
          for index in 0..<(count / 4) {
            let number = 1 + (part + index * 4) * 7_919 % people
            let one = PseudoTerminal.nanoseconds
            let request = Request(
              .get, "Patient/\(Self.id(number))", headers: ["Authorization": "Bearer \(token)"])
            guard let response = try? await transport.exchange(request, isFresh: false),
              response.status == 200
            else { return nil }
            times.append(milliseconds(from: one, to: PseudoTerminal.nanoseconds))
          }
          return times
        }
      }
      return await group.reduce(into: [Double]?([])) { all, part in
        guard let part else { return all = nil }
        all?.append(contentsOf: part)
      }
    }
    guard let all else { throw .network("a read failed") }
    let spent = seconds(since: start)
    var times = Samples()
    for time in all { times.append(time) }
    add(
      "time for 2,500 reads by id, four at once", 2_500 / (Double(count) / spent) * 1_000, "ms", limit: 1_000)
    add("reads by id", Double(count) / spent, "1/s")
    add("read by id, p99", times.percentile(0.99), "ms", limit: 5)
  }

  /// Scelte that the desk itself would send, each decided and durable before it is answered.
  private mutating func decide(count: Int) async throws(BenchError) {
    let now = DeskTime.now
    var region = SpreadRegion(people: people, now: now)
    var accepted = Samples()
    var refused = Samples()
    var number = 0
    while accepted.count + refused.count < count, number < people {
      number += 1 + people / (count * 2)
      guard let person = try await person(Self.id(1 + number * 97 % people)),
        let content = region.scelta(for: person)
      else { continue }
      let practice = Practice(
        id: .init(
          unchecked: "\(String(now.milliseconds, radix: 16).suffix(8))-0000-4000-8000-"
            + String(1_000_000_000_000 + number).dropFirst()),
        content: .scelta(content),
        author: Author(operatorName: "r.prova", role: .sportello, desk: ServedRegistry.desk), createdAt: now)
      let headers: HeaderFields = [
        "Authorization": "Bearer \(registry.token)", "Content-Type": "application/fhir+json",
        "If-None-Exist": "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(practice.id.rawValue)",
      ]
      let body = PracticeTask.encode(practice)
      let start = PseudoTerminal.nanoseconds
      let response: Response
      do {
        response = try await transport.exchange(
          Request(.post, "Task", headers: headers, body: body), isFresh: true)
      } catch { throw .network("a Task was not answered") }
      let took = milliseconds(from: start, to: PseudoTerminal.nanoseconds)
      guard response.status == 201, let record = try? PracticeTask.record(in: response.body) else {
        throw .network("Task: \(response.status)")
      }
      if record.status == .completed { accepted.append(took) } else { refused.append(took) }
    }
    add("Tasks accepted", Double(accepted.count), "")
    add("accepted Task, durable, p99", accepted.percentile(0.99), "ms", limit: 10)
    add("accepted Task, durable, median", accepted.median, "ms")
    add("Tasks refused", Double(refused.count), "")
    add("refused Task, durable, p99", refused.percentile(0.99), "ms", limit: 10)
  }

  private func person(_ id: String) async throws(BenchError) -> Assistito? {
    let request = Request(.get, "Patient/\(id)", headers: ["Authorization": "Bearer \(registry.token)"])
    guard let response = try? await transport.exchange(request, isFresh: false), response.status == 200 else {
      throw .network("a read failed")
    }
    return try? PatientResource.whole(response.body[...])
  }

  private func seconds(since start: Int) -> Double {
    milliseconds(from: start, to: PseudoTerminal.nanoseconds) / 1_000
  }
}
