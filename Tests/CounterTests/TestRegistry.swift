import Cases
import Catalogs
import Domain
import FHIR
import Population
import Registry
import RegistryClient
import SQLite
import Store
import Sync
import Synchronization
import Vault
import Workflow

@testable import Counter

let testDay = CivilDate(year: 2026, month: 11, day: 21)!

/// A registry over a few fictional people, behind a line that a test breaks in every way.
final class TestRegistry: Sendable {
  /// What happens to the next exchanges.
  enum Fault: Sendable {
    case down
    /// The request arrives, its answer is lost.
    case answerLost
    case status(Int, String = "")
    /// The exchange goes on only when the test says so.
    case hangs
  }

  let registry: ReferenceRegistry
  let clock = DeskClock(
    startingAt: RomeTime(date: testDay, time: CivilTime(hour: 10, minute: 0)!).instant)
  let desk: Desk
  private struct State {
    var fault: Fault?
    var writesOnly = false
    var posted: [String] = []
    var questions = 0
    var tokens: [String: String] = [:]
    var hanging: [CheckedContinuation<Void, Never>] = []
    var withoutToken = false
    var withoutTokens: Set<Role> = []
    var answering: (@Sendable (Request) -> Response?)?
    var asked: [Request] = []
  }
  private let state = Mutex(State())

  static let region = Region.make(seed: 1, people: 100, today: testDay)

  /// Somebody with a practice that nobody has decided, and that practice.
  static var pending: (person: Identifier<Assistito>, practice: Identifier<Practice>)? {
    region.pending.first.map { ($0.person, $0.practice) }
  }

  /// A registry over the region; the people with these codes have these exemptions besides.
  init(
    _ kind: DeskKind = .asl, profile: Profile = Profile(id: "italia", scelta: SceltaParameters()),
    esenzioni: [PersonCode: [Esenzione]] = [:]
  ) async throws {
    let clock = clock
    desk = Desk(id: "SPORTELLO-1", kind: kind, asl: Region.homeAsl, distretto: Region.homeDistretto)
    registry = try ReferenceRegistry(
      .memory, profile: profile, isDemo: true, now: { clock.now })
    let region = Self.region
    try await registry.populate(
      RegistryContent(
        today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
        pending: region.pending.map {
          RegistryContent.Pending(practice: $0.practice, person: $0.person, since: $0.since)
        },
        people: { (visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) in
          try region.forEachPerson { (person: Assistito) throws(RegistryFailure) in
            var person = person
            person.posizione.esenzioni += person.identity.currentCode.flatMap { esenzioni[$0] } ?? []
            try visit(person)
          }
        }))
  }

  /// Breaks the line from now on; `nil` mends it.
  func breakLine(_ fault: Fault?, writesOnly: Bool = false) {
    let hanging = state.withLock { state in
      state.fault = fault
      state.writesOnly = writesOnly
      defer { state.hanging = [] }
      return state.hanging
    }
    for continuation in hanging { continuation.resume() }
  }

  /// Answers requests in place of the registry from now on; `nil` leaves a request to it.
  func answer(_ answering: (@Sendable (Request) -> Response?)?) {
    state.withLock { $0.answering = answering }
  }

  /// Every request that was carried, in order.
  var requests: [Request] { state.withLock { $0.asked } }

  /// No role has a token from now on.
  func takeTokensAway(_ isAway: Bool) { state.withLock { $0.withoutToken = isAway } }

  /// Desks have no token for these roles from now on.
  func takeTokensAway(of roles: Set<Role>) { state.withLock { $0.withoutTokens = roles } }

  /// Another desk, of the same kind and asl unless said otherwise.
  func otherDesk(_ kind: DeskKind = .asl, asl: CodiceAsl = Region.homeAsl) -> Desk {
    Desk(id: "SPORTELLO-2", kind: kind, asl: asl, distretto: Region.homeDistretto)
  }

  /// The operations that were posted, in the order of arrival or loss.
  var posted: [String] { state.withLock { $0.posted } }
  /// How often the registry was asked about an operation.
  var asked: Int { state.withLock { $0.questions } }

  var link: RegistryLink { link(of: desk) }

  /// The line of one desk, with tokens of its own.
  func link(of desk: Desk) -> RegistryLink {
    RegistryLink(
      RegistryClient(
        transport: { request, isFresh async throws(TransportFailure) in
          try await self.carry(request, isFresh)
        },
        tokens: { role, _ in await self.token(role, desk) }, base: "http://registry.invalid/fhir",
        now: { [clock] in clock.now }, randomUUID: { Randomness.uuid() }),
      authorizes: { role in self.state.withLock { !$0.withoutTokens.contains(role) } })
  }

