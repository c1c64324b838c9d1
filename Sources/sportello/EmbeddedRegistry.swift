import Counter
import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Store
import Vault
import Workflow

/// The registry inside the process: what the demo's client talks to, through the same bytes and without a socket.
struct EmbeddedRegistry: Sendable {
  let registry: ReferenceRegistry
  /// Seed and size of the region made in an empty registry.
  let region: (seed: UInt64, people: Int)
  let clock: DeskClock
  let author: Author
  private let profile: Profile
  private let ready = Readiness()
  private let tokens: DemoTokens
  let line: DemoLine

  /// Where the client believes that the registry is.
  private static let base = "http://demo.invalid/fhir"

  init(
    _ registry: ReferenceRegistry, region: (seed: UInt64, people: Int), clock: DeskClock, author: Author,
    profile: Profile, isCut: Bool
  ) {
    self.registry = registry
    self.region = region
    self.clock = clock
    self.author = author
    self.profile = profile
    tokens = DemoTokens(registry, desk: author.desk)
    line = DemoLine(
      isCut: isCut, ready: { [ready] in _ = await ready.wait() }, over: Self.door(registry, ready))
  }

  private static func door(_ registry: ReferenceRegistry, _ ready: Readiness) -> Transport {
    { request, _ async throws(TransportFailure) in
      guard await ready.wait() else { throw TransportFailure(.notConnected) }
      return await registry.exchange(request)
    }
  }

  /// The registry over the line that the trainer may cut.
  var link: RegistryLink { link(over: line.transport) }

  private func link(over transport: @escaping Transport) -> RegistryLink {
    RegistryLink(
      RegistryClient(
        transport: transport, tokens: { [tokens] role, renew in await tokens.token(of: role, renew: renew) },
        base: Self.base, now: { [clock] in clock.now }, randomUUID: { Randomness.uuid() }))
  }

  /// Makes the region if the registry is empty; the first questions wait for it.
  ///
  /// The desk's own copy begins with the doctors and the people worth showing, so that a line cut at once still
  /// leaves something to work with.
  func populate(copyingInto store: DeskStore) async {
    do {
      // The lever of the line begins anew with every start, and the list of the Sistema TS goes with it.
      try await registry.setMEF(away: false)
      // People who do not exist have codes of zeros, and nobody waits for the second half.
      await registry.issueCodes(from: SimulatedIssuer.zeros) { _ in }
      if try await registry.currentDay() == nil { try await registry.populate(content(of: made(region))) }
      let first = try await registry.firstDay() ?? clock.now.romeDate
      await FirstCopy.make(
        of: Population.DemoCase.all(on: first).map(\.code),
        over: link(over: { [registry] request, _ in await registry.exchange(request) }), into: store,
        as: author.role, clock: clock,
        isPartial: Rights.permission(
          for: .esenzioni, role: author.role, desk: author.desk.kind, profile: profile, isDemo: true)
          != .granted)
      // Filling and copying take far more memory than what follows.
      await registry.releaseMemory()
      await ready.open(failed: false)
    } catch {
      await ready.open(failed: true)
    }
  }

  func content(of region: Region) -> RegistryContent {
    RegistryContent(
      today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
      pending: region.pending.map {
        RegistryContent.Pending(practice: $0.practice, person: $0.person, since: $0.since)
      },
      people: { visit throws(RegistryFailure) in try region.forEachPerson(visit) })
  }

  func made(_ region: (seed: UInt64, people: Int)) -> Region {
    Region.make(seed: region.seed, people: region.people, today: clock.trueNow.romeDate)
  }

  /// Asks the registry past the line once it is ready; every failure of an embedded registry is one of its disk.
  func ask<Value: Sendable>(
    _ body: @Sendable (ReferenceRegistry) async throws(RegistryFailure) -> Value
  ) async throws(Failure) -> Value {
    guard await ready.wait() else { throw .registryUnreachable }
    do throws(RegistryFailure) {
      return try await body(registry)
    } catch {
      throw .registryUnreachable
    }
  }
}

/// The tokens that the demo's registry issues to its only desk, in memory.
actor DemoTokens {
  private let registry: ReferenceRegistry
  private let desk: Desk
  private var issued: [Role: String] = [:]

  init(_ registry: ReferenceRegistry, desk: Desk) {
    self.registry = registry
    self.desk = desk
  }

  func token(of role: Role, renew: Bool) async -> String? {
    if !renew, let token = issued[role] { return token }
    let token = try? await registry.issueToken(desk: desk, role: role, validFor: 86_400)
    issued[role] = token
    return token
  }
}

/// Opens once; who comes earlier waits.
actor Readiness {
  private var result: Bool?
  private var waiting: [CheckedContinuation<Bool, Never>] = []

  func open(failed: Bool) {
    result = !failed
    for continuation in waiting { continuation.resume(returning: !failed) }
    waiting = []
  }

  /// Whether the region is there; `false` if it could not be made.
  func wait() async -> Bool {
    if let result { return result }
    return await withCheckedContinuation { waiting.append($0) }
  }
}
