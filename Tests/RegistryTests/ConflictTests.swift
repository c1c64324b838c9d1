import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("What happens elsewhere before a Task comes")
struct ConflictTests {
  /// A desk, a person as it last saw the person, and what it then sends.
  struct Scene {
    let fixture: Fixture
    let desk: WireDesk
    let person: Assistito

    init(_ caseID: String = "cambio") async throws {
      fixture = try await Fixture()
      desk = try await WireDesk(fixture)
      person = try await fixture.person(caseID)
    }

    /// Sends a scelta with what the desk saw, and reads what became of it.
    func send(_ medico: Identifier<Medico>, operation: Int = 1) async throws -> TaskRecord {
      let practice = try await desk.scelta(for: person, medico: medico, operation: operation)
      return try PracticeTask.record(in: await desk.post(practice).body)
    }

    var now: PatientResource.Record {
      get async throws {
        try PatientResource.decode(await desk.get("Patient/\(person.id.rawValue)").body)
      }
    }
  }

  @Test("confirms as already registered what another desk has registered alike, without a second effect")
  func sameTarget() async throws {
    let scene = try await Scene()
    #expect(try await scene.fixture.registry.otherDeskActs(scene.person.id, choosing: "mmg-003") == "mmg-003")
    let load = try await scene.fixture.load("mmg-003")
    let task = try await scene.send("mmg-003")
    #expect(task.status == .completed && task.reasons == ["REG-09"])
    #expect(try await scene.fixture.load("mmg-003") == load)
    #expect(try await scene.now.assistito.posizione.scelte.count == scene.person.posizione.scelte.count + 1)
    guard case .accepted(_, let day, let decision) = task.answer else { throw Missing() }
    #expect(day == demoDay)
    #expect(decision.headline?.arguments.last == "2026-11-21 10:00")
  }

  @Test("refuses another scelta than the one registered meanwhile, with medico, author and time")
  func otherTarget() async throws {
    let scene = try await Scene()
    try await scene.fixture.registry.otherDeskActs(scene.person.id, choosing: "mmg-003")
    let task = try await scene.send("mmg-004")
    #expect(task.status == .rejected && task.reasons == ["REG-04"])
    let arguments = try #require(task.answer?.rejection?.headline?.arguments)
    #expect(arguments.count == 3 && arguments[2] == "2026-11-21 10:00")
    #expect(arguments[1] == "altro.operatore, sportello di un'altra sede")
  }

  @Test("confirms a revoca that another desk has registered")
  func sameRevoca() async throws {
    let scene = try await Scene()
    func revoca(_ operation: Int) -> Practice {
      scene.desk.practice(
        .revoca(
          RevocaCase(
            assistito: scene.person, reason: .citizenWish, effectiveDate: demoDay,
            documentsSeen: Set(DocumentKind.allCases))), operation: operation)
    }
    let first = try PracticeTask.record(in: await scene.desk.post(revoca(1)).body)
    let second = try PracticeTask.record(in: await scene.desk.post(revoca(2)).body)
    #expect(first.status == .completed && first.reasons.isEmpty)
    #expect(second.status == .completed && second.reasons == ["REG-09"])
  }

