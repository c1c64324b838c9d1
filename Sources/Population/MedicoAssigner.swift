import Domain

/// Gives the people their scelte, and counts how many each medico has.
///
/// The order of the households decides who finds a place, as in life; the same order gives the same lists.
struct MedicoAssigner {
  private let entries: [DemoMedici.Entry]
  private let today: CivilDate
  private(set) var counts: [Medico.Load]
  private let positions: [String: Int]
  private let general: [[Int]]
  private let paediatric: [[Int]]

  init(medici: DemoMedici, today: CivilDate) {
    entries = medici.entries
    self.today = today
    counts = Array(repeating: .init(permanent: 0, temporary: 0), count: entries.count)
    var positions: [String: Int] = [:]
    var general = Array(repeating: [Int](), count: DemoTerritory.home.count)
    var paediatric = Array(repeating: [Int](), count: DemoTerritory.home.count / 2)
    for (index, entry) in entries.enumerated() {
      positions[entry.medico.id.rawValue] = index
      guard let area = entry.area else { continue }
      switch entry.medico.kind {
      case .mmg: general[area].append(index)
      case .pls: paediatric[area].append(index)
      }
    }
    self.positions = positions
    self.general = general
    self.paediatric = paediatric
  }

  /// Writes the scelte of every member.
  mutating func assign(_ household: inout Household) {
    for index in household.people.indices {
      var draft = household.people[index]
      switch draft.wish {
      case .assigned: choose(&draft, in: &household)
      case .named(let id):
        if let position = positions[id] { take(position, for: &draft, random: &household.random) }
      case .none, .asDrafted: break
      }
      household.people[index] = draft
      if let active = draft.posizione.activeScelta(on: today) { count(active) }
    }
  }

  private mutating func count(_ scelta: Scelta) {
    guard let position = positions[scelta.medico.rawValue] else { return }
    counts[position].add(scelta.counter)
  }

  // MARK: Choosing

  private mutating func choose(_ draft: inout Draft, in household: inout Household) {
    guard let assistenza = draft.posizione.assistenza else { return }
    guard assistenza.isActive(on: today), draft.posizione.deathDate == nil else {
      writePast(&draft, area: household.area, random: &household.random)
      return
    }
    let age = draft.birthDate.age(on: today)
    let kind: Medico.Kind = age < 6 || (age < 14 && household.random.chance(700)) ? .pls : .mmg
    if household.random.chance(650), let shared = sharedMedico(kind, in: household),
      hasPlace(shared, for: draft)
    {
      return take(shared, for: &draft, random: &household.random)
    }
    for area in areas(near: household.area, kind: kind) {
      let free = area.filter { hasPlace($0, for: draft) }
      guard !free.isEmpty else { continue }
      return take(household.random.pick(free), for: &draft, random: &household.random)
    }
  }

  /// The medico of somebody in the household who came before.
  private func sharedMedico(_ kind: Medico.Kind, in household: Household) -> Int? {
    for member in household.people {
      if let open = member.posizione.openScelta, open.kind == kind { return positions[open.medico.rawValue] }
    }
    return nil
  }

  /// The doctors of the ambito, then those of the bordering ones.
  private func areas(near area: Int, kind: Medico.Kind) -> [[Int]] {
    let all = kind == .mmg ? general : paediatric
    let own = kind == .mmg ? area : area / 2
    return [own, own + 1, own - 1].filter(all.indices.contains).map { all[$0] }
  }

  private func hasPlace(_ position: Int, for draft: Draft) -> Bool {
    let entry = entries[position]
    switch counter(for: draft, entry: entry) {
    case .temporary: return counts[position].temporary < entry.medico.ceilings.temporary ?? .max
    case .zeroToSix:
      return counts[position].zeroToSix < entry.target.zeroToSix
        && counts[position].permanent < entry.target.permanent
    case .permanent, .reunion: return counts[position].permanent < entry.target.permanent
    }
  }

  private func counter(for draft: Draft, entry: DemoMedici.Entry) -> PlaceCounter {
    if draft.posizione.assistenza?.lastDay != nil { return .temporary }
    let isSmall = draft.birthDate.age(on: today) < 6
    return entry.medico.ceilings.zeroToSix != nil && isSmall ? .zeroToSix : .permanent
  }

