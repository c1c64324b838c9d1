import Domain
import Glibc
import Population
import SQLite
import Testing

@testable import Registry

@Suite("People told by the registry")
struct TellingTests {
  @Test("are found by current code, historic code, card and id")
  func keys() async throws {
    let fixture = try await Fixture(people: 2_000)
    var historic: (PersonCode, Identifier<Assistito>)?
    fixture.region.forEachPerson { person in
      if historic == nil, person.identity.codes.count > 1 { historic = (person.identity.codes[1], person.id) }
    }
    let (code, id) = try #require(historic)
    #expect(try await fixture.registry.person(code)?.id == id)
    let anna = try await fixture.person("cambio")
    #expect(try await fixture.registry.person(card: try #require(anna.tessera).number)?.id == anna.id)
    #expect(try await fixture.registry.person(anna.id)?.identity == anna.identity)
    #expect(try await fixture.registry.person("p-nobody") == nil)
  }

  @Test("carry owner and time of every group, and their relatives' doctors")
  func provenance() async throws {
    let fixture = try await Fixture()
    let anna = try await fixture.person("cambio")
    #expect(Set(anna.provenance.keys) == Set(RecordGroup.allCases))
    #expect(anna.provenance.values.allSatisfy { $0.readAt == fixture.clock.now })
    #expect(anna.provenance[.residence]?.owner == .anpr)
    #expect(anna.family.map(\.medico) == ["mmg-002"])
    #expect(anna.family.first?.medicoName == "D'Alberti Nicolò")
  }

  @Test("keep back what is restricted")
  func restricted() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("dati-riservati")
    #expect(person.posizione.scelte.isEmpty)
    #expect(person.contacts == Contacts())
  }

  @Test("are found by prefixes of their names, blind to case and accents")
  func names() async throws {
    let fixture = try await Fixture(people: 1_000)
    func found(_ surname: String, _ name: String, _ birth: PersonQuery.BirthHint? = nil) async throws -> Int {
      try await fixture.registry.search(.names(surname: surname, name: name, birth: birth)).count
    }
    #expect(try await found("prova", "anna") == 1)
    #expect(try await found("PROV", "") >= 2)
    #expect(try await found("mullner", "kathe") >= 1)
    #expect(try await found("prova", "anna", .year(1980)) == 1)
    #expect(try await found("prova", "anna", .year(1981)) == 0)
    #expect(try await found("prova", "", .date(CivilDate(year: 1965, month: 12, day: 10)!)) == 1)
    #expect(try await found("", "") == 0)
    #expect(try await found("'; DROP TABLE person; --", "") == 0)
    #expect(try await found("", "a") == ReferenceRegistry.searchLimit)
  }

  @Test("keep notes and contacts written at the desk")
  func notes() async throws {
    let fixture = try await Fixture()
    let anna = try await fixture.person("cambio")
    let author = fixture.practice(
      .revoca(.init(assistito: anna, reason: .citizenWish, effectiveDate: demoDay)), operation: 1
    )
    .author
    try await fixture.registry.note("richiamare", on: anna.id, by: author)
    try await fixture.registry.update(Contacts(telephone: "0000 111222"), of: anna.id)
    let after = try #require(try await fixture.registry.person(anna.id))
    #expect(after.notes.map(\.text) == ["richiamare"])
    #expect(after.notes.first?.author == "r.prova, sportello 2")
    #expect(after.contacts.telephone == "0000 111222")
  }

  @Test("are all in the roster")
  func roster() async throws {
    let fixture = try await Fixture(people: 500)
    let records = try await fixture.registry.roster { record, _, _, _ in record }
    #expect(records.count == 500)
    #expect(try await fixture.registry.summaries([records[0], 99_999, records[1]]).count == 2)
  }
}

@Suite("Doctors told by the registry")
struct MediciTests {
  @Test("are found by words, kind, ambito and distretto")
  func search() async throws {
    let fixture = try await Fixture()
    func found(_ query: MedicoQuery) async throws -> [String] {
      try await fixture.registry.medici(query).map(\.medico.surname)
    }
    #expect(try await found(MedicoQuery()).count == 23)
    #expect(try await found(MedicoQuery(kind: .pls)).count == 5)
    #expect(try await found(MedicoQuery(text: "dalb")) == ["D'Alberti"])
    #expect(try await found(MedicoQuery(text: "citta gruppo nic")) == ["D'Alberti"])
    #expect(try await found(MedicoQuery(text: "hoell")).isEmpty)
    #expect(try await found(MedicoQuery(text: "holl")) == ["Höllriegel"])
    #expect(try await found(MedicoQuery(ambito: "mmg-colli-1")).count == 3)
    #expect(try await found(MedicoQuery(distretto: "valle")).count == 5)
  }

