import Cases
import Domain
import Population
import SQLite
import Synchronization

@testable import Registry

let demoDay = CivilDate(year: 2026, month: 11, day: 21)!

/// A clock that a test moves.
final class Clock: Sendable {
  private let instant: Mutex<Instant>

  init(_ day: CivilDate = demoDay) { instant = Mutex(Clock.morning(of: day)) }

  var now: Instant { instant.withLock { $0 } }

  func move(to day: CivilDate) { instant.withLock { $0 = Clock.morning(of: day) } }

  private static func morning(of day: CivilDate) -> Instant {
    RomeTime(date: day, time: CivilTime(hour: 10, minute: 0)!).instant
  }
}

/// A registry over a small fictional region.
struct Fixture {
  let clock = Clock()
  let region: Region
  let registry: ReferenceRegistry

  init(people: Int = 200, location: Database.Location = .memory) async throws {
    region = people == 200 ? Self.small : Region.make(seed: 1, people: people, today: demoDay)
    let clock = clock
    registry = try ReferenceRegistry(
      location, profile: Profile(id: "italia", scelta: SceltaParameters()), isDemo: true, now: { clock.now })
    try await registry.populate(RegistryContent(region))
  }

  private static let small = Region.make(seed: 1, people: 200, today: demoDay)

  /// The person of a case of the demo.
  func person(_ caseID: String) async throws -> Assistito {
    let code = region.demoCases.first { $0.id == caseID }!.code
    return try await registry.person(code)!
  }

  /// A plain scelta for a person, as a desk would send it.
  func scelta(
    for person: Assistito, medico id: Identifier<Medico>, operation: Int = 1, role: Role = .sportello,
    _ edit: (inout SceltaRequest) -> Void = { _ in }
  ) async throws -> Practice {
    let facts = try await registry.facts(of: person.id, medico: id)
    var request = SceltaRequest(effectiveDate: clock.now.romeDate)
    request.documentsSeen = Set(DocumentKind.allCases)
    edit(&request)
    let content = SceltaCase(
      assistito: person, medico: facts.medico!.medico, currentMedico: facts.currentMedico,
      medicoAmbito: facts.medico!.ambito, request: request,
      pediatricianAvailable: facts.pediatricianAvailable, pending: facts.pending)
    return practice(.scelta(content), operation: operation, role: role)
  }

  func practice(_ content: PracticeCase, operation: Int, role: Role = .sportello) -> Practice {
    Practice(
      id: .init(unchecked: "11111111-0000-4000-8000-" + String(1_000_000_000_000 + operation).dropFirst()),
      content: content,
      author: Author(
        operatorName: "r.prova", role: role,
        desk: Desk(id: "sportello 2", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)),
      createdAt: clock.now)
  }

  @discardableResult
  func submit(_ practice: Practice) async throws -> RegistryAnswer {
    try await registry.submit(CaseCoding.encode(practice: practice))
  }

  func load(_ id: Identifier<Medico>) async throws -> Medico.Load {
    try await registry.medico(id)!.medico.load!
  }
}

extension RegistryContent {
  /// The content of a fictional region.
  init(_ region: Region) {
    self.init(
      today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
      pending: region.pending.map {
        Pending(practice: $0.practice, person: $0.person, since: $0.since, medico: $0.medico)
      },
      people: { (visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) in
        try region.forEachPerson(visit)
      })
  }
}

extension RegistryAnswer {
  var protocolNumber: String? {
    switch self {
    case .accepted(let number, _, _), .alreadyAnswered(let number, _): number
    case .rejected: nil
    }
  }

  var rejection: Decision? {
    if case .rejected(let decision) = self { return decision }
    return nil
  }
}
