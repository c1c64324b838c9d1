import Catalogs
import Domain
import Population
import Testing

@Suite("What the invented people are exempt for") struct EsenzioniPopulationTests {
  private static let days = ["2026-01-07", "2026-03-31", "2026-04-01", "2026-11-21", "2028-02-29"]

  @Test(
    "stands in the catalogue of every profile and can be issued, and codes of a region come from there",
    arguments: days)
  func codes(on text: String) throws {
    let directory = try ResourceDirectory.located()
    let catalog = try EsenzioniCatalog.load(directory: directory.data)
    let today = try #require(CivilDate(iso: text))
    let profiles = try ProfileCatalog.ids(directory: directory.data).map {
      try ProfileCatalog.load($0, directory: directory.data)
    }
    #expect(profiles.count > 10)
    var seen: Set<String> = []
    try Region.make(seed: 1, people: 3_000, today: today).forEachPerson { person in
      for record in person.posizione.esenzioni {
        let name = "\(record.code.rawValue) \(record.scope.rawValue)"
        guard seen.insert(name).inserted else { continue }
        let entry = try #require(catalog.entry(record.code, scope: record.scope), "\(name)")
        #expect(entry.isIssuable, "\(name)")
        for profile in profiles {
          // Somebody from elsewhere shows what holds elsewhere; everything of here holds here.
          let isHeldHere = entry.holds(in: profile.esenzioni.region)
          #expect(
            isHeldHere || (record.origin == .otherRegistry && record.issuer != Region.homeAsl), "\(name)")
        }
      }
    }
    #expect(seen.count > 15)
  }
}
