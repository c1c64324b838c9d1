import Domain
import FHIR
import Glibc
import Population
import Registry
import RegistryClient
import RegistryHTTP
import RegistryServer
import SQLite
import Simulation
import Synchronization
import Vault

/// The load of a reopening in real time: machines and client of the desk, a socket, and a registry on disk.
struct ReopeningStreet {
  let load: ReopeningLoad
  /// How many times as fast as the day everything runs.
  let scale: Int
  private static let longest = 10_800_000

  /// Runs until every desk is settled, or for three hours of its clock.
  ///
  /// - Parameter folder: Where the registry lies.
  /// - Returns: What came of it, by the fast clock, and how many practices were accepted.
  /// - Throws: ``BenchError`` if registry or socket cannot be had.
  func run(in folder: String) async throws(BenchError) -> (report: ReopeningReport, accepted: Int) {
    let wall = DeskTime.now
    let people = 20_000
    let region = Region.make(seed: 1, people: people, today: wall.romeDate)
    let clock = FastClock(scale: scale, wall: wall)
    let registry = try await filled(region, in: folder)
    let gate = Gate(requestsPerSecond: load.requestsPerSecond, lostPercent: load.lostPercent, clock: clock)
    let listener = RegistryListener(address: .internet(host: "127.0.0.1", port: 0)) { request in
      guard request.path == "metadata" || gate.serves() else {
        return Response(status: 429, headers: ["Retry-After": "1"])
      }
      return await registry.exchange(request)
    }
    do { try listener.start() } catch { throw .network("nothing can be listened on") }
    let base = "http://127.0.0.1:\(listener.port ?? 0)/fhir"
    let curl: CurlTransport
    do {
      curl = CurlTransport(settings: try ConnectionSettings(base: base), threads: 64)
    } catch { throw .network("the address cannot be used") }
    let start = FastClock(scale: scale, wall: wall)
    let (desks, operations) = try await desks(region, registry, base, curl, gate, start)
    for desk in desks { await desk.begin() }
    while start.now < Self.longest {
      await start.sleep(milliseconds: 50)
      var areSettled = true
      for desk in desks {
        await desk.tick()
        if await desk.settledAt == nil { areSettled = false }
      }
      if areSettled { break }
    }
    var settled: [Int] = []
    var open = 0
    var accepted = 0
    for desk in desks {
      if let at = await desk.settledAt { settled.append(at) }
      open += await desk.open
      accepted += await desk.accepted
    }
    let counts = gate.counts
    let doubled = try await doubled(operations, registry)
    await listener.stop()
    return (
      ReopeningReport(
        settled: settled.sorted(), open: open, doubled: doubled, served: counts.served,
        throttled: counts.throttled, lost: counts.lost), accepted
    )
  }

  private func filled(_ region: Region, in folder: String) async throws(BenchError) -> ReferenceRegistry {
    do {
      try VaultLibrary.start()
      let registry = try ReferenceRegistry(
        .file(path: folder + "/registry.sqlite"),
        profile: Profile(id: "italia", scelta: SceltaParameters()), key: try .random(), isDemo: true,
        now: { DeskTime.now })
      try await registry.populate(RegistryContent(region))
      return registry
    } catch { throw .store("\(error)") }
  }

