import Counter
import Domain
import Population
import Registry
import Workflow

extension EmbeddedRegistry {
  /// The levers of the screen `DM`.
  var levers: DemoAccess {
    DemoAccess(
      cases: { () throws(Failure) in try await cases() },
      pull: { lever throws(Failure) in try await pull(lever) })
  }

  private func cases() async throws(Failure) -> [Workflow.DemoCase] {
    let first = try await ask { registry throws(RegistryFailure) in try await registry.firstDay() }
    var found: [Workflow.DemoCase] = []
    for item in Population.DemoCase.all(on: first ?? clock.now.romeDate) {
      let people = try await ask { registry throws(RegistryFailure) in
        try await registry.search(.code(item.code))
      }
      if let person = people.first { found.append(Workflow.DemoCase(id: item.id, person: person)) }
    }
    return found
  }

  private func pull(_ lever: DemoLever) async throws(Failure) {
    switch lever {
    case .cases, .deskClock: break
    case .date(let date):
      _ = try await ask { registry throws(RegistryFailure) in try await registry.dayPassed(to: date) }
    case .reset:
      try await ask { registry throws(RegistryFailure) in
        try await registry.reset()
        try await registry.populate(content(of: made(region)))
      }
    case .fill(let medico):
      _ = try await ask { registry throws(RegistryFailure) in try await registry.fill(medico) }
    case .line(let behaviour): line.behaviour = behaviour
    case .suspend, .resume, .person, .reverseLast:
      throw .store(messageKey: "errore.demo.leva", arguments: [])
    }
  }
}
