import Domain
import Testing

@Suite("The directory of doctors")
struct MedicoDirectoryTests {
  private let free = Medico.Load(permanent: 0, temporary: 0, zeroToSix: 0)
  private let full = Medico.Load(permanent: 9_000, temporary: 9_000, zeroToSix: 9_000)

  private func directory(_ medici: Medico...) -> MedicoDirectory {
    MedicoDirectory(medici.map { MedicoView(medico: $0, ambito: nil) })
  }

  private func facts(
    _ directory: MedicoDirectory, _ person: Assistito = Fixture.assistito(), medico: Identifier<Medico>? = nil
  ) -> MedicoFacts {
    directory.facts(of: person.posizione, medico: medico, temporaryCounts: false, on: Fixture.today)
  }

  @Test("finds by id, kind, ambito, distretto and by the beginnings of words")
  func matching() {
    let directory = directory(
      Fixture.medico("M1"), Fixture.medico("M2", kind: .pls, ambito: "A2"),
      Fixture.medico("M3", distretto: "D2"))
    func ids(_ query: MedicoQuery) -> [String] { directory.matching(query).map(\.medico.id.rawValue) }
    #expect(ids(MedicoQuery()) == ["M1", "M2", "M3"])
    #expect(ids(MedicoQuery(kind: .pls)) == ["M2"])
    #expect(ids(MedicoQuery(ambito: "A1")) == ["M1", "M3"])
    #expect(ids(MedicoQuery(distretto: "D2")) == ["M3"])
    #expect(ids(MedicoQuery(text: "pro m2")) == ["M2"])
    #expect(ids(MedicoQuery(text: "prova altro")) == [])
    #expect(directory["M3"]?.medico.id == "M3")
    #expect(directory["M4"] == nil)
  }

  @Test("of two doctors with the same id the later one counts")
  func doubled() {
    let directory = directory(Fixture.medico("M1", load: nil), Fixture.medico("M1", load: free))
    #expect(directory.views.count == 1)
    #expect(directory["M1"]?.medico.load == free)
  }

  @Test("a PLS counts only in the ambito of the person, at work and with places")
  func paediatrician() {
    let ended = Medico.Engagement(start: Fixture.day("2000-01-01"), end: Fixture.day("2026-06-14"))
    let cases: [(MedicoDirectory, Bool)] = [
      (directory(Fixture.medico("P", kind: .pls, load: free)), true),
      (directory(Fixture.medico("P", kind: .pls, load: full)), false),
      (directory(Fixture.medico("P", kind: .pls, load: nil)), false),
      (directory(Fixture.medico("P", kind: .pls, ambito: "A2", load: free)), false),
      (directory(Fixture.medico("P", kind: .mmg, load: free)), false),
      (directory(Fixture.medico("P", kind: .pls, load: free, engagement: ended)), false),
      (directory(), false),
    ]
    for (directory, isAvailable) in cases {
      #expect(facts(directory).pediatricianAvailable == isAvailable)
    }
  }

  @Test("for a child under six the places for children under six count, if the PLS has such")
  func smallChild() {
    let ceilings = Medico.Ceilings(permanent: 800, reunion: 880, temporary: 100, zeroToSix: 300)
    let load = Medico.Load(permanent: 700, temporary: 0, zeroToSix: 300)
    let directory = directory(Fixture.medico("P", kind: .pls, ceilings: ceilings, load: load))
    let (five, six) = (Fixture.assistito(born: "2020-06-16"), Fixture.assistito(born: "2020-06-15"))
    #expect(facts(directory, five).pediatricianAvailable == false)
    #expect(facts(directory, six).pediatricianAvailable == true)
  }

  @Test("another medico is one of the same kind in the ambito of the current one")
  func other() {
    let person = Fixture.assistito(scelte: [Fixture.scelta("M0")])
    let current = Fixture.medico("M0", ambito: "A9", load: full)
    #expect(facts(directory(current), person).otherMedicoAvailable == false)
    #expect(
      facts(directory(current, Fixture.medico("M1", ambito: "A9", load: free)), person)
        .otherMedicoAvailable == true)
    #expect(
      facts(directory(current, Fixture.medico("M1", ambito: "A1", load: free)), person)
        .otherMedicoAvailable == false)
    #expect(facts(directory(current), person).currentMedico?.id == "M0")
    #expect(facts(directory(), person).otherMedicoAvailable == nil)
    #expect(facts(directory(current)).otherMedicoAvailable == nil)
  }

  @Test("without a territory nothing is said of a PLS; the medico asked for is told")
  func unknown() {
    let person = Fixture.assistito(residence: .none(struckOff: false))
    let directory = directory(Fixture.medico("M1"))
    #expect(facts(directory, person).pediatricianAvailable == nil)
    #expect(facts(directory, person, medico: "M1").medico?.medico.id == "M1")
    #expect(facts(directory, person, medico: "M7").medico == nil)
  }

  @Test("the territory is that of the domicile while it holds")
  func territory() {
    let person = Fixture.assistito(domicile: Fixture.domicile(Fixture.otherAsl, until: Fixture.today))
    #expect(person.posizione.territory(on: Fixture.today)?.asl == Fixture.otherAsl)
    #expect(person.posizione.territory(on: Fixture.today.adding(days: 1))?.asl == Fixture.asl)
    #expect(person.posizione.territory(on: Fixture.day("2025-12-31"))?.asl == Fixture.asl)
  }
}