  private func desks(
    _ region: Region, _ registry: ReferenceRegistry, _ base: String, _ curl: CurlTransport, _ gate: Gate,
    _ clock: FastClock
  ) async throws(BenchError) -> (desks: [RealDesk], operations: [Identifier<Practice>]) {
    var chance = Chance(seed: load.seed)
    let wall = clock.wall
    var spread = SpreadRegion(people: region.people, now: wall)
    var people: [Assistito] = []
    region.forEachPerson { person in
      if people.count < load.desks * load.practices { people.append(person) }
    }
    var desks: [RealDesk] = []
    var operations: [Identifier<Practice>] = []
    for number in 0..<load.desks {
      let desk = Desk(
        id: .init(unchecked: "BANCO-\(number + 1)"), kind: .asl, asl: Region.homeAsl,
        distretto: Region.homeDistretto)
      let author = Author(operatorName: "r.prova", role: .sportello, desk: desk)
      let rows = (0..<load.practices).compactMap { index -> RealDesk.Row? in
        let person = people[(number * load.practices + index) % people.count]
        guard let content = spread.scelta(for: person) ?? spread.anyScelta(for: person) else { return nil }
        let operation = Identifier<Practice>(unchecked: Randomness.uuid())
        let practice = Practice(id: operation, content: .scelta(content), author: author, createdAt: wall)
        return RealDesk.Row(operation: operation, body: PracticeTask.encode(practice))
      }
      operations += rows.map(\.operation)
      let token: String
      do { token = try await registry.issueToken(desk: desk, role: .sportello, validFor: 86_400) } catch {
        throw .store("\(error)")
      }
      let client = RegistryClient(
        transport: { request, isFresh async throws(TransportFailure) in
          let response = try await curl.exchange(request, isFresh: isFresh)
          guard response.status != 429, request.path != "metadata", gate.loses() else { return response }
          // The work is done and the answer never comes: the desk waits for as long as it waits for any.
          await clock.sleep(milliseconds: 15_000)
          throw TransportFailure(.timedOut, bodyBytesSent: request.body.count)
        },
        tokens: { _, _ in token }, base: base, settings: RegistrySettings(), now: { clock.wall },
        randomUUID: { Randomness.uuid() })
      desks.append(RealDesk(rows: rows, client: client, clock: clock, seed: chance.next()))
    }
    return (desks, operations)
  }

  /// How many operations have more than one Task that was carried out.
  private func doubled(
    _ operations: [Identifier<Practice>], _ registry: ReferenceRegistry
  ) async throws(BenchError) -> Int {
    do {
      let desk = Desk(id: "BANCO-0", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)
      let token = try await registry.issueToken(desk: desk, role: .sportello, validFor: 3_600)
      var doubled = 0
      for operation in operations {
        let answer = await registry.exchange(
          Request(
            .get, "Task", query: "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(operation.rawValue)",
            headers: ["Authorization": "Bearer \(token)"]))
        let tasks = try BundleResource(answer.body).entries.compactMap(\.resource)
        let done = try tasks.count { try PracticeTask.record(in: Array($0)).status == .completed }
        if done > 1 { doubled += 1 }
      }
      return doubled
    } catch { throw .store("\(error)") }
  }
}

/// What stands before the registry: so many requests a second for all desks, and answers that are lost.
private final class Gate: Sendable {
  struct Counts {
    var served = 0
    var throttled = 0
    var lost = 0
    /// Thousandths of requests that may be served now.
    var tokens = 0
    var tokensAt = 0
    var chance = Chance(seed: 7)
  }

  private let state = Mutex(Counts())
  private let requestsPerSecond: Int
  private let lostPercent: Int
  private let clock: FastClock

  init(requestsPerSecond: Int, lostPercent: Int, clock: FastClock) {
    self.requestsPerSecond = requestsPerSecond
    self.lostPercent = lostPercent
    self.clock = clock
  }

  var counts: Counts { state.withLock { $0 } }

  /// Whether one more request is served now: a bucket of one second.
  func serves() -> Bool {
    let now = clock.now
    return state.withLock { state in
      let limit = requestsPerSecond * 1_000
      state.tokens = min(limit, state.tokens + max(0, now - state.tokensAt) * requestsPerSecond)
      state.tokensAt = max(state.tokensAt, now)
      guard state.tokens >= 1_000 else {
        state.throttled += 1
        return false
      }
      state.tokens -= 1_000
      state.served += 1
      return true
    }
  }

  /// Whether the answer that just came is lost.
  func loses() -> Bool {
    state.withLock { state in
      guard state.chance.percent(lostPercent) else { return false }
      state.lost += 1
      return true
    }
  }
}