  private func token(_ role: Role, _ desk: Desk) async -> String? {
    let name = "\(desk.id.rawValue) \(role.rawValue)"
    if state.withLock({ $0.withoutTokens.contains(role) }) { return nil }
    let known = state.withLock { $0.withoutToken ? "wrong" : $0.tokens[name] }
    if let known { return known }
    let token = try? await registry.issueToken(desk: desk, role: role, validFor: 86_400)
    state.withLock { $0.tokens[name] = token }
    return token
  }

  private func carry(_ request: Request, _ isFresh: Bool) async throws(TransportFailure) -> Response {
    let answering = state.withLock { state in
      state.asked.append(request)
      return state.answering
    }
    if let response = answering?(request) { return response }
    let fault = state.withLock { state -> Fault? in
      if request.method == .post, request.path == "Task" {
        state.posted.append(request.headers["X-Request-ID"] ?? "")
      }
      if request.path == "Task", request.query?.contains("identifier") == true { state.questions += 1 }
      return state.writesOnly && !isFresh ? nil : state.fault
    }
    switch fault {
    case nil: return await registry.exchange(request)
    case .down: throw TransportFailure(.notConnected)
    case .answerLost:
      _ = await registry.exchange(request)
      throw TransportFailure(.timedOut, bodyBytesSent: request.body.count)
    case .status(let status, let body):
      return Response(
        status: status,
        headers: ["Content-Type": body.hasPrefix("<") ? "text/html" : "application/fhir+json"],
        body: Array(body.utf8))
    case .hangs:
      await withCheckedContinuation { continuation in state.withLock { $0.hanging.append(continuation) } }
      return await registry.exchange(request)
    }
  }

  /// The person of a case of the demo.
  func person(_ caseID: String = "scelta-semplice") async throws -> Assistito {
    let cases = Population.DemoCase.all(on: testDay)
    let found = cases.first { $0.id == caseID } ?? cases[0]
    return try await registry.person(found.code)!
  }

  /// A revoca that the registry accepts, for the n-th adult of the region with a medico.
  func revoca(_ index: Int = 0) async throws -> PracticeCase {
    let person = try await adult(index)
    return .revoca(
      RevocaCase(
        assistito: person, reason: .movesToOtherRegion, effectiveDate: testDay,
        documentsSeen: Set(DocumentKind.allCases), note: ""))
  }

  private func adult(_ index: Int) async throws -> Assistito {
    var found: [Identifier<Assistito>] = []
    try Self.region.forEachPerson { (person: Assistito) throws(RegistryFailure) in
      let position = person.posizione
      guard position.deathDate == nil, position.standing == .ordinary, position.assistenza?.ended == nil,
        position.birthDate.age(on: testDay) > 30, position.openScelta?.ricusazioneNotice == nil,
        position.activeScelta(on: testDay) != nil, position.assistenza?.asl == Region.homeAsl,
        position.transferNotice == nil
      else { return }
      found.append(person.id)
    }
    let pending = Set(Self.region.pending.map(\.person))
    return try await registry.person(found.filter { !pending.contains($0) }[index])!
  }
}

/// A desk before a test registry: store, driver, clerk, and a clock that only the test moves.
final class TestDesk: Sendable {
  let store: DeskStore
  let registry: TestRegistry
  let author: Author
  private let state = Mutex(State())

  private struct State {
    var now = 1_000
    var planned: Int?
    var events: [Event] = []
    var work = 0
    var idle: [CheckedContinuation<Void, Never>] = []
  }

  init(
    _ registry: TestRegistry, store: DeskStore? = nil, role: Role = .responsabile, desk: Desk? = nil
  ) throws {
    self.registry = registry
    self.store = try store ?? DeskStore(inMemoryWith: .random())
    author = Author(operatorName: "anna", role: role, desk: desk ?? registry.desk)
  }

  // MARK: Time and work

  var now: Int { state.withLock { $0.now } }
  /// Until when the driver wants a tick, counted from now; `nil` for never.
  var planned: Int? { state.withLock { $0.planned } }
  var events: [Event] { state.withLock { $0.events } }
  var notices: [String] {
    events.compactMap { if case .notice(let notice) = $0 { notice.key } else { nil } }
  }
  var status: RegistryStatus? {
    events.compactMap { if case .registry(let status) = $0 { status } else { nil } }.last
  }

  func setNow(_ now: Int) { state.withLock { $0.now = now } }

  func report(_ event: Event) { state.withLock { $0.events.append(event) } }

