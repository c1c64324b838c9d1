import Domain
import FHIR
import Population
import SQLite
import Testing

@testable import Registry

@Suite("Handing codes over") struct HandOverWireTests {
  @Test("tells the first half once, sends the second one, and takes the fact")
  func journey() async throws {
    let site = try await CodeSite()
    let practice = site.practice(1)
    let shown = await site.prepare(practice)
    #expect(shown.status == 200)
    let reply = try #require(shown.reply)
    #expect(reply.handOver.next == .acknowledge && reply.id.rawValue == "C-2026-000001")
    #expect(shown.codes.mapValues(\.count) == [.pin: 2, .puk: 2])
    #expect(shown.codes.values.allSatisfy { $0.allSatisfy(\.isNumber) })
    let again = await site.prepare(practice)
    #expect(again.status == 200 && again.codes.isEmpty && again.reply == reply)
    #expect(await site.ask(practice).reply == reply && site.post.tries == 0)

    let done = await site.acknowledge(practice)
    #expect(done.reply?.handOver.next == .record && done.codes.isEmpty)
    let carried = try #require(site.post.carried.first)
    #expect(site.post.tries == 1 && carried.handOver == reply.id)
    let address = try EmailAddress(CodeFixture.address)
    #expect(carried.address == .email(address))
    #expect(carried.codes.mapValues(\.count) == [.pin: 3, .puk: 6])
    #expect(await site.acknowledge(practice).reply == done.reply)
    #expect(site.post.tries == 1)

    let fact = site.fact(practice, reply.id)
    let answer = await site.desk.post(fact)
    #expect(answer.status == 201)
    #expect(try PracticeTask.record(in: answer.body).status == .completed)
    #expect(try PracticeTask.practice(in: answer.body) == fact)
    #expect(try await site.fixture.registry.person(site.person.id)?.tessera?.state == .active(since: demoDay))
    #expect(await site.desk.post(fact).status == 200)
  }

