import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Sync
import Synchronization
import Testing

extension RegistryAnswer {
  var protocolNumber: String? {
    switch self {
    case .accepted(let number, _, _), .alreadyAnswered(let number, _): number
    case .rejected: nil
    }
  }

  var blocking: [String] {
    switch self {
    case .rejected(let decision): decision.findings.filter { $0.severity == .block }.map(\.rule.id)
    case .accepted, .alreadyAnswered: []
    }
  }
}

extension WireReply {
  /// What the registry decided; `nil` if it did not.
  var answer: RegistryAnswer? {
    if case .found(.decided(let answer)) = outcome { answer } else { nil }
  }
}

@Suite("A desk before every kind of registry") struct JourneyTests {
  @Test(
    "a scelta is sent, decided, found again, and seen in position, history and places", arguments: Ways.all)
  func scelta(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let person = try await desk.person("cambio")
    #expect(person.isWhole && person.assistito.posizione.openScelta?.medico == "mmg-001")
    let before = (try await desk.load("mmg-001"), try await desk.load("mmg-003"))
    let practice = try await desk.scelta(person.assistito, "mmg-003")
    #expect(await desk.ask(practice).outcome == .absent)

    let number = try #require(await desk.settle(practice)?.protocolNumber)
    let reply = await desk.ask(practice)
    #expect(reply.answer?.protocolNumber == number && reply.notes.isEmpty && reply.clock?.offset == 500)

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

  @Test("a scelta sent twice has its effects once", arguments: Ways.all)
  func twice(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-003")
    let first = await desk.settle(practice)
    let load = try await desk.load("mmg-003")
    let second = await desk.settle(practice)
    #expect(first?.protocolNumber != nil && first?.protocolNumber == second?.protocolNumber)
    #expect(try await desk.load("mmg-003") == load)
  }

  @Test("a full list refuses by its rule, unless there is a second choice", arguments: Ways.all)
  func full(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let person = try await desk.person("cambio").assistito
    let refused = try await desk.scelta(person, "mmg-002", operation: 1)
    let answer = try #require(await desk.settle(refused))
    #expect(answer.blocking == ["MAX-01"])
    #expect(await desk.ask(refused).answer == answer)
    let second = try await desk.scelta(person, "mmg-002", operation: 2, second: "mmg-003")
    let settled = await desk.settle(second)
    #expect(settled?.protocolNumber != nil)
    guard case .accepted(_, _, let decision)? = settled else {
      Issue.record("the answer does not tell what was decided")
      return
    }
    #expect(decision.tookSecondChoice)
    #expect(try await desk.person("cambio").assistito.posizione.openScelta?.medico == "mmg-003")
  }

  @Test("a revoca ends the scelta", arguments: Ways.all)
  func revoca(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let person = try await desk.person("cambio").assistito
    #expect(await desk.settle(desk.revoca(person))?.protocolNumber != nil)
    #expect(try await desk.person("cambio").assistito.posizione.scelte.first?.end != nil)
    #expect(try await desk.client.tasks(of: person.id, role: desk.role).value.first?.kind == .revoca)
  }

  @Test("what a desk did not see is told as overtaken", arguments: Ways.all)
  func overtaken(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let person = try await desk.person("cambio").assistito
    let late = try await desk.scelta(person, "mmg-002", operation: 1)
    #expect(await desk.settle(try await desk.scelta(person, "mmg-003", operation: 2))?.protocolNumber != nil)
    #expect(await desk.settle(late)?.blocking == ["REG-04"])
  }

  @Test("a registry that decides later is asked until it has", arguments: Ways.all)
  func deferred(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    await desk.registry.setDecidesLater(true)
    let person = try await desk.person("cambio").assistito
    let practice = try await desk.scelta(person, "mmg-003")
    #expect(await desk.send(practice).outcome == .found(.requested))
    desk.clock.pass(.seconds(3))
    #expect(await desk.ask(practice).outcome == .found(.requested) || ways.persona == .hapi)
    _ = try await desk.registry.decideWaiting()
    desk.clock.pass(.seconds(3))
    #expect(await desk.ask(practice).answer?.protocolNumber != nil)
  }

  @Test("a practice of another role than the token's is a wrong setting, not a refusal", arguments: Ways.all)
  func role(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-003")
    let reply = await desk.client.send(
      body: PracticeTask.encode(practice), operation: practice.id, role: .responsabile)
    #expect(reply.outcome == .misconfigured(code: "403", mayHaveArrived: true))
  }

  @Test("a token that expired is renewed without anybody noticing", arguments: Ways.all)
  func expired(ways: Ways) async throws {
    let desk = try await Counterpart(ways, life: 60)
    _ = try await desk.person("cambio")
    desk.clock.pass(.seconds(120))
    #expect(try await desk.person("cambio").isActive)
  }

  @Test("a stop is announced beforehand, refuses everything while it lasts, and ends", arguments: Ways.all)
  func suspended(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let now = desk.clock.now
    let ends = [now + .seconds(7_200), now + .seconds(10_800)]
    let stop = AnnouncedSuspension(
      Suspension(
        start: now + .seconds(3_600), announcedEnds: ends, policy: .blocco, kinds: Set(PracticeKind.allCases),
        source: "avviso"), isMigration: true)
    await desk.registry.suspend(stop)
    let capability = try await desk.client.capability().value
    #expect(!capability.isTold || capability.suspensions == [stop])
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-003")
    desk.clock.pass(.seconds(3_600))
    #expect(await desk.send(practice).outcome == .serviceRefused(retryAfter: 300_000))
    #expect(await desk.ask(practice).outcome == .serviceRefused(retryAfter: 300_000))
    do throws(ReadFailure) {
      _ = try await desk.client.probe()
      #expect(Bool(false), "a stopped registry does not serve")
    } catch {
      guard case .suspended(let waiting, let announced, _) = error else { return #expect(Bool(false)) }
      #expect(waiting == 300_000)
      #expect(announced.isEmpty || announced == [stop.suspension.start] + ends)
    }
    desk.clock.pass(.seconds(7_200))
    _ = try await desk.client.probe()
    #expect(await desk.settle(practice)?.protocolNumber != nil)
  }

  // MARK: Reading

  @Test("people are found by code, card and names, and nobody is nobody", arguments: Ways.all)
  func people(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let anna = try await desk.person("cambio").assistito
    let code = try #require(anna.identity.currentCode)
    func ids(_ query: PersonQuery) async throws -> [Identifier<Assistito>] {
      try await desk.client.people(query, role: desk.role).value.map(\.assistito.id)
    }
    #expect(try await ids(.code(code)) == [anna.id])
    if let card = anna.tessera { #expect(try await ids(.tessera(card.number)) == [anna.id]) }
    let named = try await ids(.names(surname: "prova", name: "ann", birth: .date(anna.identity.birthDate)))
    #expect(named.contains(anna.id))
    #expect(try await !ids(.names(surname: "prova", name: "", birth: .year(1979))).contains(anna.id))
    #expect(try await !ids(.code(Foreign.other)).contains(anna.id))
    #expect(try await desk.client.person("nessuno", role: desk.role).value == .gone)
  }

  @Test("everybody is pulled page by page, each once, and then only what changed", arguments: Ways.all)
  func pull(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    var ids: [String] = []
    var next: PageLink?
    var latest: Instant?
    repeat {
      let reading = try await desk.client.page(.patient, since: nil, count: 13, next: next, role: desk.role)
      guard case .page(let page) = reading.value else { return #expect(Bool(false)) }
      #expect(page.resources.count <= 13 && page.serverDate != nil)
      ids += page.resources.map(\.id)
      latest = page.resources.compactMap(\.lastUpdated).max() ?? latest
      next = page.next
    } while next != nil
    #expect(ids.count > 39 && Set(ids).count == ids.count)

    desk.clock.pass(.seconds(300))
    let since = try #require(latest) + .milliseconds(1)
    let person = try await desk.person("cambio").assistito
    _ = await desk.settle(try await desk.scelta(person, "mmg-003"))
    let delta = try await desk.client.page(.patient, since: since, role: desk.role)
    guard case .page(let page) = delta.value else { return #expect(Bool(false)) }
    #expect(page.resources.map(\.id).contains(person.id.rawValue))
    #expect(page.resources.count < 20 && page.next == nil)
  }

  @Test("pages that expired begin the pull anew", arguments: Ways.all)
  func expiredPages(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let first = try await desk.client.page(.patient, since: nil, count: 13, role: desk.role)
    guard case .page(let page) = first.value else { return #expect(Bool(false)) }
    desk.clock.pass(.seconds(7_200))
    let second = try await desk.client.page(.patient, since: nil, next: page.next, role: desk.role)
    switch (ways.persona, second.value) {
    case (.blaze, .restart), (.hapi, .restart): break
    case (.blaze, .page), (.hapi, .page), (_, .restart): Issue.record("pages of \(ways) expire, or do not")
    case (_, .page(let page)): #expect(!page.resources.isEmpty)
    }
  }

  @Test("medici and places are those of the region", arguments: Ways.all)
  func medici(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let medici = try await desk.client.medici(role: desk.role).value
    #expect(Set(medici.map(\.id)) == Set(desk.region.medici.map(\.id)))
    let known = try #require(medici.first { $0.id == "mmg-003" })
    #expect(try await desk.load("mmg-003") == known.load?.permanent)
    let places = try await desk.client.places(role: desk.role).value
    #expect(Set(places.ambiti) == Set(desk.region.ambiti))
    #expect(Set(places.distretti) == Set(desk.region.distretti))
  }

  @Test("what ends soon is what the registry itself says", arguments: Ways.all)
  func expiries(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let found = try await desk.client.expiries(until: demoDay.adding(days: 90), role: desk.role).value
    var expected: Set<Identifier<Assistito>> = []
    for record in try await desk.registry.roster({ number, _, _, _ in number }) {
      guard let id = try await desk.registry.summaries([record]).first?.id,
        let person = try await desk.registry.person(id)
      else { continue }
      expected.formUnion(person.expiries(from: demoDay, exemptionDays: 60).map(\.person.id))
    }
    #expect(!expected.isEmpty && expected.isSubset(of: Set(found.map(\.assistito.id))))
  }

  @Test(
    "a practice that another left undecided is told, with no author where none is known", arguments: Ways.all)
  func pending(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let pending = try #require(desk.region.pending.first)
    let entries = try await desk.client.tasks(of: pending.person, onlyPending: true, role: desk.role).value
    #expect(entries.map(\.practice) == [pending.practice])
  }

  @Test("a note is kept once, however often it is sent", arguments: Ways.all)
  func note(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let person = try await desk.person("cambio").assistito
    let author = Author(operatorName: "r.prova", role: desk.role, desk: Counterpart.desk)
    for _ in 0..<2 {
      _ = try await desk.client.note("telefonare", on: person.id, by: author, operation: operation)
      desk.clock.pass(.seconds(3))
    }
    let notes = try await desk.person("cambio").assistito.notes
    #expect(notes.count { $0.text == "telefonare" } == 1)
  }

  @Test("a registry says what it can do, or offers the floor, and that it is there", arguments: Ways.all)
  func capability(ways: Ways) async throws {
    let desk = try await Counterpart(ways)
    let capability = try await desk.client.capability().value
    #expect(capability.isTold == (ways.persona != .nhs))
    #expect(capability.suspensions.isEmpty)
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
    arguments: Fault.allCases, Ways.all)
  private func fault(fault: Fault, ways: Ways) async throws {
    let desk = try await Counterpart(ways, line: Self.line(fault))
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-003")
    let load = try await desk.load("mmg-003")
    let answer = await desk.settle(practice)
    #expect(answer?.protocolNumber != nil)
    #expect(try await desk.load("mmg-003") == load + 1)
    let entries = try await desk.client.tasks(of: practice.content.assistito.id, role: desk.role).value
    #expect(entries.count { $0.practice == practice.id } == 1)
  }

  @Test("what a fault of the line means at once", arguments: Fault.allCases)
  private func meaning(fault: Fault) async throws {
    let desk = try await Counterpart(line: Self.line(fault))
    let practice = try await desk.scelta(try await desk.person("cambio").assistito, "mmg-003")
    let outcome = await desk.send(practice).outcome
    let asked = await desk.ask(practice)
    switch fault {
    case .deliverTwice, .answerTwice: #expect(outcome == asked.outcome && asked.answer != nil)
    case .portal: #expect(outcome == .captivePortal && asked.answer != nil)
    case .loseAnswer, .garble: #expect(outcome == .unknown(retryAfter: nil) && asked.answer != nil)
    case .loseRequest: #expect(outcome == .unknown(retryAfter: nil) && asked.outcome == .absent)
    }
  }
}