  func start(_ body: @escaping @Sendable () async -> Void) {
    state.withLock { $0.work += 1 }
    Task.detached {
      await body()
      let idle = self.state.withLock { state -> [CheckedContinuation<Void, Never>] in
        state.work -= 1
        guard state.work == 0 else { return [] }
        defer { state.idle = [] }
        return state.idle
      }
      for continuation in idle { continuation.resume() }
    }
  }

  /// Waits until nothing is under way.
  func settle() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.work > 0 { state.idle.append(continuation) }
        return state.work == 0
      }
      if isIdle { continuation.resume() }
    }
  }

  /// Lets time pass as the loop would: to the tick that the driver wants, `rounds` times.
  func pass(_ driver: RegistryDriver, rounds: Int = 1, atLeast: Int = 0) async {
    for _ in 0..<rounds {
      state.withLock { $0.now += max(atLeast, $0.planned ?? 0) }
      await driver.tick()
      await settle()
    }
  }

  // MARK: Parts

  func driver(pace: SyncPace = TestDesk.pace) -> RegistryDriver {
    RegistryDriver(
      RegistryDriver.Surroundings(
        store: store, link: registry.link(of: author.desk), keeper: DirectoryKeeper(store: store),
        names: NameDirectory(store: store), clock: registry.clock,
        profile: Profile(id: "italia", scelta: SceltaParameters()), author: { [author] in author },
        start: { self.start($0) }, plan: { planned in self.state.withLock { $0.planned = planned } },
        report: { self.report($0) }, monotonic: { self.now }), seed: 7, pace: pace)
  }

  /// Quick enough that a test need not count pauses.
  static var pace: SyncPace {
    var pace = SyncPace()
    pace.requestEvery = 1
    pace.burst = 100
    pace.requestsAtOnce = 1
    pace.reconnectionSpread = 0
    pace.reopeningSpread = 0
    return pace
  }

  /// A driver at which somebody has signed in and which has read the directory.
  func workingDriver() async -> RegistryDriver {
    let driver = driver()
    await driver.begin()
    await driver.staffed(true)
    await settle()
    return driver
  }

  /// Stores a practice as the clerk does.
  func commit(_ content: PracticeCase, body: ((Practice) -> [UInt8])? = nil) async throws -> (Practice, Int) {
    let practice = Practice(
      id: Identifier(unchecked: Randomness.uuid()), content: content, author: author,
      createdAt: registry.clock.now)
    let bytes = body?(practice) ?? PracticeTask.encode(practice)
    let receipt = try await store.submit(
      Store.Submission(
        operation: practice.id, kind: content.kind, codes: content.assistito.identity.codes.map(\.rawValue),
        signature: Signature(author), body: bytes), at: registry.clock.now)
    return (practice, receipt.sequence)
  }

  /// Commits and delivers.
  func deliver(_ content: PracticeCase, _ driver: RegistryDriver) async throws -> RegistryDriver.Delivery {
    let (practice, sequence) = try await commit(content)
    return await driver.deliver(practice, sequence: sequence, at: registry.clock.now)
  }

  /// Puts a person into the desk's copy as the registry knows him now.
  func copy(_ id: Identifier<Assistito>) async throws {
    let reading = try await registry.link(of: author.desk).client.person(id, role: author.role)
    guard case .found(let record) = reading.value,
      let resource = ResourceCopy.pulled(record.resource, now: registry.clock.now, isPartial: false)
    else { throw CancellationError() }
    try await store.remember(
      resource, of: PulledType.patient.rawValue, source: registry.link.client.base, at: registry.clock.now)
  }

  /// The position of a person in the desk's copy.
  func copied(_ id: Identifier<Assistito>) async throws -> Posizione? {
    try await store.cached(PulledType.patient.rawValue, id: id.rawValue).flatMap {
      ResourceCopy.person($0)?.assistito.posizione
    }
  }

  /// What the screens read through a driver.
  func access(_ driver: RegistryDriver) -> RegistryAccess {
    let parts = driver.surroundings
    return RegistryAccess(
      link: parts.link, store: store, keeper: parts.keeper, names: parts.names, clock: registry.clock,
      profile: parts.profile, author: { [author] in author },
      witness: RegistryWitness(
        isServing: { await driver.isServing }, missed: { await driver.missed() },
        heard: { await driver.heardOfRead($0) }, changed: { await driver.personChanged($0, $1) }))
  }

  func states() async throws -> [OutboxState.Kind] {
    try await store.practices(PracticeFilter(limit: .max)).reversed().map(\.entry.state.kind)
  }
}
