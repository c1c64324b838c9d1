import Domain
import FHIR
import Population
import Registry
import RegistryClient
import SQLite
import Sync
import Synchronization
import Testing

/// A clock that a test moves.
final class Clock: Sendable {
  private let instant = Mutex(RomeTime(date: demoDay, time: CivilTime(hour: 10, minute: 0)!).instant)

  var now: Instant { instant.withLock { $0 } }

  func pass(_ duration: Duration) { instant.withLock { $0 = $0 + duration } }
}

let demoDay = CivilDate(year: 2026, month: 11, day: 21)!
private let smallRegion = Region.make(seed: 1, people: 200, today: demoDay)

/// What a desk may stand before: the reference registry as it is, or in the ways of another one.
struct Ways: CustomTestStringConvertible, Sendable {
  let persona: Persona?
  var testDescription: String { persona?.rawValue ?? "own" }

  static let all = [Ways(persona: nil)] + Persona.allCases.map { Ways(persona: $0) }
}

/// A desk with its client in front of a registry over a few people of a fictional region.
struct Counterpart {
  static let desk = Desk(
    id: "sportello 2", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)

  let clock = Clock()
  let region = smallRegion
  let registry: ReferenceRegistry
  let client: RegistryClient
  let role: Role

  /// A desk with its tokens; `line` stands between it and the registry.
  init(
    _ ways: Ways = Ways(persona: nil), role: Role = .sportello, desk: Desk = desk, life: Int = 3_600,
    settings: RegistrySettings = RegistrySettings(),
    line: @escaping @Sendable (@escaping Transport) -> Transport = { $0 }
  ) async throws {
    let clock = clock
    let registry = try ReferenceRegistry(
      .memory, profile: Profile(id: "italia", scelta: SceltaParameters()), isDemo: true, now: { clock.now })
    try await registry.populate(RegistryContent(few: region))
    // Some registries find what was written only after a while.
    clock.pass(.seconds(10))
    let tokens = Mutex<[Role: String]>([:])
    let ids = Counter()
    self.registry = registry
    self.role = role
    client = RegistryClient(
      transport: line { request, _ in
        guard let persona = ways.persona else { return await registry.exchange(request) }
        return await registry.exchange(request, as: persona)
      },
      tokens: { role, renew in
        if !renew, let token = tokens.withLock({ $0[role] }) { return token }
        let token = try? await registry.issueToken(desk: desk, role: role, validFor: life)
        tokens.withLock { $0[role] = token }
        return token
      },
      base: "https://anagrafe.example/fhir", settings: settings, now: { clock.now },
      randomUUID: { "22222222-0000-4000-8000-" + String(1_000_000_000_000 + ids.next()).dropFirst() })
  }

  // MARK: Practices

  func person(_ caseID: String) async throws -> PersonRecord {
    let code = region.demoCases.first { $0.id == caseID }!.code
    return try await client.people(.code(code), role: role).value[0]
  }

  func medico(_ id: Identifier<Medico>) async throws -> Medico {
    try await client.medico(id, role: role).value
  }

  func scelta(
    _ person: Assistito, _ id: Identifier<Medico>, operation: Int = 1, second: Identifier<Medico>? = nil
  ) async throws -> Practice {
    let medico = try await medico(id)
    let places = try await client.places(role: role).value
    var request = SceltaRequest(effectiveDate: demoDay)
    request.documentsSeen = Set(DocumentKind.allCases)
    request.secondChoice = second
    var current: Medico?
    if let scelta = person.posizione.activeScelta(on: demoDay) {
      current = try await self.medico(scelta.medico)
    }
    return practice(
      .scelta(
        SceltaCase(
          assistito: person, medico: medico, currentMedico: current,
          medicoAmbito: places.ambiti.first { $0.id == medico.ambito }, request: request)), operation)
  }

  func revoca(_ person: Assistito, operation: Int = 2) -> Practice {
    practice(
      .revoca(
        RevocaCase(
          assistito: person, reason: .movesAbroad, effectiveDate: demoDay,
          documentsSeen: Set(DocumentKind.allCases), note: "estero")), operation)
  }

  func practice(_ content: PracticeCase, _ operation: Int) -> Practice {
    Practice(
      id: .init(unchecked: "11111111-0000-4000-8000-" + String(1_000_000_000_000 + operation).dropFirst()),
      content: content, author: Author(operatorName: "r.prova", role: role, desk: Self.desk),
      createdAt: clock.now)
  }

  func send(_ practice: Practice) async -> WireReply {
    await client.send(body: PracticeTask.encode(practice), operation: practice.id, role: role)
  }

  func ask(_ practice: Practice) async -> WireReply { await client.ask(practice.id, role: role) }

  /// Sends and asks by turns, as `Sync` does, until the registry has decided; `nil` if it does not in ten turns.
  ///
  /// Between the turns time passes: some registries decide later, or find what was written later.
  func settle(_ practice: Practice) async -> RegistryAnswer? {
    var reply = await send(practice)
    for _ in 0..<10 {
      clock.pass(.seconds(3))
      if let answer = reply.answer { return answer }
      reply =
        reply.outcome == .absent || reply.outcome == .notSent ? await send(practice) : await ask(practice)
    }
    return nil
  }

  func load(_ id: Identifier<Medico>) async throws -> Int { try await medico(id).load!.permanent }
}

extension RegistryContent {
  /// The content of a fictional region with the people of the demo, those with a practice pending and a few more.
  init(few region: Region) {
    let codes = Set(region.demoCases.map(\.code))
    let wanted = Set(region.pending.map(\.person))
    self.init(
      today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
      pending: region.pending.map {
        Pending(practice: $0.practice, person: $0.person, since: $0.since, medico: $0.medico)
      },
      people: { (visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) in
        var count = 0
        try region.forEachPerson { (person: Assistito) throws(RegistryFailure) in
          count += 1
          let isWanted = wanted.contains(person.id) || !codes.isDisjoint(with: person.identity.codes)
          if isWanted || count.isMultiple(of: 10) { try visit(person) }
        }
      })
  }
}
