import Cases
import Domain
import FHIR
import Population
import Testing

@Suite("Medici, lists, places and relations travel as resources") struct OtherResourceTests {
  @Test("every medico comes back as it was", arguments: Systems.Generation.allCases)
  func medici(generation: Systems.Generation) throws {
    for medico in Samples.region.medici {
      let bytes = MedicoResource.encode(medico, meta: Samples.meta, generation: generation)
      #expect(try CanonicalCheck.holds(bytes))
      let record = try MedicoResource.decode(bytes)
      #expect(record.medico == medico && record.isWhole && record.meta == Samples.meta)
    }
  }

  @Test("a medico without attachment keeps what the standard elements tell, and no ceiling is invented")
  func foreignMedico() throws {
    for medico in Samples.region.medici {
      let bytes = try altered(MedicoResource.encode(medico, meta: Samples.meta), "extension", nil)
      let record = try MedicoResource.decode(bytes)
      let found = record.medico
      #expect(!record.isWhole)
      #expect(found.id == medico.id && found.kind == medico.kind && found.asl == medico.asl)
      #expect(found.surname == "\(medico.surname) \(medico.name)" && found.ambito == medico.ambito)
      #expect(found.regionalCode == medico.regionalCode && found.load == nil)
      #expect(found.engagement.start == medico.engagement.start)
      #expect(found.engagement.end == medico.engagement.end)
      #expect(found.engagement.suspended == medico.engagement.suspended)
      #expect(found.surgery.telephone == medico.surgery.telephone)
    }
  }

  @Test("the list of every medico gives back counters and ceilings, also unknown ones")
  func panels() throws {
    #expect(Samples.region.medici.contains { $0.load == nil })
    for medico in Samples.region.medici {
      let bytes = PanelResource.encode(medico, meta: Samples.meta)
      #expect(try CanonicalCheck.holds(bytes))
      let record = try PanelResource.decode(bytes)
      #expect(record.medico == medico.id && record.meta == Samples.meta)
      #expect(record.applied(to: medico) == medico)
      var stale = medico
      stale.load = Medico.Load(permanent: 1, temporary: 1)
      #expect(record.applied(to: stale) == medico)
    }
  }

  @Test("a list of another registry is counted by its quantity; a negative figure is none")
  func foreignPanel() throws {
    let text = """
      {"resourceType":"Group","id":"g","type":"person","actual":true,"quantity":#,
      "managingEntity":{"reference":"https://r.example/PractitionerRole/m-1"}}
      """
    func load(_ quantity: String) throws -> Medico.Load? {
      try PanelResource.decode(replacing("#", with: quantity, in: Array(text.utf8))).load
    }
    #expect(try load("12") == Medico.Load(permanent: 12, temporary: 0))
    #expect(try load("-1") == nil)
    #expect(try load("\"12\"") == nil)
    #expect(try load("99999999999999999999") == nil)
  }

  @Test("every ambito and distretto comes back as it was")
  func places() throws {
    for ambito in Samples.region.ambiti {
      let bytes = PlaceResource.encode(ambito, meta: Samples.meta)
      #expect(try CanonicalCheck.holds(bytes))
      #expect(try PlaceResource.decodeAmbito(bytes) == ambito)
    }
    for distretto in Samples.region.distretti {
      let bytes = PlaceResource.encode(distretto, meta: Samples.meta)
      #expect(try CanonicalCheck.holds(bytes))
      #expect(try PlaceResource.decodeDistretto(bytes) == distretto)
    }
  }

  @Test("every scelta comes back as it was, and its status follows the day")
  func episodes() throws {
    var statuses: Set<String> = []
    for person in Samples.people {
      for scelta in person.posizione.scelte {
        let bytes = EpisodeOfCareResource.encode(
          scelta, id: "e-1", person: person.id, asl: Region.homeAsl, on: Samples.today, meta: Samples.meta)
        #expect(try CanonicalCheck.holds(bytes))
        let record = try EpisodeOfCareResource.decode(bytes)
        #expect(record.person == person.id && record.id == "e-1" && record.meta == Samples.meta)
        let isSame = record.scelta == scelta
        #expect(isSame, "\(person.id.rawValue)")
        guard case .object(let episode) = try JSONParser.parse(bytes) else { continue }
        let status = try #require(episode["status"]?.string)
        statuses.insert(status)
        #expect((status == "active") == scelta.isActive(on: Samples.today))
      }
    }
    #expect(statuses.isSuperset(of: ["active", "finished"]))
  }

  private static let endings = Scelta.Ending.Reason.allCases.map(Optional.some) + [nil]

  @Test("a scelta keeps its ending, its last day and the notice of a ricusazione", arguments: endings)
  func ending(reason: Scelta.Ending.Reason?) throws {
    for until in [nil, Samples.today.adding(days: 9)] {
      for notice in [nil, Samples.today] {
        let scelta = Scelta(
          medico: "m-1", medicoName: "", kind: .pls, start: Samples.today.adding(days: -9), motive: .renewal,
          until: until, counter: .zeroToSix, author: "",
          end: reason.map { Scelta.Ending(on: Samples.today, reason: $0) }, ricusazioneNotice: notice)
        let bytes = EpisodeOfCareResource.encode(
          scelta, id: "e", person: "p", asl: nil, on: Samples.today, meta: ResourceMeta())
        #expect(try EpisodeOfCareResource.decode(bytes).scelta == scelta)
      }
    }
  }

  @Test(
    "a declaration comes back in both generations", arguments: Systems.Generation.allCases, [true, false])
  func consent(generation: Systems.Generation, isGiven: Bool) throws {
    let consent = ConsentResource(
      operation: Samples.operation(1), person: "p-1", asl: Region.homeAsl, category: "consultazione-cura",
      isGiven: isGiven, at: Samples.now, notice: "2.0-2026-01", meta: Samples.meta)
    let bytes = consent.bytes(generation: generation)
    #expect(try CanonicalCheck.holds(bytes))
    #expect(try ConsentResource(bytes) == consent)
  }
}