  @Test("is written down step by step as events that name neither code nor address")
  func events() async throws {
    let site = try await CodeSite()
    let practice = site.practice(1)
    let shown = await site.prepare(practice)
    _ = await site.acknowledge(practice)
    let page = try await site.desk.get("AuditEvent", "patient=\(site.person.id.rawValue)").bundle
    let texts = page.entries.compactMap(\.resource).map { String(decoding: $0, as: UTF8.self) }
    for (stage, second) in [
      ("preparata", "trattenuta"), ("mostrata", "trattenuta"), ("confermata", "in-corso"),
      ("confermata", "inviata"),
    ] {
      #expect(
        texts.contains {
          $0.contains("\"stato\",\"valueString\":\"\(stage)\"")
            && $0.contains("\"seconda-meta\",\"valueString\":\"\(second)\"")
        }, "\(stage) \(second)")
    }
    #expect(texts.count == 4)
    let masked = try EmailAddress(CodeFixture.address).masked
    for text in texts {
      #expect(
        text.contains(masked) && !text.contains(CodeFixture.address) && !text.contains(site.card.rawValue))
      #expect(!shown.codes.values.contains { text.contains("\"\($0)\"") })
    }
    let reader = try await WireDesk(site.fixture, kind: .farmacia, role: .farmacista)
    #expect(await reader.get("AuditEvent", "patient=\(site.person.id.rawValue)").status == 403)
  }

  /// What is wrong, and the rule that says so.
  static let refusals: [(name: String, rule: String, change: @Sendable (inout PinCase) -> Void)] = [
    ("another kind of place", "REG-17", { $0.desk = .comune }),
    ("another asl", "REG-13", { $0.deskAsl = CodiceAsl("030321")! }),
    ("no document", "R-DOC-01", { $0.documents = [] }),
    ("no contact", "R-CONT-01", { $0.contacts = [] }),
    ("the operator's own card", "R-OP-01", { $0.isOperatorInvolved = true }),
    ("nothing signed", "R-FORM-01", { $0.formsSigned = [] }),
    (
      "only a masked address", "REG-20",
      { $0.contacts = [CodeContact(.recorded(.email, masked: "c***"), isConfirmed: true)] }
    ),
  ]

  @Test("is refused with its rule, and nothing is drawn or written", arguments: refusals.indices)
  func refused(row: Int) async throws {
    let (name, rule, change) = Self.refusals[row]
    let site = try await CodeSite(NoIssuer())
    let answer = await site.prepare(site.practice(1, change))
    #expect(answer.status == 422 && answer.reason == rule, "\(name): \(answer.reason ?? "-")")
    #expect(try await site.fixture.registry.handOvers(of: site.card).isEmpty)
  }

  @Test("of a card in another state, of somebody else's card, or of an envelope is refused")
  func states() async throws {
    let states: [(Tessera.State, String)] = [
      (.suspended(since: demoDay), "R-CARD-08"), (.revoked(on: demoDay, reason: .loss), "R-CARD-07"),
    ]
    for (state, rule) in states {
      let site = try await CodeSite(NoIssuer())
      var person = site.person
      person.posizione.tessere[0].state = state
      try await site.fixture.registry.keep(person)
      #expect(await site.prepare(site.practice(1)).reason == rule)
    }
    let site = try await CodeSite(NoIssuer())
    let other = try #require(try await site.fixture.person("medico-completo").tessera).number
    #expect(await site.prepare(site.practice(1), card: other).reason == "REG-01")
    let nobody = await site.desk.send(
      .post, "Device/nessuna/$consegna-codici", headers: ["Content-Type": "application/fhir+json"])
    #expect(nobody.status == 404)
    var profile = CodeFixture.profile
    profile.tessera.usesBlindEnvelope = true
    let envelopes = try await CodeSite(NoIssuer(), profile: profile)
    #expect(await envelopes.prepare(envelopes.practice(1)).reason == "REG-20")
  }

  @Test("is refused where nobody issues codes")
  func nobody() async throws {
    let fixture = try await Fixture(profile: CodeFixture.profile)
    let desk = try await WireDesk(fixture)
    let person = try await CodeFixture.holder(fixture)
    let practice = desk.practice(.rilascioPin(CodeFixture.content(person)), operation: 1)
    let answer = await desk.send(
      .post, HandOverRequest.path(person.tessera!.number), headers: ["Content-Type": "application/fhir+json"],
      body: HandOverRequest.prepare(practice, CodeSite.key).bytes)
    #expect(answer.status == 422 && answer.issue?.detail == "REG-20")
  }

  @Test("a desk that names no key for the box, or none that is one, is told what lacks; nothing is drawn")
  func keys() async throws {
    let site = try await CodeSite()
    let practice = site.practice(1)
    let asked = String(decoding: HandOverRequest.prepare(practice, CodeSite.key).bytes, as: UTF8.self)
    let old = await site.desk.send(
      .post, HandOverRequest.path(site.card), headers: ["Content-Type": "application/fhir+json"],
      body: Array(asked.replacing("\"chiave\"", with: "\"altro\"").utf8))
    #expect(old.status == 422 && old.issue?.code == "required")
    #expect(String(decoding: old.body, as: UTF8.self).contains("chiave"))
    #expect(try await site.fixture.registry.handOvers(of: site.card).isEmpty)
    // The point of X25519 for which every shared secret is zero.
    let weak = try #require(HandOverKey([UInt8](repeating: 0, count: 32)))
    let answer = await site.desk.send(
      .post, HandOverRequest.path(site.card), headers: ["Content-Type": "application/fhir+json"],
      body: HandOverRequest.prepare(practice, weak).bytes)
    #expect(answer.status == 400 && site.post.tries == 0)
    #expect(try await site.fixture.registry.handOvers(of: site.card).allSatisfy { !$0.state.wasShown })
    #expect(await site.prepare(practice).codes.count == 2)
  }

  @Test("is announced where codes are issued, and only there")
  func announced() async throws {
    let site = try await CodeSite(NoIssuer())
    let statement = try CapabilityResource(await site.desk.get("metadata").body)
    let cards = statement.resources.first { $0.type == "Device" }
    #expect(cards?.operations == ["consegna-codici"] && cards?.interactions == [])
    let other = try await WireDesk(try await Fixture())
    let silent = try CapabilityResource(await other.get("metadata").body)
    #expect(!silent.resources.contains { $0.type == "Device" })
  }

  @Test("how a hand-over stands is told to its desk alone, and asking changes nothing")
  func asking() async throws {
    let site = try await CodeSite()
    let practice = site.practice(1)
    #expect(await site.ask(practice).status == 404)
    _ = await site.prepare(practice)
    let other = try await WireDesk(site.fixture, id: "sportello 3")
    #expect(await site.ask(practice, as: other).status == 403)
    for _ in 1...2 { #expect(await site.ask(practice).reply?.handOver.next == .acknowledge) }
    #expect(site.post.tries == 0)
    _ = await site.acknowledge(practice)
    #expect(await site.ask(practice).reply?.handOver.next == .record && site.post.tries == 1)
  }

  @Test("belongs to its desk, its author, its operation and its card")
  func belonging() async throws {
    let site = try await CodeSite()
    let practice = site.practice(1)
    let other = try await WireDesk(site.fixture, id: "sportello 3")
    #expect(await site.prepare(practice, as: other).status == 403)
    #expect(await site.prepare(practice).status == 200)
    #expect(await site.acknowledge(practice, as: other).status == 403)
    #expect(await site.acknowledge(site.practice(2)).status == 404)
    let card = try #require(try await site.fixture.person("medico-completo").tessera).number
    #expect(await site.acknowledge(practice, card: card).status == 404)
    #expect(await site.prepare(practice, card: card).status == 409)
    #expect(site.post.tries == 0)
    for method in Request.Method.allCases where method != .post {
      let answer = await site.desk.send(method, HandOverRequest.path(site.card))
      #expect(answer.status == 405 && answer.headers["Allow"] == "POST", "\(method)")
    }
  }

  @Test("a second time needs a reason, gives other codes, and ends what was open")
  func duplicates() async throws {
    let site = try await CodeSite()
    let first = site.practice(1)
    let shown = await site.prepare(first)
    let plain = await site.prepare(site.practice(2))
    #expect(plain.status == 422 && plain.reason == "REG-19")
    let duplicate = site.practice(3) { $0.trouble = .firstHalfLost }
    let other = await site.prepare(duplicate)
    #expect(other.status == 200 && other.reply?.id != shown.reply?.id && other.codes.count == 2)
    let late = await site.acknowledge(first)
    #expect(late.reply?.handOver.stage == .expired && late.reply?.handOver.next == .duplicate)
    #expect(site.post.tries == 0)
    #expect(await site.acknowledge(duplicate).reply?.handOver.next == .record)
    #expect(site.post.carried.map(\.handOver) == [other.reply?.id])
  }

  @Test("that is not acknowledged in ten minutes is over", arguments: [-1, 0])
  func late(milliseconds: Int) async throws {
    let site = try await CodeSite()
    let practice = site.practice(1)
    _ = await site.prepare(practice)
    site.fixture.clock.move(by: ReferenceRegistry.acknowledgementTime + milliseconds)
    let answer = await site.acknowledge(practice)
    #expect(answer.reply?.handOver.next == (milliseconds < 0 ? .record : .duplicate))
    #expect(site.post.tries == (milliseconds < 0 ? 1 : 0))
    #expect(await site.fixture.registry.heldCount == 0)
  }

  /// What the courier does, how often it is asked, and what comes next.
  static let faults: [(faults: [Bool], tries: Int, second: CodeHandOver.SecondHalf)] = [
    ([], 1, .sent), ([false], 2, .sent), ([false, false], 2, .notSent), ([true], 1, .uncertain),
    ([false, true], 2, .uncertain),
  ]

  @Test("sends the second half again once after a certain fault, and never twice", arguments: faults.indices)
  func courier(row: Int) async throws {
    let (faults, tries, second) = Self.faults[row]
    let site = try await CodeSite(faults: faults.map { CodeCourierFailure(mayHaveArrived: $0) })
    let practice = site.practice(1)
    _ = await site.prepare(practice)
    let answer = await site.acknowledge(practice)
    #expect(answer.reply?.handOver.second == second && site.post.tries == tries)
    #expect(answer.reply?.handOver.next == (second == .sent ? .record : .duplicate))
    #expect(await site.acknowledge(practice).reply?.handOver.second == second)
    #expect(site.post.tries == tries)
  }

  @Test("an issuer that does not answer has shown nothing, and is asked again under the same operation")
  func issuer() async throws {
    let site = try await CodeSite(NoIssuer())
    let practice = site.practice(1)
    #expect(await site.prepare(practice).status == 500)
    let row = try #require(try await site.fixture.registry.handOvers(of: site.card).first)
    #expect(!row.state.wasShown)
    await site.fixture.registry.issueCodes(from: SimulatedIssuer(), sendingBy: site.post.courier)
    let answer = await site.prepare(practice)
    #expect(answer.status == 200 && answer.codes.count == 2 && answer.reply?.id == row.id)
  }

  @Test("a fact of which the registry knows nothing is refused, whoever tells it")
  func facts() async throws {
    let site = try await CodeSite()
    let shown = try #require(await site.prepare(site.practice(1)).reply)
    let unknown = await site.desk.post(site.fact(site.practice(2), "C-2026-000009"))
    #expect(try PracticeTask.record(in: unknown.body).reasons == ["REG-18"])
    let other = try await site.fixture.person("medico-completo")
    let wrong = site.desk.practice(
      .rilascioPin(CodeFixture.content(other).recorded(shown.id)), operation: 3)
    let answer = await site.desk.post(wrong)
    #expect(try PracticeTask.record(in: answer.body).reasons == ["REG-18"])
    #expect(try await site.fixture.registry.person(site.person.id)?.tessera?.state == .notActivated)
  }

  @Test("is for those alone who may issue codes", arguments: Role.allCases, DeskKind.allCases)
  func rights(role: Role, kind: DeskKind) async throws {
    let site = try await CodeSite(NoIssuer())
    let desk = try await WireDesk(site.fixture, kind: kind, role: role)
    let isGranted = [Capability.openPerson, .issueCodes].allSatisfy {
      Rights.permission(for: $0, role: role, desk: kind, profile: CodeFixture.profile, isDemo: true)
        == .granted
    }
    let answer = await site.acknowledge(site.practice(1), as: desk)
    #expect(answer.status == (isGranted ? 404 : 403))
  }
}

/// Draws nothing.
struct NoIssuer: CodeIssuer {
  func halves(for card: NumeroTessera, _ shape: CodeShape) throws(CodeIssuerFailure) -> CodeHalves {
    throw .unavailable
  }
}

extension ReferenceRegistry {
  var heldCount: Int { issuing?.held.count ?? 0 }
}
