import Counter
import Domain
import FHIR
import Population
import Registry
import Store
import Sync
import Workflow

extension EmbeddedRegistry {
  /// The levers of the screen `DM`.
  ///
  /// - Parameter store: The desk's data: what waits there can also be asked for elsewhere.
  /// - Returns: The closures.
  func levers(_ store: DeskStore) -> DemoAccess {
    DemoAccess(
      cases: { () throws(Failure) in try await cases() },
      pull: { lever throws(Failure) in try await pull(lever, store) },
      standing: { [line, registry, clock] in
        let now = clock.trueNow
        let stop = await registry.calendar.map(\.suspension).last {
          ![.over, .before].contains($0.phase(at: now))
        }
        return DemoStanding(line: line.behaviour, stop: stop)
      })
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

  private func pull(_ lever: DemoLever, _ store: DeskStore) async throws(Failure) {
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
    case .line(let behaviour):
      line.behaviour = behaviour
      try await ask { registry throws(RegistryFailure) in
        try await registry.setMEF(away: behaviour == .mefAway)
      }
    case .suspend(let policy, let isMigration, let end):
      let stop = Suspension(
        start: clock.trueNow, announcedEnds: [end], policy: policy, kinds: Set(PracticeKind.allCases),
        source: "DM")
      try await ask { registry throws(RegistryFailure) in
        await registry.suspend(AnnouncedSuspension(stop, isMigration: isMigration))
      }
    case .resume: try await ask { registry throws(RegistryFailure) in await registry.resume() }
    case .person(let person, let event): try await happen(event, to: person, store)
    case .reverseLast:
      let reversed = try await ask { registry throws(RegistryFailure) in try await registry.reverseLast() }
      if reversed == nil { throw Self.impossible }
    }
  }

  /// What was asked for cannot happen now.
  private static let impossible = Failure.store(messageKey: "errore.demo.leva", arguments: [])

  private func happen(
    _ event: DemoLever.PersonEvent, to id: Identifier<Assistito>, _ store: DeskStore
  ) async throws(Failure) {
    switch event {
    case .otherDesk, .sameElsewhere:
      // Another scelta than the one that waits here: the same one would be no conflict but a double.
      let waiting = await waitingMedico(of: id, store)
      let wanted = event == .sameElsewhere ? waiting : nil
      if event == .sameElsewhere, wanted == nil { throw Self.impossible }
      let done = try await ask { registry throws(RegistryFailure) in
        try await registry.otherDeskActs(id, choosing: wanted, avoiding: wanted == nil ? waiting : nil)
      }
      if done == nil { throw Self.impossible }
    case .dies: try await ask { registry throws(RegistryFailure) in try await registry.die(id) }
    case .moves:
      let isMoved = try await ask { registry throws(RegistryFailure) in
        guard let other = try await registry.ambiti().first(where: { $0.asl != Region.homeAsl })?.asl else {
          return false
        }
        return try await registry.move(id, to: other)
      }
      if !isMoved { throw Self.impossible }
    case .merges:
      guard let survivor = try await survivor(for: id) else { throw Self.impossible }
      try await ask { registry throws(RegistryFailure) in try await registry.merge(id, into: survivor) }
    case .restricted:
      try await ask { registry throws(RegistryFailure) in try await registry.restrict(id, true) }
    case .otherExemption:
      guard let asked = await waitingExemption(of: id, store) else { throw Self.impossible }
      let isNew = try await ask { registry throws(RegistryFailure) in
        try await registry.otherDeskIssues(asked.code, scope: asked.scope, until: asked.end, to: id)
      }
      if !isNew { throw Self.impossible }
    case .doctorAgrees, .doctorRefuses:
      let settled = try await ask { registry throws(RegistryFailure) in
        try await registry.doctorDecides(on: id, agrees: event == .doctorAgrees)
      }
      if settled == 0 { throw Self.impossible }
    }
  }

  /// The exemption that waits at the desk for this person; E02 for a year if none does.
  private func waitingExemption(
    of id: Identifier<Assistito>, _ store: DeskStore
  ) async -> (code: CodiceEsenzione, scope: EsenzioneScope, end: CivilDate?)? {
    let waiting = Set(OutboxState.Kind.allCases.filter(\.isUnderWay))
    for stored in (try? await store.practices(PracticeFilter(states: waiting))) ?? [] {
      guard
        case .esenzioneRilascio(let content)? = (try? PracticeTask.practice(in: stored.entry.body))?.content,
        content.assistito.id == id
      else { continue }
      return (content.code, content.scope, content.endDate)
    }
    return CodiceEsenzione("E02").map { ($0, .national, clock.trueNow.romeDate.adding(years: 1)) }
  }

  /// The medico of the scelta that waits at the desk for this person; `nil` if none waits.
  private func waitingMedico(of id: Identifier<Assistito>, _ store: DeskStore) async -> Identifier<Medico>? {
    let waiting = Set(OutboxState.Kind.allCases.filter(\.isUnderWay))
    for stored in (try? await store.practices(PracticeFilter(states: waiting))) ?? [] {
      guard case .scelta(let content)? = (try? PracticeTask.practice(in: stored.entry.body))?.content,
        content.assistito.id == id
      else { continue }
      return content.medico.id
    }
    return nil
  }

  /// Another record to live on in: a namesake if there is one, else the case that is most like this one.
  private func survivor(for id: Identifier<Assistito>) async throws(Failure) -> Identifier<Assistito>? {
    let person = try await ask { registry throws(RegistryFailure) in try await registry.person(id) }
    guard let person else { return nil }
    let namesakes = try await ask { registry throws(RegistryFailure) in
      try await registry.search(.names(surname: person.identity.surname, name: "", birth: nil))
    }
    if let other = namesakes.first(where: { $0.id != id }) { return other.id }
    var best: (id: Identifier<Assistito>, difference: Int)?
    for summary in try await cases().map(\.person) where summary.id != id {
      let other = try await ask { registry throws(RegistryFailure) in try await registry.person(summary.id) }
      guard let other, other.posizione.deathDate == nil else { continue }
      let years = abs(other.identity.birthDate.year - person.identity.birthDate.year)
      let difference = years + (other.identity.sex == person.identity.sex ? 0 : 1_000)
      if difference < best?.difference ?? .max { best = (summary.id, difference) }
    }
    return best?.id
  }
}
