import Domain
import FHIR
import RegistryClient
import Testing

/// Patients of a registry that knows only the standard elements.
enum Foreign {
  static let code = try! PersonCode.parse("PRVNNA80A41Y000J")
  static let other = try! PersonCode.parse("PRVGNI80A01Y001F")

  static func patient(
    _ id: String = "p1", code: PersonCode = code, generation: Systems.Generation = .core, more: String = ""
  ) -> [UInt8] {
    let system = Systems.codiceFiscale.uri(generation)
    return Array(
      """
      {"resourceType":"Patient","id":"\(id)","meta":{"versionId":"12","lastUpdated":"2026-11-20T09:00:00+01:00"},
      "identifier":[{"system":"\(system)","value":"\(code.rawValue)"}],"name":[{"family":"Prova","given":["Anna"]}],
      "gender":"female","birthDate":"1980-01-01"\(more)}
      """.utf8)
  }

  static func page(_ patients: [UInt8]..., next: String? = nil) -> Response {
    .json(
      200,
      BundleResource(
        .searchset, nextLink: next, entries: patients.map { .init(fullURL: nil, resource: $0[...]) }
      ).bytes)
  }
}

extension PersonReading {
  fileprivate var name: String {
    switch self {
    case .found(let record): "found \(record.assistito.id.rawValue)"
    case .notModified: "notModified"
    case .replaced(let id, let record): "replaced \(id.rawValue) \(record == nil ? "untold" : "told")"
    case .gone: "gone"
    }
  }
}

@Suite("Reading one person") struct PersonReadingTests {
  private static let notThere = Sample.outcome(.init(.error, "not-found"))

