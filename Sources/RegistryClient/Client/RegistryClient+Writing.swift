public import Domain
import FHIR
import Sync

extension RegistryClient {
  /// Sends the frozen bytes of a practice: `POST /Task` over a fresh connection.
  ///
  /// The bytes travel untouched. A token that the registry refuses is renewed once, and a refusal because the
  /// registry has this already is asked about before it is believed.
  ///
  /// - Parameters:
  ///   - body: The Task, as it stands in the outbox.
  ///   - operation: The operation: the same name on every try.
  ///   - role: Whose token to send.
  /// - Returns: What came of it; never an error, since every failure is an outcome.
  public func send(
    body: [UInt8], operation: Identifier<Practice>, role: Role
  ) async -> WireReply {
    let request = Request(.post, "Task", headers: Self.writeHeaders(operation), body: body)
    let exchange = await exchange(request, role: role, isFresh: true)
    let classified = exchange.classified(as: .send(operation), personRefusals: settings.personRefusals)
    if classified.isDuplicate, case .refused = classified.outcome {
      let reply = await ask(operation, role: role)
      if case .found = reply.outcome { return reply }
    }
    return WireReply(classified, exchange)
  }

  /// Asks what became of a practice: `GET /Task?identifier=…`.
  ///
  /// - Returns: ``WireOutcome/absent`` only if the registry was asked and has none; a decided Task beats one that is
  ///   not, and doubles that were taken back do not count.
  public func ask(_ operation: Identifier<Practice>, role: Role) async -> WireReply {
    let token = SearchToken(system: Self.system, value: Self.value(of: operation))
    let query = SearchParameters(.identifier([token])).query
    let request = Request(.get, "Task", query: query, headers: readHeaders(about: operation))
    let exchange = await exchange(request, role: role, isFresh: false)
    let classified = exchange.classified(as: .ask(operation), personRefusals: settings.personRefusals)
    return WireReply(classified, exchange)
  }

  /// Adds a note of the desk to a person; not through the outbox: a failure is told at once and nothing is kept.
  ///
  /// - Parameters:
  ///   - text: What to keep.
  ///   - person: Whom it concerns.
  ///   - author: Who wrote it; the token of that role is sent.
  ///   - operation: The name of the note: the same note sent twice is kept once.
  /// - Returns: Nothing but what the exchange taught.
  /// - Throws: ``ReadFailure``; then nobody knows whether the note was kept, and sending it again is harmless.
  public func note(
    _ text: String, on person: Identifier<Assistito>, by author: Author, operation: Identifier<Practice>
  ) async throws(ReadFailure) -> Reading<Void> {
    let note = NoteTask(
      operation: operation, person: person, code: nil, text: text, at: now(), author: author)
    let request = Request(
      .post, "Task", headers: Self.writeHeaders(note.operation), body: note.bytes)
    let exchange = await exchange(request, role: note.author.role, isFresh: true)
    let classified = exchange.classified(as: .send(note.operation), personRefusals: settings.personRefusals)
    switch classified.outcome {
    case .found(.requested), .found(.decided(.accepted)), .found(.decided(.alreadyAnswered)):
      return Reading((), clock: exchange.clock, notes: classified.notes)
    case .found(.decided(.rejected)), .found(.cancelled), .found(.reversed), .refused, .identityLost,
      .notSent, .unfit, .unknown, .conflict, .absent, .misconfigured, .throttled, .serviceRefused, .postponed,
      .clockOrCertificate, .captivePortal:
      throw exchange.failure(AnswerBody(exchange))
    }
  }

  private static let system = "urn:ietf:rfc:3986"

  /// How the operation is called on the wire.
  private static func value(of operation: Identifier<Practice>) -> String { "urn:uuid:\(operation.rawValue)" }

  /// The fields of a write, the same on every try.
  static func writeHeaders(_ operation: Identifier<Practice>) -> HeaderFields {
    [
      "Accept": "application/fhir+json",
      "X-Correlation-ID": operation.rawValue,
      "X-Request-ID": operation.rawValue,
      "Content-Type": resourceContentType,
      "If-None-Exist": "identifier=\(system)|\(value(of: operation))",
      "Idempotency-Key": "\"\(operation.rawValue)\"",
      "Prefer": "return=representation",
    ]
  }
}

extension WireReply {
  fileprivate init(_ classified: Classified, _ exchange: ExchangeResult) {
    self.init(
      outcome: classified.outcome, clock: exchange.clock, gateway: exchange.gateway, notes: classified.notes,
      stops: AnswerBody(exchange).stops)
  }
}
