import Domain

/// Makes the doctors of the scenarios, one after the other.
struct MedicoMaker {
  let today: CivilDate
  var random: RandomSource
  private var made: [Medico.Kind: Int] = [:]

  init(today: CivilDate, random: RandomSource) {
    self.today = today
    self.random = random
  }

  /// A doctor of the scenario; from the second round on the name is drawn and the associations are others.
  mutating func make(_ scenario: DemoMedici.Scenario, round: Int) -> DemoMedici.Entry {
    let number = (made[scenario.kind] ?? 0) + 1
    made[scenario.kind] = number
    let names = NameList.italian
    let sex = scenario.sex
    let surname = round == 0 ? scenario.surname : random.pick(names.surnames)
    let name = round == 0 ? scenario.name : random.pick(sex == .male ? names.men : names.women)
    let territory = territory(of: scenario)
    let temporary = scenario.temporary
    let id = "\(scenario.kind.rawValue)-" + CheckDigits.padded(number, to: 3)
    let medico = Medico(
      id: .init(unchecked: id), kind: scenario.kind, surname: surname, name: name, sex: sex,
      regionalCode: (scenario.kind == .mmg ? "M" : "P") + CheckDigits.padded(10_000 + number * 7, to: 6),
      asl: territory.asl, distretto: territory.distretto, ambito: territory.ambito(for: scenario.kind),
      association: association(scenario.association, round: round), engagement: engagement(of: scenario),
      ceilings: .init(
        permanent: scenario.permanent, reunion: scenario.reunion, temporary: temporary,
        zeroToSix: scenario.zeroToSix),
      selfLimited: scenario.selfLimited, load: nil, surgery: surgery(in: territory.municipality))
    return DemoMedici.Entry(
      medico: medico,
      target: .init(
        permanent: scenario.load, temporary: scenario.temporaryIsFull ? temporary : 0,
        zeroToSix: scenario.zeroToSix ?? 0),
      isUnknown: scenario.isUnknown, area: scenario.area >= 0 ? scenario.area : nil)
  }

  private mutating func territory(of scenario: DemoMedici.Scenario) -> Territory {
    switch (scenario.area, scenario.kind) {
    case (-1, _): DemoTerritory.neighbour
    case (-2, _): DemoTerritory.foreign
    case (let area, .mmg): random.pick(DemoTerritory.home[area])
    case (let area, .pls): random.pick(DemoTerritory.home[area * 2])
    }
  }

  private mutating func engagement(of scenario: DemoMedici.Scenario) -> Medico.Engagement {
    let years = scenario.endsIn == nil ? random.within(3...28) : 1
    return .init(
      start: today.adding(years: -years).adding(days: -random.within(0...200)),
      end: scenario.endsIn.map { today.adding(days: $0) }, suspended: scenario.suspended,
      qualification: scenario.qualification)
  }

  /// Group, network, simple, ended a year ago, group of PLS.
  private func association(_ index: Int?, round: Int) -> Medico.Association? {
    guard let index else { return nil }
    let names = [
      "Gruppo Città", "Rete dei Portici", "Associazione Colli", "Gruppo Valle Alta", "Pediatri Città",
    ]
    let forms: [Medico.Association.Form] = [.group, .network, .simple, .group, .group]
    return Medico.Association(
      id: .init(unchecked: "ass-\(round + 1)-\(index + 1)"),
      name: names[index] + (round == 0 ? "" : " \(round + 1)"),
      form: forms[index], start: today.adding(years: -6), end: index == 3 ? today.adding(years: -1) : nil)
  }

  private mutating func surgery(in municipality: PlaceCode) -> Medico.Surgery {
    .init(
      street: random.street(), municipality: municipality, telephone: random.telephone(),
      hours: random.pick([
        "lun-ven 9-12", "lun mer ven 8.30-12, mar gio 16-19", "mar gio 9-13, lun mer ven 15.30-18.30",
        "lun-ven 8-11, mer anche 17-19",
      ]))
  }
}

extension RandomSource {
  /// A street that any comune could have, with a number.
  mutating func street() -> String {
    "\(pick(Self.streets)) \(within(1...120))"
  }

  /// A number of an area that has none.
  mutating func telephone() -> String { "0000 " + CheckDigits.padded(below(1_000_000), to: 6) }

  private static let streets = [
    "via dei Tigli", "via della Fornace", "piazza del Mercato Vecchio", "via Ca' Rossa", "vicolo del Forno",
    "via Lungofiume", "via della Libertà", "viale dei Gelsi", "via Molino Nuovo", "corso Umberto",
    "via del Pozzo",
    "via Sant'Elmo", "via delle Scuole", "largo della Fontana", "via Nicolò Pisano", "via dei Maestri",
    "via Campi",
    "strada del Bosco", "via Stazione", "via dell'Argine",
  ]
}
