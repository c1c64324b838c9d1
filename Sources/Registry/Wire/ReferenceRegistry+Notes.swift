import Cases
import Domain
import FHIR
import SQLite
import Vault

extension ReferenceRegistry {
  /// Takes in a note of a desk: a fact, which is registered at once.
  func createNote(
    _ body: [UInt8], _ operation: Identifier<Practice>, _ caller: Caller, _ negotiation: Negotiation
  ) throws(WireFault) -> Response {
    let note: NoteTask
    do throws(FHIRError) { note = try NoteTask(body) } catch { throw Self.fault(error) }
    try Self.check(note.author, caller)
    try caller.check(.note)
    return try writing { () throws(WireFault) in
      if let earlier = try wire({ () throws(RegistryFailure) in try task(of: operation) }) {
        return Self.created(earlier, isNew: false, negotiation, base: base)
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
        try update(person, number: number, today: try today())
        try tell(person, number: number)
        let id = Randomness.uuid()
        return try write(
          try taskKey(
            operation, body, id: id, person: number, status: .completed, place: caller.desk.id.rawValue)
        ) { meta throws(RegistryFailure) in
          try task(body, id: id, meta, status: .completed, answer: nil, person: number)
        }
      }
      return Self.created(written, isNew: true, negotiation, base: base)
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
    let json: JSONValue
    do { json = try JSONParser.parse(request.body) } catch {
      throw WireFault(400, "structure", "the body is not JSON")
    }
    guard let object = json.object, object["resourceType"]?.string == ServedType.consent.name else {
      throw WireFault(400, "invalid", "the body is no Consent")
    }
    guard let status = object["status"]?.string else {
      throw WireFault(422, "required", "Consent.status is missing")
    }
    let identifiers = object["identifier"]?.array?.compactMap(\.object) ?? []
    guard identifiers.contains(where: { $0["value"]?.string == "urn:uuid:\(operation.rawValue)" }) else {
      throw WireFault(400, "invalid", "If-None-Exist names another operation than the Consent")
    }
    try caller.check(.declare)
    return try writing { () throws(WireFault) in
      let earlier = try wire { () throws(RegistryFailure) in try consent(of: operation) }
      if let earlier { return Self.created(earlier, isNew: false, negotiation, base: base) }
      let reference = object["patient"]?.object?["reference"]?.string ?? ""
      let person = reference.split(separator: "/").last.flatMap { Identifier<Assistito>(String($0)) }
      let number = try wire { () throws(RegistryFailure) in
        try person.flatMap { id throws(RegistryFailure) in try self.number(of: id) }
      }
      guard let number else { throw WireFault(422, "not-found", "Consent.patient is nobody in the registry") }
      let written = try wire { () throws(RegistryFailure) in
        let id = Randomness.uuid()
        return try write(
          ResourceKey(
            type: .consent, id: id, person: number, identifier: operation.rawValue, status: status,
            place: caller.desk.id.rawValue)
        ) { meta throws(RegistryFailure) in
          let isRestricted = try record(number).posizione.standing == .restricted
          return (Self.consent(object, id: id, meta), isRestricted ? [] : nil)
        }
      }
      return Self.created(written, isNew: true, negotiation, base: base)
    }
  }

  private func consent(of operation: Identifier<Practice>) throws(RegistryFailure) -> ServedResource? {
    let id = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT id FROM resource WHERE identifier = ? AND type = ?",
        [.text(operation.rawValue), .integer(ServedType.consent.rawValue)]
      ) { $0.text(0) }
    }
    return try id.flatMap { id throws(RegistryFailure) in try resource(.consent, id: id) }
  }

  /// The declaration with id, version and time of the registry in place of its own.
  private static func consent(_ object: JSONObject, id: String, _ meta: ResourceMeta) -> [UInt8] {
    var members = object.members.filter { $0.key != "id" && $0.key != "meta" }
    members.append(.init("id", .string(id)))
    let time = meta.lastUpdated.map { FHIRInstant.text($0) } ?? ""
    members.append(
      .init(
        "meta",
        .object(
          JSONObject([
            .init("lastUpdated", .string(time)), .init("versionId", .string(meta.versionId ?? "1")),
          ]))))
    var writer = JSONWriter()
    writer.value(.object(JSONObject(members.sorted { $0.key < $1.key })))
    return writer.bytes
  }
}
