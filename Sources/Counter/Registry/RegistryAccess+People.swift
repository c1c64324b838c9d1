import Domain
import FHIR
import RegistryClient
import Store
import Workflow

extension RegistryAccess {
  private static let patient = PulledType.patient.rawValue

  /// A person with where the position came from.
  struct FoundPerson {
    /// `nil` if nobody answers to the key.
    let assistito: Assistito?
    /// Whether the registry did not answer, and this is the desk's own copy.
    let isFromCache: Bool
  }

  /// The position of one person, as the registry knows it now, or as the desk last heard it.
  ///
  /// Who is in the copy is only asked about; who is not the same any more is told to the witness, so that what
  /// waits for that person does not leave.
  func person(_ key: PersonKey) async throws(Failure) -> FoundPerson {
    let known = try await cached(key)
    do throws(ReadFailure) {
      return FoundPerson(assistito: try await fresh(key, known), isFromCache: false)
    } catch {
      guard error.isAbsence else { throw Failure(error) }
      // The copy may have come meanwhile: the first one of a demo is made while the line is asked.
      guard let known = try await cached(key), let record = ResourceCopy.person(known) else {
        throw .registryUnreachable
      }
      try? await store.touch(known.id, of: Self.patient, at: clock.now)
      return FoundPerson(
        assistito: record.assistito.shown(isPartial: isPartial).read(at: known.fetchedAt), isFromCache: true)
    }
  }

  private func fresh(_ key: PersonKey, _ known: CachedResource?) async throws(ReadFailure) -> Assistito? {
    if let known, let id = Identifier<Assistito>(known.id) {
      if let found = try await touched(id, known) { return found }
      // The id is gone; the code may live on under another one.
    }
    switch key {
    case .id(let id): return known == nil ? try await touched(id, nil) : nil
    case .code(let code): return try await found(.code(code))
    case .tessera(let card): return try await found(.tessera(card))
    }
  }

  /// Whether who asks has nothing to do with exemptions: the copy, which all roles share, may hold them.
  var isPartial: Bool {
    let author = author()
    return CopyView.isPartial(author.role, at: author.desk.kind, profile)
  }

  private func found(_ query: PersonQuery) async throws(ReadFailure) -> Assistito? {
    let records = try await read { client, role throws(ReadFailure) in
      try await client.people(query, role: role)
    }
    guard let record = records.first(where: \.isActive) ?? records.first else { return nil }
    return try await kept(record, before: nil)
  }

  /// Reads one id, only if it changed; `nil` if it must not be used any more.
  private func touched(
    _ id: Identifier<Assistito>, _ known: CachedResource?
  ) async throws(ReadFailure) -> Assistito? {
    let before = known.flatMap { ResourceCopy.person($0) }
    let isPartial = isPartial
    let condition =
      before == nil ? nil : known.flatMap { CopyView.condition($0, readerIsPartial: isPartial) }
    let reading = try await read { client, role throws(ReadFailure) in
      try await client.person(id, ifNoneMatch: condition, role: role)
    }
    switch reading {
    case .found(let record): return try await kept(record, before: before)
    case .notModified:
      let now = clock.now
      try? await store.touch(id.rawValue, of: Self.patient, isFresh: true, at: now)
      return before?.assistito.shown(isPartial: isPartial).read(at: now)
    case .replaced(let other, let record):
      await lost(id, "unificata")
      if let record { return try await kept(record, before: nil) }
      guard other != id else { return nil }
      let next = try await read { client, role throws(ReadFailure) in
        try await client.person(other, role: role)
      }
      guard case .found(let record) = next else { return nil }
      return try await kept(record, before: nil)
    case .gone:
      await lost(id, "unificata")
      return nil
    }
  }

  private func lost(_ id: Identifier<Assistito>, _ reason: String) async {
    try? await store.forget(id.rawValue, of: Self.patient)
    await witness.changed([id], [reason])
  }

