import Domain

/// Gives the members of a household their position: rights, enrolment, and what is out of the ordinary.
struct Situations {
  let today: CivilDate
  let home: Address
  var random: RandomSource

  mutating func apply(to members: inout [Draft], origin: HouseholdGenerator.Origin) {
    for index in members.indices {
      enrol(&members[index], from: members[index].birthDate)
    }
    switch origin {
    case .italian:
      for index in members.indices { unusual(&members[index], alone: members.count == 1) }
      if random.chance(12) { move(&members) }
    case .european: european(&members)
    case .other: thirdCountry(&members)
    }
    for index in members.indices where members[index].birthDate > today.adding(days: -40) {
      if random.chance(600) { members[index].code = .provisional }
    }
  }

  /// Enrolment without end with the asl.
  mutating func enrol(_ draft: inout Draft, from birthDate: CivilDate) {
    let earliest = max(birthDate, today.adding(days: -random.within(30...7_000)))
    draft.posizione.assistenza = Assistenza(asl: DemoTerritory.homeAsl, start: earliest, kind: .unlimited)
  }

  /// What happens to a few people in a thousand.
  private mutating func unusual(_ draft: inout Draft, alone: Bool) {
    let age = draft.birthDate.age(on: today)
    if random.chance(age > 75 ? 40 : 2) { die(&draft) }
    guard draft.posizione.deathDate == nil else { return }
    switch random.below(1_000) {
    case 0..<6 where alone: emigrate(&draft)
    case 6..<12:
      let declared = today.adding(days: -random.within(1...44))
      draft.posizione.residence = .italy(home, since: declared, state: .pending(since: declared))
    case 12..<25 where age >= 18: takeDomicile(&draft)
    case 25..<27: draft.posizione.standing = .restricted
    case 27 where age >= 18 && alone: draft.posizione.standing = .detained
    case 28 where age >= 18:
      draft.posizione.standing = .stateAssisted(since: today.adding(days: -random.within(10...300)))
    case 29 where alone:
      draft.posizione.residence = .none(struckOff: true)
      end(&draft, on: today.adding(days: -random.within(30...400)), .irreperibile)
      draft.wish = .none
    case 30 where alone && age >= 18: draft.posizione.residence = .none(struckOff: false)
    case 31..<41 where age >= 18: draft.code = .definitiveAfterProvisional
    case 41..<46: draft.code = .omocodia
    default: break
    }
  }

  private mutating func die(_ draft: inout Draft) {
    let day = max(draft.birthDate, today.adding(days: -random.within(1...500)))
    draft.posizione.deathDate = day
    end(&draft, on: day, .death)
  }

  private mutating func emigrate(_ draft: inout Draft) {
    let day = max(draft.birthDate, today.adding(days: -random.within(5...900)))
    draft.posizione.residence = .abroad(state: random.pick(["DE", "CH", "FR", "BR", "AR"]), since: day)
    end(&draft, on: day, .aire)
  }

  private func end(_ draft: inout Draft, on day: CivilDate, _ reason: Assistenza.Ending.Reason) {
    guard var assistenza = draft.posizione.assistenza else { return }
    assistenza.start = min(assistenza.start, day)
    assistenza.ended = .init(on: day, reason: reason)
    draft.posizione.assistenza = assistenza
  }

  /// Residence elsewhere, domicile here for a time.
  private mutating func takeDomicile(_ draft: inout Draft) {
    let elsewhere = random.chance(500) ? DemoTerritory.neighbour : DemoTerritory.foreign
    let start = today.adding(days: -random.within(5...200))
    let until = start.adding(months: random.pick([6, 12])).adding(days: -1)
    let last = max(until, today.adding(days: random.within(3...80)))
    draft.posizione.residence = .italy(
      Address(street: random.street(), postalCode: "00900", territory: elsewhere),
      since: max(draft.birthDate, today.adding(days: -random.within(800...6_000))), state: .confirmed)
    draft.posizione.domicile = Domicile(
      address: home, reason: random.pick([.work, .study, .health, .assistsRelative]), since: start,
      until: min(last, start.adding(months: 12).adding(days: -1)))
    draft.posizione.assistenza = Assistenza(
      asl: DemoTerritory.homeAsl, start: start,
      kind: .temporary(until: draft.posizione.domicile?.until ?? last))
  }

  /// The household moved to the other asl of the region; the thirty days run.
  private mutating func move(_ members: inout [Draft]) {
    let notice = today.adding(days: -random.within(1...28))
    let address = Address(street: random.street(), postalCode: "00914", territory: DemoTerritory.neighbour)
    for index in members.indices where members[index].posizione.deathDate == nil {
      guard members[index].posizione.domicile == nil, members[index].posizione.residence.territory != nil
      else { continue }
      let since = max(members[index].birthDate, notice.adding(days: -random.within(2...20)))
      members[index].posizione.residence = .italy(address, since: since, state: .confirmed)
      members[index].posizione.transferNotice = max(since, notice)
    }
  }
}
