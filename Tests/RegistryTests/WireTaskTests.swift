import Cases
import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("A Task posted to the registry")
struct WireTaskTests {
  @Test("is decided, with every effect told at once")
  func decided() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let practice = try await desk.scelta(for: person, medico: "mmg-003")
    let response = await desk.post(practice)
    #expect(response.status == 201)
    #expect(response.headers["ETag"] == "W/\"1\"")
    let task = try PracticeTask.record(in: response.body)
    #expect(task.status == .completed && task.operation == practice.id)
    #expect(response.headers["Location"] == "Task/\(task.id ?? "")/_history/1")
    #expect(task.answer?.protocolNumber == "P-2026-000001")
    #expect(try PracticeTask.practice(in: response.body) == practice)

    let patient = try PatientResource.decode(await desk.get("Patient/\(person.id.rawValue)").body)
    #expect(patient.meta.versionId == "2")
    #expect(patient.assistito.posizione.openScelta?.medico == "mmg-003")
    for id: Identifier<Medico> in ["mmg-001", "mmg-003"] {
      let panel = try PanelResource.decode(await desk.get("Group/\(PanelResource.id(of: id))").body)
      #expect(panel.load == (try await fixture.load(id)))
      #expect(panel.meta.versionId == "2")
    }
    let relations = try await desk.get("EpisodeOfCare", "patient=\(person.id.rawValue)&status=active").bundle
    let active = try relations.entries.compactMap(\.resource).map {
      try EpisodeOfCareResource.decode(Array($0))
    }
    #expect(active.map(\.scelta.medico) == ["mmg-003"])
    let finished = try await desk.get("EpisodeOfCare", "patient=\(person.id.rawValue)&status=finished").bundle
    #expect(finished.entries.count == person.posizione.scelte.count)
  }

  @Test("twice has its effects once and is answered with the first Task")
  func double() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let practice = try await desk.scelta(for: try await fixture.person("cambio"), medico: "mmg-003")
    let first = await desk.post(practice)
    let load = try await fixture.load("mmg-003")
    let second = await desk.post(practice)
    #expect(second.status == 200 && second.body == first.body)
    #expect(try await fixture.load("mmg-003") == load)
    let other = try await desk.scelta(for: try await fixture.person("cambio"), medico: "mmg-001")
    let third = await desk.post(other)
    #expect(third.status == 409 && third.issue?.code == "conflict")
  }

  @Test("that the rules refuse is rejected, with the rules as reasons and every finding")
  func rejected() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let practice = try await desk.scelta(for: try await fixture.person("cambio"), medico: "mmg-002")
    let response = await desk.post(practice)
    #expect(response.status == 201)
    let task = try PracticeTask.record(in: response.body)
    #expect(task.status == .rejected && task.reasons == ["MAX-01"])
    #expect(task.answer?.rejection?.headline?.rule.id == "MAX-01")
    #expect(try await desk.record(practice.id) == task)
  }

  @Test("without condition, or with that of another operation, is refused before it is read")
  func condition() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let practice = try await desk.scelta(for: try await fixture.person("cambio"), medico: "mmg-003")
    #expect(await desk.post(practice, condition: false).status == 412)
    let body = PracticeTask.encode(practice)
    #expect(await desk.post(task: body, operation: "11111111-0000-4000-8000-00000000000a").status == 400)
    for condition in ["", "identifier=x", "status=requested", "identifier=urn:ietf:rfc:3986|urn:uuid:"] {
      let response = await desk.send(
        .post, "Task", headers: ["Content-Type": "application/json", "If-None-Exist": condition], body: body)
      #expect(response.status == 412)
    }
    #expect(try await desk.record(practice.id) == nil)
  }

  @Test("that is no Task, has no case or contradicts itself is refused and leaves nothing")
  func bodies() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let practice = try await desk.scelta(for: try await fixture.person("cambio"), medico: "mmg-003")
    let text = String(decoding: PracticeTask.encode(practice), as: UTF8.self)
    let bodies: [(String, Int)] = [
      ("", 400), ("{", 400), ("[]", 400), ("{\"resourceType\":\"Patient\",\"id\":\"1\"}", 400),
      (text.replacing("\"resourceType\":\"Task\"", with: "\"resourceType\":\"Patient\""), 400),
      (text.replacing("\"code\":\"caso\"", with: "\"code\":\"cosa\""), 422),
      (text.replacing("scelta-medico", with: "revoca-medico"), 422),
      (text.replacing("scelta-medico", with: "altro"), 422),
      (text.replacing("\"status\":\"requested\"", with: "\"status\":\"completed\""), 422),
    ]
    for (body, status) in bodies {
      let response = await desk.post(task: Array(body.utf8), operation: practice.id)
      #expect(response.status == status, "\(response.issue?.code ?? "")")
      #expect(response.issue != nil)
    }
    #expect(try await desk.record(practice.id) == nil)
    #expect(try await fixture.registry.practices().allSatisfy { $0.outcome == .pending })
  }

  @Test(
    "by another role, or another kind of desk, than the token's is refused: the first as the desk's own fault"
  )
  func author() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    for (other, detail) in [
      (try await WireDesk(fixture, role: .responsabile), nil),
      (try await WireDesk(fixture, kind: .farmacia), nil),
      (try await WireDesk(fixture, kind: .farmacia, id: "farmacia 3"), "REG-03"),
    ] as [(WireDesk, String?)] {
      let response = await desk.post(try await other.scelta(for: person, medico: "mmg-003"))
      #expect(response.status == 403 && response.issue?.detail == detail)
    }
    let reader = try await WireDesk(fixture, role: .consultazione)
    let response = await reader.post(try await reader.scelta(for: person, medico: "mmg-003"))
    #expect(response.status == 403 && response.issue?.detail == "REG-03")
  }

  @Test(
    "is carried by another desk of the same kind, asl and role: the author stays, the carrier is written down"
  )
  func carrier() async throws {
    let fixture = try await Fixture()
    let (desk, other) = (try await WireDesk(fixture), try await WireDesk(fixture, id: "sportello 3"))
    let practice = try await other.scelta(for: try await fixture.person("cambio"), medico: "mmg-003")
    let response = await desk.post(practice)
    #expect(response.status == 201)
    let kept = try PracticeTask.practice(in: response.body)
    #expect(kept == practice)
    #expect(try PracticeTask.carrier(in: response.body) == "sportello 2")
    // Whoever comes second gets the one that is there, be it the author's own desk.
    for late in [desk, other] { #expect(await late.post(practice).status == 200) }
    #expect(try await other.record(practice.id)?.status == .completed)
    #expect(try await desk.record(practice.id)?.status == .completed)
    let own = try await desk.scelta(
      for: try await fixture.person("ultimo-posto"), medico: "mmg-003", operation: 2)
    #expect(try PracticeTask.carrier(in: await desk.post(own).body) == nil)
  }

  @Test("waits for the worker where it decides later, which decides one of two and cancels the double")
  func later() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    await fixture.registry.setDecidesLater(true)
    let practice = try await desk.scelta(for: try await fixture.person("cambio"), medico: "mmg-003")
    let response = await desk.post(practice)
    #expect(response.status == 201)
    #expect(try PracticeTask.record(in: response.body).status == .requested)
    // As a server does that looks for a match before it writes: the second does not see the first.
    let racing = await fixture.registry.exchange(
      desk.request(task: PracticeTask.encode(practice), operation: practice.id),
      PersonaDifferences.Timing(raceWindow: 50))
    #expect(racing.status == 201)
    let load = try await fixture.load("mmg-003")
    #expect(try await fixture.registry.decideWaiting() == 2)
    #expect(try await fixture.registry.decideWaiting() == 0)
    #expect(try await fixture.load("mmg-003").permanent == load.permanent + 1)
    let query = "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(practice.id.rawValue)"
    let page = try await desk.get("Task", query).bundle
    let records = try page.entries.compactMap(\.resource).map { try PracticeTask.record(in: Array($0)) }
    #expect(records.map(\.status) == [.completed, .cancelled])
    #expect(records[1].reasons == ["doppione"])
    #expect(records[0].id == (try PracticeTask.record(in: response.body).id))
  }

  @Test("is listed with those of all desks, or of one alone")
  func byDesk() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    for (index, id) in ["sportello 2", "sportello 9"].enumerated() {
      let desk = try await WireDesk(fixture, role: .responsabile, id: Identifier(id)!)
      let note = NoteTask(
        operation: Identifier("22222222-0000-4000-8000-00000000001\(index)")!, person: person.id,
        code: person.identity.currentCode, text: "Nota", at: fixture.clock.now, author: desk.author)
      #expect(await desk.post(task: note.bytes, operation: note.operation).status == 201)
    }
    let desk = try await WireDesk(fixture, role: .responsabile)
    let all = try await desk.get("Task", "code=segnalazione&_count=1000").bundle.entries.count
    #expect(all == 2)
    for (query, count) in [("sportello%202", 1), ("sportello%202,sportello%209", 2), ("nessuno", 0)] {
      let found = try await desk.get("Task", "postazione=\(query)&code=segnalazione&_count=1000").bundle
      #expect(found.entries.count == count, "\(query)")
    }
  }

  @Test("with a note adds it to the person once")
  func note() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let note = NoteTask(
      operation: "22222222-0000-4000-8000-00000000000a", person: person.id, code: person.identity.currentCode,
      text: "Chiede di essere richiamato", at: fixture.clock.now, author: desk.author)
    #expect(await desk.post(task: note.bytes, operation: note.operation).status == 201)
    #expect(await desk.post(task: note.bytes, operation: note.operation).status == 200)
    let patient = try PatientResource.decode(await desk.get("Patient/\(person.id.rawValue)").body)
    #expect(patient.assistito.notes.map(\.text) == [note.text])
    #expect(patient.assistito.notes.first?.author == "r.prova, sportello 2")
    #expect(try await desk.record(note.operation)?.status == .completed)
    // Written down once more by the same desk it is the same note, at another moment.
    let again = NoteTask(
      operation: note.operation, person: note.person, code: note.code, text: note.text,
      at: note.at + .seconds(60), author: note.author)
    #expect(await desk.post(task: again.bytes, operation: note.operation).status == 200)
    let other = NoteTask(
      operation: note.operation, person: note.person, code: note.code, text: "altro", at: note.at,
      author: note.author)
    let refused = await desk.post(task: other.bytes, operation: note.operation)
    #expect(refused.status == 409 && refused.issue?.code == "conflict")
    // Another desk learns nothing by the name of an operation.
    let stranger = try await WireDesk(desk.fixture, id: "sportello 9")
    let theirs = NoteTask(
      operation: note.operation, person: note.person, code: note.code, text: note.text, at: note.at,
      author: stranger.author)
    #expect(await stranger.post(task: theirs.bytes, operation: note.operation).status == 409)
  }

  @Test("or a Consent is appended once, and served")
  func consent() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    func consent(_ id: Identifier<Assistito>, _ operation: Identifier<Practice>) -> ConsentResource {
      ConsentResource(
        operation: operation, person: id, asl: Region.homeAsl, category: "consultazione-cura", isGiven: true,
        at: fixture.clock.now, notice: "2026-1")
    }
    func post(_ consent: ConsentResource, _ condition: String) async -> Response {
      await desk.send(
        .post, "Consent", headers: ["Content-Type": "application/fhir+json", "If-None-Exist": condition],
        body: consent.bytes())
    }
    let operation: Identifier<Practice> = "33333333-0000-4000-8000-00000000000c"
    let condition = "identifier=urn:ietf:rfc:3986|urn:uuid:\(operation.rawValue)"
    let sent = consent(person.id, operation)
    let first = await post(sent, condition)
    #expect(first.status == 201)
    #expect(await post(sent, condition).status == 200)
    #expect(await post(sent, "").status == 412)
    #expect(await post(consent(person.id, "other"), condition).status == 400)
    #expect(
      await post(consent("nobody", "other"), condition.replacing(operation.rawValue, with: "other")).status
        == 422)
    var kept = try ConsentResource(await desk.get("Consent/\(operation.rawValue)").body)
    #expect(kept.meta.versionId == "1")
    kept.meta = ResourceMeta()
    #expect(kept == sent)
    #expect(try await desk.get("Consent", "patient=\(person.id.rawValue)").bundle.entries.count == 1)
  }
}
