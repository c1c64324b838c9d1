import Cases
import Domain
import FHIR
import SQLite
import Vault

extension ReferenceRegistry {
  // MARK: Taking in

  /// Takes in a Task: a practice, which is decided at once unless ``decidesLater``, or a note.
  func createTask(
    _ request: Request, _ caller: Caller, _ negotiation: Negotiation, _ timing: PersonaDifferences.Timing
  ) throws(WireFault) -> Response {
    let operation = try Self.conditionalOperation(request.headers)
    let code: OperationCode?
    let record: TaskRecord
    do throws(FHIRError) {
      code = try PracticeTask.code(in: request.body)
      record = try PracticeTask.record(in: request.body)
    } catch { throw Self.fault(error) }
    guard record.operation == operation else {
      throw WireFault(400, "invalid", "If-None-Exist names another operation than the Task")
    }
    guard record.status == .requested else {
      throw WireFault(422, "business-rule", "a new Task has the status requested")
    }
    switch code {
    case .scelta, .revoca, .ricusazione, .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera:
      return try createPractice(request.body, operation, caller, negotiation, timing)
    case .note: return try createNote(request.body, operation, caller, negotiation)
    case nil: throw WireFault(422, "code-invalid", "the Task asks for something that is not served")
    }
  }

  private func createPractice(
    _ sent: [UInt8], _ operation: Identifier<Practice>, _ caller: Caller, _ negotiation: Negotiation,
    _ timing: PersonaDifferences.Timing
  ) throws(WireFault) -> Response {
    let practice: Practice
    let body: [UInt8]
    do throws(FHIRError) {
      practice = try PracticeTask.practice(in: sent)
      let isCarried = practice.author.desk.id != caller.desk.id
      body = isCarried ? try PracticeTask.carried(sent, by: caller.desk.id) : sent
    } catch { throw Self.fault(error) }
    try Self.check(practice.author, caller)
    try caller.check(.send(practice.content.kind))
    if RegistryRules.unkeepable(practice.content) {
      throw WireFault(
        422, "business-rule", "a hand-over of codes is told with its number and masked contacts",
        reason: .init(system: "motivi-scarto", code: RegistryRules.bareFact.id))
    }
    passing?(.taskRead)
    let response = try writing { () throws(WireFault) in
      let earlier = try wire { () throws(RegistryFailure) in try task(of: operation) }
      if let earlier, !timing.races(with: earlier.lastUpdated, at: now()) {
        guard (try? PracticeTask.practice(in: earlier.body)) == practice else {
          throw WireFault(409, "conflict", "this operation was sent before, with another content")
        }
        return Self.created(earlier, isNew: false, negotiation, base: base, caller)
      }
      if earlier == nil { try checkKind(of: practice) }
      let written = try wire { () throws(RegistryFailure) in
        if decidesLater || earlier != nil { return try take(practice, body) }
        let ruling = try decide(practice, CaseCoding.encode(practice: practice))
        return try writeTask(practice, body, ruling, id: nil)
      }
      return Self.created(written, isNew: true, negotiation, base: base, caller)
    }
    passing?(.taskCommitted)
    return response
  }

  /// Keeps a Task for the worker.
  private func take(_ practice: Practice, _ body: [UInt8]) throws(RegistryFailure) -> ServedResource {
    let number = try number(of: practice.content.assistito.id)
    let id = Randomness.uuid()
    let taken = try write(
      try taskKey(
        practice.id, body, id: id, person: number, status: .requested, place: practice.author.desk.id.rawValue
      )
    ) { meta throws(RegistryFailure) in
      try task(body, id: id, meta, status: .requested, answer: nil, person: number ?? 0)
    }
    passing?(.taskTaken)
    return taken
  }

  // MARK: Deciding

