import Domain
import FHIR
import RegistryClient
import Sync
import Synchronization
import Testing

/// The fields of a request, as a table.
private func fields(_ request: Request) -> [String: String] {
  Dictionary(request.headers.fields.map { ($0.name, $0.value) }) { "\($0), \($1)" }
}

@Suite("What the desk sends") struct RequestTests {
  @Test("a practice travels untouched, over a fresh connection, under its own name")
  func send() async {
    let line = Line(.json(201, Sample.task(.completed)))
    let body = Sample.body()
    let reply = await line.client().send(body: body, operation: operation, role: .sportello)
    #expect(reply.outcome == .found(.decided(Sample.acceptance)))
    #expect(line.travelled.map(\.isFresh) == [true])
    let request = line.requests[0]
    #expect(request.method == .post && request.path == "Task" && request.query == nil)
    #expect(request.body == body)
    let name = operation.rawValue
    #expect(
      fields(request) == [
        "Accept": "application/fhir+json", "X-Correlation-ID": name, "X-Request-ID": name,
        "Content-Type": "application/fhir+json; charset=utf-8",
        "If-None-Exist": "identifier=urn:ietf:rfc:3986|urn:uuid:\(name)", "Idempotency-Key": "\"\(name)\"",
        "Prefer": "return=representation",
      ])
    let again = await line.client().send(body: body, operation: operation, role: .sportello)
    #expect(again.outcome == reply.outcome)
    #expect(line.requests[1] == request, "every try is the same request")
  }

  @Test("a question names itself anew each time, and the practice it is about")
  func ask() async {
    let line = Line(.json(200, Sample.bundle()))
    let client = line.client()
    #expect(await client.ask(operation, role: .sportello).outcome == .absent)
    _ = await client.ask(operation, role: .sportello)
    #expect(line.travelled.map(\.isFresh) == [false, false])
    let request = line.requests[0]
    #expect(request.method == .get && request.path == "Task" && request.body.isEmpty)
    #expect(request.query == "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(operation.rawValue)")
    #expect(
      fields(request) == [
        "Accept": "application/fhir+json", "X-Correlation-ID": operation.rawValue, "X-Request-ID": "read-1",
      ])
    #expect(line.requests[1].headers["X-Request-ID"] == "read-2")
  }

  // MARK: Tokens

  private static func tokens(_ texts: [String?]) -> (TokenProvider, @Sendable () -> [Bool]) {
    let asked = Mutex<[Bool]>([])
    let provider: TokenProvider = { role, renew in
      #expect(role == .responsabile)
      return asked.withLock { asked in
        asked.append(renew)
        return texts[min(asked.count, texts.count) - 1]
      }
    }
    return (provider, { asked.withLock { $0 } })
  }

  @Test("a refused token is renewed once, and the same request is sent again")
  func renewal() async {
    let line = Line(Response(status: 401), .json(201, Sample.task(.completed)))
    let (provider, asked) = Self.tokens(["old", "new"])
    let reply = await line.client(tokens: provider).send(
      body: Sample.body(), operation: operation, role: .responsabile)
    #expect(reply.outcome == .found(.decided(Sample.acceptance)))
    #expect(asked() == [false, true])
    #expect(line.requests.map { $0.headers["Authorization"] } == ["Bearer old", "Bearer new"])
    var second = line.requests[1]
    second.headers["Authorization"] = nil
    var first = line.requests[0]
    first.headers["Authorization"] = nil
    #expect(first == second)
  }

  @Test("a token refused twice is a wrong setting, nothing was taken in, and nothing is sent a third time")
  func refusedTwice() async {
    let line = Line(Response(status: 401))
    let (provider, _) = Self.tokens(["old", "new", "newer"])
    let reply = await line.client(tokens: provider).send(
      body: Sample.body(), operation: operation, role: .responsabile)
    #expect(reply.outcome == .misconfigured(code: "401", mayHaveArrived: false))
    #expect(line.requests.count == 2)
  }

  @Test(
    "without a newer token nothing is sent again", arguments: [["old", "old"], ["old", nil], [nil, nil]])
  func noNewer(texts: [String?]) async {
    let line = Line(Response(status: 401))
    let (provider, _) = Self.tokens(texts)
    let reply = await line.client(tokens: provider).ask(operation, role: .responsabile)
    #expect(reply.outcome == .misconfigured(code: "401", mayHaveArrived: true))
    #expect(line.requests.count == 1)
    #expect(line.requests[0].headers["Authorization"] == texts[0].map { "Bearer \($0)" })
  }

  // MARK: Beside the outcome

  @Test("a reply tells the registry's clock and the gateway's name of the exchange")
  func beside() async {
    let headers: HeaderFields = [
      "Date": "Sat, 21 Nov 2026 10:02:00 GMT", "GovWay-Transaction-ID": "7f3a",
    ]
    let line = Line(.json(400, [], headers))
    let reply = await line.client().send(body: Sample.body(), operation: operation, role: .sportello)
    #expect(reply.clock?.offset == 120_500)
    #expect(reply.gateway == "7f3a")
  }

  @Test("a refusal as a double is asked about before it is believed")
  func duplicate() async {
    let refusal = Response.json(422, Sample.outcome(.init(.error, "duplicate")))
    let known = Line(refusal, .json(200, Sample.bundle(Sample.task(.completed))))
    let reply = await known.client().send(body: Sample.body(), operation: operation, role: .sportello)
    #expect(reply.outcome == .found(.decided(Sample.acceptance)))
    let unknown = Line(refusal, .json(200, Sample.bundle()))
    let other = await unknown.client().send(body: Sample.body(), operation: operation, role: .sportello)
    #expect(other.outcome == .refused([RejectionReason(code: "duplicate")]))
  }

  // MARK: Notes

  @Test("a note is a Task of its own, under the same name on every try")
  func note() async throws {
    let line = Line(.json(201, Sample.task(.completed)))
    _ = try await line.client().note("telefonare", on: "p1", by: Sample.author, operation: operation)
    let request = line.requests[0]
    let note = try NoteTask(request.body)
    #expect(note.text == "telefonare" && note.person == "p1" && note.operation == operation)
    #expect(request.headers["X-Request-ID"] == operation.rawValue)
    #expect(request.headers["If-None-Exist"] != nil)
  }

  @Test(
    "a note that was not kept says why",
    arguments: [
      (503, ReadFailure.suspended(retryAfter: nil, announced: [])), (403, .denied([])), (500, .unreadable),
      (401, .misconfigured(code: "401")), (429, .throttled(retryAfter: nil)),
    ])
  func noteFails(status: Int, failure: ReadFailure) async {
    let line = Line(Response(status: status))
    await #expect(throws: failure) {
      try await line.client().note("telefonare", on: "p1", by: Sample.author, operation: operation)
    }
  }
}
