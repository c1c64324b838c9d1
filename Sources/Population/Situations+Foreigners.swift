import Domain

extension Situations {
  /// A household of citizens of the Union: the first one has a title, the others depend on it.
  mutating func european(_ members: inout [Draft]) {
    let title: EuropeanTitle
    switch random.below(100) {
    case 0..<40: title = .worker(contractEnd: nil)
    case 40..<55: title = .worker(contractEnd: today.adding(days: random.within(5...500)))
    case 55..<63: title = .selfEmployed
    case 63..<66: title = .seasonalWorker(contractEnd: today.adding(days: random.within(5...150)))
    case 66..<70:
      title = .formS1(until: random.chance(500) ? nil : today.adding(days: random.within(20...400)))
    case 70..<84: title = .permanentStay
    case 84..<88:
      title = .unemployed(since: today.adding(days: -random.within(10...300)), lastContractUnderOneYear: true)
    case 88..<91:
      title = .unemployed(
        since: today.adding(days: -random.within(10...300)), lastContractUnderOneYear: false)
    case 91..<94: title = .trainee(until: today.adding(days: random.within(10...300)))
    case 94..<97: title = .shortStay
    default:
      for index in members.indices { withoutRights(&members[index], .europeanWithoutRights, .eni) }
      return
    }
    let last = title.lastDay
    for index in members.indices {
      let own = index == 0 ? title : .dependant(until: last)
      members[index].posizione.entitlement = .european(own)
      if case .shortStay = title {
        withoutRights(&members[index], .european(.shortStay), .definitive)
      } else if let last {
        temporary(&members[index], until: last)
      }
    }
  }

  /// A household with permits of stay, or without.
  mutating func thirdCountry(_ members: inout [Draft]) {
    if random.chance(35) {
      for index in members.indices {
        if members[index].birthDate.age(on: today) < 18 {
          members[index].posizione.entitlement = .irregularMinor
          temporary(&members[index], until: members[index].birthDate.birthday(18).adding(days: -1))
        } else {
          withoutRights(&members[index], .irregularAdult, .stp)
        }
      }
      return
    }
    let category = random.pick(Self.categories)
    let validUntil = drawValidity()
    let receipt = validUntil < today || (validUntil < today.adding(days: 60) && random.chance(500))
    let requested =
      receipt && random.chance(800) ? min(today, validUntil).adding(days: -random.within(0...20)) : nil
    for index in members.indices {
      let own = index == 0 || category.enrolment != .compulsory ? category : .family
      let permit = PermessoDiSoggiorno(category: own, validUntil: validUntil, renewalRequestedOn: requested)
      give(permit, to: &members[index])
    }
  }

  /// Writes the permit and the enrolment that follows from it.
  mutating func give(_ permit: PermessoDiSoggiorno, to draft: inout Draft) {
    draft.posizione.entitlement = .thirdCountry(permit)
    switch permit.category.enrolment {
    case .compulsory:
      // The receipt keeps the enrolment alive for the time of the renewal.
      let isRenewing = permit.validUntil < today && permit.renewalRequestedOn != nil
      temporary(&draft, until: isRenewing ? permit.validUntil.adding(months: 12) : permit.validUntil)
    case .voluntary:
      let year = today.year
      guard let first = CivilDate(year: year, month: 1, day: 1),
        let last = CivilDate(year: year, month: 12, day: 31)
      else { return }
      draft.posizione.assistenza = Assistenza(
        asl: DemoTerritory.homeAsl, start: max(first, min(draft.birthDate, today)),
        kind: .temporary(until: last))
    case .notAdmitted:
      draft.posizione.assistenza = nil
      draft.wish = .none
    }
  }

  private static let categories: [PermessoDiSoggiorno.Category] =
    Array(repeating: .work, count: 22) + Array(repeating: .family, count: 12)
    + Array(repeating: .asylum, count: 7) + PermessoDiSoggiorno.Category.allCases

  private mutating func drawValidity() -> CivilDate {
    switch random.below(100) {
    case 0..<6: today.adding(days: -random.within(1...120))
    case 6..<16: today.adding(days: random.within(0...89))
    default: today.adding(days: random.within(90...1_500))
    }
  }

  /// Enrolled until `last`, which is included.
  mutating func temporary(_ draft: inout Draft, until last: CivilDate) {
    let start = max(draft.birthDate, min(today, last).adding(days: -random.within(20...700)))
    draft.posizione.assistenza = Assistenza(
      asl: DemoTerritory.homeAsl, start: start, kind: .temporary(until: max(last, start)),
      ended: last < today ? .init(on: max(last, start), reason: .expired) : nil)
  }

  private func withoutRights(_ draft: inout Draft, _ entitlement: Entitlement, _ code: Draft.CodeKind) {
    draft.posizione.entitlement = entitlement
    draft.posizione.assistenza = nil
    draft.posizione.residence = .none(struckOff: false)
    draft.code = code
    draft.wish = .none
  }
}

extension EuropeanTitle {
  /// The last day of a title that ends; `nil` for one without end.
  var lastDay: CivilDate? {
    switch self {
    case .worker(let end): end
    case .seasonalWorker(let end): end
    case .formS1(let until), .dependant(let until): until
    case .trainee(let until): until
    case .unemployed(let since, let lastContractUnderOneYear):
      lastContractUnderOneYear ? since.adding(years: 1) : nil
    case .selfEmployed, .permanentStay, .shortStay: nil
    }
  }
}
