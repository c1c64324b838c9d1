import Domain
import Population
import Testing

private let today = CivilDate(year: 2026, month: 11, day: 21)!

/// What the tests need to know of everybody, from one pass.
private struct Census {
  let region: Region
  var people: [Assistito] = []

  init(seed: UInt64 = 1, people: Int = 4_000) {
    region = Region.make(seed: seed, people: people, today: today)
    var all: [Assistito] = []
    region.forEachPerson { all.append($0) }
    self.people = all
  }

  /// One for all tests that only look.
  static let large = Census(people: 20_000)

  var digest: Int {
    var hasher = Hasher()
    for person in people { hasher.combine(person) }
    for medico in region.medici { hasher.combine(medico) }
    return hasher.finalize()
  }
}

@Suite("A fictional region")
struct RegionTests {
  @Test("is the same for the same seed and another one for another seed")
  func determinism() {
    #expect(Census(seed: 5, people: 900).digest == Census(seed: 5, people: 900).digest)
    #expect(Census(seed: 5, people: 900).digest != Census(seed: 6, people: 900).digest)
  }

  @Test("has exactly as many people as asked for", arguments: [200, 201, 1_000, 4_000])
  func size(people: Int) {
    #expect(Census(people: people).people.count == people)
  }

  @Test("has 16 MMG and 4 PLS of the asl for 20,000 people, more for more")
  func doctors() {
    for (people, rounds) in [(200, 1), (20_001, 2)] {
      let medici = Region.make(seed: 1, people: people, today: today).medici
      let home = medici.filter { $0.asl == Region.homeAsl }
      #expect(home.filter { $0.kind == .mmg }.count == 16 * rounds)
      #expect(home.filter { $0.kind == .pls }.count == 4 * rounds)
      #expect(Set(medici.map(\.id)).count == medici.count)
    }
  }

  @Test("counts on each list the people who are on it and those it says are unlisted")
  func loads() {
    let census = Census.large
    var real: [Identifier<Medico>: Medico.Load] = [:]
    for person in census.people {
      guard let scelta = person.posizione.activeScelta(on: today) else { continue }
      var load = real[scelta.medico] ?? .init(permanent: 0, temporary: 0)
      switch scelta.counter {
      case .permanent, .reunion: load.permanent += 1
      case .temporary: load.temporary += 1
      case .zeroToSix:
        load.permanent += 1
        load.zeroToSix += 1
      }
      real[scelta.medico] = load
    }
    for medico in census.region.medici {
      guard let load = medico.load, let unlisted = census.region.unlisted[medico.id] else { continue }
      let own = real[medico.id] ?? .init(permanent: 0, temporary: 0)
      #expect(load.permanent == own.permanent + unlisted.permanent)
      #expect(load.temporary == own.temporary + unlisted.temporary)
      #expect(load.zeroToSix == own.zeroToSix + unlisted.zeroToSix)
    }
    #expect(census.region.medici.filter { $0.load == nil }.count == 1)
  }

  @Test("shows every way in which a list can be full or free")
  func shortage() {
    let home = Census.large.region.medici.filter { $0.asl == Region.homeAsl }
    let general = home.filter { $0.kind == .mmg }
    func has(_ condition: (Medico, Medico.Load) -> Bool) -> Bool {
      general.contains { medico in medico.load.map { condition(medico, $0) } ?? false }
    }
    #expect(has { $0.ceilings.permanent == $1.permanent && !$0.selfLimited })
    #expect(has { $0.ceilings.permanent == $1.permanent && $0.selfLimited })
    #expect(has { $0.ceilings.permanent == $1.permanent + 1 })
    #expect(has { $0.ceilings.permanent! < $1.permanent && $1.permanent < $0.ceilings.reunion! })
    #expect(has { $0.ceilings.reunion == $1.permanent && $0.ceilings.temporary == $1.temporary })
    #expect(has { $0.ceilings.permanent! > $1.permanent && $0.ceilings.temporary == $1.temporary })
    #expect(Set(general.map(\.engagement.qualification)).count == 4)
    #expect(general.contains { $0.engagement.suspended })
    #expect(general.contains { $0.association.map { !$0.isActive(on: today) } ?? false })
  }
}

