import Domain
import FHIR
import SQLite
import Vault

extension ReferenceRegistry {
  /// Answers `POST /Device/{card}/$consegna-codici`: the first half of new codes, or that the citizen has it.
  ///
  /// Every step is on disk before it is told. The first half is told once, by the first answer to its operation: every
  /// later one tells only how the hand-over stands and what comes next.
  func handOverCodes(
    _ request: Request, card: NumeroTessera, _ caller: Caller
  ) throws(WireFault) -> Response {
    try caller.check(.handOver)
    let asked: HandOverRequest
    do throws(FHIRError) { asked = try HandOverRequest(request.body) } catch { throw Self.fault(error) }
    guard issuing != nil else { throw Self.refused(RegistryRules.refusal(RegistryRules.notIssuing)) }
    try writing { () throws(WireFault) in
      try wire { () throws(RegistryFailure) in try forgetOverdue() }
    }
    switch asked {
    case .prepare(let practice, let key): return try prepare(practice, for: key, card: card, caller)
    case .ask(let operation): return Self.told(try known(operation, card: card, caller))
    case .acknowledge(let operation): return try acknowledge(operation, card: card, caller)
    }
  }

  // MARK: The first half

  private func prepare(
    _ practice: Practice, for key: HandOverKey, card: NumeroTessera, _ caller: Caller
  ) throws(WireFault) -> Response {
    try Self.check(practice.author, caller)
    guard practice.author.desk.id == caller.desk.id else {
      throw WireFault(403, "forbidden", "codes are asked for by the desk of their author")
    }
    guard case .rilascioPin(let content) = practice.content, content.handOver == nil else {
      throw WireFault(422, "code-invalid", "the case is none of codes to be handed over")
    }
    let known = try wire { () throws(RegistryFailure) in try handOver(of: practice.id) }
    if let known {
      guard known.card == card, known.author == practice.author else {
        throw WireFault(409, "conflict", "this operation was sent before, for something else")
      }
      guard known.state.next == .prepare else { return Self.told(known) }
    }
    switch try wire({ () throws(RegistryFailure) in try admission(of: practice, content, card: card) }) {
    case .refused(let decision): throw Self.refused(decision)
    case .admitted(let person, let contact):
      return try show(practice, content, for: key, card: card, person: person, contact, id: known?.id)
    }
  }

  private func show(
    _ practice: Practice, _ content: PinCase, for key: HandOverKey, card: NumeroTessera, person: Int,
    _ contact: CodeContact, id known: Identifier<CodeHandOver>?
  ) throws(WireFault) -> Response {
    var row = try writing { () throws(WireFault) in
      try wire { () throws(RegistryFailure) in
        try begin(practice, content, card: card, person: person, contact, id: known)
      }
    }
    passing?(.handOverPrepared)
    guard let shape, let halves = try? issuing?.issuer.halves(for: card, shape),
      let shown = row.state.after(.show)
    else {
      throw WireFault(500, "exception", "the issuer of codes does not answer")
    }
    passing?(.codesDrawn)
    row.state = shown
    guard let box = try? halves.first.sealed(for: key) else {
      throw WireFault(400, "invalid", "nothing can be sealed for this key")
    }
    try writing { () throws(WireFault) in try wire { () throws(RegistryFailure) in try tell(row) } }
    issuing?.held[practice.id] = .init(second: halves.second, address: contact.address, until: row.until)
    passing?(.handOverShown)
    return Self.told(row, in: box)
  }

  /// Gives a hand-over its number; whatever is still open for the card is over with that.
  private func begin(
    _ practice: Practice, _ content: PinCase, card: NumeroTessera, person: Int, _ contact: CodeContact,
    id known: Identifier<CodeHandOver>?
  ) throws(RegistryFailure) -> HandOverRow {
    for other in try handOvers(of: card) where other.operation != practice.id {
      issuing?.held[other.operation] = nil
      guard other.state.second != .sending else { continue }
      try forget(other)
    }
    let id: Identifier<CodeHandOver>
    if let known {
      id = known
    } else {
      let number = try nextNumber("hand-over", letter: "C", on: now().romeDate)
      guard let made = Identifier<CodeHandOver>(number) else { throw .damaged }
      id = made
    }
    let row = HandOverRow(
      id: id, operation: practice.id, card: card, person: person, state: CodeHandOver(),
      reason: content.trouble,
      contact: contact.masked, author: practice.author,
      until: now() + .milliseconds(Self.acknowledgementTime))
    try tell(row)
    return row
  }

