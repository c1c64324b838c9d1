import Domain
import FHIR
import Vault

extension ReferenceRegistry {
  /// Takes in a note of a desk: a fact, which is registered at once; the same note again is kept once.
  func createNote(
    _ body: [UInt8], _ operation: Identifier<Practice>, _ caller: Caller, _ negotiation: Negotiation
  ) throws(WireFault) -> Response {
    let note: NoteTask
    do throws(FHIRError) { note = try NoteTask(body) } catch { throw Self.fault(error) }
    try Self.check(note.author, caller)
    guard note.author.desk.id == caller.desk.id else {
      throw WireFault(403, "forbidden", "a note is brought by the desk of its author")
    }
    try caller.check(.note)
    return try writing { () throws(WireFault) in
      if let earlier = try wire({ () throws(RegistryFailure) in try task(of: operation) }) {
        guard let known = try? NoteTask(earlier.body), known.repeats(note) else {
          throw WireFault(409, "conflict", "this operation was sent before, with another content")
        }
        return Self.created(earlier, isNew: false, negotiation, base: base, caller)
      }
      let number = try wire { () throws(RegistryFailure) in try self.number(of: note) }
      guard let number else {
        throw WireFault(
          422, "not-found", "nobody in the registry is the person of the note",
          reason: .init(system: "motivi-scarto", code: RegistryRules.person.id))
      }
      let written = try wire { () throws(RegistryFailure) in
        var person = try record(number)
        person.notes.append(Note(text: note.text, author: note.author.signature, at: note.at))
        try keep(person, number: number, today: try today())
        let id = Randomness.uuid()
        return try write(
          try taskKey(
            operation, body, id: id, person: number, status: .completed, place: caller.desk.id.rawValue)
        ) { meta throws(RegistryFailure) in
          try task(body, id: id, meta, status: .completed, answer: nil, person: number)
        }
      }
      return Self.created(written, isNew: true, negotiation, base: base, caller)
    }
  }

  private func number(of note: NoteTask) throws(RegistryFailure) -> Int? {
    if let number = try number(of: note.person) { return number }
    guard let code = note.code else { return nil }
    return try number(locatedBy: code.rawValue)
  }

  /// Takes in a declaration of a person: appended, never changed.
  ///
  /// What follows from a consent is not the business of this registry; it keeps it and serves it.
  func createConsent(
    _ request: Request, _ caller: Caller, _ negotiation: Negotiation
  ) throws(WireFault) -> Response {
    let operation = try Self.conditionalOperation(request.headers)
    var consent: ConsentResource
    do throws(FHIRError) { consent = try ConsentResource(request.body) } catch { throw Self.fault(error) }
    guard consent.operation == operation else {
      throw WireFault(400, "invalid", "If-None-Exist names another operation than the Consent")
    }
    guard Route.isIdentifier(operation.rawValue) else { throw .badPath }
    try caller.check(.declare)
    return try writing { () throws(WireFault) in
      let earlier = try wire { () throws(RegistryFailure) in try resource(.consent, id: operation.rawValue) }
      if let earlier {
        guard (try? ConsentResource(earlier.body))?.person == consent.person else {
          throw WireFault(409, "conflict", "this operation was sent before, with another content")
        }
        return Self.created(earlier, isNew: false, negotiation, base: base, caller)
      }
      let person = consent.person
      let number = try wire { () throws(RegistryFailure) in try self.number(of: person) }
      guard let number else {
        throw WireFault(422, "not-found", "Consent.patient is nobody in the registry")
      }
      let written = try wire { () throws(RegistryFailure) in
        let isRestricted = try record(number).posizione.standing == .restricted
        let key = ResourceKey(
          type: .consent, id: operation.rawValue, person: number, identifier: operation.rawValue,
          status: "active", place: caller.desk.id.rawValue)
        return try write(key) { meta throws(RegistryFailure) in
          consent.meta = meta
          return (consent.bytes(), isRestricted ? [] : nil)
        }
      }
      return Self.created(written, isNew: true, negotiation, base: base, caller)
    }
  }
}

extension NoteTask {
  /// Whether it is another one sent once more; the moment may differ, since it is written anew each time.
  fileprivate func repeats(_ other: NoteTask) -> Bool {
    operation == other.operation && person == other.person && code == other.code && text == other.text
      && author == other.author
  }
}
