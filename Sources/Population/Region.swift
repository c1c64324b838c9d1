public import Domain

/// A fictional region: territory, doctors and people, all drawn from one seed.
///
/// People are not kept: ``forEachPerson(_:)`` draws them again, household by household, always the same.
/// Nobody in it can exist: every place of birth is one of the demo (`Y000`-`Y099`).
public struct Region: Sendable {
  /// What everything is drawn from.
  public let seed: UInt64
  /// How many people ``forEachPerson(_:)`` visits.
  public let people: Int
  /// The day for which ages, ends and scelte are right.
  public let today: CivilDate
  /// The distretti of the three asl.
  public let distretti: [Distretto]
  /// The ambiti of the three asl, those of MMG and those of PLS.
  public let ambiti: [Ambito]
  /// The doctors with their counters: 16 MMG and 4 PLS for each 20,000 people, and three of other asl.
  public let medici: [Medico]
  /// By doctor, the assistiti who are counted in ``Medico/load`` and are not among the people.
  ///
  /// It makes lists of real length out of 20,000 people; for a doctor whose counters the registry does not
  /// tell there is no entry.
  public let unlisted: [Identifier<Medico>: Medico.Load]
  /// The cases worth showing, with a person for each.
  public var demoCases: [DemoCase] { DemoCase.all(on: today) }
  /// The practices that wait for a decision when the region begins.
  public let pending: [PendingPractice]

  /// The asl whose desks the demo shows.
  public static let homeAsl = DemoTerritory.homeAsl
  /// The distretto of the first desk.
  public static let homeDistretto = DemoTerritory.home[0][0].distretto
  /// Fewer people are never made: the cases of the demo need them.
  public static let fewestPeople = 200

  /// A practice that nobody has decided yet.
  public struct PendingPractice: Hashable, Sendable {
    /// Whom it is for.
    public let person: Identifier<Assistito>
    /// The operation id.
    public let practice: Identifier<Practice>
    /// The medico asked for.
    public let medico: Identifier<Medico>
    /// The day it was taken in.
    public let since: CivilDate
  }

  /// Draws a region.
  ///
  /// - Parameters:
  ///   - seed: The same seed, number and day give the same region on every machine.
  ///   - people: How many people; at least ``fewestPeople`` are made.
  ///   - today: The day on which the demo begins.
  /// - Returns: Territory and doctors; the people only counted.
  /// - Complexity: O(people), about 5 µs each in a release build.
  public static func make(seed: UInt64, people: Int, today: CivilDate) -> Region {
    Region(seed: seed, people: max(people, fewestPeople), today: today)
  }

  private let doctors: DemoMedici

  private init(seed: UInt64, people: Int, today: CivilDate) {
    self.seed = seed
    self.people = people
    self.today = today
    let territory = DemoTerritory()
    distretti = territory.distretti
    ambiti = territory.ambiti
    doctors = DemoMedici(people: people, today: today, seed: seed)

    var assigner = MedicoAssigner(medici: doctors, today: today)
    var pending: [PendingPractice] = []
    var number = 0
    Self.walk(seed: seed, people: people, today: today, assigner: &assigner) { household in
      for draft in household {
        if let medico = draft.pendingMedico {
          pending.append(
            PendingPractice(
              person: PersonFinisher.id(number),
              practice: .init(unchecked: "00000000-0000-4000-8000-" + CheckDigits.padded(number, to: 12)),
              medico: .init(unchecked: medico), since: today.adding(days: -3)))
        }
        number += 1
      }
    }
    self.pending = pending

    var unlisted: [Identifier<Medico>: Medico.Load] = [:]
    medici = doctors.entries.enumerated().map { index, entry in
      var medico = entry.medico
      guard !entry.isUnknown else { return medico }
      let real = assigner.counts[index]
      let rest = Medico.Load(
        permanent: max(0, entry.target.permanent - real.permanent),
        temporary: max(0, entry.target.temporary - real.temporary),
        zeroToSix: max(0, entry.target.zeroToSix - real.zeroToSix))
      unlisted[medico.id] = rest
      medico.load = .init(
        permanent: real.permanent + rest.permanent, temporary: real.temporary + rest.temporary,
        zeroToSix: real.zeroToSix + rest.zeroToSix)
      return medico
    }
    self.unlisted = unlisted
  }

  /// Visits every person once, in the order of the ids; family members follow one another.
  ///
  /// The doctors of relatives are left out of the family: the registry knows them.
  ///
  /// - Throws: What `visit` throws; the rest is not visited then.
  /// - Complexity: O(people), about 15 µs each in a release build.
  public func forEachPerson<Failure: Error>(_ visit: (Assistito) throws(Failure) -> Void) throws(Failure) {
    var assigner = MedicoAssigner(medici: doctors, today: today)
    var finisher = PersonFinisher(today: today)
    try Self.walk(seed: seed, people: people, today: today, assigner: &assigner) {
      (drafts: [Draft]) throws(Failure) in
      for person in finisher.finish(drafts) { try visit(person) }
    }
  }

  private static func walk<Failure: Error>(
    seed: UInt64, people: Int, today: CivilDate, assigner: inout MedicoAssigner,
    _ visit: ([Draft]) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = people
    for var household in Showcase(today: today).households {
      assigner.assign(&household)
      rest -= household.people.count
      try visit(household.people)
    }
    let generator = HouseholdGenerator(seed: seed, today: today)
    var index = 0
    while rest > 0 {
      var household = generator.household(index)
      household.people = Array(household.people.prefix(rest))
      assigner.assign(&household)
      rest -= household.people.count
      try visit(household.people)
      index += 1
    }
  }
}