  @Test("refuses a ricusazione of who was revoked meanwhile, and after that too; the first end stands")
  func ricusazioneAfterRevoca() async throws {
    let scene = try await Scene()
    let facts = try await scene.fixture.registry.facts(of: scene.person.id)
    let medico = try #require(facts.currentMedico)
    let head = try await WireDesk(scene.fixture, role: .responsabile)
    func ricusazione(_ person: Assistito, _ operation: Int) -> Practice {
      head.practice(
        .ricusazione(
          RicusazioneCase(
            assistito: person, medico: medico, noticeDate: demoDay, reason: "fiducia",
            otherMedicoAvailable: true)), operation: operation)
    }
    let revoca = scene.desk.practice(
      .revoca(
        RevocaCase(
          assistito: scene.person, reason: .citizenWish, effectiveDate: demoDay,
          documentsSeen: Set(DocumentKind.allCases))), operation: 1)
    #expect(try PracticeTask.record(in: await scene.desk.post(revoca).body).status == .completed)
    let ended = try await scene.now.assistito
    let unseen = try PracticeTask.record(in: await head.post(ricusazione(scene.person, 2)).body)
    #expect(unseen.status == .rejected && unseen.reasons == ["REG-15"])
    #expect(
      unseen.answer?.rejection?.headline?.arguments
        == [ended.posizione.scelte[0].medicoName, demoDay.iso, "2026-11-21 10:00"])
    let seen = try PracticeTask.record(in: await head.post(ricusazione(ended, 3)).body)
    #expect(seen.status == .rejected && seen.reasons.contains("PRA-04"))
    let now = try await scene.now.assistito.posizione
    #expect(now.scelte[0].end == .init(on: demoDay, reason: .revoca))
    #expect(now.scelte[0].ricusazioneNotice == nil)
  }

  @Test("tells of what was registered already the day on which that counts")
  func sameDay() async throws {
    let scene = try await Scene()
    let last = demoDay.adding(days: 7)
    var days: [CivilDate?] = []
    for (operation, day) in [(1, last), (2, demoDay.adding(days: 3))] {
      let practice = scene.desk.practice(
        .revoca(
          RevocaCase(
            assistito: scene.person, reason: .movesAbroad, effectiveDate: day,
            documentsSeen: Set(DocumentKind.allCases))), operation: operation)
      let record = try PracticeTask.record(in: await scene.desk.post(practice).body)
      guard case .accepted(_, let told, _) = record.answer else { throw Missing() }
      days.append(told)
    }
    #expect(days == [last, last])
  }

  @Test("refuses what is asked for somebody who has died, and ends the relation")
  func death() async throws {
    let scene = try await Scene()
    let medico = try #require(scene.person.posizione.openScelta?.medico)
    let load = try await scene.fixture.load(medico)
    try await scene.fixture.registry.die(scene.person.id)
    let task = try await scene.send("mmg-003")
    #expect(task.status == .rejected && task.reasons == ["REG-05"])
    let now = try await scene.now
    #expect(now.assistito.posizione.deathDate == demoDay)
    #expect(now.assistito.posizione.openScelta == nil)
    try await scene.fixture.registry.dayPassed(to: demoDay.adding(days: 2))
    #expect(try await scene.fixture.load(medico).permanent == load.permanent - 1)
  }

  @Test("names the asl that has become competent")
  func move() async throws {
    let scene = try await Scene()
    let other = try #require(
      try await scene.fixture.registry.distretti().first { $0.asl != Region.homeAsl }?.asl)
    #expect(try await scene.fixture.registry.move(scene.person.id, to: other))
    let unknown = try #require(CodiceAsl("999999"))
    #expect(try await !scene.fixture.registry.move(scene.person.id, to: unknown))
    let task = try await scene.send("mmg-003")
    #expect(task.status == .rejected && task.reasons == ["REG-06"])
    #expect(task.answer?.rejection?.headline?.arguments == [other.rawValue, demoDay.iso])
    #expect(try await scene.now.assistito.posizione.assistenza?.asl == other)
  }

  @Test("refuses a merged record, tells which one counts, and finds that one by the old code")
  func merge() async throws {
    let scene = try await Scene()
    let survivor = try await scene.fixture.person("medico-completo")
    try await scene.fixture.registry.merge(scene.person.id, into: survivor.id)
    let task = try await scene.send("mmg-003")
    #expect(task.status == .rejected && task.reasons == ["REG-07"])
    let old = try await scene.now
    #expect(!old.isActive && old.replacedBy == survivor.id)
    let code = try #require(scene.person.identity.currentCode).rawValue
    #expect(try await scene.desk.people("identifier=\(code)").map(\.assistito.id) == [survivor.id])
    await #expect(throws: RegistryFailure.noSuchPerson) {
      try await scene.fixture.registry.merge(survivor.id, into: survivor.id)
    }
  }

  @Test("undoes a registered practice in its Task, its relation, the position and the lists")
  func reversal() async throws {
    let scene = try await Scene()
    let before = try #require(scene.person.posizione.openScelta)
    let task = try await scene.send("mmg-003")
    let loads = (try await scene.fixture.load(before.medico), try await scene.fixture.load("mmg-003"))
    #expect(try await scene.fixture.registry.reverseLast() == task.operation)
    #expect(try await scene.fixture.registry.reverseLast() == nil)
    let reversed = try #require(try await scene.desk.record(task.operation))
    #expect(reversed.status == .reversed && reversed.reasons == ["REG-10"])
    #expect(reversed.meta.versionId == "2")
    let now = try await scene.now.assistito
    #expect(now.posizione.openScelta == before)
    #expect(try await scene.fixture.load(before.medico).permanent == loads.0.permanent + 1)
    #expect(try await scene.fixture.load("mmg-003").permanent == loads.1.permanent - 1)
    let id = ReferenceRegistry.relationID(now.posizione.scelte.count, of: now.id)
    let relation = try EpisodeOfCareResource.decode(await scene.desk.get("EpisodeOfCare/\(id)").body)
    #expect(relation.scelta.end?.reason == .double && relation.meta.versionId == "2")
  }

  @Test("tells the family's doctors anew when one of them changes")
  func family() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let all = try await desk.people("_count=1000").map(\.assistito)
    let person = try #require(
      all.first {
        $0.posizione.openScelta?.kind == .mmg && !$0.family.isEmpty && $0.posizione.deathDate == nil
      })
    let chosen = try #require(try await fixture.registry.otherDeskActs(person.id))
    let relative = try #require(person.family.first)
    let found = try #require(try await desk.people("identifier=\(relative.code.rawValue)").first)
    #expect(found.assistito.family.first { $0.code == person.identity.currentCode }?.medico == chosen)
    #expect(found.meta.versionId == "2")
  }

  @Test("lets no list pass its ceiling, however many desks ask at once")
  func ceiling() async throws {
    let fixture = try await Fixture()
    let desks = try await [
      WireDesk(fixture, role: .sportello), WireDesk(fixture, role: .sportello, id: "sportello 3"),
    ]
    let view = try #require(try await fixture.registry.medico("mmg-001"))
    let ceiling = try #require(view.medico.ceilings.permanent)
    let load = try #require(view.medico.load)
    try await fixture.registry.setLoad(
      Medico.Load(permanent: ceiling - 2, temporary: load.temporary, zeroToSix: load.zeroToSix), of: "mmg-001"
    )
    let people = try await desks[0].people("_count=1000").map(\.assistito).filter {
      $0.posizione.openScelta?.medico != "mmg-001" && $0.posizione.residence.territory != nil
    }
    let statuses = try await withThrowingTaskGroup(of: TaskRecord.Status.self) { group in
      for (index, person) in people.prefix(60).enumerated() {
        let desk = desks[index % 2]
        group.addTask {
          let practice = try await desk.scelta(for: person, medico: "mmg-001", operation: index)
          return try PracticeTask.record(in: await desk.post(practice).body).status
        }
      }
      var statuses: [TaskRecord.Status] = []
      for try await status in group { statuses.append(status) }
      return statuses
    }
    let after = try await fixture.load("mmg-001")
    #expect(after.permanent == ceiling)
    // Those enrolled for a time take places of another counter.
    #expect(statuses.count { $0 == .completed } == 2 + after.temporary - load.temporary)
    #expect(statuses.count { $0 == .rejected } > 10)
  }

  @Test("stops everything during a stop of the calendar, and announces it before")
  func stop() async throws {
    let scene = try await Scene()
    let registry = scene.fixture.registry
    let start = scene.fixture.clock.now + .seconds(3_600)
    let stop = AnnouncedSuspension(
      Suspension(
        start: start, announcedEnds: [start + .seconds(7_200), start + .seconds(86_400)], policy: .blocco,
        kinds: [.scelta], source: "prova"), isMigration: true)
    await registry.suspend(stop)
    let announced = try CapabilityResource(await registry.exchange(Request(.get, "metadata")).body)
    #expect(announced.suspensions == [stop])
    #expect(await scene.desk.get("Patient/p-0000001").status == 200)
    await registry.suspend(
      AnnouncedSuspension(
        Suspension(
          start: scene.fixture.clock.now, announcedEnds: [start], policy: .blocco, kinds: [], source: "")))
    for path in ["metadata", "status", "Patient/p-0000001", "nothing"] {
      let response = await registry.exchange(Request(.get, path))
      #expect(response.status == 503 && response.issue?.detail == "manutenzione")
      // The announced end is a hint: nobody is asked to wait for it.
      #expect(response.headers["Retry-After"] == "300")
      let told = try OperationOutcome(response.body).suspensions
      #expect(told.map(\.suspension.policy) == [.blocco] && told.map(\.suspension.announcedEnds) == [[start]])
    }
    await registry.resume()
    #expect(await scene.desk.get("Patient/p-0000001").status == 200)
  }

  @Test("writes on the day what the day brings about")
  func days() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let moment = FHIRInstant.text(fixture.clock.now).replacing("+", with: "%2B")
    fixture.clock.move(to: demoDay.adding(days: 365))
    _ = try await WireDesk(fixture)
    let late = try await WireDesk(fixture)
    let changed = try await late.people("_lastUpdated=ge\(moment)&_count=1000")
    #expect(!changed.isEmpty)
    for record in changed {
      #expect(
        record.assistito.posizione == (try await fixture.registry.person(record.assistito.id))?.posizione)
    }
    let relations = try await late.get("EpisodeOfCare", "_lastUpdated=ge\(moment)&_count=1000").bundle
    let records = try relations.entries.compactMap(\.resource).map {
      try EpisodeOfCareResource.decode(Array($0))
    }
    #expect(!records.isEmpty && records.allSatisfy { $0.scelta.end != nil || $0.scelta.until != nil })
    #expect(try await !late.get("Group", "_lastUpdated=ge\(moment)").bundle.entries.isEmpty)
    #expect(await desk.get("Patient/p-0000001").status == 401)
  }

  struct Missing: Error {}
}

extension ReferenceRegistry {
  func setLoad(_ load: Medico.Load, of medico: Identifier<Medico>) throws { try write(load, of: medico) }
}