  /// Decides the Tasks that wait, in the order in which they came; each in one transaction with its effects.
  ///
  /// Of several Tasks of one operation the first is decided and the others are cancelled as its doubles. What came
  /// before a stop of its kind waits for the end of it.
  ///
  /// - Parameter limit: How many at most.
  /// - Returns: How many Tasks were settled.
  /// - Throws: ``RegistryFailure``; the Tasks before the one that failed are settled.
  @discardableResult
  public func decideWaiting(limit: Int = .max) throws(RegistryFailure) -> Int {
    try catchUp()
    let waiting = try storing { () throws(SQLiteError) in
      try database.rows(
        """
        SELECT id FROM resource WHERE type = ? AND status = 'requested' AND place IS NOT NULL
        ORDER BY number
        """, [.integer(ServedType.task.rawValue)]
      ) { $0.text(0) }
    }
    var settled = 0
    for id in waiting where settled < limit {
      guard try database.inTransaction({ () throws(RegistryFailure) in try settle(id) }) else { continue }
      settled += 1
      passing?(.settled)
    }
    return settled
  }

  /// Decides a Task that waits; whether it did, since one may have to wait on.
  private func settle(_ id: String) throws(RegistryFailure) -> Bool {
    guard let waiting = try resource(.task, id: id),
      let practice = try? PracticeTask.practice(in: waiting.body)
    else { throw .damaged }
    guard try earlierAnswer(to: practice.id) == nil else {
      let number = try number(of: practice.content.assistito.id)
      try write(
        try taskKey(
          practice.id, waiting.body, id: id, person: number, status: .cancelled,
          place: practice.author.desk.id.rawValue)
      ) { meta throws(RegistryFailure) in
        try task(
          waiting.body, id: id, meta, status: .cancelled, answer: nil, person: number ?? 0,
          reasons: ["doppione"])
      }
      return true
    }
    guard stopOutwaited(by: practice) == nil else { return false }
    passing?(.decisionBegun)
    let ruling = try decide(practice, CaseCoding.encode(practice: practice))
    try writeTask(practice, waiting.body, ruling, id: id)
    return true
  }

  // MARK: Writing

  /// Writes the Task of a decided practice: a new one, or the next version of one that waited.
  @discardableResult
  func writeTask(
    _ practice: Practice, _ body: [UInt8], _ ruling: Ruling, id: String?
  ) throws(RegistryFailure) -> ServedResource {
    passing?(.effectsWritten)
    let id = id ?? Randomness.uuid()
    let status: TaskRecord.Status =
      switch ruling.answer {
      case .accepted, .alreadyAnswered: .completed
      case .rejected: .rejected
      }
    let key = taskKey(
      practice.id, OperationCode(practice.content.kind), id: id,
      person: ruling.person == 0 ? nil : ruling.person, status: status,
      place: practice.author.desk.id.rawValue)
    let written = try write(key) { meta throws(RegistryFailure) in
      try task(
        body, id: id, meta, status: status, answer: ruling.answer, isRestricted: ruling.isRestricted,
        reasons: ruling.reasons, episode: ruling.episode, esenzione: ruling.esenzione)
    }
    passing?(.taskWritten)
    return written
  }

  func taskKey(
    _ operation: Identifier<Practice>, _ body: [UInt8], id: String? = nil, person: Int?,
    status: TaskRecord.Status, place: String?
  ) throws(RegistryFailure) -> ResourceKey {
    let code: OperationCode?
    do { code = try PracticeTask.code(in: body) } catch { throw .damaged }
    return taskKey(operation, code, id: id, person: person, status: status, place: place)
  }

  private func taskKey(
    _ operation: Identifier<Practice>, _ code: OperationCode?, id: String?, person: Int?,
    status: TaskRecord.Status, place: String?
  ) -> ResourceKey {
    ResourceKey(
      type: .task, id: id ?? operation.rawValue, person: person, identifier: operation.rawValue,
      status: status == .reversed ? "failed" : status.rawValue, code: code?.rawValue, place: place)
  }

  func task(
    _ body: [UInt8], id: String, _ meta: ResourceMeta, status: TaskRecord.Status, answer: RegistryAnswer?,
    person: Int, reasons: [String] = []
  ) throws(RegistryFailure) -> Encoded {
    try task(
      body, id: id, meta, status: status, answer: answer,
      isRestricted: person > 0 ? try record(person).posizione.standing == .restricted : false,
      reasons: reasons)
  }

