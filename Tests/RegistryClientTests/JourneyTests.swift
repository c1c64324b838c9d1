import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Sync
import Synchronization
import Testing

extension WireReply {
  /// What the registry decided; `nil` if it did not.
  var answer: RegistryAnswer? {
    if case .found(.decided(let answer)) = outcome { answer } else { nil }
  }

  var protocolNumber: String? {
    switch answer {
    case .accepted(let number, _, _), .alreadyAnswered(let number, _): number
    case .rejected, nil: nil
    }
  }
}

@Suite("A desk before the reference registry") struct JourneyTests {
  @Test("a scelta is sent, decided, found again, and seen in position, history and places")
  func scelta() async throws {
    let desk = try await Counterpart()
    let person = try await desk.person("cambio")
    #expect(person.isWhole && person.assistito.posizione.openScelta?.medico == "mmg-001")
    let before = (try await desk.load("mmg-001"), try await desk.load("mmg-003"))
    let practice = try await desk.scelta(person.assistito, "mmg-003")
    #expect(await desk.client.ask(practice.id, role: desk.role).outcome == .absent)

    let reply = await desk.send(practice)
    let number = try #require(reply.protocolNumber)
    #expect(reply.clock?.offset == 500 && reply.notes.isEmpty)
    #expect(await desk.client.ask(practice.id, role: desk.role).protocolNumber == number)

    let id = person.assistito.id
    let version = try #require(person.resource.version)
    let reading = try await desk.client.person(id, ifNoneMatch: version, role: desk.role)
    guard case .found(let after) = reading.value else { return #expect(Bool(false)) }
    #expect(after.assistito.posizione.openScelta?.medico == "mmg-003")
    let same = try await desk.client.person(id, ifNoneMatch: after.resource.version, role: desk.role)
    #expect(same.value == .notModified)
    let entry = try #require(try await desk.client.tasks(of: id, role: desk.role).value.first)
    #expect(entry.practice == practice.id && entry.outcome == .accepted(protocolNumber: number))
    #expect(entry.operatorName == "r.prova" && entry.desk == "sportello 2" && entry.kind == .scelta)
    #expect(try await desk.client.tasks(of: id, onlyPending: true, role: desk.role).value.isEmpty)
    #expect(try await desk.load("mmg-001") == before.0 - 1)
    #expect(try await desk.load("mmg-003") == before.1 + 1)
  }

  @Test("a scelta sent twice has its effects once")
  func twice() async throws {
    let desk = try await Counterpart()
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-003")
    let first = await desk.send(practice)
    let load = try await desk.load("mmg-003")
    let second = await desk.send(practice)
    #expect(first.protocolNumber != nil && first.protocolNumber == second.protocolNumber)
    #expect(try await desk.load("mmg-003") == load)
  }

  @Test("a scelta for a full list is refused by its rule, with everything that the rules say")
  func full() async throws {
    let desk = try await Counterpart()
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-002")
    let reply = await desk.send(practice)
    guard case .rejected(let decision) = reply.answer else { return #expect(Bool(false)) }
    #expect(decision.findings.contains { $0.rule.id == "MAX-01" })
    #expect(await desk.client.ask(practice.id, role: desk.role).answer == reply.answer)
  }

  @Test("the second choice holds when the first list is full")
  func second() async throws {
    let desk = try await Counterpart()
    let person = try await desk.person("cambio").assistito
    #expect(
      await desk.send(try await desk.scelta(person, "mmg-002", second: "mmg-003")).protocolNumber != nil)
    let after = try await desk.person("cambio").assistito
    #expect(after.posizione.openScelta?.medico == "mmg-003")
  }

  @Test("a revoca ends the scelta")
  func revoca() async throws {
    let desk = try await Counterpart()
    let person = try await desk.person("cambio").assistito
    #expect(await desk.send(desk.revoca(person)).protocolNumber != nil)
    let after = try await desk.person("cambio").assistito
    #expect(after.posizione.scelte.first?.end != nil)
    #expect(try await desk.client.tasks(of: person.id, role: desk.role).value.first?.kind == .revoca)
  }

  @Test("what a desk did not see is told as overtaken")
  func overtaken() async throws {
    let desk = try await Counterpart()
    let person = try await desk.person("cambio").assistito
    let late = try await desk.scelta(person, "mmg-002", operation: 8)
    let same = try await desk.scelta(person, "mmg-003", operation: 9)
    let number = await desk.send(try await desk.scelta(person, "mmg-003", operation: 10)).protocolNumber
    guard case .rejected(let decision) = await desk.send(late).answer else { return #expect(Bool(false)) }
    #expect(decision.headline?.rule.id == "REG-04")
    // The same wish of two desks is no conflict for the citizen.
    let reply = await desk.send(same)
    #expect(reply.answer != nil && number != nil)
  }

  @Test("a practice of another role than the token's is a wrong setting, not a refusal")
  func role() async throws {
    let desk = try await Counterpart()
    let person = try await desk.person("cambio").assistito
    let practice = try await desk.scelta(person, "mmg-003")
    let reply = await desk.client.send(
      body: PracticeTask.encode(practice), operation: practice.id, role: .responsabile)
    #expect(reply.outcome == .misconfigured(code: "403", mayHaveArrived: true))
  }

  @Test("a token that expired is renewed without anybody noticing")
  func expired() async throws {
    let desk = try await Counterpart(life: 60)
    _ = try await desk.person("cambio")
    desk.clock.pass(.seconds(120))
    #expect(try await desk.person("cambio").isActive)
  }

  // MARK: Reading

  @Test("people are found by code, card and names, and nobody is nobody")
  func people() async throws {
    let desk = try await Counterpart()
    let anna = try await desk.person("cambio").assistito
    let code = try #require(anna.identity.currentCode)
    func ids(_ query: PersonQuery) async throws -> [Identifier<Assistito>] {
      try await desk.client.people(query, role: desk.role).value.map(\.assistito.id)
    }
    #expect(try await ids(.code(code)) == [anna.id])
    if let card = anna.tessera { #expect(try await ids(.tessera(card.number)) == [anna.id]) }
    let named = try await ids(
      .names(surname: "prova", name: "ann", birth: .date(anna.identity.birthDate)))
    #expect(named.contains(anna.id))
    #expect(try await ids(.names(surname: "prova", name: "", birth: .year(1979))).contains(anna.id) == false)
    #expect(try await ids(.code(try PersonCode.parse("PRVGNI80A01Y001F"))).contains(anna.id) == false)
    let gone = try await desk.client.person("nessuno", role: desk.role)
    #expect(gone.value == .gone)
  }

  @Test("everybody and every medico are pulled page by page, each once, and then only what changed")
  func pull() async throws {
    let desk = try await Counterpart()
    var ids: [String] = []
    var next: PageLink?
    var pages = 0
    var latest: Instant?
    repeat {
      let reading = try await desk.client.page(.patient, since: nil, count: 37, next: next, role: desk.role)
      guard case .page(let page) = reading.value else { return #expect(Bool(false)) }
      #expect(page.resources.count <= 37 && page.serverDate != nil)
      ids += page.resources.map(\.id)
      latest = page.resources.compactMap(\.lastUpdated).max() ?? latest
      next = page.next
      pages += 1
    } while next != nil
    #expect(ids.count == desk.region.people && Set(ids).count == ids.count)
    #expect(pages == (desk.region.people + 36) / 37)

    desk.clock.pass(.seconds(300))
    let since = try #require(latest) + .milliseconds(1)
    let person = try await desk.person("cambio").assistito
    _ = await desk.send(try await desk.scelta(person, "mmg-003"))
    let delta = try await desk.client.page(.patient, since: since, role: desk.role)
    guard case .page(let page) = delta.value else { return #expect(Bool(false)) }
    #expect(page.resources.map(\.id).contains(person.id.rawValue))
    #expect(page.resources.count < 20 && page.next == nil)
    #expect(try await desk.client.medici(role: desk.role).value.count == desk.region.medici.count)
    let places = try await desk.client.places(role: desk.role).value
    #expect(
      Set(places.ambiti) == Set(desk.region.ambiti) && Set(places.distretti) == Set(desk.region.distretti))
  }

  @Test("what ends soon is what the registry itself says")
  func expiries() async throws {
    let desk = try await Counterpart()
    let day = demoDay.adding(days: 90)
    let found = try await desk.client.expiries(until: day, role: desk.role).value
    let expected = Set(try await desk.registry.expiries(from: demoDay).map(\.person.id))
    #expect(!expected.isEmpty && expected.isSubset(of: Set(found.map(\.assistito.id))))
  }

  @Test("a practice that another left undecided is told, with no author where none is known")
  func pending() async throws {
    let desk = try await Counterpart()
    let pending = try #require(desk.region.pending.first)
    let entries = try await desk.client.tasks(of: pending.person, onlyPending: true, role: desk.role).value
    #expect(entries.map(\.practice) == [pending.practice])
  }

  @Test("a note is kept once, however often it is sent")
  func note() async throws {
    let desk = try await Counterpart()
    let person = try await desk.person("cambio").assistito
    let author = Author(operatorName: "r.prova", role: desk.role, desk: Counterpart.desk)
    for _ in 0..<2 {
      _ = try await desk.client.note("telefonare", on: person.id, by: author, operation: operation)
    }
    let notes = try await desk.person("cambio").assistito.notes
    #expect(notes.count { $0.text == "telefonare" } == 1)
  }

  @Test("the registry says what it can do, and that it is there")
  func capability() async throws {
    let desk = try await Counterpart()
    let capability = try await desk.client.capability().value
    #expect(capability.isTold && capability.level == .history && capability.suspensions.isEmpty)
    _ = try await desk.client.probe()
  }
}

@Suite("A desk on a bad line") struct BadLineTests {
  /// What the line does with the next write.
  private enum Fault: CaseIterable {
    case loseRequest, loseAnswer, deliverTwice, answerTwice, garble, portal
  }

  /// Breaks the first write and carries everything else.
  private static func line(_ fault: Fault) -> @Sendable (@escaping Transport) -> Transport {
    let isUsed = Mutex(false)
    return { next in
      { request, isFresh throws(TransportFailure) in
        let isWrite = request.method == .post && request.path == "Task"
        let isFirst =
          isWrite
          && isUsed.withLock { used in
            defer { used = true }
            return !used
          }
        guard isFirst else { return try await next(request, isFresh) }
        switch fault {
        case .loseRequest: throw TransportFailure(.timedOut, bodyBytesSent: request.body.count / 2)
        case .loseAnswer:
          _ = try await next(request, isFresh)
          throw TransportFailure(.broken, bodyBytesSent: request.body.count)
        case .deliverTwice:
          _ = try await next(request, isFresh)
          return try await next(request, isFresh)
        case .answerTwice:
          let answer = try await next(request, isFresh)
          _ = try await next(request, isFresh)
          return answer
        case .garble:
          var response = try await next(request, isFresh)
          response.body = Array(response.body.dropLast(response.body.count / 2))
          return response
        case .portal:
          _ = try await next(request, isFresh)
          return .text(200, "text/html", "<html>Accesso</html>")
        }
      }
    }
  }

  @Test(
    "whatever the line does, the practice is asked about, sent again if absent, and done once",
    arguments: Fault.allCases)
  private func fault(fault: Fault) async throws {
    let desk = try await Counterpart(line: Self.line(fault))
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-003")
    let load = try await desk.load("mmg-003")
    var reply = await desk.send(practice)
    switch fault {
    case .deliverTwice, .answerTwice: #expect(reply.answer != nil)
    case .portal: #expect(reply.outcome == .captivePortal)
    case .loseRequest, .loseAnswer, .garble: #expect(reply.outcome == .unknown(retryAfter: nil))
    }
    if reply.answer == nil { reply = await desk.client.ask(practice.id, role: desk.role) }
    if reply.outcome == .absent {
      #expect(fault == .loseRequest)
      reply = await desk.send(practice)
    }
    #expect(reply.protocolNumber != nil)
    #expect(try await desk.load("mmg-003") == load + 1)
    let entries = try await desk.client.tasks(of: practice.content.assistito.id, role: desk.role).value
    #expect(entries.count { $0.practice == practice.id } == 1)
  }
}
