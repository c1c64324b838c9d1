import Cases
public import Domain
import FHIR
import SQLite
import Vault

/// What happens to a registry while a desk looks elsewhere: levers of the demo, and of tests.
///
/// Each is one transaction and tells of itself by the same resources as a practice would.
extension ReferenceRegistry {
  /// Makes every answer wait for `pause`; `nil` makes them come at once again.
  public func delay(by pause: (@Sendable () async -> Void)?) { delay = pause }

  /// Lets a person die today.
  ///
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  public func die(_ id: Identifier<Assistito>) throws(RegistryFailure) {
    try happen(to: id) { (person, today) throws(RegistryFailure) in
      guard person.posizione.deathDate == nil else { return }
      person.posizione.deathDate = today
      person.posizione.close(on: today, .death)
      person.posizione.assistenza?.ended = Assistenza.Ending(on: today, reason: .death)
      person.posizione.closeEsenzioni(on: today, cause: .death)
    }
  }

  /// Lets a person move to another asl, which becomes competent today.
  ///
  /// The residence goes to an ambito of that asl, and the scelta ends as a transfer ends it.
  ///
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  /// - Returns: Whether the registry knows ambiti of the asl; if not, nothing has changed.
  @discardableResult
  public func move(_ id: Identifier<Assistito>, to asl: CodiceAsl) throws(RegistryFailure) -> Bool {
    let directory = try loadedDirectory()
    guard let territory = directory.territory(of: asl) else { return false }
    try happen(to: id) { (person, today) throws(RegistryFailure) in
      let address = Address(street: "Via di Prova 1", postalCode: "00000", territory: territory)
      person.posizione.residence = .italy(address, since: today, state: .confirmed)
      person.posizione.domicile = nil
      person.posizione.close(on: today.adding(days: -1), .transfer)
      let before = person.posizione.assistenza?.asl.region
      person.posizione.assistenza = Assistenza(asl: asl, start: today, kind: .unlimited)
      // Codes of a region hold in that region: national ones go along, and those of the new one begin to (AN-07).
      if let before, before != asl.region {
        person.posizione.lapseEsenzioni(
          outside: profile.esenzioni.region(of: asl), on: today.adding(days: -1))
      }
    }
    return true
  }

  /// Merges a record into another one, which gets its codes; the first is told as replaced.
  ///
  /// - Throws: ``RegistryFailure/noSuchPerson`` if either is unknown or both are one, and failures of the
  ///   storage.
  public func merge(
    _ id: Identifier<Assistito>, into survivor: Identifier<Assistito>
  ) throws(RegistryFailure) {
    try catchUp()
    guard let number = try number(of: id), let target = try self.number(of: survivor), number != target else {
      throw .noSuchPerson
    }
    let today = try today()
    try database.inTransaction { () throws(RegistryFailure) in
      try storing { () throws(SQLiteError) in
        try database.run("INSERT OR REPLACE INTO merged VALUES (?, ?)", [.integer(number), .integer(target)])
        try database.run("DELETE FROM locator WHERE person = ?", [.integer(number)])
      }
      let record = try record(number)
      var replaced = record
      replaced.posizione.close(on: today.adding(days: -1), .double)
      try change(record, to: replaced, number: number, today: today)
      let kept = try self.record(target)
      var next = kept
      next.identity.codes += record.identity.codes.filter { !kept.identity.codes.contains($0) }
      for code in record.identity.codes {
        try storing { () throws(SQLiteError) in
          try database.run(
            "INSERT OR IGNORE INTO locator VALUES (?, ?)", [.text(code.rawValue), .integer(target)])
        }
      }
      try change(kept, to: next, number: target, today: today)
    }
  }

  /// Restricts a record, or opens it again.
  ///
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  public func restrict(_ id: Identifier<Assistito>, _ isRestricted: Bool) throws(RegistryFailure) {
    try happen(to: id) { (person, _) throws(RegistryFailure) in
      person.posizione.standing = isRestricted ? .restricted : .ordinary
    }
  }

  /// Has another desk register a scelta for a person now.
  ///
  /// - Parameters:
  ///   - id: The person.
  ///   - wanted: The medico; `nil` for any with a place near the residence.
  ///   - avoided: A medico who is not taken; `nil` if any may be.
  /// - Returns: The medico; `nil` if the rules admit none.
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  @discardableResult
  public func otherDeskActs(
    _ id: Identifier<Assistito>, choosing wanted: Identifier<Medico>? = nil,
    avoiding avoided: Identifier<Medico>? = nil
  ) throws(RegistryFailure) -> Identifier<Medico>? {
    try catchUp()
    guard let number = try number(of: id) else { throw .noSuchPerson }
    let person = try record(number)
    let today = try today()
    let current = person.posizione.activeScelta(on: today)?.medico
    guard let territory = person.posizione.territory(on: today) else { return nil }
    let desk = Desk(
      id: .init(unchecked: "sportello di un'altra sede"), kind: .asl,
      asl: person.posizione.assistenza?.asl ?? territory.asl, distretto: territory.distretto)
    let author = Author(operatorName: "altro.operatore", role: .responsabile, desk: desk)
    for view in try medici(MedicoQuery())
    where view.medico.id != current && view.medico.id != avoided {
      let isNear = territory.ambito(for: view.medico.kind) == view.medico.ambito
      guard wanted.map({ $0 == view.medico.id }) ?? isNear else { continue }
      var request = SceltaRequest(effectiveDate: today)
      request.documentsSeen = Set(DocumentKind.allCases)
      let practice = Practice(
        id: .init(unchecked: Randomness.uuid()),
        content: .scelta(
          SceltaCase(assistito: person, medico: view.medico, medicoAmbito: view.ambito, request: request)),
        author: author, createdAt: now())
      guard let content = try withOwnFacts(practice, person, number: number),
        content.decide(profile: rules, now: now(), registryAnswers: true).outcome != .refused
      else { continue }
      _ = try submit(PracticeTask.encode(practice))
      return view.medico.id
    }
    return nil
  }

