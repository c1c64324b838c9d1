import Domain

/// People who live together in one MMG ambito of the asl.
struct Household {
  /// Position of the ambito.
  let area: Int
  var people: [Draft]
  /// The generator of the household, to be drawn from further.
  var random: RandomSource
}

/// Draws households: who lives together, how old, from where, and with which position.
struct HouseholdGenerator {
  let seed: UInt64
  let today: CivilDate

  /// The `index`-th household, its people still without scelte.
  func household(_ index: Int) -> Household {
    var random = RandomSource(seed: seed, household: index)
    let ambito = random.weighted(DemoTerritory.householdShares)
    let home = Address(
      street: random.street(), postalCode: "00" + CheckDigits.padded(10 + ambito, to: 3),
      territory: random.pick(DemoTerritory.home[ambito]))
    let origin = Origin.draw(&random)
    var members = ages(&random).map { role, age in
      draft(role: role, age: age, origin: origin, home: home, &random)
    }
    shareSurnames(&members, &random)
    var situations = Situations(today: today, home: home, random: random)
    situations.apply(to: &members, origin: origin)
    return Household(area: ambito, people: members, random: situations.random)
  }

  /// Where a household comes from.
  enum Origin {
    case italian(NameList)
    case european(Nation)
    case other(Nation)

    static func draw(_ random: inout RandomSource) -> Origin {
      switch random.weighted([790, 40, 20, 30, 45, 75]) {
      case 0: .italian(.italian)
      case 1: .italian(.german)
      case 2: .italian(.french)
      case 3: .italian(.slovene)
      case 4: .european(random.pick(Nation.europeans))
      default: .other(random.pick(Nation.others))
      }
    }

    var names: NameList {
      switch self {
      case .italian(let names): names
      case .european(let nation), .other(let nation): nation.names
      }
    }
  }

  /// Roles and ages of one household.
  private func ages(_ random: inout RandomSource) -> [(HouseholdRole, Int)] {
    let partner: HouseholdRole = random.chance(800) ? .spouse : .partner
    switch random.weighted([34, 22, 28, 8, 4, 2, 2]) {
    case 0: return [(.head, random.within(20...96))]
    case 1:
      let age = random.within(24...90)
      return [(.head, age), (partner, max(19, age + random.within(-8...5)))]
    case 2: return parents(partner, &random) + children(mother: random.within(24...54), &random)
    case 3:
      let age = random.within(22...56)
      return [(.head, age)] + children(mother: age, &random)
    case 4:
      return parents(partner, &random) + children(mother: random.within(28...54), &random)
        + [(.grandparent, random.within(68...97))]
    case 5: return [(.head, random.within(19...60)), (.cohabitant, random.within(19...60))]
    default: return [(.head, random.within(20...80)), (.sibling, random.within(20...80))]
    }
  }

  private func parents(_ partner: HouseholdRole, _ random: inout RandomSource) -> [(HouseholdRole, Int)] {
    let age = random.within(27...58)
    return [(.head, age), (partner, max(22, age + random.within(-7...3)))]
  }

  private func children(mother age: Int, _ random: inout RandomSource) -> [(HouseholdRole, Int)] {
    let eldest = max(0, min(24, age - random.within(20...36)))
    let count = 1 + random.weighted([48, 42, 10])
    return (0..<count).map { (.child, max(0, eldest - $0 * random.within(2...4))) }
  }

  private func draft(
    role: HouseholdRole, age: Int, origin: Origin, home: Address, _ random: inout RandomSource
  ) -> Draft {
    let sex: Sex = random.chance(500) ? .male : .female
    let names = origin.names
    let birthDate = today.adding(years: -age).adding(days: -random.below(365))
    let place: PlaceCode
    let citizenship: String
    switch origin {
    case .italian:
      place = random.pick(Places.births)
      citizenship = "IT"
    case .european(let nation), .other(let nation):
      place = age < 12 ? random.pick(Places.births) : nation.birthPlace
      citizenship = nation.citizenship
    }
    return Draft(
      surname: random.pick(names.surnames), name: random.pick(sex == .male ? names.men : names.women),
      sex: sex,
      birthDate: birthDate, birthPlace: place, citizenship: citizenship, role: role,
      posizione: Posizione(
        birthDate: birthDate, residence: .italy(home, since: since(birthDate, &random), state: .confirmed)))
  }

  private func since(_ birthDate: CivilDate, _ random: inout RandomSource) -> CivilDate {
    max(birthDate, today.adding(days: -random.within(60...9_000)))
  }

  /// Children bear the head's surname; brothers and sisters share theirs.
  private func shareSurnames(_ members: inout [Draft], _ random: inout RandomSource) {
    guard let head = members.first?.surname else { return }
    for index in members.indices.dropFirst() {
      switch members[index].role {
      case .child, .sibling, .grandparent: members[index].surname = head
      case .head, .spouse, .partner, .cohabitant: break
      }
    }
    // The two of a couple are of either sex mostly, as the registry has them.
    if members.count > 1, members[1].role == .spouse, members[0].sex == members[1].sex {
      members[1].sex = members[0].sex == .male ? .female : .male
      let names = members[1].sex == .male ? NameList.italian.men : NameList.italian.women
      members[1].name = random.pick(names)
    }
  }
}