  /// The digits of each half; an issuer that keeps its own counsel is taken to halve as most regions do.
  private var shape: CodeShape? {
    let split = profile.tessera.split ?? CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 6)
    return split.map { CodeShape(split: $0, usesCIP: profile.tessera.usesCIP) }
  }

  // MARK: The second half

  private func acknowledge(
    _ operation: Identifier<Practice>, card: NumeroTessera, _ caller: Caller
  ) throws(WireFault) -> Response {
    var row = try known(operation, card: card, caller)
    guard let held = issuing?.held[operation], let next = row.state.after(.acknowledge) else {
      return Self.told(row)
    }
    row.state = next
    try writing { () throws(WireFault) in try wire { () throws(RegistryFailure) in try tell(row) } }
    issuing?.held[operation] = nil
    issuing?.underWay.insert(operation)
    issuing?.errand = .init(
      operation: operation,
      message: CodeMessage(address: held.address, half: held.second, handOver: row.id))
    passing?(.handOverAcknowledged)
    return Self.told(row)
  }

  /// Carries the second half that an acknowledgement left to be carried, and lets its answer tell how that ended.
  func finished(_ response: Response) async -> Response {
    guard let issuing, let errand = issuing.errand else { return response }
    self.issuing?.errand = nil
    let event = await Self.carry(errand.message, by: issuing.courier)
    passing?(.secondHalfCarried)
    self.issuing?.underWay.remove(errand.operation)
    let settled = try? database.inTransaction { () throws(RegistryFailure) -> HandOverRow? in
      guard var row = try handOver(of: errand.operation), let next = row.state.after(event) else {
        return nil
      }
      row.state = next
      try tell(row)
      return row
    }
    guard let row = settled ?? nil else { return response }
    passing?(.handOverSettled)
    var response = response
    response.body = row.reply().bytes
    return response
  }

  /// Tries a second time only if the first try certainly failed, and never a third time.
  private static func carry(_ message: CodeMessage, by courier: CodeCourier) async -> CodeHandOver.Event {
    for _ in 1...2 {
      do throws(CodeCourierFailure) {
        try await courier(message)
        return .delivered
      } catch {
        if error.mayHaveArrived { return .forget }
      }
    }
    return .undelivered
  }

  // MARK: Telling

  private static func told(_ row: HandOverRow, in box: [UInt8]? = nil) -> Response {
    Response(status: 200, body: row.reply(in: box).bytes)
  }

  /// The hand-over of an operation, for the desk that began it.
  private func known(
    _ operation: Identifier<Practice>, card: NumeroTessera, _ caller: Caller
  ) throws(WireFault) -> HandOverRow {
    let known = try wire { () throws(RegistryFailure) in try handOver(of: operation) }
    guard let row = known, row.card == card else { throw .notFound }
    guard row.author.desk.id == caller.desk.id else {
      throw WireFault(403, "forbidden", "a hand-over is finished by the desk that began it")
    }
    return row
  }

  /// Writes a state down, with the event that tells of it.
  private func tell(_ row: HandOverRow) throws(RegistryFailure) {
    try write(row)
    let person = try record(row.person)
    let id = Randomness.uuid()
    let key = ResourceKey(
      type: .auditEvent, id: id, person: row.person, identifier: row.operation.rawValue,
      status: row.state.stage.rawValue, place: row.author.desk.id.rawValue)
    try write(key) { meta throws(RegistryFailure) in
      let event = AuditEventResource(
        id: id, meta: meta, operation: row.operation, handOver: row.id, state: row.state, person: person.id,
        card: row.card.masked, contact: row.contact, author: row.author, at: now())
      return (event.bytes, person.posizione.standing == .restricted ? [] : nil)
    }
  }

  /// Writes down what became of hand-overs whose codes are gone: time passed, or the registry stopped meanwhile.
  func forgetOverdue() throws(RegistryFailure) {
    issuing?.dropOverdue(at: now())
    for row in try openHandOvers() {
      let isKept =
        row.state.second == .sending
        ? issuing?.underWay.contains(row.operation) : issuing.map { $0.held[row.operation] != nil }
      if !(isKept ?? false) { try forget(row) }
    }
  }

  private func forget(_ row: HandOverRow) throws(RegistryFailure) {
    guard let next = row.state.after(.forget) else { return }
    var row = row
    row.state = next
    try tell(row)
  }
}

extension HandOverRow {
  /// How it stands, with the first half in its box where it is told.
  func reply(in box: [UInt8]? = nil) -> HandOverReply {
    HandOverReply(id: id, handOver: state, until: until, box: box)
  }
}