  /// Has the back office undo a practice that was registered: its relation ends, the one before it runs again.
  ///
  /// - Returns: Whether there was such a practice and it still stood.
  /// - Throws: ``RegistryFailure``; then nothing has changed.
  @discardableResult
  public func reverse(_ id: Identifier<Practice>) throws(RegistryFailure) -> Bool {
    try catchUp()
    guard let task = try task(of: id), let practice = try? PracticeTask.practice(in: task.body),
      let told = try? PracticeTask.record(in: task.body), told.status == .completed,
      let number = try number(of: practice.content.assistito.id)
    else { return false }
    let today = try today()
    try database.inTransaction { () throws(RegistryFailure) in
      let record = try record(number)
      var next = record
      // What another desk had done before is not this practice's to undo.
      if !told.reasons.contains(RegistryRules.alreadyRegistered.id) {
        next.posizione.reverse(
          practice, closed: told.closed, standing: try standing(beforeEndOf: told.closed), today: today)
      }
      if next != record { try change(record, to: next, number: number, today: today) }
      try retell(
        task, of: id, person: number, status: .reversed, reasons: [RegistryRules.reversed.id])
    }
    return true
  }

  /// Has the back office undo the practice that was registered last.
  ///
  /// - Returns: The practice; `nil` if there is none that still stood.
  /// - Throws: ``RegistryFailure``; then nothing has changed.
  public func reverseLast() throws(RegistryFailure) -> Identifier<Practice>? {
    let id = try storing { () throws(SQLiteError) in
      try database.first("SELECT id FROM practice WHERE outcome = 'accepted' ORDER BY number DESC") {
        $0.text(0)
      }
    }
    guard let practice = id.flatMap({ Identifier<Practice>($0) }), try reverse(practice) else { return nil }
    return practice
  }

  func happen(
    to id: Identifier<Assistito>,
    _ edit: (inout Assistito, CivilDate) throws(RegistryFailure) -> Void
  ) throws(RegistryFailure) {
    try catchUp()
    guard let number = try number(of: id) else { throw .noSuchPerson }
    let today = try today()
    try database.inTransaction { () throws(RegistryFailure) in
      let record = try record(number)
      var next = record
      try edit(&next, today)
      if next != record { try change(record, to: next, number: number, today: today) }
    }
  }
}

extension Posizione {
  /// Ends the scelta that has no end; one that begins later than that day ends as it begins.
  fileprivate mutating func close(on day: CivilDate, _ reason: Scelta.Ending.Reason) {
    guard let first = scelte.first, first.end == nil else { return }
    scelte[0].end = Scelta.Ending(on: max(day, first.start.adding(days: -1)), reason: reason)
  }

  /// Undoes what a practice did to the newest scelta, or to the exemptions.
  fileprivate mutating func reverse(
    _ practice: Practice, closed: [Identifier<Esenzione>], standing: [Identifier<Esenzione>: Esenzione.State],
    today: CivilDate
  ) {
    switch practice.content {
    case .scelta(let scelta):
      guard let first = scelte.first, first.medico == scelta.medico.id, first.end == nil else { return }
      scelte[0].end = Scelta.Ending(on: max(today, first.start).adding(days: -1), reason: .double)
      if scelte.count > 1, scelte[1].end?.reason == .change { scelte[1].end = nil }
    case .revoca:
      guard !scelte.isEmpty else { return }
      scelte[0].end = nil
    case .ricusazione:
      guard !scelte.isEmpty else { return }
      scelte[0].end = nil
      scelte[0].ricusazioneNotice = nil
    case .esenzioneRilascio:
      undoIssue(
        by: practice.id, closed: closed, standing: standing, on: today, reason: RegistryRules.reversed.id)
    case .esenzioneRevoca(let content):
      revive(content.esenzione, to: content.record?.state ?? .valid, on: today)
    case .rilascioPin(let content): self = restoring(content.record)
    case .tessera(let content): self = restoring(content.record)
    }
  }
}

extension Directory {
  /// A place in an asl; `nil` if the registry knows no ambito of it.
  fileprivate func territory(of asl: CodiceAsl) -> Territory? {
    let own = ambiti.values.filter { $0.asl == asl }.sorted { $0.id < $1.id }
    guard let any = own.first else { return nil }
    func ambito(_ kind: Medico.Kind) -> Identifier<Ambito> {
      own.first { ambito in medici.values.contains { $0.kind == kind && $0.ambito == ambito.id } }?.id
        ?? any.id
    }
    let near = medici.values.filter { $0.asl == asl }.min { $0.id < $1.id }
    guard let municipality = near?.surgery.municipality else { return nil }
    return Territory(
      municipality: municipality, asl: asl, distretto: any.distretto, ambitoMMG: ambito(.mmg),
      ambitoPLS: ambito(.pls))
  }
}