  @Test("keep an unknown list unknown, and can be filled in the demo")
  func counters() async throws {
    let fixture = try await Fixture()
    let unknown = try #require(fixture.region.medici.first { $0.load == nil })
    #expect(try await fixture.registry.medico(unknown.id)?.medico.load == nil)
    #expect(try await fixture.registry.fill(unknown.id) == nil)
    let filled = try #require(try await fixture.registry.fill("mmg-003"))
    #expect(!Availability(of: filled.medico, on: demoDay).isFree(.permanent))
    #expect(!Availability(of: filled.medico, on: demoDay).isFree(.reunion))
    #expect(!Availability(of: filled.medico, on: demoDay).isFree(.temporary))
  }

  @Test("tell what the rules need of a case")
  func facts() async throws {
    let fixture = try await Fixture()
    let child = try await fixture.person("nessun-pediatra")
    #expect(try await fixture.registry.facts(of: child.id).pediatricianAvailable == false)
    let anna = try await fixture.person("cambio")
    let facts = try await fixture.registry.facts(
      of: anna.id, medico: "mmg-002", relative: try PersonCode.parse("PRVGNI65T10Y001V"))
    #expect(facts.currentMedico?.id == "mmg-001")
    #expect(facts.relativeMedico == "mmg-002")
    #expect(facts.otherMedicoAvailable == true)
    #expect(facts.medico?.ambito?.neighbours.isEmpty == false)
    let waiting = try await fixture.person("pratica-in-corso")
    #expect(try await fixture.registry.facts(of: waiting.id).pending != nil)
  }

  @Test("the facts of a few doctors are those of the whole directory")
  func factsOfFewDoctors() async throws {
    let fixture = try await Fixture()
    let all = MedicoDirectory(try await fixture.registry.medici(MedicoQuery()))
    for demoCase in Fixture.small.demoCases {
      let person = try #require(try await fixture.registry.person(demoCase.code))
      guard person.posizione.standing != .restricted else { continue }
      for medico in [nil] + all.views.map(\.medico.id) {
        let facts = try await fixture.registry.facts(of: person.id, medico: medico)
        let whole = all.facts(
          of: person.posizione, medico: medico,
          temporaryCounts: Fixture.profile.scelta.temporaryCountsInMaximum, on: demoDay)
        #expect(facts.medico == whole.medico)
        #expect(facts.currentMedico == whole.currentMedico)
        #expect(facts.pediatricianAvailable == whole.pediatricianAvailable)
        #expect(facts.otherMedicoAvailable == whole.otherMedicoAvailable)
      }
    }
  }
}

@Suite("The file of the registry")
struct RegistryFileTests {
  @Test("begins anew with each filling and is empty after a reset")
  func reset() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    try await fixture.submit(try await fixture.scelta(for: person, medico: "mmg-003"))
    try await fixture.registry.populate(RegistryContent(fixture.region))
    #expect(try await fixture.registry.person(person.id)?.posizione == person.posizione)
    #expect(try await fixture.registry.history(person.id).isEmpty)
    try await fixture.registry.reset()
    #expect(try await fixture.registry.isPopulated == false)
    #expect(try await fixture.registry.person(person.id) == nil)
  }

  @Test("keeps the practices of a person, newest first")
  func history() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("cambio")
    try await fixture.submit(try await fixture.scelta(for: person, medico: "mmg-003", operation: 1))
    let fresh = try #require(try await fixture.registry.person(person.id))
    try await fixture.submit(try await fixture.scelta(for: fresh, medico: "mmg-002", operation: 2))
    let history = try await fixture.registry.history(person.id)
    #expect(history.map(\.subject) == ["D'Alberti Nicolò", "Marchetti Elena"])
    #expect(history.map(\.outcome) == [.rejected, .accepted(protocolNumber: "P-2026-000001")])
    #expect(history.allSatisfy { $0.desk == "sportello 2" && $0.operatorName == "r.prova" })
    #expect(try await fixture.registry.practices(desk: "sportello 9").isEmpty)
  }

  @Test("is found again by the next program that opens it")
  func reopened() async throws {
    var template = Array("/tmp/sportello-registry-XXXXXX".utf8CString)
    let folder = try #require(
      template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) }.map { String(cString: $0) })
    let path = folder + "/registry.sqlite"
    defer {
      unlink(path)
      unlink(path + "-journal")
      rmdir(folder)
    }
    let person: Identifier<Assistito>
    do {
      let fixture = try await Fixture(location: .file(path: path))
      let anna = try await fixture.person("cambio")
      person = anna.id
      try await fixture.submit(try await fixture.scelta(for: anna, medico: "mmg-003"))
    }
    let clock = Clock()
    let registry = try ReferenceRegistry(
      .file(path: path), profile: Profile(id: "italia", scelta: SceltaParameters()), isDemo: true,
      now: { clock.now })
    #expect(try await registry.isPopulated)
    #expect(try await registry.firstDay() == demoDay)
    #expect(try await registry.person(person)?.posizione.openScelta?.medico == "mmg-003")
    #expect(try await registry.medici(MedicoQuery()).count == 23)
  }
}
