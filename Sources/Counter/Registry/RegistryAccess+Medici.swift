import Domain
import FHIR
import RegistryClient
import Store
import Sync
import Workflow

extension RegistryAccess {
  /// Doctors with the places of the directory; read past the copy as long as there is none.
  func medici(_ query: MedicoQuery) async throws(Failure) -> [MedicoView] {
    Array(try await directory().matching(query).prefix(Question.limit))
  }

  /// The directory of doctors; the first reading of a desk that never read it asks the registry for all at once.
  func directory() async throws(Failure) -> MedicoDirectory {
    if let directory = await keeper.current() { return directory }
    do throws(ReadFailure) {
      let places = try await read { client, role throws(ReadFailure) in try await client.places(role: role) }
      let medici = try await read { client, role throws(ReadFailure) in try await client.medici(role: role) }
      await keeper.take(medici, ambiti: places.ambiti)
    } catch { throw Failure(error) }
    guard let directory = await keeper.current() else { throw .registryUnreachable }
    return directory
  }

  /// What the rules need besides the position: computed here, with the line up or down.
  ///
  /// The medico asked for and the second choice are read once more, because places are what changes fastest.
  func facts(_ query: FactsQuery) async throws(Failure) -> CaseFacts {
    _ = try await directory()
    var isFresh = await witness.isServing()
    for medico in [query.medico, query.second].compactMap(\.self) where isFresh {
      let read = try? await read { client, role throws(ReadFailure) in
        try await client.medico(medico, role: role)
      }
      if let read { await keeper.take([read]) } else { isFresh = await witness.isServing() }
    }
    let directory = try await directory()
    guard let (person, lacksExemptions) = try await known(query.person) else { throw .registryUnreachable }
    let facts = directory.facts(
      of: person.posizione, medico: query.medico,
      temporaryCounts: profile.scelta.temporaryCountsInMaximum, on: clock.now.romeDate)
    return CaseFacts(
      query: query, medico: facts.medico, second: query.second.flatMap { directory[$0] },
      currentMedico: facts.currentMedico,
      pediatricianAvailable: facts.pediatricianAvailable, otherMedicoAvailable: facts.otherMedicoAvailable,
      relativeMedico: await relativeMedico(query.relative, of: person), pending: await pending(person),
      seenAt: isFresh ? nil : await keeper.asOf,
      mef: await mef(query, of: person), lacksExemptions: lacksExemptions)
  }

  /// What the list of the Sistema TS says; `nil` if nobody asked, or this registry does not pass it on.
  ///
  /// A line or a list that fails is one that does not answer (ER-29): nobody is ever taken for missing from it because
  /// of a fault. What the position shows of it still counts then.
  private func mef(_ query: FactsQuery, of person: Assistito) async -> MEFAnswer? {
    guard let code = query.esenzione else { return nil }
    let shown = person.posizione.mefListing(of: code, on: clock.now.romeDate)
    guard link.capability?.hasMEFList ?? true else { return shown }
    do throws(ReadFailure) {
      return try await read { client, role throws(ReadFailure) in
        try await client.mefList(of: person.id, code: code, role: role)
      }
    } catch {
      switch error {
      case .denied, .gone: return shown
      case .unreachable, .suspended, .throttled, .misconfigured, .clockOrCertificate, .captivePortal,
        .unreadable:
        return shown ?? .unavailable
      }
    }
  }

  /// The person of a practice as the desk has just heard, asked for if it never did; and whether the exemptions of
  /// somebody who may see them were not read.
  private func known(
    _ id: Identifier<Assistito>
  ) async throws(Failure) -> (person: Assistito, lacksExemptions: Bool)? {
    let cached = try? await store.cached(PulledType.patient.rawValue, id: id.rawValue)
    if let cached, let record = ResourceCopy.person(cached) {
      let lacksExemptions = CopyView.isPartial(cached) && !isPartial
      return (record.assistito.shown(isPartial: isPartial), lacksExemptions)
    }
    return try await person(.id(id)).assistito.map { ($0, false) }
  }

  private func relativeMedico(_ code: PersonCode?, of person: Assistito) async -> Identifier<Medico>? {
    guard let code else { return nil }
    let relative = (try? await self.person(.code(code)))?.assistito
    if let relative { return relative.posizione.activeScelta(on: clock.now.romeDate)?.medico }
    return person.family.first { $0.code == code }?.medico
  }

  /// A practice of the person that the registry has and has not decided; one of this desk that may have arrived.
  private func pending(_ person: Assistito) async -> Identifier<Practice>? {
    let entries = try? await read { client, role throws(ReadFailure) in
      try await client.tasks(of: person.id, onlyPending: true, role: role)
    }
    if let entry = entries?.first(where: { $0.outcome == .pending }) { return entry.practice }
    for code in person.identity.codes {
      let filter = PracticeFilter(states: Self.underWay, code: code.rawValue, limit: 1)
      if let own = (try? await store.practices(filter))?.first { return own.entry.operation }
    }
    return nil
  }

  private static let underWay = Set(OutboxState.Kind.allCases.filter(\.isUnderWay))

  /// The practices of a person, newest first.
  func history(_ person: Identifier<Assistito>) async throws(Failure) -> [HistoryEntry] {
    do throws(ReadFailure) {
      let entries = try await read { client, role throws(ReadFailure) in
        try await client.tasks(of: person, role: role)
      }
      return entries.map { $0.masked(by: profile.esenzioni.catalog) }
    } catch { throw Failure(error) }
  }

  /// Adds a note to a person, now or not at all.
  func note(
    _ text: String, on person: Identifier<Assistito>, by author: Author, as operation: Identifier<Practice>
  ) async throws(Failure) {
    do throws(ReadFailure) {
      try await read { client, _ throws(ReadFailure) in
        try await client.note(text, on: person, by: author, operation: operation)
      }
    } catch { throw Failure(error) }
  }
}

extension HistoryEntry {
  /// The same row, without a code of exemption that reveals data of the greatest protection.
  fileprivate func masked(by catalog: EsenzioneCatalog) -> HistoryEntry {
    switch kind {
    case .scelta, .revoca, .ricusazione, .rilascioPin, .tessera: return self
    case .esenzioneRilascio, .esenzioneRevoca:
      guard let code = CodiceEsenzione(subject) else { return self }
      return HistoryEntry(
        practice: practice, kind: kind, at: at, operatorName: operatorName, desk: desk, outcome: outcome,
        subject: catalog.shown(code))
    }
  }
}
