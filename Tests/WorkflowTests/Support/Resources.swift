import Catalogs
import Domain
import Population
import Registry
import Terminal
import Workflow

/// The real catalogs, read once.
enum Resources {
  static let directory = try! ResourceDirectory.located()
  static let screens = try! ScreenCatalog.load(directory: directory.screens).screens
  static let places = try! PlaceCatalog.loadDemo(directory: directory.data)
  static let words = Dictionary(
    uniqueKeysWithValues: Language.allCases.compactMap { language in
      (try? WordCatalog.load(language, in: directory)).map { (language.rawValue, $0.words) }
    })
  /// The languages whose words are complete by now.
  static let languages = Session.languages.filter { words[$0] != nil }

  static let esenzioni = try! EsenzioniCatalog.load(directory: directory.data)

  static func profile(_ id: String) -> Profile {
    var profile = try! ProfileCatalog.load(id, directory: directory.data)
    profile.esenzioni.catalog = esenzioni
    return profile
  }

  static let italia = profile("italia")

  static func placeName(_ code: PlaceCode, _ day: CivilDate) -> String {
    places.lookup(code, on: day).place?.name ?? code.rawValue
  }
}

/// The day on which every test begins, a Tuesday at ten.
let testDay = CivilDate(year: 2026, month: 3, day: 10)!

/// The smallest region with every case of the demo.
enum SmallRegion {
  static let region = Region.make(seed: 1, people: 300, today: testDay)

  static let content = RegistryContent(
    today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
    pending: region.pending.map {
      RegistryContent.Pending(practice: $0.practice, person: $0.person, since: $0.since)
    },
    people: { (visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) in
      try region.forEachPerson(visit)
    })

  /// The code of the person of a case of the demo.
  static func code(_ caseID: String) -> String {
    region.demoCases.first { $0.id == caseID }!.code.rawValue
  }
}
