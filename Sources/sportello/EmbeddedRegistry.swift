import Counter
import Domain
import Population
import Registry
import Store
import Synchronization
import Workflow

/// The registry inside the process, handed to the counter as closures: what the demo works on.
struct EmbeddedRegistry: Sendable {
  let registry: ReferenceRegistry
  /// Seed and size of the region made in an empty registry; `nil` leaves it empty.
  let region: (seed: UInt64, people: Int)?
  let clock: DeskClock
  let ready: Readiness
  let line: RegistryLine

  /// Makes the region if the registry is empty; the first questions wait for it.
  func populate() async {
    do {
      if let region, try await registry.currentDay() == nil {
        try await registry.populate(content(of: made(region)))
      }
      await ready.open(failed: false)
    } catch {
      await ready.open(failed: true)
    }
  }

  private func content(of region: Region) -> RegistryContent {
    RegistryContent(
      today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
      pending: region.pending.map {
        RegistryContent.Pending(practice: $0.practice, person: $0.person, since: $0.since)
      },
      people: { visit throws(RegistryFailure) in try region.forEachPerson(visit) })
  }

  private func made(_ region: (seed: UInt64, people: Int)) -> Region {
    Region.make(seed: region.seed, people: region.people, today: clock.now.romeDate)
  }

  /// Asks the registry once it is ready; every failure of an embedded registry is one of its disk.
  private func ask<Value: Sendable>(
    _ body: @Sendable (ReferenceRegistry) async throws(RegistryFailure) -> Value
  ) async throws(Failure) -> Value {
    guard await ready.wait() else { throw .registryUnreachable }
    do throws(RegistryFailure) {
      return try await body(registry)
    } catch {
      throw .registryUnreachable
    }
  }

  /// The registry as the counter sees it: through the line, which the trainer may cut.
  var access: RegistryAccess { access(through: line) }

  /// What a desk that keeps a copy of the whole asl still knows while the line is cut.
  var copy: RegistryAccess { access(through: nil) }

  private func access(through line: RegistryLine?) -> RegistryAccess {
    @Sendable func reach<Value: Sendable>(
      _ body: @Sendable (ReferenceRegistry) async throws(RegistryFailure) -> Value
    ) async throws(Failure) -> Value {
      if let line, line.isCut { throw .registryUnreachable }
      return try await ask(body)
    }
    return RegistryAccess(
      person: { key throws(Failure) in
        try await reach { registry throws(RegistryFailure) in
          switch key {
          case .id(let id): try await registry.person(id)
          case .code(let code): try await registry.person(code)
          case .tessera(let card): try await registry.person(card: card)
          }
        }
      },
      people: { query throws(Failure) in
        try await reach { registry throws(RegistryFailure) in try await registry.search(query) }
      },
      medici: { query throws(Failure) in
        try await reach { registry throws(RegistryFailure) in
          Array(try await registry.medici(query).prefix(Question.limit))
        }
      },
      facts: { query throws(Failure) in
        let facts = try await reach { registry throws(RegistryFailure) in
          try await registry.facts(of: query.person, medico: query.medico, relative: query.relative)
        }
        return CaseFacts(
          query: query, medico: facts.medico, currentMedico: facts.currentMedico,
          pediatricianAvailable: facts.pediatricianAvailable,
          otherMedicoAvailable: facts.otherMedicoAvailable, relativeMedico: facts.relativeMedico,
          pending: facts.pending)
      },
      submit: { bytes throws(Failure) in
        try await reach { registry throws(RegistryFailure) in try await registry.submit(bytes) }
      },
      history: { person throws(Failure) in
        try await reach { registry throws(RegistryFailure) in try await registry.history(person) }
      },
      expiries: { () throws(Failure) in
        let today = clock.now.romeDate
        return try await reach { registry throws(RegistryFailure) in
          try await registry.expiries(from: today)
        }
      },
      note: { person, text, author throws(Failure) in
        try await reach { registry throws(RegistryFailure) in
          try await registry.note(text, on: person, by: author)
        }
      },
      roster: { () throws(Failure) in
        try await reach { registry throws(RegistryFailure) in
          try await registry.roster {
            IndexedPerson(record: $0, surname: $1, name: $2, birthDate: $3)
          }
        }
      },
      summaries: { records throws(Failure) in
        try await reach { registry throws(RegistryFailure) in try await registry.summaries(records) }
      })
  }
}

/// The line between desk and embedded registry.
final class RegistryLine: Sendable {
  private let state: Mutex<Bool>

  init(isCut: Bool) { state = Mutex(isCut) }

  var isCut: Bool {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
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

extension EmbeddedRegistry {
  /// The levers of the screen `DM`.
  var levers: DemoAccess {
    DemoAccess(
      cases: { () throws(Failure) in
        let first = try await ask { registry throws(RegistryFailure) in try await registry.firstDay() }
        let cases = Population.DemoCase.all(on: first ?? clock.now.romeDate)
        var found: [Workflow.DemoCase] = []
        for item in cases {
          let people = try await ask { registry throws(RegistryFailure) in
            try await registry.search(.code(item.code))
          }
          if let person = people.first {
            found.append(Workflow.DemoCase(id: item.id, person: person))
          }
        }
        return found
      },
      jump: { date throws(Failure) in
        _ = try await ask { registry throws(RegistryFailure) in try await registry.dayPassed(to: date) }
      },
      reset: { () throws(Failure) in
        try await ask { registry throws(RegistryFailure) in
          try await registry.reset()
          if let region { try await registry.populate(content(of: made(region))) }
        }
      },
      fill: { medico throws(Failure) in
        _ = try await ask { registry throws(RegistryFailure) in try await registry.fill(medico) }
      },
      line: { isCut in line.isCut = isCut })
  }
}