  @Test("a person is read by id, with version, time and bytes for the cache")
  func found() async throws {
    let line = Line(.json(200, Foreign.patient()))
    let reading = try await line.client().person("p1", role: .sportello)
    guard case .found(let record) = reading.value else { return #expect(Bool(false)) }
    #expect(line.requests[0].path == "Patient/p1" && line.requests[0].headers["If-None-Match"] == nil)
    #expect(record.assistito.identity.codes == [Foreign.code])
    #expect(record.resource.version == "12" && record.resource.type == "Patient")
    #expect(record.resource.lastUpdated == Instant(iso: "2026-11-20T08:00:00Z"))
    #expect(Array(record.resource.bytes) == Foreign.patient())
    #expect(!record.isWhole && !record.isRestricted && record.isActive)
  }

  @Test(
    "what is not simply there is told as what it is",
    arguments: [
      (Response(status: 304), "notModified"), (.json(404, notThere), "gone"), (.json(410, notThere), "gone"),
      (.text(404, "application/json", #"{"error":{"code":404,"status":"NOT_FOUND"}}"#), "gone"),
      (.json(200, Foreign.patient("p2")), "replaced p2 told"),
      (
        .json(
          200,
          Foreign.patient(
            more: #","active":false,"link":[{"type":"replaced-by","other":{"reference":"Patient/p9"}}]"#)),
        "replaced p9 untold"
      ), (.json(200, Foreign.patient(more: #","active":false"#)), "gone"),
    ])
  func absent(response: Response, expected: String) async throws {
    let line = Line(response)
    let reading = try await line.client().person("p1", ifNoneMatch: "12", role: .sportello)
    #expect(reading.value.name == expected)
    #expect(line.requests[0].headers["If-None-Match"] == "W/\"12\"")
  }

  @Test("nobody said that nothing changed unless it was asked")
  func unasked() async {
    await #expect(throws: ReadFailure.unreadable) {
      try await Line(Response(status: 304)).client().person("p1", role: .sportello)
    }
  }

  private static let suspension = OperationOutcome.Issue(
    .error, "transient", detail: "manutenzione",
    diagnostics: "announced: 2026-02-27T13:00:00.000Z / 2026-03-02T07:00:00.000Z / 2026-03-02T08:00:00.000Z")

  @Test(
    "a read that fails says why",
    arguments: [
      (Response(status: 404), ReadFailure.misconfigured(code: "404")),
      (.text(404, "text/html", "<html>nginx</html>"), .misconfigured(code: "404")),
      (.text(200, "text/html", "<html>Accesso</html>"), .captivePortal),
      (Response(status: 302, headers: ["Location": "http://portale.example"]), .captivePortal),
      (Response(status: 308), .misconfigured(code: "redirected")),
      (Response(status: 511), .captivePortal), (Response(status: 407), .misconfigured(code: "proxy")),
      (.json(200, Foreign.patient().dropLast(9)), .unreadable), (Response(status: 200), .unreadable),
      (.json(403, Sample.outcome(.init(.error, "forbidden", detail: "REG-03"))), .denied(["REG-03"])),
      (.json(403, Sample.outcome(.init(.error, "business-rule", detail: "REG-08"))), .denied(["REG-08"])),
      (Response(status: 401), .misconfigured(code: "401")), (Response(status: 500), .unreadable),
      (Response(status: 502), .unreachable), (Response(status: 504), .unreachable),
      (Response(status: 429, headers: ["Retry-After": "3"]), .throttled(retryAfter: 3_000)),
      (Response(status: 503, headers: ["Retry-After": "60"]), .suspended(retryAfter: 60_000, announced: [])),
      (
        .json(503, Sample.outcome(suspension)),
        .suspended(
          retryAfter: nil,
          announced: ["2026-02-27T13:00:00Z", "2026-03-02T07:00:00Z", "2026-03-02T08:00:00Z"].map {
            Instant(iso: $0)!
          })
      ),
    ])
  func failure(response: Response, failure: ReadFailure) async {
    await #expect(throws: failure) { try await Line(response).client().person("p1", role: .sportello) }
  }

  @Test(
    "a line that fails says why",
    arguments: [
      (TransportFailure.Reason.nameNotFound, ReadFailure.unreachable), (.notConnected, .unreachable),
      (.timedOut, .unreachable), (.broken, .unreachable), (.garbled, .unreachable),
      (.certificate, .clockOrCertificate), (.certificateOutOfTime, .clockOrCertificate),
      (.clientCertificate, .misconfigured(code: "client-certificate")),
      (.proxy, .misconfigured(code: "proxy")), (.configuration, .misconfigured(code: "configuration")),
    ])
  func line(reason: TransportFailure.Reason, failure: ReadFailure) async {
    let line = Line([{ _ in .failure(TransportFailure(reason)) }])
    await #expect(throws: failure) { try await line.client().person("p1", role: .sportello) }
  }
}

@Suite("Searching people") struct SearchTests {
  private static let query = PersonQuery.code(Foreign.code)
  private static let encoded = "PRVNNA80A41Y000J"

  @Test("a code travels in the body, where no log sees it")
  func form() async throws {
    let line = Line(Foreign.page(Foreign.patient()))
    let people = try await line.client().people(Self.query, role: .sportello)
    #expect(people.value.map(\.assistito.id) == ["p1"])
    let request = line.requests[0]
    #expect(request.method == .post && request.path == "Patient/_search" && request.query == nil)
    #expect(request.headers.values("Content-Type") == ["application/x-www-form-urlencoded"])
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "identifier=urn:oid:2.16.840.1.113883.2.9.4.3.2%7CPRVNNA80A41Y000J&_count=50")
  }

  @Test("a way that the registry refuses gives way to the next one, and the one that works is remembered")
  func fallback() async throws {
    for status in [400, 404, 405, 406, 415, 501] {
      let line = Line(
        Response(status: status), Response(status: status), Foreign.page(Foreign.patient()))
      let client = line.client()
      #expect(try await client.people(Self.query, role: .sportello).value.count == 1)
      #expect(try await client.people(Self.query, role: .sportello).value.count == 1)
      #expect(
        line.requests.map { "\($0.method.rawValue) \($0.path) \($0.query != nil) \($0.body.isEmpty)" } == [
          "POST Patient/_search false false", "POST Patient/_search true true", "GET Patient true true",
          "GET Patient true true",
        ])
    }
  }

  @Test("a registry that ignores the form and tells of everybody is asked in another way")
  func ignored() async throws {
    let line = Line(
      Foreign.page(Foreign.patient("p7", code: Foreign.other), Foreign.patient("p8", code: Foreign.other)),
      Foreign.page(Foreign.patient()))
    let people = try await line.client().people(Self.query, role: .sportello)
    #expect(people.value.map(\.assistito.id) == ["p1"])
    #expect(line.requests.map { $0.query == nil } == [true, false])
  }

  @Test("a stranger beside the person who was looked for puts no code into a URL")
  func besides() async throws {
    let line = Line(Foreign.page(Foreign.patient("p7", code: Foreign.other), Foreign.patient()))
    let client = line.client()
    for _ in 1...2 {
      let people = try await client.people(Self.query, role: .sportello)
      #expect(people.value.map(\.assistito.id) == ["p1"])
    }
    #expect(line.requests.count == 2 && line.requests.allSatisfy { $0.query == nil })
  }

  @Test("a record that cannot be read puts no code into a URL, and is not taken for nobody")
  func odd() async throws {
    let broken = Array(#"{"resourceType":"Patient","id":"p3","birthDate":7}"#.utf8)
    let line = Line(Foreign.page(broken))
    await #expect(throws: ReadFailure.unreadable) {
      try await line.client().people(Self.query, role: .sportello)
    }
    #expect(line.requests.allSatisfy { $0.query == nil })
    let beside = Line(Foreign.page(broken, Foreign.patient()))
    #expect(try await beside.client().people(Self.query, role: .sportello).value.count == 1)
    #expect(beside.requests.count == 1)
  }

  @Test("answers about others alone never make codes travel in a URL for good")
  func notForGood() async throws {
    let strangers = Foreign.page(Foreign.patient("p7", code: Foreign.other))
    let line = Line(strangers, strangers, Foreign.page(Foreign.patient()))
    let client = line.client()
    for _ in 1...2 { _ = try await client.people(Self.query, role: .sportello) }
    #expect(line.requests.map { $0.method == .post && $0.query == nil } == [true, false, false, true])
  }

  @Test("a stranger is never shown, even if no way of searching keeps it out")
  func strangers() async throws {
    let line = Line(Foreign.page(Foreign.patient("p7", code: Foreign.other)))
    #expect(try await line.client().people(Self.query, role: .sportello).value.isEmpty)
  }

  @Test("where codes may not stand in a URL, none does")
  func noCodesInURL() async {
    let line = Line(Response(status: 405))
    let client = line.client(settings: RegistrySettings(admitsCodesInURL: false))
    await #expect(throws: ReadFailure.misconfigured(code: "405")) {
      try await client.people(Self.query, role: .sportello)
    }
    #expect(line.requests.allSatisfy { $0.query == nil })
    #expect(line.requests.count == 1)
  }

  @Test("a way of searching that was configured is the only one", arguments: SearchStyle.allCases)
  func configured(style: SearchStyle) async throws {
    let line = Line(Foreign.page(Foreign.patient()))
    let client = line.client(settings: RegistrySettings(search: style))
    _ = try await client.people(Self.query, role: .sportello)
    #expect(line.requests[0].method == (style == .get ? .get : .post))
    #expect((line.requests[0].query == nil) == (style == .form))
    let refusing = Line(Response(status: 405))
    await #expect(throws: ReadFailure.misconfigured(code: "405")) {
      try await refusing.client(settings: RegistrySettings(search: style)).people(
        Self.query, role: .sportello)
    }
    #expect(refusing.requests.count == 1)
  }

  @Test("both generations of identifiers are searched until somebody is found, and both are read")
  func generations() async throws {
    let line = Line(Foreign.page(), Foreign.page(Foreign.patient(generation: .base)))
    let people = try await line.client().people(Self.query, role: .sportello)
    #expect(people.value.map(\.assistito.identity.codes) == [[Foreign.code]])
    #expect(line.requests.count == 2)
    #expect(String(decoding: line.requests[1].body, as: UTF8.self).contains("sid%2FcodiceFiscale"))
    let known = Line(Foreign.page())
    _ = try await known.client(settings: RegistrySettings(identifiers: .base)).people(
      Self.query, role: .sportello)
    #expect(known.requests.count == 1)
    #expect(String(decoding: known.requests[0].body, as: UTF8.self).contains("sid%2FcodiceFiscale"))
  }

  @Test("records that must not be used any more are not in a list")
  func inactive() async throws {
    let line = Line(
      Foreign.page(
        Foreign.patient(), Foreign.patient("p2", more: #","active":false"#),
        Foreign.patient("p3", more: #","link":[{"type":"replaced-by","other":{"reference":"Patient/p1"}}]"#)))
    let people = try await line.client().people(Self.query, role: .sportello)
    #expect(people.value.map(\.assistito.id) == ["p1"])
  }

  @Test("names are searched by their beginnings, with the birth date or the year")
  func names() async throws {
    let date = CivilDate(year: 1980, month: 1, day: 1)!
    let cases: [(PersonQuery, String, Int)] = [
      (.names(surname: "Prò", name: "", birth: nil), "family=Pr%C3%B2&_count=50", 1),
      (
        .names(surname: "Prova", name: "An", birth: .date(date)),
        "family=Prova&given=An&birthdate=1980-01-01&_count=50", 1
      ),
      (.names(surname: "", name: "Anna", birth: .year(1980)), "given=Anna&birthdate=1980&_count=50", 1),
      (.names(surname: "Rossi", name: "", birth: nil), "family=Rossi&_count=50", 0),
      (.names(surname: "Prova", name: "", birth: .year(1981)), "family=Prova&birthdate=1981&_count=50", 0),
    ]
    for (query, form, count) in cases {
      let line = Line(Foreign.page(Foreign.patient()))
      let people = try await line.client(settings: RegistrySettings(search: .form)).people(
        query, role: .sportello)
      #expect(people.value.count == count)
      #expect(String(decoding: line.requests[0].body, as: UTF8.self) == form)
    }
  }

  @Test("a list goes on over its pages up to the limit, and not round in circles")
  func pages() async throws {
    let query = PersonQuery.names(surname: "Prova", name: "", birth: nil)
    let next = "https://registro.example/fhir/Patient?_page=2"
    let line = Line(
      Foreign.page(Foreign.patient("p1"), next: next), Foreign.page(Foreign.patient("p2"), next: next))
    let people = try await line.client().people(query, role: .sportello)
    #expect(people.value.map(\.assistito.id) == ["p1", "p2"])
    #expect(line.requests.map(\.query) == [nil, "_page=2"])
    let limited = Line(Foreign.page(Foreign.patient("p1"), Foreign.patient("p2"), next: next))
    #expect(try await limited.client().people(query, limit: 1, role: .sportello).value.count == 1)
    #expect(limited.requests.count == 1)
  }
}

@Suite("Pulling pages") struct PageTests {
  private static let date = "Sat, 21 Nov 2026 09:00:00 GMT"
  private static let since = Instant(iso: "2026-11-20T09:30:00.250Z")!

  private static func page(_ reading: Reading<PageReading>) throws -> Page {
    guard case .page(let page) = reading.value else { throw ReadFailure.gone }
    return page
  }

  @Test("the first page asks for what changed, in order, with an offset in the time")
  func first() async throws {
    var response = Foreign.page(Foreign.patient(), next: "https://registro.example/fhir?_getpages=x&a=%7C")
    response.headers["Date"] = Self.date
    let line = Line(response)
    let page = try Self.page(
      try await line.client().page(.patient, since: Self.since, count: 200, role: .sportello))
    #expect(line.requests[0].path == "Patient")
    #expect(
      line.requests[0].query
        == "_lastUpdated=ge2026-11-20T09:30:00.250Z&_sort=_lastUpdated&_count=200")
    #expect(page.resources.map(\.id) == ["p1"] && page.resources[0].version == "12")
    #expect(page.serverDate == Instant(iso: "2026-11-21T09:00:00Z"))
    let next = try #require(page.next)
    _ = try await line.client().page(.patient, since: Self.since, next: next, role: .sportello)
    #expect(line.requests[1].path == "" && line.requests[1].query == "_getpages=x&a=%7C")
  }

  @Test("everything is asked for without a time")
  func everything() async throws {
    let line = Line(Foreign.page())
    let page = try Self.page(try await line.client().page(.group, since: nil, count: 1_000, role: .sportello))
    #expect(line.requests[0].path == "Group" && line.requests[0].query == "_sort=_lastUpdated&_count=1000")
    #expect(page.resources.isEmpty && page.next == nil && page.serverDate == nil)
  }

  @Test(
    "a page that expired begins the pull anew; a first page that is not there does not",
    arguments: [404, 410])
  func expired(status: Int) async throws {
    let line = Line(Foreign.page(next: "Patient?_page=2"), Response(status: status))
    let client = line.client()
    let next = try Self.page(try await client.page(.patient, since: nil, role: .sportello)).next
    let reading = try await client.page(.patient, since: nil, next: next, role: .sportello)
    guard case .restart = reading.value else { return #expect(Bool(false)) }
    await #expect(throws: ReadFailure.misconfigured(code: "\(status)")) {
      try await client.page(.patient, since: nil, role: .sportello)
    }
  }

  @Test("a link to elsewhere is a wrong setting, and nothing is sent there")
  func elsewhere() async {
    let line = Line(Foreign.page(Foreign.patient(), next: "https://altrove.example/fhir?x=1"))
    await #expect(throws: ReadFailure.misconfigured(code: "next-link")) {
      try await line.client().page(.patient, since: nil, role: .sportello)
    }
    #expect(line.requests.count == 1)
  }

  @Test("a page that leads to itself is the last one")
  func circle() async throws {
    let line = Line(Foreign.page(next: "Patient?_page=2"))
    let client = line.client()
    let first = try Self.page(try await client.page(.patient, since: nil, role: .sportello))
    let second = try Self.page(
      try await client.page(.patient, since: nil, next: first.next, role: .sportello))
    #expect(first.next != nil && second.next == nil)
  }

  @Test("half a page is none")
  func truncated() async {
    let whole = Foreign.page(Foreign.patient(), Foreign.patient("p2")).body
    for length in stride(from: 0, to: whole.count, by: 7) {
      let line = Line(.json(200, Array(whole.prefix(length))))
      await #expect(throws: ReadFailure.unreadable) {
        try await line.client().page(.patient, since: nil, role: .sportello)
      }
    }
  }

  @Test("what came beside the resources asked for is left out")
  func beside() async throws {
    let outcome = Sample.outcome(.init(.warning, "informational"))
    let group = Array(#"{"resourceType":"Group","id":"g"}"#.utf8)
    let nameless = Array(#"{"resourceType":"Patient"}"#.utf8)
    let line = Line(Foreign.page(Foreign.patient(), outcome, group, nameless))
    let reading = try await line.client().page(.patient, since: nil, role: .sportello)
    #expect(try Self.page(reading).resources.map(\.id) == ["p1"])
    #expect(reading.notes == [.issue(severity: "warning", code: "informational")])
  }
}

@Suite("What a registry says of itself") struct CapabilityTests {
  @Test("a registry that tells nothing offers the floor", arguments: [400, 401, 403, 404, 405, 406, 410])
  func floor(status: Int) async throws {
    let line = Line(Response(status: status))
    let client = line.client(tokens: { _, _ in "secret" })
    #expect(try await client.capability().value == .floor)
    _ = try await client.probe()
    let second = status == 401 || status == 403 ? [] : ["Task"]
    #expect(line.requests.map(\.path) == ["metadata", "metadata"] + second)
    #expect(line.requests.allSatisfy { $0.headers["Authorization"] == nil })
  }

  @Test(
    "a registry that does not answer, or not as one, offers nothing",
    arguments: [
      (
        Response(status: 503, headers: ["Retry-After": "5"]),
        ReadFailure.suspended(retryAfter: 5_000, announced: [])
      ),
      (.text(200, "text/html", "<html></html>"), .captivePortal), (Response(status: 500), .unreadable),
      (Response(status: 502), .unreachable), (Response(status: 429), .throttled(retryAfter: nil)),
      (Response(status: 407), .misconfigured(code: "proxy")), (Response(status: 302), .captivePortal),
      (Response(status: 200), .unreadable),
    ])
  func away(response: Response, failure: ReadFailure) async {
    await #expect(throws: failure) { try await Line(response).client().capability() }
    await #expect(throws: failure) { try await Line(response).client().probe() }
  }

  @Test("a registry without statement is asked something else before it counts as serving")
  func stopped() async {
    let line = Line(Response(status: 404), Response(status: 503, headers: ["Retry-After": "9"]))
    await #expect(throws: ReadFailure.suspended(retryAfter: 9_000, announced: [])) {
      try await line.client().probe()
    }
  }

  @Test("stops, identifiers and history are taken from the statement, and settings override them")
  func told() async throws {
    let stop = AnnouncedSuspension(
      Suspension(
        start: sampleNow, announcedEnds: [sampleNow + .seconds(3_600)], policy: .blocco, kinds: [.scelta],
        source: "avviso"), isMigration: true)
    let statement = CapabilityResource(
      software: "altro", date: nil, generation: .base,
      resources: [.init("Patient", [.read, .search, .history])], suspensions: [stop])
    let line = Line(.json(200, statement.bytes))
    let client = line.client()
    let capability = try await client.capability().value
    #expect(capability.isTold && capability.level == .history && capability.identifiers == .base)
    #expect(capability.suspensions == [stop])
    #expect(client.adapted(to: capability).settings.identifiers == .base)
    let configured = line.client(settings: RegistrySettings(search: .get, identifiers: .core))
    let settings = configured.adapted(to: capability).settings
    #expect(settings.identifiers == .core && settings.search == .get)
  }
}