  private func task(
    _ body: [UInt8], id: String, _ meta: ResourceMeta, status: TaskRecord.Status, answer: RegistryAnswer?,
    isRestricted: Bool, reasons: [String], episode: String? = nil, esenzione: Identifier<Esenzione>? = nil
  ) throws(RegistryFailure) -> Encoded {
    let registration = TaskRegistration(
      id: id, meta: meta, status: status, answer: answer, reasons: reasons, episode: episode,
      esenzione: esenzione)
    guard let bytes = try? PracticeTask.decided(body, registration) else { throw .damaged }
    return (bytes, isRestricted ? [] : nil)
  }

  /// The Task of an operation, the one that was decided if there are doubles; `nil` if there is none.
  func task(of operation: Identifier<Practice>) throws(RegistryFailure) -> ServedResource? {
    let id = try storing { () throws(SQLiteError) in
      try database.first(
        """
        SELECT id FROM resource WHERE identifier = ? AND type = ?
        ORDER BY status IN ('requested', 'cancelled'), number
        """, [.text(operation.rawValue), .integer(ServedType.task.rawValue)]
      ) { $0.text(0) }
    }
    return try id.flatMap { id throws(RegistryFailure) in try resource(.task, id: id) }
  }

  // MARK: Checks

  /// The operation of `If-None-Exist`, without which a lost answer would mean a second resource.
  static func conditionalOperation(_ headers: HeaderFields) throws(WireFault) -> Identifier<Practice> {
    guard let condition = headers["If-None-Exist"], !condition.isEmpty else {
      throw WireFault(412, "required", "If-None-Exist with the identifier of the operation is needed")
    }
    let query = condition.split(separator: "?", maxSplits: 1).last ?? ""
    let prefix = "urn:uuid:"
    guard let parameters = try? SearchParameters(query: String(query)), parameters.parameters.count == 1,
      case .identifier(let tokens) = parameters.parameters[0], tokens.count == 1,
      tokens[0].system == "urn:ietf:rfc:3986", let value = tokens[0].value, value.hasPrefix(prefix),
      let operation = Identifier<Practice>(String(value.dropFirst(prefix.count)))
    else { throw WireFault(412, "invalid", "If-None-Exist names no operation") }
    return operation
  }

  /// Whether a caller may bring what an author confirmed: its own desk may, and another one of the same kind and asl
  /// that has the role of the author, to which the practice was handed over.
  ///
  /// - Throws: 403. A token for another role, or one that tells something else of the author's own desk, is refused
  ///   as such: the desk is badly configured. What another desk may not carry is refused by the rule, alone.
  static func check(_ author: Author, _ caller: Caller) throws(WireFault) {
    let isAlike = author.desk.kind == caller.desk.kind && author.desk.asl == caller.desk.asl
    guard author.role == caller.role, isAlike || author.desk.id != caller.desk.id else {
      throw WireFault(403, "forbidden", "the token is for another role or desk than the author's")
    }
    guard isAlike else {
      throw WireFault(
        403, "forbidden", "the author's desk is of another kind or asl than the token's",
        reason: .init(system: "motivi-scarto", code: RegistryRules.rights.id))
    }
  }

  /// 400 for what cannot be read, 422 for what can and is not enough.
  static func fault(_ error: FHIRError) -> WireFault {
    switch error.reason {
    case .json: WireFault(400, "structure", "the body is not JSON")
    case .notAResource, .otherType: WireFault(400, "invalid", "the body is no such resource")
    case .missing: WireFault(422, "required", "\(error.path) is missing")
    case .format(let expected): WireFault(422, "value", "\(error.path) is no \(expected)")
    case .unknownCode: WireFault(422, "code-invalid", "\(error.path) has an unknown code")
    case .attachment: WireFault(422, "value", "\(error.path) cannot be read")
    case .contradiction: WireFault(422, "invariant", "\(error.path) contradicts another element")
    }
  }

  /// The answer to a creation: what was written, or what had been written before, as far as the caller may see it.
  static func created(
    _ resource: ServedResource, isNew: Bool, _ negotiation: Negotiation, base: String, _ caller: Caller
  ) -> Response {
    var headers = headers(of: resource)
    let path = "\(resource.type.name)/\(resource.id)/_history/\(resource.version)"
    headers["Location"] = base.isEmpty ? path : "\(base)/\(path)"
    return Response(
      status: isNew ? 201 : 200, headers: headers,
      body: negotiation.isMinimal ? [] : resource.bytes(for: caller) ?? [])
  }
}