  /// Keeps what was read, and tells the witness what is not any more as it was.
  private func kept(
    _ record: PersonRecord, before: PatientResource.Record?
  ) async throws(ReadFailure) -> Assistito {
    let (now, isPartial) = (clock.now, isPartial)
    let copy = (try? await store.cached(Self.patient, id: record.resource.id)) ?? nil
    if !CopyView.isLess(record.resource, isPartial: isPartial, than: copy),
      let resource = ResourceCopy.pulled(record.resource, now: now, isPartial: isPartial)
    {
      _ = try? await store.remember(resource, of: Self.patient, source: link.client.base, at: now)
    }
    let reasons = PersonChange.reasons(from: before?.assistito, to: record, at: author().desk.asl)
    let people = [before?.assistito.id, record.assistito.id].compactMap(\.self)
    if !reasons.isEmpty { await witness.changed(people, reasons) }
    return record.assistito.read(at: now)
  }

  private func cached(_ key: PersonKey) async throws(Failure) -> CachedResource? {
    do throws(StoreError) {
      switch key {
      case .id(let id): return try await store.cached(Self.patient, id: id.rawValue)
      case .code, .tessera: return try await store.cached(Self.patient, code: key.cacheCode)
      }
    } catch { throw Failure(error) }
  }

  /// The person of the copy under a code, as the desk last heard; `nil` if there is none.
  func copied(_ code: PersonCode) async -> Assistito? {
    guard let cached = try? await store.cached(Self.patient, code: PersonKey.code(code).cacheCode) else {
      return nil
    }
    return ResourceCopy.person(cached)?.assistito.shown(isPartial: isPartial)
  }

  /// People by code, card or names.
  ///
  /// The names of a copy of the whole asl are found in memory; only who is not there is asked for.
  func people(_ query: PersonQuery) async throws(Failure) -> [PersonSummary] {
    if let found = await names.search(query), !found.isEmpty, await names.isWhole { return found }
    return try await read({ client, role throws(ReadFailure) in
      let reading = try await client.people(query, limit: Question.limit, role: role)
      return Reading(reading.value.compactMap(\.summary), clock: reading.clock, notes: reading.notes)
    }) { () throws(Failure) in
      switch query {
      case .names: return await names.search(query) ?? []
      case .code(let code): return [await copied(code)?.summary].compactMap(\.self)
      case .tessera(let card):
        let cached = try await cached(.tessera(card))
        return [cached.flatMap { ResourceCopy.person($0)?.assistito.summary }].compactMap(\.self)
      }
    }
  }

  /// What ends in the days to come, for everybody the registry knows, or the desk's copy.
  ///
  /// - Returns: By date; `isPartial` where they come from a copy that does not hold everybody.
  func expiries() async throws(Failure) -> (found: [Expiry], isPartial: Bool) {
    var isPartial = false
    let today = clock.now.romeDate
    let last = today.adding(days: Expiry.horizonDays + 1)
    let people = try await read({ client, role throws(ReadFailure) in
      let reading = try await client.expiries(until: last, role: role)
      return Reading(reading.value.map(\.assistito), clock: reading.clock, notes: reading.notes)
    }) { () throws(Failure) in
      isPartial = !(await names.isWhole)
      return try await copiedPeople()
    }
    let (exemptionDays, cardDays) = (profile.esenzioni.expiringDays, profile.tessera.expiringDays)
    let found = people.flatMap {
      $0.expiries(from: today, exemptionDays: exemptionDays, cardDays: cardDays)
    }.sorted {
      ($0.on, $0.person.surname, $0.person.id) < ($1.on, $1.person.surname, $1.person.id)
    }
    return (found, isPartial)
  }

  private func copiedPeople() async throws(Failure) -> [Assistito] {
    var people: [Assistito] = []
    var last: Int32 = 0
    do throws(StoreError) {
      while true {
        let page = try await store.cachedResources(Self.patient, after: last, limit: 500)
        people += page.compactMap { ResourceCopy.person($0)?.assistito.shown(isPartial: isPartial) }
        guard let end = page.last, page.count == 500 else { break }
        last = end.record
      }
    } catch { throw Failure(error) }
    if people.isEmpty { throw .registryUnreachable }
    return people
  }
}