@Suite("The people of the region")
struct PeopleTests {
  @Test("cannot exist and have codes that agree with their data")
  func codes() throws {
    var seen: Set<String> = []
    for person in Census.large.people {
      #expect(person.identity.birthPlace.isFictional)
      #expect(!person.identity.codes.isEmpty)
      for code in person.identity.codes {
        #expect(seen.insert(code.rawValue).inserted)
        #expect(try PersonCode.parse(code.rawValue) == code)
      }
      if let code = person.identity.currentCode?.codiceFiscale {
        let data = PersonalData(
          surname: person.identity.surname, name: person.identity.name, birthDate: person.identity.birthDate,
          sex: person.identity.sex, birthPlace: person.identity.birthPlace)
        #expect(code.coherence(with: data).isEmpty)
      }
      if let card = person.tessera?.number { #expect(card.warnings.isEmpty) }
    }
  }

  @Test("have cards and national identifiers of their own")
  func identifiers() {
    let people = Census.large.people
    let cards = people.compactMap { $0.tessera?.number.rawValue }
    let national = people.compactMap { $0.identity.idANPR?.rawValue }
    #expect(Set(cards).count == cards.count)
    #expect(Set(national).count == national.count)
    #expect(Set(people.map(\.id)).count == people.count)
  }

  @Test("have at most one medico at a time, and scelte in order")
  func scelte() {
    for person in Census.large.people {
      let scelte = person.posizione.scelte
      #expect(scelte.filter { $0.end == nil }.count <= 1)
      #expect(scelte.filter { $0.isActive(on: today) }.count <= 1)
      for (newer, older) in zip(scelte, scelte.dropFirst()) {
        #expect(older.end.map { $0.on < newer.start } ?? false)
      }
      for scelta in scelte {
        #expect(scelta.start >= person.identity.birthDate)
        #expect(scelta.start <= scelta.end?.on ?? .latest)
      }
      #expect(person.posizione.birthDate == person.identity.birthDate)
    }
  }

  @Test("who are dead, abroad or no longer enrolled have no medico today")
  func endings() {
    for person in Census.large.people where !(person.posizione.assistenza?.isActive(on: today) ?? false) {
      #expect(person.posizione.activeScelta(on: today) == nil)
    }
  }

  @Test("name one another in their families, each with the opposite kinship")
  func families() {
    let people = Census.large.people
    let byCode = Dictionary(uniqueKeysWithValues: people.map { ($0.identity.currentCode!, $0) })
    let opposite: [Kinship: Set<Kinship>] = [
      .spouse: [.spouse], .partner: [.partner], .parent: [.child], .child: [.parent], .sibling: [.sibling],
      .grandparent: [.cohabitant], .cohabitant: [.cohabitant, .grandparent],
    ]
    for person in people {
      for member in person.family {
        let other = byCode[member.code]
        let back = other?.family.first { $0.code == person.identity.currentCode }
        #expect(back.map { opposite[member.kinship]!.contains($0.kinship) } ?? false)
        #expect(other?.identity.birthDate == member.birthDate)
      }
    }
  }

  @Test("stand on each side of each age edge, and were born on 29 February")
  func edges() {
    let births = Set(Census(people: 200).people.map(\.identity.birthDate))
    for age in [6, 14, 16, 18] {
      for days in -1...1 { #expect(births.contains(today.adding(days: days).adding(years: -age))) }
    }
    #expect(births.contains { $0.month == 2 && $0.day == 29 })
  }

  @Test("cover every entitlement, permit, title and standing")
  func variety() {
    let people = Census.large.people
    var seen: Set<String> = []
    for person in people {
      switch person.posizione.entitlement {
      case .italian: seen.insert("italian")
      case .irregularMinor: seen.insert("irregularMinor")
      case .irregularAdult: seen.insert("irregularAdult")
      case .europeanWithoutRights: seen.insert("withoutRights")
      case .thirdCountry(let permit): seen.insert("permit.\(permit.category.rawValue)")
      case .european(let title): seen.insert("title.\(String("\(title)".prefix { $0 != "(" }))")
      }
      switch person.posizione.standing {
      case .ordinary: break
      case .stateAssisted: seen.insert("stateAssisted")
      case .detained: seen.insert("detained")
      case .restricted: seen.insert("restricted")
      }
    }
    #expect(PermessoDiSoggiorno.Category.allCases.allSatisfy { seen.contains("permit.\($0.rawValue)") })
    #expect(seen.filter { $0.hasPrefix("title.") }.count == 9)
    for word in [
      "irregularMinor", "irregularAdult", "withoutRights", "stateAssisted", "detained", "restricted",
    ] {
      #expect(seen.contains(word))
    }
  }
}

@Suite("The cases of the demo")
struct DemoCaseTests {
  @Test("are at least twenty-five, each with a person of its own in every region")
  func present() {
    for seed in [UInt64(1), 99] {
      let census = Census(seed: seed, people: 400)
      let cases = census.region.demoCases
      #expect(cases.count >= 25)
      #expect(Set(cases.map(\.id)).count == cases.count)
      #expect(Set(cases.map(\.code)).count == cases.count)
      let codes = Set(census.people.compactMap(\.identity.currentCode))
      #expect(cases.allSatisfy { codes.contains($0.code) })
    }
  }

  @Test("begin with the person whom the manuals name")
  func named() throws {
    let region = Region.make(seed: 3, people: 200, today: today)
    #expect(region.demoCases.first?.code == (try PersonCode.parse("PRVNNA80A41Y000J")))
  }

  @Test("hold on any day of the year", arguments: ["2026-02-28", "2028-02-29", "2026-12-31", "2027-01-01"])
  func anyDay(text: String) throws {
    let day = try #require(CivilDate(iso: text))
    let region = Region.make(seed: 1, people: 300, today: day)
    var open = 0
    region.forEachPerson { open += $0.posizione.scelte.filter { $0.end == nil }.count > 1 ? 1 : 0 }
    #expect(open == 0)
    #expect(region.demoCases.count >= 25)
  }
}