  // MARK: Writing

  private static let authors = ["ufficio anagrafe", "sportello 1", "sportello 2", "sportello 5", "portale"]

  private func take(_ position: Int, for draft: inout Draft, random: inout RandomSource) {
    let medico = entries[position].medico
    let birth = draft.birthDate
    let from = medico.kind == .mmg && birth.age(on: today) >= 14 ? birth.birthday(14).adding(days: 1) : birth
    let earliest = max(from, medico.engagement.start, draft.posizione.assistenza?.start ?? from)
    let span = min(max(0, earliest.days(until: today) - 1), 4_000)
    let start = max(birth, today.adding(days: -random.within(0...span) - 1))
    let until = draft.posizione.assistenza?.lastDay
    let past = earlier(than: start, medico: medico, draft: draft, random: &random)
    let motive: Scelta.Motive = past.isEmpty ? .first : .change
    draft.posizione.scelte =
      [
        Scelta(
          medico: medico.id, medicoName: "\(medico.surname) \(medico.name)", kind: medico.kind, start: start,
          motive: motive, until: until, counter: counter(for: draft, entry: entries[position]),
          author: random.pick(Self.authors))
      ] + past
  }

  /// Ended scelte of before: the PLS of a youth, or another medico of the asl.
  private func earlier(
    than start: CivilDate, medico: Medico, draft: Draft, random: inout RandomSource
  ) -> [Scelta] {
    let birth = draft.birthDate
    let age = birth.age(on: today)
    if medico.kind == .mmg, (14..<30).contains(age), let pls = entries.last(where: { $0.area != nil }) {
      let last = birth.birthday(14)
      guard last < start else { return [] }
      return [
        past(pls.medico, from: birth.adding(days: 20), to: last, .age, by: random.pick(Self.authors))
      ]
    }
    let first = max(birth.adding(days: 30), start.adding(days: -random.within(300...3_000)))
    guard random.chance(350), first < start.adding(days: -30) else { return [] }
    let others = entries.filter {
      $0.medico.kind == medico.kind && $0.area != nil && $0.medico.id != medico.id
    }
    guard !others.isEmpty else { return [] }
    let other = random.pick(others).medico
    return [past(other, from: first, to: start.adding(days: -1), .change, by: random.pick(Self.authors))]
  }

  private func past(
    _ medico: Medico, from start: CivilDate, to last: CivilDate, _ reason: Scelta.Ending.Reason,
    by author: String
  ) -> Scelta {
    Scelta(
      medico: medico.id, medicoName: "\(medico.surname) \(medico.name)", kind: medico.kind, start: start,
      motive: .first, author: author, end: .init(on: last, reason: reason))
  }

  /// The scelta that ended with the enrolment or the life.
  private func writePast(_ draft: inout Draft, area: Int, random: inout RandomSource) {
    let lastDays = [draft.posizione.deathDate, draft.posizione.assistenza?.ended?.on]
    guard let last = lastDays.compactMap(\.self).min(), let position = general[area].first else { return }
    let start = max(draft.birthDate, last.adding(days: -random.within(100...3_000)))
    let reason: Scelta.Ending.Reason
    switch draft.posizione.assistenza?.ended?.reason {
    case .death: reason = .death
    case .aire: reason = .aire
    case .transferred: reason = .transfer
    case .expired, .irreperibile, .other, nil: reason = .expiry
    }
    draft.posizione.scelte = [
      past(entries[position].medico, from: start, to: last, reason, by: random.pick(Self.authors))
    ]
  }
}

extension Medico.Load {
  /// One assistito more in a counter; those of reunion and 0-6 are on the permanent list as well.
  mutating func add(_ counter: PlaceCounter) {
    switch counter {
    case .permanent, .reunion: permanent += 1
    case .temporary: temporary += 1
    case .zeroToSix:
      permanent += 1
      zeroToSix += 1
    }
  }
}

extension Assistenza {
  /// The last day of a temporary enrolment; `nil` for an unlimited one.
  var lastDay: CivilDate? {
    switch kind {
    case .unlimited: nil
    case .temporary(let until): until
    }
  }
}
