import Domain

/// The doctors of the region, one scenario each; with more people the scenarios come again.
struct DemoMedici: Sendable {
  /// One doctor, and how full the list shall be.
  struct Entry: Sendable {
    var medico: Medico
    /// Counters to show, people outside the population included.
    let target: Medico.Load
    /// The registry of the demo gives no counters for this one.
    let isUnknown: Bool
    /// Position of the MMG ambito, or of the distretto for a PLS; `nil` outside the asl.
    let area: Int?
  }

  let entries: [Entry]

  /// Makes 16 MMG and 4 PLS for each 20,000 people, never fewer, and three of other asl.
  init(people: Int, today: CivilDate, seed: UInt64) {
    var maker = MedicoMaker(today: today, random: RandomSource(seed: seed ^ 0x4D45_4449_4349))
    let rounds = max(1, (people + 19_999) / 20_000)
    var entries: [Entry] = []
    for round in 0..<rounds {
      for scenario in Self.general { entries.append(maker.make(scenario, round: round)) }
    }
    for round in 0..<rounds {
      for scenario in Self.paediatric { entries.append(maker.make(scenario, round: round)) }
    }
    for scenario in Self.outside { entries.append(maker.make(scenario, round: 0)) }
    self.entries = entries
  }

  /// What is particular about a doctor.
  struct Scenario: Sendable {
    let kind: Medico.Kind
    /// Position of the MMG ambito, or of the distretto for a PLS; -1 neighbouring asl, -2 outside the region.
    let area: Int
    var permanent: Int
    var reunion: Int
    var temporary = 200
    var zeroToSix: Int?
    var load: Int
    var temporaryIsFull = false
    var isUnknown = false
    var selfLimited = false
    var qualification = Medico.Engagement.Qualification.holder
    /// Days from today to the end of the engagement.
    var endsIn: Int?
    var suspended = false
    /// Position in ``associations``.
    var association: Int?
    var surname: String
    var name: String
    var sex: Sex
  }

  static let general: [Scenario] = [
    // Città 1: two places left, full, free.
    .init(
      kind: .mmg, area: 0, permanent: 1_500, reunion: 1_575, load: 1_498, association: 0, surname: "Sereni",
      name: "Paola", sex: .female),
    .init(
      kind: .mmg, area: 0, permanent: 1_500, reunion: 1_575, load: 1_500, association: 0,
      surname: "D'Alberti",
      name: "Nicolò", sex: .male),
    .init(
      kind: .mmg, area: 0, permanent: 1_500, reunion: 1_575, load: 1_310, surname: "Marchetti", name: "Elena",
      sex: .female),
    // Città 2: self-limited and full, over the ceiling, a substitute with places.
    .init(
      kind: .mmg, area: 1, permanent: 1_000, reunion: 1_575, load: 1_000, selfLimited: true,
      surname: "Tasso", name: "Guido", sex: .male),
    .init(
      kind: .mmg, area: 1, permanent: 1_500, reunion: 1_575, load: 1_512, association: 1, surname: "Quaglia",
      name: "Ornella", sex: .female),
    .init(
      kind: .mmg, area: 1, permanent: 1_500, reunion: 1_575, load: 1_150, qualification: .substitute,
      endsIn: 300, association: 1, surname: "Benvenuti", name: "Tommaso", sex: .male),
    // Colli 1: one place left, counters unknown, no temporary places.
    .init(
      kind: .mmg, area: 2, permanent: 1_500, reunion: 1_575, load: 1_499, association: 2, surname: "Zorzin",
      name: "Marta", sex: .female),
    .init(
      kind: .mmg, area: 2, permanent: 1_500, reunion: 1_575, load: 1_200, isUnknown: true, association: 2,
      surname: "Höllriegel", name: "Jürgen", sex: .male),
    .init(
      kind: .mmg, area: 2, permanent: 1_500, reunion: 1_575, load: 1_420, temporaryIsFull: true,
      surname: "Fabbri", name: "Anna Lisa", sex: .female),
    // Colli 2: provisional, nothing left at all, leaving in forty days.
    .init(
      kind: .mmg, area: 3, permanent: 1_500, reunion: 1_575, load: 1_040, qualification: .provisional,
      endsIn: 200, surname: "Lunardi", name: "Pietro", sex: .male),
    .init(
      kind: .mmg, area: 3, permanent: 1_500, reunion: 1_575, load: 1_575, temporaryIsFull: true,
      surname: "Carraro", name: "Beatrice", sex: .female),
    .init(
      kind: .mmg, area: 3, permanent: 1_500, reunion: 1_575, load: 1_470, endsIn: 40, surname: "Vescovi",
      name: "Aldo", sex: .male),
    // Valle 1: free, self-limited with places. Valle 2: in training, suspended.
    .init(
      kind: .mmg, area: 4, permanent: 1_500, reunion: 1_575, load: 1_020, association: 3, surname: "Černigoj",
      name: "Alenka", sex: .female),
    .init(
      kind: .mmg, area: 4, permanent: 1_200, reunion: 1_575, load: 1_150, selfLimited: true, association: 3,
      surname: "Perron", name: "Étienne", sex: .male),
    .init(
      kind: .mmg, area: 5, permanent: 1_000, reunion: 1_000, load: 870, qualification: .trainee, endsIn: 500,
      surname: "Ferri", name: "Camilla", sex: .female),
    .init(
      kind: .mmg, area: 5, permanent: 1_500, reunion: 1_575, load: 900, suspended: true, surname: "Rota",
      name: "Sergio", sex: .male),
  ]

  static let paediatric: [Scenario] = [
    .init(
      kind: .pls, area: 0, permanent: 1_000, reunion: 1_050, load: 990, association: 4, surname: "Amadei",
      name: "Chiara", sex: .female),
    .init(
      kind: .pls, area: 0, permanent: 1_000, reunion: 1_050, load: 1_000, association: 4, surname: "Solari",
      name: "Bruno", sex: .male),
    .init(
      kind: .pls, area: 1, permanent: 1_000, reunion: 1_050, zeroToSix: 600, load: 980, surname: "Kofler",
      name: "Käthe", sex: .female),
    .init(
      kind: .pls, area: 2, permanent: 1_000, reunion: 1_050, load: 1_000, surname: "Vallet", name: "Hélène",
      sex: .female),
  ]

  static let outside: [Scenario] = [
    .init(
      kind: .mmg, area: -1, permanent: 1_500, reunion: 1_575, load: 1_280, surname: "Marin", name: "Davide",
      sex: .male),
    .init(
      kind: .pls, area: -1, permanent: 1_000, reunion: 1_050, load: 760, surname: "Scarpa", name: "Silvia",
      sex: .female),
    .init(
      kind: .mmg, area: -2, permanent: 1_500, reunion: 1_575, load: 1_330, surname: "Thaler", name: "Ulrike",
      sex: .female),
  ]
}
